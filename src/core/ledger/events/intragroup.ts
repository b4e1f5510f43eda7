// Money of another set of books 代收内部往来 (J26): a customer of books B paid into an account of books A.
// A owes it to B (2241.02), B has it to claim from A (1221.02) and its customer's receipt. One entry in
// each set of books, both under one pair.
import { ok, type Result } from "../../result.ts";
import { type NewReceipt, type OpenReceipt, type Posting, posting, receiptUse } from "../open.ts";
import { credit, debit, type EntryPair, makeEntry, type Occasion } from "../posting.ts";
import { receiptRefs } from "../settlement.ts";
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
