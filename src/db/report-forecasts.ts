// What forecasts of one day or several, whole weeks apart, are made from: who paid how late, what was open
// and how late money came in, each by one pass over items and allocations. A row says on which of the
// days it counts; what was agreed anew meanwhile is read day by day.
import type { Db } from "./pool.ts";
import { type ReportPoint, receivableSql } from "./report-positions.ts";

/** `days` are whole weeks apart, the oldest first, asOf of the point the newest. */
export type ForecastDays = { readonly point: ReportPoint; readonly days: readonly string[] };

/** Days of the list on which the row counts: from one place of it through another, the oldest day is 0. */
type Counted = { readonly first: number; readonly last: number };

function valuesOf({ point, days }: ForecastDays): unknown[] {
  return [point.orgId, point.booksId, point.asOf, point.knownAt, days];
}

/** The place of the first of the days on which a date has come. */
function placeOf(date: string): string {
  return `width_bucket(${date} - 1, $5::date[])`;
}

/** The last place there is. */
const lastPlace = "cardinality($5::date[]) - 1";

export type PayingOnDaysRow = Counted & {
  readonly customerId: number;
  /** Σ home amount × days after the due date, in full: sums of it may exceed what a number holds. */
  readonly weightedDays: string;
  readonly paidMinor: number;
};

/** What was paid in the year up to each day, and how many days after its due date as agreed by then. */
export async function selectPayingOnDays(
  db: Db,
  of: ForecastDays,
  yearsBegin: readonly string[],
): Promise<PayingOnDaysRow[]> {
  const { rows } = await db.query<PayingOnDaysRow>(
    `with changed as (
       select item_id, accounting_date, recorded_at, id, due_date from item_change
       where org_id = $1 and due_date is not null and accounting_date <= $3 and recorded_at <= $4),
     paid as (
       select i.id as item_id, i.customer_id, i.due_date as due, a.item_home_minor as home,
         a.business_date, ${placeOf("a.accounting_date")} as first,
         width_bucket(a.accounting_date, $6::date[]) - 1 as last
       from allocation a join open_item i on i.org_id = a.org_id and i.id = a.item_id
       where a.org_id = $1 and a.books_id = $2 and a.kind = 'receipt' and i.amount_minor > 0
         and i.account in ${receivableSql}
         and a.accounting_date between ($6::date[])[1] and $3 and a.recorded_at <= $4),
     counted as (
       select customer_id, first, last, home, business_date - due as late from paid
       where item_id not in (select item_id from changed) and due is not null
       union all
       select p.customer_id, d.at, d.at, p.home, p.business_date - coalesce(g.due_date, p.due)
       from paid p
       cross join lateral (select at, ($5::date[])[at + 1] as day
         from generate_series(p.first, p.last) at) d
       left join lateral (select c.due_date from changed c
         where c.item_id = p.item_id and c.accounting_date <= d.day
         order by c.recorded_at desc, c.id desc limit 1) g on true
       where p.item_id in (select item_id from changed) and coalesce(g.due_date, p.due) is not null)
     select customer_id as "customerId", first, last,
       sum(home::numeric * late)::text as "weightedDays", sum(home)::bigint as "paidMinor"
     from counted where first <= last group by 1, 2, 3`,
    [...valuesOf(of), yearsBegin],
  );
  return rows;
}

export type OpenOnDaysRow = Counted & {
  readonly customerId: number;
  readonly dueDate: string | null;
  readonly homeMinor: number;
  readonly disputedMinor: number;
};

/**
 * Open money by customer and due date, credits taken off. A linked credit note is due with its invoice,
 * an unlinked one never.
 */
export async function selectOpenOnDays(db: Db, of: ForecastDays): Promise<OpenOnDaysRow[]> {
  // what a factor has is paid there
  const isClaim = `i.org_id = $1 and i.books_id = $2 and i.account in ${receivableSql}
         and i.kind <> 'factored' and i.accounting_date <= $3 and i.recorded_at <= $4`;
  const isChanged = "in (select item_id from changed)";
  const { rows } = await db.query<OpenOnDaysRow>(
    `with changed as materialized (
       select item_id, accounting_date, recorded_at, id, due_date, disputed_delta_minor from item_change
       where org_id = $1 and accounting_date <= $3 and recorded_at <= $4),
     claim as materialized (
       select i.id, i.customer_id, i.accounting_date, i.amount_minor, i.home_minor,
         case when i.kind <> 'credit_note' then i.id end as due_of,
         case when i.kind <> 'credit_note' then i.due_date end as due
       from open_item i
       where ${isClaim} and (i.kind <> 'credit_note' or i.linked_item_id is null)
       union all
       select i.id, i.customer_id, i.accounting_date, i.amount_minor, i.home_minor, b.id, b.due_date
       from open_item i join open_item b on b.org_id = i.org_id and b.id = i.linked_item_id
       where ${isClaim} and i.kind = 'credit_note'),
     steady as materialized (
       select id, customer_id, due, accounting_date, home_minor from claim
       where not (id ${isChanged}) and (due_of is null or not (due_of ${isChanged}))),
     moved as (
       select customer_id, due, accounting_date as date, home_minor as home from steady
       union all
       select s.customer_id, s.due, greatest(a.accounting_date, s.accounting_date), -a.item_home_minor
       from allocation a join steady s on s.id = a.item_id
       where a.org_id = $1 and a.accounting_date <= $3 and a.recorded_at <= $4),
     day as materialized (
       select (n - 1)::int as at, day from unnest($5::date[]) with ordinality as d(day, n)),
     agreed as materialized (
       select c.item_id, d.at, sum(c.disputed_delta_minor) as disputed,
         (array_agg(c.due_date order by c.recorded_at desc, c.id desc)
           filter (where c.due_date is not null))[1] as due
       from changed c join day d on d.day >= c.accounting_date group by 1, 2),
     unsteady as materialized (select * from claim where id ${isChanged} or due_of ${isChanged}),
     used as (
       select u.id, d.at, sum(a.item_minor) as minor, sum(a.item_home_minor) as home
       from unsteady u join allocation a on a.item_id = u.id
       join day d on d.day >= a.accounting_date
       where a.org_id = $1 and a.accounting_date <= $3 and a.recorded_at <= $4 group by 1, 2),
     left_then as (
       select n.customer_id, d.at, coalesce(g.due, n.due) as due, coalesce(t.disputed, 0) as disputed,
         n.amount_minor - coalesce(u.minor, 0) as minor, n.home_minor - coalesce(u.home, 0) as home
       from unsteady n join day d on d.day >= n.accounting_date
       left join used u on u.id = n.id and u.at = d.at
       left join agreed t on t.item_id = n.id and t.at = d.at
       left join agreed g on g.item_id = n.due_of and g.at = d.at)
     select customer_id as "customerId", due as "dueDate", ${placeOf("date")} as first,
       ${lastPlace} as last, sum(home)::bigint as "homeMinor", 0::bigint as "disputedMinor"
     from moved group by 1, 2, 3 having sum(home) <> 0
     union all
     select customer_id, due, at, at, sum(home)::bigint,
       round(sum(case when minor = 0 then 0 else disputed::numeric * home / minor end))::bigint
     from left_then group by 1, 2, 3`,
    valuesOf(of),
  );
  return rows;
}

export type LatenessOnDaysRow = Counted & {
  /** Week of lateness in which the item entered the books, and the one it is in on the newest day. */
  readonly entered: number;
  readonly now: number;
  /** Week of lateness in which it was reduced; null: the item itself. */
  readonly reduced: number | null;
  readonly homeMinor: number;
  /** Of a reduction: what came in as money. */
  readonly receivedMinor: number;
};

/** Items due on the day of `dueSince` or later and what reduced them, by weeks of lateness. */
export async function selectLatenessOnDays(
  db: Db,
  of: ForecastDays,
  dueSince: readonly string[],
): Promise<LatenessOnDaysRow[]> {
  const { rows } = await db.query<LatenessOnDaysRow>(
    `with item as (
       select i.id, i.due_date as due, i.home_minor, i.accounting_date,
         ${placeOf("i.accounting_date")} as first, width_bucket(i.due_date, $6::date[]) - 1 as last,
         greatest(-26, floor((i.accounting_date - i.due_date) / 7.0))::int as entered,
         floor(($3::date - i.due_date) / 7.0)::int as now
       from open_item i
       where i.org_id = $1 and i.books_id = $2 and i.account in ${receivableSql} and i.amount_minor > 0
         -- paid to the factor: nobody here sees when
         and i.kind <> 'factored' and i.due_date is not null and i.due_date >= ($6::date[])[1]
         and i.accounting_date <= $3 and i.recorded_at <= $4)
     select first, last, entered, now, null::int as reduced, sum(home_minor)::bigint as "homeMinor",
       0::bigint as "receivedMinor"
     from item group by 1, 2, 3, 4
     union all
     select greatest(i.first, ${placeOf("a.accounting_date")}), i.last, i.entered, i.now,
       greatest(-26, floor((a.accounting_date - i.due) / 7.0))::int, sum(a.item_home_minor)::bigint,
       coalesce(sum(a.item_home_minor) filter (where a.kind = 'receipt'), 0)::bigint
     from allocation a join item i on i.id = a.item_id
     where a.org_id = $1 and a.accounting_date <= $3 and a.recorded_at <= $4
     group by 1, 2, 3, 4, 5`,
    [...valuesOf(of), dueSince],
  );
  return rows;
}
