// 保理 (J42): a claim sold to a factor, without recourse (it leaves the books) or with (it stays against
// a loan); paid to the factor, taken back from it, and money that still reaches us.
import type { ItemKind } from "../../item-kinds.ts";
import { ok, type Result, refuse } from "../../result.ts";
import type { AccountKey } from "../accounts.ts";
import { mayAdjust } from "../adjustment-kinds.ts";
import {
  itemUse,
  type NewItem,
  type OpenItem,
  type OpenReceipt,
  type Posting,
  posting,
  receiptUse,
} from "../open.ts";
import { credit, debit, inHome, makeEntry, type Occasion } from "../posting.ts";
import { itemRefs, openItemLines, receiptRefs } from "../settlement.ts";
import {
  type TakeItemRefusal,
  type TakeReceiptRefusal,
  takeFromItem,
  takeFromReceipt,
} from "../take.ts";
import { type DepositReturnInput, heldPaidOut } from "./deposits.ts";
import {
  endedElsewhere,
  type PaidForRefusal,
  type PassedOnMoney,
  type PassOnInput,
  paidFor,
  passOn,
  standsAgainst,
} from "./passed-on.ts";

const soldAccounts: readonly AccountKey[] = ["receivable", "e_receivable"];

/** The factor pays less than the claim: its price is a loss on the sale, or interest of the loan. */
export function factor(
  occasion: Occasion,
  input: PassOnInput & { readonly money: PassedOnMoney },
): Result<Posting, FactorRefusal> {
  const { item, to, isDerecognised } = input;
  const { number, kind, account, currency } = item;
  if (!mayAdjust("factor", kind) || !soldAccounts.includes(account)) {
    return refuse({ code: "not_factorable", number });
  }
  if (currency !== occasion.books.homeCurrency) {
    return refuse({ code: "factored_foreign", number, currency });
  }
  if (to.trim() === "") return refuse({ code: "factor_missing" });
  const passed = passOn(occasion, input, "factored");
  if (!passed.ok) return passed;
  const paid = paidFor(occasion, input);
  if (!paid.ok) return paid;
  const { taken, newItem, gone, otherRefs } = passed.value;
  const cost = inHome(occasion.books, taken.amountMinor - paid.value.amountMinor);
  const entry = makeEntry(occasion, {
    event: "J42",
    narration: { key: "entry_factored", fields: { number, to } },
    lines: [
      paid.value.line,
      debit(isDerecognised ? "investment" : "interest", cost, otherRefs),
      ...gone,
    ],
  });
  return ok(posting(entry, { newItem, uses: [itemUse(item, taken), ...paid.value.uses] }));
}

export type FactorRefusal =
  | { readonly code: "not_factorable"; readonly number: string }
  | { readonly code: "factored_foreign"; readonly number: string; readonly currency: string }
  | { readonly code: "factor_missing" }
  | TakeItemRefusal
  | PaidForRefusal;

export type FactoredPart = { readonly factored: OpenItem; readonly amountMinor: bigint };

/** What is known of the claim besides its item: what was sold, and who has it. */
export type FactoredFacts = {
  readonly sold: { readonly kind: ItemKind; readonly account: AccountKey };
  readonly factor: string;
};

/** The debtor has paid the factor. */
export function factoredCleared(
  occasion: Occasion,
  { factored, amountMinor }: FactoredPart,
): Result<Posting, FactoredClearRefusal> {
  const { number, kind } = factored;
  if (kind !== "factored") return refuse({ code: "not_factored", number });
  const taken = takeFromItem(factored, amountMinor);
  if (!taken.ok) return taken;
  const narration = { key: "entry_factored_cleared", fields: { number } } as const;
  return ok(endedElsewhere(occasion, factored, { taken: taken.value, event: "J42", narration }));
}

export type FactoredClearRefusal =
  | { readonly code: "not_factored"; readonly number: string }
  | TakeItemRefusal;

export type FactoredRecourseInput = FactoredPart & {
  /** The claim is that again, as old and due as it was. */
  readonly sold: FactoredFacts["sold"];
  readonly newItemId: string;
  readonly bankAccountId: string;
};

/** 反转让: we pay the factor back, and the claim is ours to collect again. */
export function factoredRecourse(
  occasion: Occasion,
  { factored, amountMinor, sold, newItemId, bankAccountId }: FactoredRecourseInput,
): Result<Posting, FactoredRecourseRefusal> {
  const { number, kind, customerId } = factored;
  if (kind !== "factored") return refuse({ code: "not_factored", number });
  const taken = takeFromItem(factored, amountMinor);
  if (!taken.ok) return taken;
  const { isDerecognised: _, ...claim } = factored;
  const newItem: NewItem = {
    ...claim,
    ...taken.value,
    ...sold,
    itemId: newItemId,
    accountingDate: occasion.accountingDate,
    linkedItemId: factored.itemId,
  };
  const paidBack = credit("bank", taken.value, { customerId, bankAccountId });
  // with recourse the claim never left its account: only the loan ends
  const ended = factored.isDerecognised
    ? openItemLines(newItem)
    : [debit(standsAgainst(factored), taken.value, itemRefs(factored))];
  const entry = makeEntry(occasion, {
    event: "J42",
    narration: { key: "entry_factored_recourse", fields: { number } },
    lines: [...ended, paidBack],
  });
  return ok(posting(entry, { newItem, uses: [itemUse(factored, taken.value)] }));
}

export type FactoredRecourseRefusal = FactoredClearRefusal;

export type HoldForFactorInput = FactoredPart & {
  readonly receipt: OpenReceipt;
  readonly newItemId: string;
  readonly to: string;
};

/** Money for a claim that is the factor's: held for it until we hand it on. */
export function holdForFactor(
  occasion: Occasion,
  { factored, amountMinor, receipt, newItemId, to }: HoldForFactorInput,
): Result<Posting, HoldForFactorRefusal> {
  const { number, customerName: customer } = factored;
  if (factored.kind !== "factored") return refuse({ code: "not_factored", number });
  if (!factored.isDerecognised) return refuse({ code: "factored_with_recourse", number });
  if (receipt.account !== "on_account") return refuse({ code: "payer_unknown" });
  const ended = takeFromItem(factored, amountMinor);
  if (!ended.ok) return ended;
  const taken = takeFromReceipt(receipt, amountMinor);
  if (!taken.ok) return taken;
  const { isDerecognised: _, ...claim } = factored;
  const newItem: NewItem = {
    ...claim,
    currency: taken.value.currency,
    amountMinor: -taken.value.amountMinor,
    homeMinor: -taken.value.homeMinor,
    itemId: newItemId,
    kind: "held_for_factor",
    account: "agency",
    issueDate: receipt.businessDate,
    dueDate: null,
    ageFrom: receipt.businessDate,
    accountingDate: occasion.accountingDate,
    linkedItemId: factored.itemId,
    linkedNumber: number,
    memo: to,
  };
  const entry = makeEntry(occasion, {
    event: "J42",
    narration: { key: "entry_held_for_factor", fields: { customer, number, to } },
    lines: [debit(receipt.account, taken.value, receiptRefs(receipt)), ...openItemLines(newItem)],
  });
  const uses = [itemUse(factored, ended.value), receiptUse(receipt, taken.value)];
  return ok(posting(entry, { newItem, uses }));
}

export type HoldForFactorRefusal =
  | { readonly code: "not_factored"; readonly number: string }
  | { readonly code: "factored_with_recourse"; readonly number: string }
  | { readonly code: "payer_unknown" }
  | TakeItemRefusal
  | TakeReceiptRefusal;

/** What we hold for the factor goes to it. */
export function factorPaid(
  occasion: Occasion,
  input: DepositReturnInput,
): Result<Posting, TakeItemRefusal> {
  const fields = { customer: input.item.customerName };
  const narration = { key: "entry_factor_paid", fields } as const;
  return heldPaidOut(occasion, input, { event: "J42", narration });
}
