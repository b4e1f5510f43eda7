// The calendar day of an instant where the books are kept, as SQL. A cast to date would give the day
// of the connection's time zone instead, which in China is yesterday until eight in the morning.

type InBooks = { readonly orgId: string; readonly booksId: string };

/** Of the books that $1 and $2 name, or other expressions for the organisation and the books. */
export function booksDay(
  instant: string,
  { orgId, booksId }: InBooks = { orgId: "$1", booksId: "$2" },
): string {
  const zone = `select z.time_zone from books z where z.org_id = ${orgId} and z.id = ${booksId}`;
  return `(${instant} at time zone (${zone}))::date`;
}
