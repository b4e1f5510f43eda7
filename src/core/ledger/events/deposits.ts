// 保证金: no receivable, outside aging; what we hold is a debt, so its amount is negative (J45).
import { ok, type Result } from "../../result.ts";
import {
  itemUse,
  type NewItem,
  type OpenItem,
  type OpenReceipt,
  type Posting,
  posting,
  receiptUse,
} from "../open.ts";
import {
  type Booked,
  credit,
  debit,
  type EntryDraft,
  makeEntry,
  negate,
  type Occasion,
} from "../posting.ts";
import {
  bankRefs,
  itemRefs,
  openItemLines,
  receiptRefs,
  settleItem,
  withExchangeDifference,
} from "../settlement.ts";
import {
  type TakeItemRefusal,
  type TakeReceiptRefusal,
  takeFromItem,
  takeFromReceipt,
} from "../take.ts";

export type DepositInput = {
  readonly item: NewItem;
  /** Straight from the bank line, or from a receipt that is booked already. */
  readonly from: { readonly bankAccountId: string | null } | { readonly receipt: OpenReceipt };
};

/** J45: a deposit is no receivable and stands outside aging. Its amount is negative: we owe it. */
export function deposit(
  occasion: Occasion,
  { item, from }: DepositInput,
): Result<Posting, TakeReceiptRefusal> {
  const refs = itemRefs(item);
  const draft = {
    event: "J45",
    narration: { key: "entry_deposit", fields: { customer: item.customerName } },
  } as const;
  if ("bankAccountId" in from) {
    const line = debit("bank", negate(item), bankRefs(refs, from.bankAccountId));
    const entry = makeEntry(occasion, { ...draft, lines: [line, ...openItemLines(item)] });
    return ok(posting(entry, { newItem: item }));
  }
  const taken = takeFromReceipt(from.receipt, -item.amountMinor);
  if (!taken.ok) return taken;
  const newItem = { ...item, homeMinor: -taken.value.homeMinor };
  const line = debit(from.receipt.account, taken.value, receiptRefs(from.receipt));
  const entry = makeEntry(occasion, { ...draft, lines: [line, ...openItemLines(newItem)] });
  return ok(posting(entry, { newItem, uses: [receiptUse(from.receipt, taken.value)] }));
}

export type DepositReturnInput = {
  readonly item: OpenItem;
  /** Above zero. */
  readonly amountMinor: bigint;
  readonly bankAccountId: string;
  readonly paid: Booked;
};

/** J45 the other way: the deposit goes back. */
export function depositReturned(
  occasion: Occasion,
  input: DepositReturnInput,
): Result<Posting, TakeItemRefusal> {
  const fields = { customer: input.item.customerName };
  const narration = { key: "entry_deposit_returned", fields } as const;
  return heldPaidOut(occasion, input, { event: "J45", narration });
}

/** What we hold for somebody leaves our bank. */
export function heldPaidOut(
  occasion: Occasion,
  { item, amountMinor, bankAccountId, paid }: DepositReturnInput,
  draft: Pick<EntryDraft, "event" | "narration">,
): Result<Posting, TakeItemRefusal> {
  const taken = takeFromItem(item, -amountMinor);
  if (!taken.ok) return taken;
  const refs = itemRefs(item);
  const lines = [
    ...settleItem(item, taken.value),
    credit("bank", paid, bankRefs(refs, bankAccountId)),
  ];
  const entry = makeEntry(occasion, {
    ...draft,
    lines: withExchangeDifference(occasion.books, lines, refs),
  });
  return ok(posting(entry, { uses: [itemUse(item, taken.value)] }));
}
