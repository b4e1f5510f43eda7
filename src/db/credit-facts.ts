// What customers are rated by: documents with what closed them, promises, disputes, what is known from
// outside, cover, exposure and the terms in force. For some customers at a time.

import type { CreditMethod } from "../core/credit/terms.ts";
import { booksDay } from "./books-day.ts";
import { successorsSql } from "./factored.ts";
import type { Db } from "./pool.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };
export type CustomersAt = InBooks & {
  readonly customerIds: readonly number[];
  readonly asOf: string;
};

/** Customers that ever owed or paid anything, in the order of their ids. */
export async function selectCustomersToRate(
  db: Db,
  { orgId, booksId }: InBooks,
  { above, limit }: { readonly above: number; readonly limit: number },
): Promise<number[]> {
  const { rows } = await db.query<{ id: number }>(
    `select customer_id as id from credit_exposure
     where org_id = $1 and books_id = $2 and customer_id > $3 order by customer_id limit $4`,
    [orgId, booksId, above, limit],
  );
  return rows.map(({ id }) => id);
}

export async function countCustomersToRate(db: Db, { orgId, booksId }: InBooks): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    "select count(*) as count from credit_exposure where org_id = $1 and books_id = $2",
    [orgId, booksId],
  );
  return rows[0]?.count ?? 0;
}

export type HistoryRow = {
  readonly id: number;
  readonly customerId: number;
  readonly issuedOn: string;
  readonly dueOn: string | null;
  readonly homeMinor: number;
  readonly closings: readonly {
    readonly day: string;
    readonly minor: number;
    readonly isPayment: boolean;
  }[];
};

/**
 * Sales documents of two years, and older ones that are still open. Deliveries, retentions and
 * e-receivables are claims of the same sales and are left out. A payment counts on the day the money
 * came, not on the day somebody applied it. What a factor bought is closed by no payment; what it gave back
 * is the document that was sold to it.
 */
export async function selectHistories(db: Db, at: CustomersAt): Promise<HistoryRow[]> {
  const { rows } = await db.query<HistoryRow>(
    `with successor as materialized ${successorsSql()},
     items as (
       select i.id, i.customer_id, coalesce(i.issue_date, i.accounting_date) as issued_on,
         coalesce((select x.due_date from item_change x where x.org_id = i.org_id
           and x.item_id = i.id and x.due_date is not null order by x.id desc limit 1),
           i.due_date) as due_on, i.home_minor
       from open_item i
       where i.org_id = $1 and i.books_id = $2 and i.customer_id = any($3::bigint[])
         and i.kind in ('invoice', 'debit_note', 'interest', 'credit_note')
         and i.cancelled_at is null and i.home_minor <> 0
         and i.id not in (select id from successor)
         and (i.applied_minor <> i.amount_minor or i.id in (select root from successor)
           or coalesce(i.issue_date, i.accounting_date) > $4::date - 730)),
     part as (
       select id as root, id from items
       union all
       select s.root, s.id from successor s join items i on i.id = s.root where not s.is_factored),
     closed as (
       select item_id, json_agg(json_build_object('day', day, 'minor', minor,
           'isPayment', is_payment) order by day, is_payment) as closings
       from (
         select p.root as item_id, coalesce(r.date, a.business_date) as day,
           sum(a.item_home_minor) as minor, a.receipt_id is not null as is_payment
         from part p join allocation a on a.org_id = $1 and a.item_id = p.id
         left join receipt r on r.org_id = a.org_id and r.id = a.receipt_id
         group by p.root, 2, 4 having sum(a.item_home_minor) <> 0
         union all
         -- open again from the day the factor gave it back
         select p.root, i.accounting_date, -i.home_minor, false
         from part p join open_item i on i.org_id = $1 and i.id = p.id where p.id <> p.root) x
       group by item_id)
     select i.id, i.customer_id as "customerId", i.issued_on as "issuedOn", i.due_on as "dueOn",
       i.home_minor as "homeMinor", coalesce(c.closings, '[]') as closings
     from items i left join closed c on c.item_id = i.id
     order by i.customer_id, i.issued_on, i.id`,
    [at.orgId, at.booksId, at.customerIds, at.asOf],
  );
  return rows;
}

export type CustomerFactsRow = {
  readonly id: number;
  readonly no: string;
  readonly name: string;
  readonly terms: string;
  readonly firstOn: string | null;
  readonly openMinor: number;
  readonly uninvoicedMinor: number;
  readonly billsMinor: number;
  readonly advancesMinor: number;
  readonly unappliedMinor: number;
  readonly limitMinor: number | null;
  readonly method: CreditMethod | null;
  readonly termDays: number | null;
  /** Days since the terms in force began. */
  readonly termAge: number | null;
  readonly promisesDue: number;
  readonly promisesBroken: number;
  readonly disputesEnded: number;
  readonly disputesInvalid: number;
  readonly disputeDays: readonly string[];
  readonly outside: "clear" | "noted" | "severe" | null;
  readonly coverMinor: number | null;
};

/** Of the year before `asOf`. A dispute was unfounded where the customer's claim did not stand. */
export async function selectCustomerFacts(db: Db, at: CustomersAt): Promise<CustomerFactsRow[]> {
  const { rows } = await db.query<CustomerFactsRow>(
    `select c.id, c.no, c.name, c.terms,
       (select min(coalesce(i.issue_date, i.accounting_date)) from open_item i
        where i.org_id = c.org_id and i.customer_id = c.id) as "firstOn",
       coalesce(e.open_minor, 0) as "openMinor", coalesce(e.uninvoiced_minor, 0) as "uninvoicedMinor",
       coalesce(e.bills_minor, 0) as "billsMinor", coalesce(e.advances_minor, 0) as "advancesMinor",
       coalesce(e.unapplied_minor, 0) as "unappliedMinor",
       t.limit_minor as "limitMinor", t.method, t.credit_days as "termDays",
       $4::date - t.effective_from as "termAge",
       coalesce(p.due, 0)::int as "promisesDue", coalesce(p.broken, 0)::int as "promisesBroken",
       coalesce(d.ended, 0)::int as "disputesEnded", coalesce(d.invalid, 0)::int as "disputesInvalid",
       coalesce(d.days, '{}') as "disputeDays", f.outside, v.minor as "coverMinor"
     from customer c
     left join credit_exposure e on e.org_id = c.org_id and e.customer_id = c.id
     left join lateral (select x.limit_minor, x.method, x.credit_days, x.effective_from
       from credit_term x
       where x.org_id = c.org_id and x.customer_id = c.id and x.effective_from <= $4::date
       order by x.effective_from desc, x.id desc limit 1) t on true
     left join lateral (select count(*) filter (where x.state in ('kept', 'broken')) as due,
         count(*) filter (where x.state = 'broken') as broken
       from promise_to_pay x where x.org_id = c.org_id and x.customer_id = c.id
         and x.due_on > $4::date - 365 and x.due_on <= $4::date) p on true
     left join lateral (select
         count(*) filter (where x.state = 'resolved' and ${booksDay("x.resolved_at")} > $4::date - 365) as ended,
         count(*) filter (where x.state = 'resolved' and ${booksDay("x.resolved_at")} > $4::date - 365
           and x.resolution in ('rejected', 'accepted_by_customer', 'withdrawn')) as invalid,
         array_agg(${booksDay("x.opened_at")}::text) filter (where ${booksDay("x.opened_at")} > $4::date - 365) as days
       from dispute x where x.org_id = c.org_id and x.customer_id = c.id) d on true
     left join lateral (select case when bool_or(x.is_severe and x.kind <> 'clear') then 'severe'
         when bool_or(x.kind <> 'clear') then 'noted'
         when bool_or(x.found_on > $4::date - 365) then 'clear' end as outside
       from credit_flag x where x.org_id = c.org_id and x.customer_id = c.id and x.ended_at is null) f
       on true
     left join lateral (select sum(x.amount_minor)::bigint as minor from credit_cover x
       where x.org_id = c.org_id and x.customer_id = c.id and x.ended_at is null
         and coalesce(x.valid_to, 'infinity') >= $4::date) v on true
     where c.org_id = $1 and c.books_id = $2 and c.id = any($3::bigint[]) order by c.id`,
    [at.orgId, at.booksId, at.customerIds, at.asOf],
  );
  return rows;
}
