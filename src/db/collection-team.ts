// The team: who works on whom, and what each one's customers paid of what was overdue.
import { type BulkTable, bulkInsert } from "./bulk-insert.ts";
import type { Db } from "./pool.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

const assignmentTable: BulkTable = {
  table: "collection_assignment",
  columns: {
    org_id: "bigint",
    books_id: "bigint",
    customer_id: "bigint",
    member_id: "bigint",
    how: "text",
    reason: "text",
    by_member_id: "bigint",
  },
};

export async function storeAssignments(
  db: Db,
  { orgId, booksId }: InBooks,
  of: {
    readonly how: "rule" | "person";
    readonly byMemberId: number | null;
    readonly assignments: readonly {
      readonly customerId: number;
      readonly memberId: number;
      readonly reason: string;
    }[];
  },
): Promise<void> {
  await bulkInsert(
    db,
    assignmentTable,
    of.assignments.map(({ customerId, memberId, reason }) => [
      orgId,
      booksId,
      customerId,
      memberId,
      of.how,
      reason,
      of.byMemberId,
    ]),
    `on conflict (org_id, customer_id) do update set member_id = excluded.member_id,
       how = excluded.how, reason = excluded.reason, by_member_id = excluded.by_member_id,
       assigned_at = clock_timestamp()`,
  );
}

export type TeamMemberRow = {
  readonly id: number;
  readonly name: string;
  readonly role: string;
  readonly email: string;
  readonly language: "zh" | "en";
};

export async function selectTeam(db: Db, orgId: number): Promise<TeamMemberRow[]> {
  const { rows } = await db.query<TeamMemberRow>(
    "select id, name, role, email, language from member where org_id = $1 and active order by id",
    [orgId],
  );
  return rows;
}

export type RecoveredRow = {
  /** Null: customers nobody is assigned to. */
  readonly memberId: number | null;
  readonly homeMinor: number;
};

/** Receipts of a span applied to what was overdue on the day they came, by who has the customer now. */
export async function selectRecovered(
  db: Db,
  { orgId, booksId }: InBooks,
  span: { readonly from: string; readonly to: string },
): Promise<RecoveredRow[]> {
  const { rows } = await db.query<RecoveredRow>(
    `select s.member_id as "memberId", sum(a.item_home_minor)::bigint as "homeMinor"
     from allocation a
     join open_item i on i.org_id = a.org_id and i.id = a.item_id
     left join lateral (select x.due_date from item_change x where x.org_id = i.org_id
       and x.item_id = i.id and x.due_date is not null order by x.recorded_at desc, x.id desc limit 1) c on true
     left join collection_assignment s on s.org_id = i.org_id and s.customer_id = i.customer_id
     where a.org_id = $1 and a.books_id = $2 and a.kind = 'receipt' and a.business_date between $3 and $4
       and coalesce(c.due_date, i.due_date) < a.business_date
     group by s.member_id`,
    [orgId, booksId, span.from, span.to],
  );
  return rows;
}

export type CollectorActsRow = {
  readonly memberId: number | null;
  readonly calls: number;
  readonly reached: number;
  readonly customers: number;
  readonly today: number;
};

export async function selectCallCounts(
  db: Db,
  { orgId, booksId }: InBooks,
  span: { readonly from: string; readonly to: string },
): Promise<CollectorActsRow[]> {
  const { rows } = await db.query<CollectorActsRow>(
    `select member_id as "memberId", count(*) as calls,
       count(*) filter (where outcome <> 'no_answer') as reached,
       count(distinct customer_id) as customers, count(*) filter (where on_date = $4) as today
     from call_log where org_id = $1 and books_id = $2 and on_date between $3 and $4
     group by member_id`,
    [orgId, booksId, span.from, span.to],
  );
  return rows;
}

export type PromiseCountsRow = {
  readonly memberId: number | null;
  readonly kept: number;
  readonly broken: number;
  readonly open: number;
};

/** Promises whose day lies in the span, by who took them down. */
export async function selectPromiseCounts(
  db: Db,
  { orgId, booksId }: InBooks,
  span: { readonly from: string; readonly to: string },
): Promise<PromiseCountsRow[]> {
  const { rows } = await db.query<PromiseCountsRow>(
    `select made_by as "memberId", count(*) filter (where state = 'kept') as kept,
       count(*) filter (where state = 'broken') as broken,
       count(*) filter (where state = 'open') as open
     from promise_to_pay where org_id = $1 and books_id = $2 and due_on between $3 and $4
       and state <> 'withdrawn' group by made_by`,
    [orgId, booksId, span.from, span.to],
  );
  return rows;
}
