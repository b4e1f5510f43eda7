// The list of statements with both axes, the figures above it, and which ones wait for something.
import type { ChaseStep } from "../core/statements/cycle.ts";
import type { Confirmation, Settlement, StatementForm } from "../core/statements/statement.ts";
import type { Db } from "./pool.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

export type StatementListRow = {
  readonly id: number;
  readonly no: string;
  readonly customerId: number;
  readonly customerName: string;
  readonly form: StatementForm;
  readonly currency: string;
  readonly from: string;
  readonly to: string;
  readonly closingMinor: number;
  readonly movedMinor: number;
  readonly unappliedMinor: number;
  readonly confirmation: Confirmation;
  readonly settlement: Settlement;
  readonly onHold: boolean;
  readonly chased: "" | ChaseStep;
  readonly sentAt: Date | null;
  readonly viewedAt: Date | null;
  readonly replyBy: string | null;
  readonly answeredAt: Date | null;
  readonly objectedMinor: number;
  readonly lines: number;
  readonly agreed: number;
  readonly objected: number;
  readonly owner: string | null;
  readonly contact: string;
  readonly email: string;
};

export type StatementFilter = {
  readonly month: string | null;
  readonly customerId: number | null;
  readonly states: readonly string[] | null;
  /** Sent, unanswered, and the day for the answer is past. */
  readonly lateOn: string | null;
  readonly pattern: string;
  readonly beforeId: number | null;
  readonly limit: number;
};

/** Newest first. Settlement follows from what the items have left today. */
export async function selectStatements(
  db: Db,
  { orgId, booksId }: InBooks,
  filter: StatementFilter,
): Promise<StatementListRow[]> {
  const { rows } = await db.query<StatementListRow>(
    `select s.id, s.no, s.customer_id as "customerId", c.name as "customerName", s.form, s.currency,
       s.from_date as "from", s.to_date as "to", s.closing_minor as "closingMinor",
       (s.debit_minor - s.credit_minor)::bigint as "movedMinor",
       s.unapplied_minor as "unappliedMinor", s.confirmation,
       case when coalesce(l.left_minor, 0) = 0 then 'settled'
         when l.left_minor < l.open_minor then 'part_paid' else 'unpaid' end as settlement,
       s.on_hold as "onHold", s.chased, s.sent_at as "sentAt", s.viewed_at as "viewedAt",
       s.reply_by as "replyBy", s.answered_at as "answeredAt",
       coalesce(a.objected_minor, 0)::bigint as "objectedMinor", coalesce(a.lines, 0)::int as lines,
       coalesce(a.agreed, 0)::int as agreed, coalesce(a.objected, 0)::int as objected,
       m.name as owner, coalesce(k.name, '') as contact, coalesce(k.email, '') as email
     from statement s
     join customer c on c.org_id = s.org_id and c.id = s.customer_id
     left join member m on m.org_id = s.org_id and m.id = s.owner_member_id
     left join customer_contact k on k.org_id = s.org_id and k.id = s.contact_id
     left join lateral (
       select sum(i.amount_minor - i.applied_minor) as left_minor, sum(abs(x.open)) as open_minor
       from (
         select y.item_id, y.open_minor as open from statement_line y
         where y.org_id = s.org_id and y.statement_id = s.id and y.item_id is not null
         union all
         -- where one figure was asked for, the items stand in the snapshot alone
         select (e ->> 'itemId')::bigint, replace(e ->> 'open', '.', '')::bigint
         from jsonb_array_elements(s.snapshot -> 'lines') e
         where s.form in ('balance', 'audit') and e ->> 'kind' = 'item') x
       join open_item i on i.org_id = s.org_id and i.id = x.item_id and i.amount_minor > 0) l on true
     left join lateral (
       select count(*) as lines, count(*) filter (where y.state in ('agreed', 'resolved')) as agreed,
         count(*) filter (where y.state = 'objected') as objected,
         sum(abs(y.open_minor - coalesce(y.their_minor, 0))) filter (where y.state = 'objected')
           as objected_minor
       from statement_line y where y.org_id = s.org_id and y.statement_id = s.id) a on true
     where s.org_id = $1 and s.books_id = $2
       and ($3::text is null or to_char(s.to_date, 'YYYY-MM') = $3)
       and ($4::bigint is null or s.customer_id = $4)
       and ($5::text[] is null or s.confirmation = any($5))
       and ($6::date is null or (s.confirmation in ('sent', 'viewed') and s.reply_by < $6))
       and ($7 = '%' or s.no ilike $7 or c.name ilike $7 or c.search like lower($7))
       and ($8::bigint is null or s.id < $8)
     order by s.id desc limit $9`,
    [
      orgId,
      booksId,
      filter.month,
      filter.customerId,
      filter.states,
      filter.lateOn,
      filter.pattern,
      filter.beforeId,
      filter.limit,
    ],
  );
  return rows;
}

export type StatementSums = {
  /** Customers with a plan that asks for this month, or who owe something at its end. */
  readonly toState: number;
  readonly stated: number;
  readonly sent: number;
  readonly answered: number;
  readonly agreed: number;
  readonly late: number;
  readonly objected: number;
  readonly drafts: number;
  /** Of the answered: median days from sending to the answer. */
  readonly medianDays: number | null;
};

/** Of the statements whose period ends in the month: coverage, answers, agreement, days to answer. */
export async function selectStatementSums(
  db: Db,
  { orgId, booksId }: InBooks,
  of: { readonly month: string; readonly today: string; readonly cycles: readonly string[] },
): Promise<StatementSums> {
  const { rows } = await db.query<StatementSums>(
    `with mine as (
       select * from statement where org_id = $1 and books_id = $2
         and to_char(to_date, 'YYYY-MM') = $3 and confirmation not in ('withdrawn', 'superseded')),
     planned as (
       select c.id from customer c
       left join statement_plan p on p.org_id = c.org_id and p.customer_id = c.id
       where c.org_id = $1 and c.books_id = $2 and coalesce(p.cycle, 'monthly') = any($5)
         and (p.id is not null or exists (select from open_item i where i.org_id = c.org_id
           and i.customer_id = c.id and i.applied_minor <> i.amount_minor
           and i.cancelled_at is null)))
     select (select count(*) from planned)::int as "toState",
       (select count(distinct m.customer_id) from mine m join planned p on p.id = m.customer_id
         where m.sent_at is not null)::int as stated,
       count(*) filter (where sent_at is not null)::int as sent,
       count(*) filter (where answered_at is not null and sent_at is not null)::int as answered,
       count(*) filter (where confirmation in ('confirmed', 'deemed_confirmed'))::int as agreed,
       count(*) filter (where confirmation in ('sent', 'viewed') and reply_by < $4)::int as late,
       count(*) filter (where confirmation = 'partly_objected')::int as objected,
       count(*) filter (where confirmation = 'draft')::int as drafts,
       percentile_cont(0.5) within group (order by extract(epoch from answered_at - sent_at) / 86400)
         filter (where answered_at > sent_at) as "medianDays"
     from mine`,
    [orgId, booksId, of.month, of.today, of.cycles],
  );
  const row = rows[0];
  return (
    row ?? {
      toState: 0,
      stated: 0,
      sent: 0,
      answered: 0,
      agreed: 0,
      late: 0,
      objected: 0,
      drafts: 0,
      medianDays: null,
    }
  );
}

export type UnansweredRow = {
  readonly id: number;
  readonly customerId: number;
  readonly sentAt: Date;
  readonly chased: "" | ChaseStep;
  readonly ownerId: number | null;
  readonly deemedDays: number | null;
  readonly superiorId: number | null;
};

/** Sent and not answered; not on hold. With the clause of the customer's contracts. */
export async function selectUnanswered(
  db: Db,
  { orgId, booksId }: InBooks,
): Promise<UnansweredRow[]> {
  const { rows } = await db.query<UnansweredRow>(
    `select s.id, s.customer_id as "customerId", s.sent_at as "sentAt", s.chased,
       s.owner_member_id as "ownerId",
       (select min(k.deemed_confirmed_days) from contract k where k.org_id = s.org_id
         and k.customer_id = s.customer_id and k.cancelled_at is null) as "deemedDays",
       (select min(x.id) from customer_contact x where x.org_id = s.org_id
         and x.customer_id = s.customer_id and x.purpose = 'superior' and x.ended_at is null)
         as "superiorId"
     from statement s
     where s.org_id = $1 and s.books_id = $2 and s.confirmation in ('sent', 'viewed')
       and not s.on_hold and s.sent_at is not null order by s.id`,
    [orgId, booksId],
  );
  return rows;
}
