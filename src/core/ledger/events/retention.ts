// 质保金: split off the invoice, due at warranty end, released into ordinary receivables (J18, J19).
import type { IsoDate } from "../../date.ts";
import { ok, type Result, refuse } from "../../result.ts";
import type { AccountKey, LedgerSettings } from "../accounts.ts";
import { itemUse, type NewItem, type OpenItem, type Posting, posting } from "../open.ts";
import { debit, makeEntry, type Occasion } from "../posting.ts";
import { itemRefs, settleItem } from "../settlement.ts";
import { type TakeItemRefusal, takeFromItem } from "../take.ts";

export type RetentionInput = {
  readonly item: OpenItem;
  readonly amountMinor: bigint;
  readonly newItemId: string;
  /** Null = unknown: the item has no due date and is never overdue. */
  readonly warrantyEnd: IsoDate | null;
  /** More than time must pass (acceptance, performance): contract asset in place of receivable. */
  readonly conditional: boolean;
};

export function retentionAccount({ standard }: LedgerSettings, conditional: boolean): AccountKey {
  return conditional && standard !== "sme" ? "contract_asset" : "retention";
}

/** J18: an item of its own, not dunned and not overdue before the warranty ends. */
export function retentionSplit(
  occasion: Occasion,
  input: RetentionInput,
): Result<Posting, RetentionSplitRefusal> {
  const { item, amountMinor, newItemId, warrantyEnd, conditional } = input;
  if (item.kind === "retention") return refuse({ code: "is_retention", number: item.number });
  return moveItem(occasion, {
    event: "J18",
    narration: "entry_retention",
    from: item,
    amountMinor,
    to: {
      itemId: newItemId,
      kind: "retention",
      account: retentionAccount(occasion.books, conditional),
      dueDate: warrantyEnd,
    },
  });
}

export type RetentionSplitRefusal =
  | { readonly code: "is_retention"; readonly number: string }
  | TakeItemRefusal;

export type RetentionReleaseInput = {
  readonly item: OpenItem;
  readonly amountMinor: bigint;
  readonly newItemId: string;
};

/** J19: the warranty is over; the claim is an ordinary receivable, aged from the first invoice. */
export function retentionRelease(
  occasion: Occasion,
  { item, amountMinor, newItemId }: RetentionReleaseInput,
): Result<Posting, RetentionReleaseRefusal> {
  if (item.kind !== "retention") return refuse({ code: "no_retention", number: item.number });
  if (item.account === "receivable")
    return refuse({ code: "released_already", number: item.number });
  return moveItem(occasion, {
    event: "J19",
    narration: "entry_retention_release",
    from: item,
    amountMinor,
    to: { itemId: newItemId, kind: "retention", account: "receivable", dueDate: item.dueDate },
  });
}

export type RetentionReleaseRefusal =
  | { readonly code: "no_retention"; readonly number: string }
  | { readonly code: "released_already"; readonly number: string }
  | TakeItemRefusal;

type Move = {
  readonly event: "J18" | "J19";
  readonly narration: "entry_retention" | "entry_retention_release";
  readonly from: OpenItem;
  readonly amountMinor: bigint;
  readonly to: Pick<NewItem, "itemId" | "kind" | "account" | "dueDate">;
};

/** Part of an item goes on as another item of the same claim: same customer, number, age, rate. */
function moveItem(
  occasion: Occasion,
  { event, narration, from, amountMinor, to }: Move,
): Result<Posting, TakeItemRefusal> {
  const taken = takeFromItem(from, amountMinor);
  if (!taken.ok) return taken;
  const newItem: NewItem = {
    ...from,
    ...taken.value,
    ...to,
    accountingDate: occasion.accountingDate,
    linkedItemId: from.itemId,
  };
  const entry = makeEntry(occasion, {
    event,
    narration: { key: narration, fields: { number: from.number } },
    lines: [debit(newItem.account, newItem, itemRefs(newItem)), ...settleItem(from, taken.value)],
  });
  return ok(posting(entry, { newItem, uses: [itemUse(from, taken.value)] }));
}
