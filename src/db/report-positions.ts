// What was receivable, due and late on a list of days, and what came in, was sold and was written off
// between them: one pass over items and allocations, summed in home currency by a group of customers.
import type { GradeDays } from "../core/terms/ages.ts";
import { successorsSql } from "./factored.ts";
import type { Db } from "./pool.ts";

export type ReportPoint = {
  readonly orgId: number;
  readonly booksId: number;
  readonly asOf: string;
  readonly knownAt: string;
};

export const positionGroups = [
  "all",
  "customer",
  "owner",
  "department",
  "region",
  "segment",
] as const;
export type PositionGroup = (typeof positionGroups)[number];

/**
 * A sum of movements that count from one of the days on: `at` by their date, `dueAt` from the day the
 * item is due, `late1` from the day after, `lateB` and `lateA` from the days of the grades. An index beyond the last day
 * counts on none of them.
 */
export type MovementRow = {
  readonly key: string;
  readonly what: "item" | "sale" | "receipt" | "write_off" | "other";
  readonly at: number;
  readonly dueAt: number;
  readonly late1: number;
  readonly lateB: number;
  readonly lateA: number;
  readonly homeMinor: number;
  /** Of receipts: on items that were past due at the close of the day before the interval began. */
  readonly onOverdueMinor: number;
};

/** 1122 and its sub-accounts (core/ledger/accounts.ts, receivableAccounts). */
export const receivableSql = "('receivable', 'e_receivable', 'retention', 'uninvoiced')";

/** An index no day has. */
const never = "1000000";

const keySql: Readonly<Record<PositionGroup, string>> = {
  all: "''",
  customer: "c.id::text",
  owner: "coalesce(c.owner_member_id::text, 'name ' || (c.extra ->> 'salesperson'), '')",
  department: "coalesce(c.extra ->> 'department', '')",
  region: "c.region",
  segment: "c.segment",
};

const nameSql: Readonly<Record<PositionGroup, string>> = {
  all: "''",
  customer: "c.name",
  owner: "coalesce(m.name, c.extra ->> 'salesperson', '')",
  department: "coalesce(c.extra ->> 'department', '')",
  region: "c.region",
  segment: "c.segment",
};

/**
 * $1 org, $2 books, $3 as of, $4 known at, $5 days, $6 and $7 from which day past due
 * grades B and A begin. A linked credit note is due with its invoice,
 * an unlinked one never; `changed` are items whose due date was agreed anew. `which`: moves of these
 * alone, or of all.
 */
const movesSql = (which: "all" | "changed") => `changed as (
    select item_id from item_change
    where org_id = $1 and due_date is not null and accounting_date <= $3 and recorded_at <= $4
    group by item_id),
  claim as (
    select i.id, i.customer_id, i.home_minor, i.accounting_date,
      case when i.kind <> 'credit_note' or b.id is not null then coalesce(b.id, i.id) end as due_of,
      case when b.id is not null then b.due_date when i.kind <> 'credit_note' then i.due_date end as due,
      case when e.id is null then 'item' else 'sale' end as what
    from open_item i
    left join (
      select o.id, o.due_date from open_item o where o.org_id = $1 and o.id in (
        select n.linked_item_id from open_item n
        where n.org_id = $1 and n.books_id = $2 and n.kind = 'credit_note'
          and n.linked_item_id is not null)) b
      on i.kind = 'credit_note' and b.id = i.linked_item_id
    left join entry e on e.org_id = i.org_id and e.id = i.entry_id
      and e.event in ('J02', 'J03', 'J05')
    where i.org_id = $1 and i.books_id = $2 and i.account in ${receivableSql}
      and i.accounting_date <= $3 and i.recorded_at <= $4
      ${which === "all" ? "" : "and coalesce(b.id, i.id) in (select item_id from changed)"}),
  move as (
    select k.customer_id, k.what, k.accounting_date as date, k.home_minor as home, k.due, k.due_of
    from claim k
    union all
    select k.customer_id,
      case when a.kind = 'receipt' then 'receipt'
        when a.code = 'write_off' then 'write_off' else 'other' end,
      a.accounting_date, -a.item_home_minor, k.due, k.due_of
    from allocation a join claim k on k.id = a.item_id
    where a.org_id = $1 and a.accounting_date <= $3 and a.recorded_at <= $4)`;

/** Index of the first of the days on which a date has come; their count when none has. */
function indexOf(date: string): string {
  return `width_bucket(${date} - 1, $5::date[])`;
}

export type PositionsOf = {
  readonly days: readonly string[];
  readonly by: PositionGroup;
  readonly gradeDays: GradeDays;
};

function pointValues({ orgId, booksId, asOf, knownAt }: ReportPoint): unknown[] {
  return [orgId, booksId, asOf, knownAt];
}

/** By key; read apart from the sums, of which a customer has dozens. */
export async function selectGroupNames(
  db: Db,
  { orgId, booksId }: Pick<ReportPoint, "orgId" | "booksId">,
  by: PositionGroup,
): Promise<Map<string, string>> {
  const { rows } = await db.query<{ key: string; name: string }>(
    `select ${keySql[by]} as key, max(${nameSql[by]}) as name
     from customer c left join member m on m.org_id = $1 and m.id = c.owner_member_id
     where c.org_id = $1 and c.books_id = $2 group by 1`,
    [orgId, booksId],
  );
  return new Map(rows.map(({ key, name }) => [key, name]));
}

export async function selectMovements(
  db: Db,
  point: ReportPoint,
  of: PositionsOf,
): Promise<MovementRow[]> {
  // many move on one day and are due on one, but few of one customer: placed among the days once
  const isSummedFirst = of.by !== "customer";
  const { rows } = await db.query<MovementRow>(
    `with ${movesSql("all")},
     dated as (
       select x.customer_id, x.what, x.date, x.home,
         case when h.item_id is null then x.due end as due
       from move x left join changed h on h.item_id = x.due_of),
     summed as (
       select ${keySql[of.by]} as key, d.what, d.date, d.due,
         ${isSummedFirst ? "sum(d.home)::bigint" : "d.home"} as home
       from dated d join customer c on c.org_id = $1 and c.id = d.customer_id
       ${isSummedFirst ? "group by 1, 2, 3, 4" : ""}),
     placed as (
       select d.key, d.what, d.home, ${indexOf("d.date")} as at,
         ${indexOf("greatest(d.date, d.due)")} as due_at,
         ${indexOf("greatest(d.date, d.due + 1)")} as late1,
         ${indexOf("greatest(d.date, d.due + $6::int)")} as late_b,
         ${indexOf("greatest(d.date, d.due + $7::int)")} as late_a, d.due
       from summed d)
     select p.key, p.what, p.at,
       case when p.due is null then ${never} else p.due_at end as "dueAt",
       case when p.due is null then ${never} else p.late1 end as late1,
       case when p.due is null then ${never} else p.late_b end as "lateB",
       case when p.due is null then ${never} else p.late_a end as "lateA",
       sum(p.home)::bigint as "homeMinor",
       coalesce(sum(p.home) filter (where p.what = 'receipt' and p.due < ($5::date[])[p.at]), 0)::bigint
         as "onOverdueMinor"
     from placed p
     group by 1, 2, 3, 4, 5, 6, 7`,
    [...pointValues(point), of.days, of.gradeDays.B, of.gradeDays.A],
  );
  return rows;
}

/** What items with a due date agreed anew had open on a day, late by what was agreed until then. */
export type ChangedPositionRow = {
  readonly key: string;
  readonly at: number;
  readonly dueMinor: number;
  readonly late1Minor: number;
  readonly lateBMinor: number;
  readonly lateAMinor: number;
  /** Receipts between the day before and this one on what was past due at the close of that. */
  readonly onOverdueMinor: number;
};

export async function selectChangedPositions(
  db: Db,
  point: ReportPoint,
  of: PositionsOf,
): Promise<ChangedPositionRow[]> {
  const { rows } = await db.query<ChangedPositionRow>(
    `with ${movesSql("changed")},
     owed as (
       select x.customer_id, x.due_of, x.due, d.day, (d.n - 1)::int as at,
         ($5::date[])[d.n - 1] as before, x.date, x.what, x.home
       from move x join changed h on h.item_id = x.due_of
       cross join unnest($5::date[]) with ordinality as d(day, n)),
     agreed as (
       select o.*, coalesce((select c.due_date from item_change c
           where c.org_id = $1 and c.item_id = o.due_of and c.due_date is not null
             and c.accounting_date <= o.day and c.recorded_at <= $4
           order by c.recorded_at desc, c.id desc limit 1), o.due) as due_then
       from owed o)
     select ${keySql[of.by]} as key, a.at,
       coalesce(sum(a.home) filter (where a.date <= a.day and a.due_then <= a.day), 0)::bigint as "dueMinor",
       coalesce(sum(a.home) filter (where a.date <= a.day and a.due_then < a.day), 0)::bigint as "late1Minor",
       coalesce(sum(a.home) filter (where a.date <= a.day and a.due_then <= a.day - $6::int), 0)::bigint as "lateBMinor",
       coalesce(sum(a.home) filter (where a.date <= a.day and a.due_then <= a.day - $7::int), 0)::bigint as "lateAMinor",
       coalesce(sum(a.home) filter (where a.what = 'receipt' and a.date > a.before and a.date <= a.day
         and a.due_then < a.before), 0)::bigint as "onOverdueMinor"
     from agreed a join customer c on c.org_id = $1 and c.id = a.customer_id
     group by 1, 2`,
    [...pointValues(point), of.days, of.gradeDays.B, of.gradeDays.A],
  );
  return rows;
}

export type SoldClaimsRow = {
  readonly key: string;
  readonly saleAt: number;
  readonly at: number;
  readonly homeMinor: number;
};

/** Claims that left the books for a factor, by the day of the sale they came from and the day they left. */
export async function selectSoldClaims(
  db: Db,
  point: ReportPoint,
  of: Pick<PositionsOf, "days" | "by">,
): Promise<SoldClaimsRow[]> {
  const { rows } = await db.query<SoldClaimsRow>(
    `with memo as (
       select i.id, s.root, i.accounting_date, i.home_minor
       from ${successorsSql()} s join open_item i on i.org_id = $1 and i.id = s.id
       where i.account is null and i.accounting_date <= $3 and i.recorded_at <= $4),
     gone as (
       select root, accounting_date as date, home_minor as home from memo
       union all
       select m.root, a.accounting_date, -a.item_home_minor
       from memo m join allocation a on a.org_id = $1 and a.item_id = m.id
       where (a.kind = 'cancel' or a.code = 'recourse_factored')
         and a.accounting_date <= $3 and a.recorded_at <= $4)
     select ${keySql[of.by]} as key,
       case when e.id is null then ${never} else ${indexOf("i.accounting_date")} end as "saleAt",
       ${indexOf("g.date")} as at, sum(g.home)::bigint as "homeMinor"
     from gone g join open_item i on i.org_id = $1 and i.id = g.root
     join customer c on c.org_id = $1 and c.id = i.customer_id
     left join entry e on e.org_id = $1 and e.id = i.entry_id and e.event in ('J02', 'J03', 'J05')
     group by 1, 2, 3`,
    [...pointValues(point), of.days],
  );
  return rows;
}
