// What customers' dunning grades are decided on at a viewpoint (asOf, knownAt): overdue claims from the
// days of each grade on, less disputes and credit notes that name them, and what else stands for them.
import type { GradeDays } from "../core/terms/ages.ts";
import type { Db } from "./pool.ts";
import { openAtSql } from "./report-items.ts";
import type { ReportPoint } from "./report-positions.ts";

export type GradeSumRow = {
  readonly customerId: number;
  readonly currency: string;
  readonly oldA: number;
  readonly oldAHome: number;
  readonly oldB: number;
  readonly oldBHome: number;
  readonly oldC: number;
  readonly oldCHome: number;
  readonly disputedMinor: number;
  readonly linkedMinor: number;
  /** Credit notes of no open document or beyond it, receipts and free advances not applied. */
  readonly creditMinor: number;
};

/** Customers with a document past due, per currency. */
export async function selectGradeSums(
  db: Db,
  point: ReportPoint,
  { A, B, C }: GradeDays,
): Promise<GradeSumRow[]> {
  const { rows } = await db.query<GradeSumRow>(
    `with ${openAtSql},
     credited as (
       select linked_item_id as id, -sum(left_minor) as minor from open_at
       where kind = 'credit_note' and linked_item_id is not null group by linked_item_id),
     claim as (
       select o.customer_id, o.currency, o.due, o.left_minor, o.left_home,
         greatest(0, least(o.disputed, o.left_minor)) as disputed, coalesce(k.minor, 0) as linked
       from open_at o left join credited k on k.id = o.id where o.left_minor > 0 and o.due < $3),
     net as (
       select *, least(linked, left_minor - disputed) as taken,
         greatest(0, left_minor - disputed - linked) as minor from claim),
     old as (
       select customer_id, currency, ${["A", "B", "C"].map(oldSql).join(",")},
         sum(disputed)::bigint as "disputedMinor", sum(taken)::bigint as "linkedMinor"
       from net group by customer_id, currency),
     credit as (
       select customer_id, currency, -left_minor as minor from open_at o
       where kind = 'credit_note' and not exists (select from open_at b where b.id = o.linked_item_id)
       union all
       select o.customer_id, o.currency, k.minor - greatest(0, o.left_minor)
       from credited k join open_at o on o.id = k.id where k.minor > o.left_minor
       union all
       select i.customer_id, i.currency, coalesce(u.minor, 0) - i.amount_minor
       from open_item i left join used u on u.item_id = i.id
       where i.org_id = $1 and i.books_id = $2 and i.kind = 'advance' and i.contract_no = ''
         and i.contract_id is null and i.accounting_date <= $3 and i.recorded_at <= $4
       union all
       select c.customer_id, r.currency, c.amount_minor
       from receipt_claim c join receipt r on r.org_id = c.org_id and r.id = c.receipt_id
       where c.org_id = $1 and r.books_id = $2 and c.accounting_date <= $3 and c.recorded_at <= $4
       union all
       select a.receipt_customer_id, r.currency, -a.receipt_minor
       from allocation a join receipt r on r.org_id = a.org_id and r.id = a.receipt_id
       where a.org_id = $1 and a.books_id = $2 and a.receipt_customer_id is not null
         and a.accounting_date <= $3 and a.recorded_at <= $4),
     credits as (
       select customer_id, currency, greatest(0, sum(minor))::bigint as minor from credit
       group by customer_id, currency)
     select o.customer_id as "customerId", o.currency, o."oldA", o."oldAHome", o."oldB", o."oldBHome",
       o."oldC", o."oldCHome", o."disputedMinor", o."linkedMinor",
       coalesce(c.minor, 0)::bigint as "creditMinor"
     from old o left join credits c on c.customer_id = o.customer_id and c.currency = o.currency`,
    [point.orgId, point.booksId, point.asOf, point.knownAt, A, B, C],
  );
  return rows;
}

/** $5, $6, $7: from which day A, B, C begin. */
function oldSql(grade: string, at: number): string {
  const isOld = `filter (where due <= $3::date - $${5 + at}::int)`;
  return `coalesce(sum(minor) ${isOld}, 0)::bigint as "old${grade}",
    coalesce(sum(round(left_home::numeric * minor / left_minor)) ${isOld}, 0)::bigint as "old${grade}Home"`;
}
