// Money of another set of books 代收内部往来 (J26): a customer of books B paid into an account of books A.
// A owes it to B (2241.02), B has it to claim from A (1221.02) and its customer's receipt. One entry in
// each set of books, both under one pair.
import { formatMinor } from "../../money.ts";
import { ok, type Result, refuse } from "../../result.ts";
import { partOf } from "../home-amount.ts";
import { type NewReceipt, type OpenReceipt, type Posting, posting, receiptUse } from "../open.ts";
import {
  type Booked,
  credit,
  debit,
  type EntryPair,
  makeEntry,
  type Occasion,
} from "../posting.ts";
import { receiptRefs, withExchangeDifference } from "../settlement.ts";
import { type TakeReceiptRefusal, takeFromReceipt } from "../take.ts";

export type ForOtherBooksInput = {
  readonly receipt: OpenReceipt;
  readonly amountMinor: bigint;
  readonly pair: EntryPair;
};

/** J26 in the books that got the money: it leaves where it rested, and is owed to the other books. */
export function receivedForOtherBooks(
  occasion: Occasion,
  { receipt: from, amountMinor, pair }: ForOtherBooksInput,
): Result<Posting, TakeReceiptRefusal> {
  const taken = takeFromReceipt(from, amountMinor);
  if (!taken.ok) return taken;
  const entry = makeEntry(occasion, {
    event: "J26",
    narration: {
      key: "entry_for_other_books",
      fields: { payer: from.payerName, books: pair.otherBooksName },
    },
    lines: [
      debit(from.account, taken.value, receiptRefs(from)),
      credit("intragroup_payable", taken.value, { receiptId: from.receiptId }),
    ],
    pair,
  });
  return ok(posting(entry, { uses: [receiptUse(from, taken.value)] }));
}

/** J26 in the books whose customer paid: a receipt without a bank line, on the customer's account. */
export function receivedByOtherBooks(
  occasion: Occasion,
  { receipt, pair }: { readonly receipt: NewReceipt; readonly pair: EntryPair },
): Posting {
  const refs = receiptRefs(receipt);
  const entry = makeEntry(occasion, {
    event: "J26",
    narration: {
      key: "entry_by_other_books",
      fields: { customer: receipt.customerName, books: pair.otherBooksName },
    },
    lines: [
      debit("intragroup_receivable", receipt, { receiptId: receipt.receiptId }),
      credit("on_account", receipt, refs),
    ],
    pair,
  });
  return posting(entry, { newReceipt: receipt });
}

/** What one set of books owes another, above zero. */
export type Owed = Booked & { readonly pair: EntryPair };

export type HandOverRefusal =
  | {
      readonly code: "exceeds_intragroup";
      readonly books: string;
      readonly currency: string;
      readonly open: string;
      readonly asked: string;
    }
  | TakeReceiptRefusal;

/** J26 settled in the books that owed it: the money leaves for the other books. */
export function handedOver(
  occasion: Occasion,
  { owed, paid, bankAccountId }: { owed: Owed; paid: Booked; bankAccountId: string },
): Result<Posting, HandOverRefusal> {
  const settled = settledPart(owed, paid.amountMinor);
  if (!settled.ok) return settled;
  const lines = [
    debit("intragroup_payable", settled.value),
    credit("bank", paid, { bankAccountId }),
  ];
  const entry = makeEntry(occasion, {
    event: "J26",
    narration: { key: "entry_handed_over", fields: { books: owed.pair.otherBooksName } },
    lines: withExchangeDifference(occasion.books, lines, {}),
    pair: owed.pair,
  });
  return ok(posting(entry));
}

/** J26 settled in the books that claimed it: the money that came in is the other books'. */
export function handedOverReceived(
  occasion: Occasion,
  { owed, receipt: from }: { readonly owed: Owed; readonly receipt: OpenReceipt },
): Result<Posting, HandOverRefusal> {
  const taken = takeFromReceipt(from, from.amountMinor);
  if (!taken.ok) return taken;
  const settled = settledPart(owed, from.amountMinor);
  if (!settled.ok) return settled;
  const refs = receiptRefs(from);
  const lines = [
    debit(from.account, taken.value, refs),
    credit("intragroup_receivable", settled.value, { receiptId: from.receiptId }),
  ];
  const entry = makeEntry(occasion, {
    event: "J26",
    narration: { key: "entry_handed_over_in", fields: { books: owed.pair.otherBooksName } },
    lines: withExchangeDifference(occasion.books, lines, refs),
    pair: owed.pair,
  });
  return ok(posting(entry, { uses: [receiptUse(from, taken.value)] }));
}

function settledPart(owed: Owed, amountMinor: bigint): Result<Booked, HandOverRefusal> {
  const { currency } = owed;
  if (amountMinor <= owed.amountMinor) return ok(partOf(owed, amountMinor));
  return refuse({
    code: "exceeds_intragroup",
    books: owed.pair.otherBooksName,
    currency,
    open: formatMinor(owed.amountMinor, currency),
    asked: formatMinor(amountMinor, currency),
  });
}
