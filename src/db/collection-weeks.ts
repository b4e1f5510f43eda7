// What was done and what came in week by week, for the PDCA page.

import type { GradeDays } from "../core/terms/ages.ts";
import { booksDay } from "./books-day.ts";
import type { Db } from "./pool.ts";
import { type ReportPoint, receivableSql } from "./report-positions.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

export type GradeReceivedRow = {
  /** Index of the day at which the week ends. */
  readonly at: number;
  readonly grade: "A" | "B" | "C";
  readonly homeMinor: number;
};

/** Receipts between two of the days, on what was overdue at the close of the first, by its grade then. */
export async function selectReceivedByGrade(
  db: Db,
  point: ReportPoint,
  of: { readonly days: readonly string[]; readonly gradeDays: GradeDays },
): Promise<GradeReceivedRow[]> {
  const { A, B } = of.gradeDays;
  const { rows } = await db.query<GradeReceivedRow>(
    `with agreed as (
       select item_id, (array_agg(due_date order by recorded_at desc, id desc))[1] as due_date
       from item_change where org_id = $1 and due_date is not null and accounting_date <= $3
         and recorded_at <= $4 group by item_id),
     paid as (
       select width_bucket(a.accounting_date - 1, $5::date[]) as at, a.item_home_minor as home,
         coalesce(g.due_date, i.due_date) as due
       from allocation a join open_item i on i.org_id = a.org_id and i.id = a.item_id
       left join agreed g on g.item_id = i.id
       where a.org_id = $1 and a.books_id = $2 and a.kind = 'receipt' and i.account in ${receivableSql}
         and a.accounting_date > ($5::date[])[1] and a.accounting_date <= $3 and a.recorded_at <= $4),
     late as (
       select at, home, ($5::date[])[at] - due as days from paid where due < ($5::date[])[at])
     select at, case when days >= $6 then 'A' when days >= $7 then 'B' else 'C' end as grade,
       sum(home)::bigint as "homeMinor"
     from late group by 1, 2`,
    [point.orgId, point.booksId, point.asOf, point.knownAt, of.days, A, B],
  );
  return rows;
}

export type WeekWorkRow = {
  readonly week: string;
  readonly contacts: number;
  readonly reached: number;
  readonly customers: number;
  readonly promises: number;
  readonly kept: number;
  readonly broken: number;
  readonly tasksDone: number;
  readonly letters: number;
};

/** By the Monday of each week since a day. */
export async function selectWeekWork(
  db: Db,
  { orgId, booksId }: InBooks,
  since: string,
): Promise<WeekWorkRow[]> {
  const { rows } = await db.query<WeekWorkRow>(
    `with work as (
       select on_date as day, 'call' as what, outcome as how, customer_id from call_log
       where org_id = $1 and books_id = $2 and on_date >= $3
       union all
       select promised_on, 'promise', '', customer_id from promise_to_pay
       where org_id = $1 and books_id = $2 and promised_on >= $3 and state <> 'withdrawn'
       union all
       select due_on, 'decided', state, customer_id from promise_to_pay
       where org_id = $1 and books_id = $2 and due_on >= $3 and state in ('kept', 'broken')
       union all
       select ${booksDay("done_at")}, 'task', '', customer_id from collection_task
       where org_id = $1 and books_id = $2 and state = 'done' and ${booksDay("done_at")} >= $3::date
       union all
       select taken_on, 'letter', '', customer_id from dunning_notice
       where org_id = $1 and books_id = $2 and state in ('released', 'done') and taken_on >= $3)
     select date_trunc('week', day)::date as week, count(*) filter (where what = 'call') as contacts,
       count(*) filter (where what = 'call' and how <> 'no_answer') as reached,
       count(distinct customer_id) filter (where what = 'call') as customers,
       count(*) filter (where what = 'promise') as promises,
       count(*) filter (where what = 'decided' and how = 'kept') as kept,
       count(*) filter (where what = 'decided' and how = 'broken') as broken,
       count(*) filter (where what = 'task') as "tasksDone",
       count(*) filter (where what = 'letter') as letters
     from work group by 1 order by 1`,
    [orgId, booksId, since],
  );
  return rows;
}
