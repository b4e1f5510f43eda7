// What people did, for reports: promises and whether they were kept, disputes, causes of differences,
// what the system matched alone, hours spent, contacts with customers.
import { booksDay } from "./books-day.ts";
import type { Db } from "./pool.ts";
import type { ReportPoint } from "./report-positions.ts";

function valuesOf({ orgId, booksId, asOf, knownAt }: ReportPoint): unknown[] {
  return [orgId, booksId, asOf, knownAt];
}

export type PromiseRow = {
  readonly customerId: number;
  readonly customerName: string;
  readonly memberId: number | null;
  readonly madeBy: string;
  readonly currency: string;
  readonly kept: number;
  readonly broken: number;
  readonly open: number;
  readonly keptMinor: number;
  readonly brokenMinor: number;
  readonly openMinor: number;
};

/** Promises whose day lies in the period (open ones: also later), by customer and who took them. */
export async function selectPromises(
  db: Db,
  point: ReportPoint,
  from: string,
): Promise<PromiseRow[]> {
  const { rows } = await db.query<PromiseRow>(
    `with seen as (
       select p.*, case when p.decided_at is null or p.decided_at > $4 then 'open' else p.state end as then_state
       from promise_to_pay p
       where p.org_id = $1 and p.books_id = $2 and p.recorded_at <= $4 and p.promised_on <= $3
         and p.due_on >= $5 and p.state <> 'withdrawn')
     select s.customer_id as "customerId", c.name as "customerName", s.made_by as "memberId",
       coalesce(m.name, '') as "madeBy", s.currency,
       count(*) filter (where then_state = 'kept') as kept,
       count(*) filter (where then_state = 'broken') as broken,
       count(*) filter (where then_state = 'open') as open,
       coalesce(sum(s.amount_minor) filter (where then_state = 'kept'), 0)::bigint as "keptMinor",
       coalesce(sum(s.amount_minor) filter (where then_state = 'broken'), 0)::bigint as "brokenMinor",
       coalesce(sum(s.amount_minor) filter (where then_state = 'open'), 0)::bigint as "openMinor"
     from seen s join customer c on c.org_id = $1 and c.id = s.customer_id
     left join member m on m.org_id = $1 and m.id = s.made_by
     group by 1, 2, 3, 4, 5 order by c.name, 3, 5`,
    [...valuesOf(point), from],
  );
  return rows;
}

export type DisputeAgeRow = {
  readonly disputeId: number;
  readonly customerId: number;
  readonly customerName: string;
  readonly reason: string;
  readonly code: string | null;
  readonly owner: string;
  readonly currency: string;
  readonly amountMinor: number;
  readonly openedOn: string;
  readonly dueOn: string;
};

/** Disputes open at the instant, with what is in dispute now. */
export async function selectDisputesOpen(
  db: Db,
  point: ReportPoint,
  timeZone: string,
): Promise<DisputeAgeRow[]> {
  const { rows } = await db.query<DisputeAgeRow>(
    `select d.id as "disputeId", d.customer_id as "customerId", c.name as "customerName", d.reason,
       d.code, coalesce(m.name, '') as owner, d.currency, d.amount_minor as "amountMinor",
       (d.opened_at at time zone $5)::date as "openedOn", d.due_on as "dueOn"
     from dispute d join customer c on c.org_id = d.org_id and c.id = d.customer_id
     left join member m on m.org_id = d.org_id and m.id = d.owner_member_id
     where d.org_id = $1 and d.books_id = $2 and d.opened_at <= $4
       and (d.opened_at at time zone $5)::date <= $3
       and (d.resolved_at is null or d.resolved_at > $4)
     order by d.opened_at, d.id`,
    [...valuesOf(point), timeZone],
  );
  return rows;
}

export type CauseRow = {
  readonly code: string | null;
  readonly residual: string;
  readonly count: number;
  readonly open: number;
  readonly homeMinor: number;
  readonly openHomeMinor: number;
  /** Mean of those that ended. */
  readonly daysToEnd: number | null;
};

/** Differences found in the period by their cause. */
export async function selectCauses(db: Db, point: ReportPoint, from: string): Promise<CauseRow[]> {
  const { rows } = await db.query<CauseRow>(
    `with seen as (
       select d.code, d.residual, d.recorded_at, d.resolved_at,
         d.state = 'open' or d.resolved_at > $4 as is_open,
         abs(round(d.amount_minor::numeric * case
           when i.id is not null and i.amount_minor <> 0 then i.home_minor::numeric / i.amount_minor
           when r.id is not null then r.home_minor::numeric / r.amount_minor else 1 end))::bigint as home
       from difference d
       left join open_item i on i.org_id = d.org_id and i.id = d.item_id
       left join receipt r on r.org_id = d.org_id and r.id = d.receipt_id
       where d.org_id = $1 and d.books_id = $2 and d.recorded_at <= $4 and d.state <> 'withdrawn'
         and coalesce(r.date, i.accounting_date, ${booksDay("d.recorded_at")}) between $5 and $3)
     select code, case when code is null then residual else '' end as residual, count(*) as count,
       count(*) filter (where is_open) as open, sum(home)::bigint as "homeMinor",
       coalesce(sum(home) filter (where is_open), 0)::bigint as "openHomeMinor",
       (avg(extract(epoch from resolved_at - recorded_at) / 86400) filter (where not is_open))::float8
         as "daysToEnd"
     from seen group by 1, 2 order by sum(home) desc, 1, 2`,
    [...valuesOf(point), from],
  );
  return rows;
}

export type MatchMonthRow = {
  readonly month: string;
  readonly lines: number;
  readonly automatic: number;
  readonly confirmed: number;
  readonly waiting: number;
  readonly linesMinor: number;
  readonly automaticMinor: number;
  /** Lines behind which a difference was left or found. */
  readonly withDifference: number;
};

/** Money in by month of the bank's booking, and by whose decisions it stood where at the instant. */
export async function selectMatchMonths(
  db: Db,
  point: ReportPoint,
  from: string,
): Promise<MatchMonthRow[]> {
  const { rows } = await db.query<MatchMonthRow>(
    `with placed as (
       select a.receipt_id, a.decision_id from allocation a
       where a.org_id = $1 and a.books_id = $2 and a.receipt_id is not null and a.recorded_at <= $4
       union
       select k.receipt_id, k.decision_id from receipt_claim k
       where k.org_id = $1 and k.recorded_at <= $4),
     stood as (
       select p.receipt_id, bool_or(d.kind = 'auto') as is_auto,
         bool_or(d.kind in ('confirm', 'manual', 'claim', 'adjust', 'netting') and d.run_id is null)
           as is_by_hand,
         bool_or(d.kind = 'categorise') as is_other
       from placed p join decision d on d.org_id = $1 and d.id = p.decision_id and d.kind <> 'reverse'
       where not exists (select from decision u
         where u.org_id = $1 and u.reverses_id = d.id and u.recorded_at <= $4)
       group by p.receipt_id),
     line as (
       select l.booking_date, r.home_minor, s.is_auto, s.is_by_hand,
         r.id in (select d.receipt_id from difference d where d.org_id = $1
             and d.recorded_at <= $4 and d.receipt_id is not null)
           or l.id in (select d.bank_line_id from difference d where d.org_id = $1
             and d.recorded_at <= $4 and d.bank_line_id is not null) as has_difference
       from bank_line l
       join receipt r on r.org_id = l.org_id and r.bank_line_id = l.id
         and (r.cancelled_at is null or r.cancelled_at > $4) and r.recorded_at <= $4
       left join stood s on s.receipt_id = r.id
       where l.org_id = $1 and l.books_id = $2 and (l.cancelled_at is null or l.cancelled_at > $4)
         and not coalesce(s.is_other, false) and l.booking_date between $5 and $3)
     select to_char(booking_date, 'YYYY-MM') as month, count(*) as lines,
       count(*) filter (where is_auto) as automatic,
       count(*) filter (where not is_auto and is_by_hand) as confirmed,
       count(*) filter (where is_auto is null or not (is_auto or is_by_hand)) as waiting,
       sum(home_minor)::bigint as "linesMinor",
       coalesce(sum(home_minor) filter (where is_auto), 0)::bigint as "automaticMinor",
       count(*) filter (where has_difference) as "withDifference"
     from line group by 1 order by 1`,
    [...valuesOf(point), from],
  );
  return rows;
}

export type HoursRow = {
  readonly month: string;
  readonly hours: number;
  readonly decisions: number;
};

/**
 * Hours people spent on settling, by month of the work: the time between two decisions of one person,
 * where no more than ten minutes lie between them, and two minutes for the first of a sitting.
 */
export async function selectHours(
  db: Db,
  point: ReportPoint,
  timeZone: string,
): Promise<HoursRow[]> {
  const { rows } = await db.query<HoursRow>(
    `with done as (
       select d.by_member_id, d.recorded_at,
         d.recorded_at - lag(d.recorded_at) over (partition by d.by_member_id order by d.recorded_at) as gap
       from decision d where d.org_id = $1 and d.books_id = $2 and d.by_member_id is not null
         and d.kind <> 'auto' and d.recorded_at <= $3 and d.run_id is null)
     select to_char(recorded_at at time zone $4, 'YYYY-MM') as month,
       (sum(extract(epoch from case when gap <= interval '10 minutes' then gap
         else interval '2 minutes' end)) / 3600)::float8 as hours, count(*) as decisions
     from done group by 1 order by 1`,
    [point.orgId, point.booksId, point.knownAt, timeZone],
  );
  return rows;
}

/** The day of the first run over these books: from then on the results are ours. */
export async function selectGoLive(
  db: Db,
  { orgId, booksId }: Pick<ReportPoint, "orgId" | "booksId">,
  timeZone: string,
): Promise<string | null> {
  const { rows } = await db.query<{ day: string | null }>(
    `select min((started_at at time zone $3)::date) as day from match_run
     where org_id = $1 and books_id = $2 and state = 'done'`,
    [orgId, booksId, timeZone],
  );
  return rows[0]?.day ?? null;
}

export type ContactRow = {
  readonly memberId: number | null;
  readonly name: string;
  readonly calls: number;
  readonly customers: number;
  readonly promised: number;
  readonly unreached: number;
};

/** Contacts with customers in the period, by who had them. */
export async function selectContacts(
  db: Db,
  point: ReportPoint,
  from: string,
): Promise<ContactRow[]> {
  const { rows } = await db.query<ContactRow>(
    `select k.member_id as "memberId", coalesce(m.name, '') as name, count(*) as calls,
       count(distinct k.customer_id) as customers,
       count(*) filter (where k.outcome = 'promised') as promised,
       count(*) filter (where k.outcome = 'no_answer') as unreached
     from call_log k left join member m on m.org_id = k.org_id and m.id = k.member_id
     where k.org_id = $1 and k.books_id = $2 and k.on_date between $5 and $3 and k.recorded_at <= $4
     group by 1, 2 order by 3 desc, 2`,
    [...valuesOf(point), from],
  );
  return rows;
}
