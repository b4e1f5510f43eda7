// A claim that another takes over before it is paid: a bill discounted or endorsed (J30, J31), a claim
// sold to a factor (J42). What another has of it is an item of its own: on the account of the claim
// while it stands in the books against what was received for it, a memo where it left them.
import { assert } from "../../assert.ts";
import { formatMinor } from "../../money.ts";
import { ok, type Result, refuse } from "../../result.ts";
import type { AccountKey } from "../accounts.ts";
import {
  itemUse,
  type NewItem,
  type OpenItem,
  type OpenReceipt,
  type Posting,
  posting,
  receiptUse,
  type Use,
} from "../open.ts";
import {
  credit,
  debit,
  type EntryDraft,
  inHome,
  makeEntry,
  type Occasion,
  type PostingLine,
} from "../posting.ts";
import { itemRefs, receiptRefs, settleItem } from "../settlement.ts";
import {
  type TakeItemRefusal,
  type Taken,
  type TakeReceiptRefusal,
  takeFromItem,
  takeFromReceipt,
} from "../take.ts";

/** Where an item of each kind stands while it has not left the books. */
const stands = {
  bill_discounted: "loan",
  bill_endorsed: "endorsed_bill",
  factored: "loan",
} as const satisfies Readonly<Record<string, AccountKey>>;
export type PassedOnKind = keyof typeof stands;

export type PassOnInput = {
  readonly item: OpenItem;
  /** All of it or a part; never more than is in hand. */
  readonly amountMinor: bigint;
  /** What another has of it. */
  readonly newItemId: string;
  /** The bank, the supplier, the factor. */
  readonly to: string;
  /** It leaves the books; else it stays on its account against 2001 or 2241.05. */
  readonly isDerecognised: boolean;
};

export type PassedOn = {
  readonly taken: Taken;
  readonly newItem: NewItem;
  /** 贷: the claim, or what it stands against. */
  readonly gone: readonly PostingLine[];
  /** Of another line: the one of both items that `gone` does not name, so that the entry is seen from both. */
  readonly otherRefs: { readonly customerId: string; readonly itemId: string };
};

export function passOn(
  occasion: Occasion,
  { item, amountMinor, newItemId, to, isDerecognised }: PassOnInput,
  kind: PassedOnKind,
): Result<PassedOn, TakeItemRefusal> {
  const taken = takeFromItem(item, amountMinor);
  if (!taken.ok) return taken;
  const newItem: NewItem = {
    ...item,
    ...taken.value,
    itemId: newItemId,
    kind,
    accountingDate: occasion.accountingDate,
    linkedItemId: item.itemId,
    memo: to,
    linkedNumber: item.number,
    ...(isDerecognised ? { isDerecognised } : {}),
  };
  const gone = isDerecognised
    ? settleItem(item, taken.value)
    : [credit(stands[kind], taken.value, itemRefs(newItem))];
  const { customerId } = item;
  const otherRefs = { customerId, itemId: isDerecognised ? newItemId : item.itemId };
  return ok({ taken: taken.value, newItem, gone, otherRefs });
}

export function standsAgainst({ kind }: OpenItem): AccountKey {
  const account = kind in stands ? stands[kind as PassedOnKind] : undefined; // asked of those alone
  assert(account !== undefined, `${kind} was not passed on`);
  return account;
}

/** Where the money for it is: on an account of ours, or booked already as a receipt (J07). */
export type PassedOnMoney =
  | { readonly bankAccountId: string; readonly amountMinor: bigint }
  | { readonly receipt: OpenReceipt };

export type PaidForRefusal =
  | TakeReceiptRefusal
  | { readonly code: "other_currency" }
  | { readonly code: "already_identified"; readonly customer: string }
  | {
      readonly code: "proceeds_exceed_bill";
      readonly proceeds: string;
      readonly amount: string;
      readonly currency: string;
    };

type PaidFor = {
  readonly amountMinor: bigint;
  readonly line: PostingLine;
  readonly uses: readonly Use[];
};

/** Money that is booked already is taken from where it rests; the bank is not debited once more. */
export function paidFor(
  { books }: Occasion,
  of: Pick<PassOnInput, "item" | "amountMinor"> & { readonly money: PassedOnMoney },
): Result<PaidFor, PaidForRefusal> {
  const { money, amountMinor } = of;
  const { currency } = of.item;
  const proceeds = "receipt" in money ? money.receipt.amountMinor : money.amountMinor;
  if (proceeds > amountMinor) {
    const [paid, face] = [proceeds, amountMinor].map((minor) => formatMinor(minor, currency));
    return refuse({
      code: "proceeds_exceed_bill",
      proceeds: paid ?? "",
      amount: face ?? "",
      currency,
    });
  }
  if (!("receipt" in money)) {
    if (proceeds <= 0n) return refuse({ code: "amount_zero" });
    const { bankAccountId } = money;
    const line = debit("bank", inHome(books, proceeds), { bankAccountId });
    return ok({ amountMinor: proceeds, line, uses: [] });
  }
  const { receipt } = money;
  if (receipt.account !== "unidentified") {
    return refuse({ code: "already_identified", customer: receipt.customerName });
  }
  if (receipt.currency !== currency) return refuse({ code: "other_currency" });
  const taken = takeFromReceipt(receipt, proceeds);
  if (!taken.ok) return taken;
  const line = debit(receipt.account, taken.value, receiptRefs(receipt));
  return ok({ amountMinor: proceeds, line, uses: [receiptUse(receipt, taken.value)] });
}

/** The debtor has paid whoever has it: the claim and what it stood against end; a memo, without an entry. */
export function endedElsewhere(
  occasion: Occasion,
  item: OpenItem,
  { taken, ...draft }: Pick<EntryDraft, "event" | "narration"> & { readonly taken: Taken },
): Posting {
  const uses = [itemUse(item, taken)];
  if (item.isDerecognised) return posting(null, { uses });
  const lines = [debit(standsAgainst(item), taken, itemRefs(item)), ...settleItem(item, taken)];
  return posting(makeEntry(occasion, { ...draft, lines }), { uses });
}
