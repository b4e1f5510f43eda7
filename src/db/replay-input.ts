// The books as if none of their bank lines had been decided: what a rule change is tried on, and
// what people have said about each line.
import { type IsoDate, isoDate } from "../core/date.ts";
import { type ItemToMatch, type LineToMatch, selectItemsToMatch } from "./match-input.ts";
import type { Db } from "./pool.ts";

type Books = { readonly orgId: number; readonly booksId: number };

/** Every line in full, decided or not; held ones stay out. */
export async function selectHistoryLines(
  db: Db,
  books: Books,
): Promise<(LineToMatch & { readonly homeMinor: number })[]> {
  const { rows } = await db.query<Omit<LineToMatch, "lineId"> & { homeMinor: number }>(
    `select l.id, l.booking_date as date, l.value_date as "valueDate", l.currency,
            l.amount_minor as "amountMinor", l.payer_name as "payerName",
            l.payer_account as "payerAccount", l.memo, l.bank_ref as "bankRef",
            l.end_to_end as "endToEnd", b.account_no as account, null as "knownCustomerNo",
            coalesce(r.home_minor, 0) as "homeMinor"
     from bank_line l
     join bank_account b on b.org_id = l.org_id and b.id = l.bank_account_id
     left join receipt r on r.org_id = l.org_id and r.bank_line_id = l.id and r.cancelled_at is null
     where l.org_id = $1 and l.books_id = $2 and l.cancelled_at is null and l.lane <> 'held'
     order by l.id`,
    [books.orgId, books.booksId],
  );
  return rows.map((row) => ({ ...row, lineId: String(row.id) }));
}

/** What decisions about bank lines took off items, and items such decisions began. */
async function selectTaken(
  db: Db,
  { orgId, booksId }: Books,
): Promise<{ takenMinor: Map<number, number>; begun: Set<number> }> {
  const { rows } = await db.query<{ id: number; minor: number }>(
    `select a.item_id as id, sum(a.item_minor)::bigint as minor
     from allocation a join decision d on d.org_id = a.org_id and d.id = a.decision_id
     where a.org_id = $1 and a.books_id = $2 and a.item_id is not null
       and d.kind in ('auto', 'confirm', 'manual') and d.undone_by_id is null
     group by 1`,
    [orgId, booksId],
  );
  const begun = await db.query<{ id: number }>(
    `select i.id from open_item i join entry e on e.org_id = i.org_id and e.id = i.entry_id
     where i.org_id = $1 and i.books_id = $2 and e.source_kind = 'decision'`,
    [orgId, booksId],
  );
  return {
    takenMinor: new Map(rows.map(({ id, minor }) => [id, minor])),
    begun: new Set(begun.rows.map(({ id }) => id)),
  };
}

/** What decisions about bank lines left in dispute, by item. */
async function selectDisputedByDecisions(
  db: Db,
  { orgId, booksId }: Books,
): Promise<Map<number, number>> {
  const { rows } = await db.query<{ id: number; minor: number }>(
    `select c.item_id as id, sum(c.disputed_delta_minor)::bigint as minor
     from item_change c join open_item i on i.org_id = c.org_id and i.id = c.item_id
     where c.org_id = $1 and i.books_id = $2 and c.decision_id is not null group by 1`,
    [orgId, booksId],
  );
  return new Map(rows.map(({ id, minor }) => [id, minor]));
}

/** Items with what bank lines settled given back. */
export async function selectHistoryItems(
  db: Db,
  books: Books,
  settledSince: IsoDate,
): Promise<ItemToMatch[]> {
  const { takenMinor, begun } = await selectTaken(db, books);
  const disputedBy = await selectDisputedByDecisions(db, books);
  const items = await selectItemsToMatch(db, books, longAgo);
  return items
    .filter(({ id }) => !begun.has(id))
    .map((item) => ({
      ...item,
      openMinor: item.openMinor + (takenMinor.get(item.id) ?? 0),
      disputedMinor: item.disputedMinor - (disputedBy.get(item.id) ?? 0),
    }))
    .filter(
      ({ openMinor, issueDate }) =>
        openMinor !== 0 || issueDate === null || issueDate >= settledSince,
    );
}

/** Before any item: what is settled now was open once. */
const longAgo = isoDate("1900-01-01");

export type Part = readonly [itemId: number, amountMinor: number];

export type KnownRow = {
  readonly lineId: number;
  /** posted: a person's own; excluded: no receivable; refuted: undone or judged wrong; chosen: blind. */
  readonly kind: "posted" | "excluded" | "refuted" | "chosen";
  readonly parts: readonly Part[];
};

/** What people said about lines, by line; several rows for one line where several acts did. */
export async function selectKnownReadings(db: Db, { orgId, booksId }: Books): Promise<KnownRow[]> {
  const partsOf = (list: string) => `(select coalesce(json_agg(json_build_array(
      (p ->> 'itemId')::bigint, (p ->> 'amountMinor')::bigint)), '[]')
    from jsonb_array_elements(${list}) p)`;
  const { rows } = await db.query<KnownRow>(
    `select r.bank_line_id as "lineId", 'posted' as kind,
            json_agg(json_build_array(a.item_id, a.item_minor)) as parts
     from allocation a
     join decision d on d.org_id = a.org_id and d.id = a.decision_id
     join receipt r on r.org_id = a.org_id and r.id = a.receipt_id
     where a.org_id = $1 and a.books_id = $2 and a.kind = 'receipt' and a.item_id is not null
       and d.kind in ('confirm', 'manual') and d.undone_by_id is null and r.bank_line_id is not null
     group by 1
     union all
     select d.bank_line_id, 'excluded', '[]'
     from decision d
     where d.org_id = $1 and d.books_id = $2 and d.kind = 'categorise' and d.undone_by_id is null
       and d.run_id is null and d.bank_line_id is not null
     union all
     select d.bank_line_id, 'refuted', ${partsOf("m.candidates -> 0 -> 'allocations'")}
     from decision d join match m on m.org_id = d.org_id and m.id = d.match_id
     where d.org_id = $1 and d.books_id = $2 and d.kind = 'auto' and d.undone_by_id is not null
     union all
     select s.bank_line_id, case when a.choice is null then 'refuted' else 'chosen' end,
            ${partsOf("s.choices -> coalesce(a.choice, s.posted_choice)::int -> 'parts'")}
     from blind_sample s
     join lateral (select x.verdict, x.choice from sample_answer x
       where x.org_id = s.org_id and x.sample_id = s.id order by x.id desc limit 1) a on true
     where s.org_id = $1 and s.books_id = $2 and a.verdict <> 'unsure'`,
    [orgId, booksId],
  );
  return rows;
}
