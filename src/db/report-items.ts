// Open items at a viewpoint, for reports: what each had left by (asOf, knownAt), due when by what was
// agreed until then; per customer or one by one.
import { booksDay } from "./books-day.ts";
import type { Db } from "./pool.ts";
import { type ReportPoint, receivableSql } from "./report-positions.ts";

/**
 * $1 org, $2 books, $3 as of, $4 known at. `open_at`: items on 1122 with something left; a linked
 * credit note is due and aged with its invoice, an unlinked one has no due date.
 */
export const openAtSql = `used as (
    select item_id, sum(item_minor)::bigint as minor, sum(item_home_minor)::bigint as home
    from allocation
    where org_id = $1 and item_id is not null and accounting_date <= $3 and recorded_at <= $4
    group by item_id),
  agreed as (
    select item_id, sum(disputed_delta_minor) as disputed,
      (array_agg(due_date order by recorded_at desc, id desc) filter (where due_date is not null))[1] as due_date
    from item_change where org_id = $1 and accounting_date <= $3 and recorded_at <= $4
    group by item_id),
  left_at as (
    select i.id, i.customer_id, i.contract_id, i.linked_item_id, i.kind, i.no, i.currency, i.amount_minor,
      i.issue_date, i.due_date, i.age_from, i.accounting_date, i.contract_no, i.account,
      i.amount_minor - coalesce(u.minor, 0) as left_minor, i.home_minor - coalesce(u.home, 0) as left_home
    from open_item i left join used u on u.item_id = i.id
    where i.org_id = $1 and i.books_id = $2 and i.account in ${receivableSql}
      and i.accounting_date <= $3 and i.recorded_at <= $4
      and (i.amount_minor <> coalesce(u.minor, 0) or i.home_minor <> coalesce(u.home, 0))),
  linked as (
    select b.id, coalesce(bg.due_date, b.due_date) as due, b.age_from
    from open_item b left join agreed bg on bg.item_id = b.id
    where b.org_id = $1 and b.id = any(array(
      select n.linked_item_id from open_item n
      where n.org_id = $1 and n.books_id = $2 and n.kind = 'credit_note' and n.linked_item_id is not null))),
  open_at as (
    select i.id, i.customer_id, i.contract_id, i.linked_item_id, i.kind, i.no, i.currency, i.amount_minor,
      i.issue_date, i.contract_no, i.account, i.left_minor, i.left_home,
      coalesce(g.disputed, 0)::bigint as disputed,
      case when b.id is not null then b.due
        when i.kind = 'credit_note' then null else coalesce(g.due_date, i.due_date) end as due,
      coalesce(b.age_from, i.age_from, i.issue_date, i.accounting_date) as age_from
    from left_at i
    left join agreed g on g.item_id = i.id
    left join linked b on i.kind = 'credit_note' and b.id = i.linked_item_id)`;

function valuesOf({ orgId, booksId, asOf, knownAt }: ReportPoint): unknown[] {
  return [orgId, booksId, asOf, knownAt];
}

export type CustomerStandingRow = {
  readonly customerId: number;
  readonly customerName: string;
  readonly owner: string;
  readonly region: string;
  readonly isRelated: boolean;
  readonly openMinor: number;
  readonly overdueMinor: number;
  readonly late31Minor: number;
  readonly late90Minor: number;
  readonly disputedMinor: number;
  readonly unappliedMinor: number;
  readonly maxDaysLate: number;
  readonly overdueItems: number;
  readonly brokenPromises: number;
  readonly isOnHold: boolean;
  readonly lastReceiptOn: string | null;
};

/** Customers who owe or have money with us, in home currency. */
export async function selectCustomerStandings(
  db: Db,
  point: ReportPoint,
): Promise<CustomerStandingRow[]> {
  const { rows } = await db.query<CustomerStandingRow>(
    `with ${openAtSql},
     owed as (
       select customer_id, sum(left_home) as open, sum(left_home) filter (where due < $3) as overdue,
         sum(left_home) filter (where due <= $3::date - 31) as late31,
         sum(left_home) filter (where due <= $3::date - 90) as late90,
         sum(case when left_minor = 0 then 0 else disputed::numeric * left_home / left_minor end) as disputed,
         max($3::date - due) filter (where left_minor > 0) as late,
         count(*) filter (where due < $3 and left_minor > 0) as items
       from open_at group by customer_id),
     money as (
       select customer_id, sum(home) as unapplied, max(date) as last from (
         select c.customer_id, c.home_minor as home, r.date
         from receipt_claim c join receipt r on r.org_id = c.org_id and r.id = c.receipt_id
         where c.org_id = $1 and r.books_id = $2 and c.accounting_date <= $3 and c.recorded_at <= $4
         union all
         select a.receipt_customer_id, -a.receipt_home_minor, null from allocation a
         where a.org_id = $1 and a.books_id = $2 and a.receipt_customer_id is not null
           and a.accounting_date <= $3 and a.recorded_at <= $4) x group by customer_id),
     broken as (
       select customer_id, count(*) as n from promise_to_pay
       where org_id = $1 and books_id = $2 and state = 'broken' and due_on <= $3 and recorded_at <= $4
       group by customer_id)
     select c.id as "customerId", c.name as "customerName", coalesce(m.name, '') as owner, c.region,
       c.is_related_party as "isRelated",
       coalesce(o.open, 0)::bigint as "openMinor", coalesce(o.overdue, 0)::bigint as "overdueMinor",
       coalesce(o.late31, 0)::bigint as "late31Minor", coalesce(o.late90, 0)::bigint as "late90Minor",
       round(coalesce(o.disputed, 0))::bigint as "disputedMinor",
       coalesce(y.unapplied, 0)::bigint as "unappliedMinor", greatest(coalesce(o.late, 0), 0) as "maxDaysLate",
       coalesce(o.items, 0) as "overdueItems", coalesce(b.n, 0) as "brokenPromises",
       c.on_hold or exists (select from supply_hold h where h.org_id = $1 and h.customer_id = c.id
         and h.placed_at <= $4 and (h.lifted_at is null or h.lifted_at > $4)) as "isOnHold",
       y.last as "lastReceiptOn"
     from customer c
     left join owed o on o.customer_id = c.id
     left join money y on y.customer_id = c.id
     left join broken b on b.customer_id = c.id
     left join member m on m.org_id = $1 and m.id = c.owner_member_id
     where c.org_id = $1 and c.books_id = $2
       and (coalesce(o.open, 0) <> 0 or coalesce(y.unapplied, 0) <> 0 or coalesce(o.overdue, 0) <> 0)
     order by c.name collate "zh_pinyin", c.id`,
    valuesOf(point),
  );
  return rows;
}

export type OpenItemAtRow = {
  readonly itemId: number;
  readonly customerId: number;
  readonly customerName: string;
  readonly kind: string;
  readonly no: string;
  readonly currency: string;
  readonly openMinor: number;
  readonly homeMinor: number;
  readonly disputedMinor: number;
  readonly issueDate: string | null;
  readonly dueDate: string | null;
};

/** The overdue documents with the most money, largest first; and of how many. */
export async function selectOverdueItems(
  db: Db,
  point: ReportPoint,
  limit: number,
): Promise<{ rows: OpenItemAtRow[]; count: number; homeMinor: number }> {
  const { rows } = await db.query<OpenItemAtRow & { count: number; total: number }>(
    `with ${openAtSql}
     select o.id as "itemId", o.customer_id as "customerId", c.name as "customerName", o.kind, o.no,
       o.currency, o.left_minor as "openMinor", o.left_home as "homeMinor", o.disputed as "disputedMinor",
       o.issue_date as "issueDate", o.due as "dueDate", count(*) over () as count,
       (sum(o.left_home) over ())::bigint as total
     from open_at o join customer c on c.org_id = $1 and c.id = o.customer_id
     where o.due < $3 and o.left_minor > 0 order by o.left_home desc, o.id limit $5`,
    [...valuesOf(point), limit],
  );
  const [first] = rows;
  return { rows, count: first?.count ?? 0, homeMinor: first?.total ?? 0 };
}

/** Σ home amount × days since the document, and Σ home amount, of what is owed. */
export async function selectOpenAges(
  db: Db,
  point: ReportPoint,
): Promise<{ weightedDays: number; openMinor: number }> {
  const { rows } = await db.query<{ weightedDays: number; openMinor: number }>(
    `with ${openAtSql}
     select coalesce(sum(left_home::numeric * greatest(0, $3::date - coalesce(issue_date, age_from))), 0)::float8
         as "weightedDays", coalesce(sum(left_home), 0)::bigint as "openMinor"
     from open_at where left_minor > 0`,
    valuesOf(point),
  );
  return rows[0] ?? { weightedDays: 0, openMinor: 0 };
}

export type SubsequentRow = {
  readonly customerId: number;
  readonly customerName: string;
  readonly openMinor: number;
  readonly receivedMinor: number;
  readonly otherMinor: number;
  readonly lastOn: string | null;
};

/** 期后回款: what was open on the day, and what came in on just that until `through`. */
export async function selectSubsequentReceipts(
  db: Db,
  point: ReportPoint,
  through: string,
): Promise<SubsequentRow[]> {
  const { rows } = await db.query<SubsequentRow>(
    `with ${openAtSql},
     after as (
       select a.item_id, sum(a.item_home_minor) filter (where a.kind = 'receipt') as received,
         sum(a.item_home_minor) filter (where a.kind <> 'receipt') as other,
         max(a.business_date) filter (where a.kind = 'receipt') as last
       from allocation a where a.org_id = $1 and a.item_id is not null
         and a.accounting_date > $3 and a.accounting_date <= $5 and a.recorded_at <= $4
       group by a.item_id)
     select c.id as "customerId", c.name as "customerName", sum(o.left_home)::bigint as "openMinor",
       coalesce(sum(f.received), 0)::bigint as "receivedMinor",
       coalesce(sum(f.other), 0)::bigint as "otherMinor", max(f.last) as "lastOn"
     from open_at o left join after f on f.item_id = o.id
     join customer c on c.org_id = $1 and c.id = o.customer_id
     group by c.id, c.name having sum(o.left_home) <> 0
     order by sum(o.left_home) desc, c.id`,
    [...valuesOf(point), through],
  );
  return rows;
}

export type LimitationItemRow = OpenItemAtRow & {
  /** What may interrupt the limitation period, of the item itself or of its customer. */
  readonly events: readonly { readonly kind: string; readonly date: string }[];
};

/** Items due before `dueBefore`: their limitation period may end soon. With what interrupted it. */
export async function selectLimitationItems(
  db: Db,
  point: ReportPoint,
  of: { readonly dueBefore: string; readonly limit: number },
): Promise<LimitationItemRow[]> {
  const { rows } = await db.query<LimitationItemRow>(
    `with ${openAtSql},
     old as (
       select o.* from open_at o where o.due <= $5 and o.left_minor > 0
       order by o.due, o.id limit $6)
     select o.id as "itemId", o.customer_id as "customerId", c.name as "customerName", o.kind, o.no,
       o.currency, o.left_minor as "openMinor", o.left_home as "homeMinor", o.disputed as "disputedMinor",
       o.issue_date as "issueDate", o.due as "dueDate",
       coalesce((select json_agg(json_build_object('kind', e.kind, 'date', e.date) order by e.date) from (
         select 'part_payment' as kind, a.business_date as date from allocation a
         where a.org_id = $1 and a.item_id = o.id and a.kind = 'receipt' and a.reverses_id is null
           and a.accounting_date <= $3 and a.recorded_at <= $4
           and not exists (select from allocation r where r.org_id = $1 and r.reverses_id = a.id
             and r.recorded_at <= $4)
         union
         select 'signed_statement', ${booksDay("s.answered_at")} from statement_line l
         join statement s on s.org_id = l.org_id and s.id = l.statement_id
         where l.org_id = $1 and l.item_id = o.id and l.state = 'agreed' and s.answered_at <= $4
           and s.confirmation in ('confirmed', 'partly_objected')
           and coalesce(s.answer ->> 'strength', 'click') in ('sealed_scan', 'e_signature')
         union
         select v.kind, v.date from limitation_event v
         where v.org_id = $1 and v.customer_id = o.customer_id and (v.item_id is null or v.item_id = o.id)
           and v.recorded_at <= $4 and (v.revoked_at is null or v.revoked_at > $4)) e), '[]') as events
     from old o join customer c on c.org_id = $1 and c.id = o.customer_id
     order by o.due, o.id`,
    [...valuesOf(point), of.dueBefore, of.limit],
  );
  return rows;
}
