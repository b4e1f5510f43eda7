// What is still open, without reading what is settled: narrow tables kept by the database (migrations
// 0028, 0048) list unsettled items, undecided lines and unapplied money of each set of books. And
// whose money a receipt is, found through its claims.

/** Open items as `i`; state org_id and books_id of `i` in the condition. */
export const unsettledItemsSql = `unsettled_item open_now
  join open_item i on i.org_id = open_now.org_id and i.books_id = open_now.books_id
    and i.id = open_now.item_id`;

/** Lines in the lanes new, suggested, unmatched and held, as `l`; none is cancelled. */
export const undecidedLinesSql = `undecided_line waiting
  join bank_line l on l.org_id = waiting.org_id and l.books_id = waiting.books_id
    and l.id = waiting.line_id`;

/** Receipts with money that rests on an account, as `r`; `resting.customer_id` is whose. None is cancelled. */
export const unappliedReceiptsSql = `unapplied_receipt resting
  join receipt r on r.org_id = resting.org_id and r.books_id = resting.books_id
    and r.id = resting.receipt_id`;

/** Kinds of item that no money of the customer settles: what we hold, what another has, the register. */
export const noDebtKindsSql = `'deposit', 'written_off', 'bill_discounted', 'bill_endorsed', 'factored',
  'held_for_factor'`;

/** That a receipt's money is the customer's, or one of them: `whose` is "= $3" or "= any($3)". */
export function isReceiptOf(receipt: string, whose: string): string {
  return `${receipt}.customer_id ${whose} and ${receipt}.id in (select claim.receipt_id
    from receipt_claim claim where claim.org_id = $1 and claim.customer_id ${whose})`;
}
