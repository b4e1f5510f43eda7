// The list of disputes, its sums, and how disputes go. One statement a function.
import type { DisputeReason } from "../core/disputes/dispute.ts";
import type { Db } from "./pool.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

export type DisputeFilter = {
  readonly q: string;
  readonly states: readonly string[];
  readonly reasons: readonly string[] | null;
  readonly ownerId: number | null;
  readonly customerId: number | null;
  /** Due before this day. */
  readonly lateOn: string | null;
  /** Where this member was named and has not looked. */
  readonly mentionedId: number | null;
};

const filtered = `d.org_id = $1 and d.books_id = $2 and d.state = any($3::text[])
  and ($4::text[] is null or d.reason = any($4)) and ($5::bigint is null or d.owner_member_id = $5)
  and ($6::bigint is null or d.customer_id = $6) and ($7::date is null or d.due_on < $7)
  and ($9::bigint is null or exists (select from dispute_mention y
    where y.org_id = d.org_id and y.dispute_id = d.id and y.member_id = $9 and y.seen_at is null))
  and ($8 = '' or c.name ilike $8 or exists (select from dispute_item x
    join open_item i on i.org_id = x.org_id and i.id = x.item_id
    where x.org_id = d.org_id and x.dispute_id = d.id and i.no ilike $8))`;

function valuesOf({ orgId, booksId }: InBooks, filter: DisputeFilter): unknown[] {
  const pattern = filter.q === "" ? "" : `%${filter.q.replace(/[\\%_]/g, "\\$&")}%`;
  const { states, reasons, ownerId, customerId, lateOn } = filter;
  const { mentionedId } = filter;
  return [orgId, booksId, states, reasons, ownerId, customerId, lateOn, pattern, mentionedId];
}

const orders = {
  newest: {
    after: "d.id < $10",
    by: "d.id desc",
  },
  due: {
    after: `(d.state = 'resolved', d.due_on, d.id) > (select l.state = 'resolved', l.due_on, l.id
      from dispute l where l.org_id = d.org_id and l.id = $10)`,
    by: "d.state = 'resolved', d.due_on, d.id",
  },
} as const;

/** Ids of a page: the newest first, or what is due first. */
export async function selectDisputePage(
  db: Db,
  books: InBooks,
  filter: DisputeFilter,
  page: {
    readonly sort: keyof typeof orders;
    readonly after: number | null;
    readonly limit: number;
  },
): Promise<number[]> {
  const { rows } = await db.query<{ id: number }>(
    `select d.id from dispute d join customer c on c.org_id = d.org_id and c.id = d.customer_id
     where ${filtered} and ($10::bigint is null or ${orders[page.sort].after})
     order by ${orders[page.sort].by} limit $11`,
    [...valuesOf(books, filter), page.after, page.limit],
  );
  return rows.map(({ id }) => id);
}

export type DisputeSum = {
  readonly currency: string;
  readonly count: number;
  readonly minor: number;
};

export async function selectDisputeSums(
  db: Db,
  books: InBooks,
  filter: DisputeFilter,
): Promise<DisputeSum[]> {
  const { rows } = await db.query<DisputeSum>(
    `select d.currency, count(*) as count, sum(d.amount_minor)::bigint as minor
     from dispute d join customer c on c.org_id = d.org_id and c.id = d.customer_id
     where ${filtered} group by d.currency order by d.currency`,
    valuesOf(books, filter),
  );
  return rows;
}

export type DisputeFigures = {
  readonly reason: DisputeReason;
  readonly count: number;
  readonly open: number;
  readonly late: number;
  readonly resolved: number;
  /** Of the resolved ones together. */
  readonly seconds: number;
  /** How long the open ones have been open, all together. */
  readonly openSeconds: number;
};

export async function selectDisputeFigures(
  db: Db,
  { orgId, booksId }: InBooks,
  today: string,
): Promise<DisputeFigures[]> {
  const { rows } = await db.query<DisputeFigures>(
    `select reason, count(*) as count, count(*) filter (where state <> 'resolved') as open,
       count(*) filter (where state <> 'resolved' and due_on < $3) as late,
       count(*) filter (where state = 'resolved') as resolved,
       coalesce(sum(extract(epoch from resolved_at - opened_at)), 0)::bigint as seconds,
       coalesce(sum(extract(epoch from now() - opened_at)) filter (where state <> 'resolved'),
         0)::bigint as "openSeconds"
     from dispute where org_id = $1 and books_id = $2 group by reason order by count(*) desc, reason`,
    [orgId, booksId, today],
  );
  return rows;
}

/** Open credit notes of a customer that could end a dispute. */
export async function selectOpenCredits(
  db: Db,
  orgId: number,
  of: { readonly customerId: number; readonly currency: string },
): Promise<{ readonly id: number; readonly no: string; readonly openMinor: number }[]> {
  const { rows } = await db.query<{ id: number; no: string; openMinor: number }>(
    `select id, no, (applied_minor - amount_minor)::bigint as "openMinor" from open_item
     where org_id = $1 and customer_id = $2 and currency = $3 and kind = 'credit_note'
       and cancelled_at is null and applied_minor <> amount_minor
     order by issue_date desc nulls last, id desc limit 100`,
    [orgId, of.customerId, of.currency],
  );
  return rows;
}

export async function selectActiveMembers(
  db: Db,
  orgId: number,
): Promise<{ readonly id: number; readonly name: string }[]> {
  const { rows } = await db.query<{ id: number; name: string }>(
    "select id, name from member where org_id = $1 and active order by id",
    [orgId],
  );
  return rows;
}
