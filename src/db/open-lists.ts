// What is still open, without reading what is settled: two narrow tables kept by the database
// (migration 0028) list unsettled items and undecided lines of each set of books.

/** Open items as `i`; state org_id and books_id of `i` in the condition. */
export const unsettledItemsSql = `unsettled_item open_now
  join open_item i on i.org_id = open_now.org_id and i.books_id = open_now.books_id
    and i.id = open_now.item_id`;

/** Lines in the lanes new, suggested, unmatched and held, as `l`; none is cancelled. */
export const undecidedLinesSql = `undecided_line waiting
  join bank_line l on l.org_id = waiting.org_id and l.books_id = waiting.books_id
    and l.id = waiting.line_id`;
