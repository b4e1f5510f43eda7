// A check of the data before any money comes: what it looks at, what it finds, and examples that run.
// One file a member of the family, one line in registry.ts.
import type { IsoDate } from "../date.ts";
import type { ItemKind } from "../item-kinds.ts";
import type { Sentence } from "../words/word.ts";

export type CheckedContract = {
  readonly id: number;
  readonly no: string;
  readonly customerId: number;
  readonly currency: string;
  readonly amountMinor: number | null;
  /** Per cent as text; null: not agreed. */
  readonly taxRate: string | null;
  /** Amounts of its instalments; empty: it has no plan. */
  readonly instalments: readonly number[];
};

export type CheckedItem = {
  readonly id: number;
  readonly no: string;
  readonly kind: ItemKind;
  readonly customerId: number;
  readonly customerName: string;
  readonly currency: string;
  /** Of the document; credit notes below zero. */
  readonly faceMinor: number;
  readonly taxRate: string;
  readonly issueDate: IsoDate | null;
  readonly contractId: number | null;
  readonly deliveryNo: string;
};

export type CheckedCustomer = {
  readonly id: number;
  readonly no: string;
  readonly name: string;
  readonly taxId: string;
  readonly accounts: readonly string[];
};

export type CheckedBooks = {
  readonly contracts: readonly CheckedContract[];
  /** Only items that some check could say something about. */
  readonly items: readonly CheckedItem[];
  readonly customers: readonly CheckedCustomer[];
};

export type CheckFinding = {
  /** What must be mended, and where. */
  readonly about: { readonly kind: "item" | "customer" | "contract"; readonly id: number };
  /** Names it: number, customer. */
  readonly label: string;
  /** The arithmetic or the two values that disagree: "13 % ≠ 9 %". */
  readonly shows: string;
  readonly currency: string | null;
  readonly minor: number;
};

export type DataCheck = {
  readonly code: string;
  readonly title: Sentence;
  /** Why it matters and how it is mended. */
  readonly remedy: Sentence;
  readonly examine: (books: CheckedBooks) => CheckFinding[];
  readonly examples: readonly {
    readonly given: string;
    readonly books: CheckedParts;
    /** What the findings show; empty: nothing to complain of. */
    readonly expect: readonly string[];
  }[];
};

export type CheckedParts = {
  readonly contracts?: readonly Partial<CheckedContract>[];
  readonly items?: readonly Partial<CheckedItem>[];
  readonly customers?: readonly Partial<CheckedCustomer>[];
};

/** A finding about a document. */
export function itemFinding(item: CheckedItem, shows: string, minor?: number): CheckFinding {
  return {
    about: { kind: "item", id: item.id },
    label: `${item.customerName} ${item.no}`,
    shows,
    currency: item.currency,
    minor: Math.abs(minor ?? item.faceMinor),
  };
}

/** Documents by contract, plan items left out: they are the contract itself. */
export function itemsByContract(books: CheckedBooks): Map<CheckedContract, CheckedItem[]> {
  const byId = new Map(books.contracts.map((contract) => [contract.id, contract]));
  const found = new Map<CheckedContract, CheckedItem[]>();
  for (const item of books.items) {
    const contract = byId.get(item.contractId ?? 0);
    if (!contract || item.kind === "plan") continue;
    const own = found.get(contract) ?? [];
    own.push(item);
    found.set(contract, own);
  }
  return found;
}
