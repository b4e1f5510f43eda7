// Customers as a list, a row per customer and currency: what they owe today, how late, what of
// their money is not applied.

import { type AmountBounds, withinBoundsSql } from "./amount-bounds.ts";
import { eachPortion } from "./cursor-rows.ts";
import { keysetSql, type ListPage, type Order, type SortColumns } from "./keyset.ts";
import { unappliedReceiptsSql, unsettledItemsSql } from "./open-lists.ts";
import type { Db } from "./pool.ts";
import type { SearchTerms } from "./search-terms.ts";

export const customerSorts: SortColumns = {
  name: { sql: "name collate zh_pinyin", type: "text" },
  no: { sql: "no", type: "text" },
  receivable: { sql: "receivable", type: "bigint" },
  overdue: { sql: "overdue", type: "bigint" },
  unapplied: { sql: "unapplied", type: "bigint" },
  net: { sql: "(receivable - unapplied)", type: "bigint" },
  disputed: { sql: "disputed", type: "bigint" },
  items: { sql: "items", type: "bigint" },
  late: { sql: "coalesce(days_late, -1)", type: "bigint" },
};

export type CustomerFilter = {
  readonly orgId: number;
  readonly booksId: number;
  readonly today: string;
  readonly homeCurrency: string;
  /** Accounts whose items are what a customer owes (1122). */
  readonly accounts: readonly string[];
  readonly search: SearchTerms;
  readonly ownerId: number | null;
  readonly currency: string | null;
  readonly amount: AmountBounds | null;
  /** All of them must hold. */
  readonly flags: readonly string[];
};

export type CustomerListRow = {
  readonly id: number;
  readonly no: string;
  readonly name: string;
  readonly terms: string;
  readonly ownerId: number | null;
  readonly ownerName: string | null;
  readonly onHold: boolean;
  readonly isRelatedParty: boolean;
  readonly isProvisional: boolean;
  readonly currency: string;
  readonly receivableMinor: number;
  readonly overdueMinor: number;
  readonly unappliedMinor: number;
  readonly disputedMinor: number;
  readonly items: number;
  readonly daysLate: number | null;
  readonly keys: readonly string[];
};

/**
 * A credit note with its invoice is late with that invoice; one without is never late
 * (ACCOUNTING §5). $3 is today, $5 the accounts of 1122.
 */
const listed = `with changed as (
    select x.item_id, sum(x.disputed_delta_minor)::bigint as disputed,
      (array_agg(x.due_date order by x.id desc) filter (where x.due_date is not null))[1] as due_date
    from item_change x where x.org_id = $1 group by x.item_id),
  open as (
    select i.customer_id, i.currency, i.amount_minor - i.applied_minor as minor,
      coalesce(ch.disputed, 0) as disputed,
      case when i.kind = 'credit_note' then coalesce(chb.due_date, blue.due_date)
        else coalesce(ch.due_date, i.due_date) end as due
    from ${unsettledItemsSql}
    left join changed ch on ch.item_id = i.id
    left join open_item blue on i.kind = 'credit_note' and blue.org_id = i.org_id
      and blue.id = i.linked_item_id
    left join changed chb on chb.item_id = blue.id
    where i.org_id = $1 and i.books_id = $2 and i.account = any($5::text[])),
  owed as (
    select customer_id, currency, sum(minor)::bigint as receivable,
      coalesce(sum(minor) filter (where due < $3), 0)::bigint as overdue,
      sum(disputed)::bigint as disputed, count(*) as items,
      max($3::date - due) filter (where due < $3) as days_late
    from open group by customer_id, currency),
  resting as (
    select r.customer_id, r.currency, sum(r.amount_minor - r.applied_minor)::bigint as unapplied
    from ${unappliedReceiptsSql} where r.org_id = $1 and r.books_id = $2
    group by r.customer_id, r.currency),
  figures as (
    select coalesce(o.customer_id, r.customer_id) as customer_id,
      coalesce(o.currency, r.currency) as currency, coalesce(o.receivable, 0) as receivable,
      coalesce(o.overdue, 0) as overdue, coalesce(o.disputed, 0) as disputed,
      coalesce(o.items, 0) as items, o.days_late, coalesce(r.unapplied, 0) as unapplied
    from owed o full join resting r on r.customer_id = o.customer_id and r.currency = o.currency),
  listed as (
    select c.id, c.no, c.name, c.terms, m.id as owner_id, m.name as owner_name, c.on_hold,
      c.is_related_party, (c.extra ->> 'provisional') is not null as is_provisional, c.tax_id,
      coalesce(f.currency, $4) as currency, coalesce(f.receivable, 0) as receivable,
      coalesce(f.overdue, 0) as overdue, coalesce(f.disputed, 0) as disputed,
      coalesce(f.unapplied, 0) as unapplied, coalesce(f.items, 0) as items, f.days_late
    from customer c
    left join figures f on f.customer_id = c.id
    left join member m on m.org_id = c.org_id and m.id = c.owner_member_id
    where c.org_id = $1 and c.books_id = $2
      and ($6 = '%' or c.name ilike $6 or c.search like lower($6) or c.no ilike $6
        or c.tax_id ilike $6)
      and ($7::text[] is null or c.no = any($7) or c.name = any($7) or c.tax_id = any($7))
      and ($8::bigint is null or c.owner_member_id = $8)),
  chosen as (
    select * from listed
    where ($9::text is null or currency = $9) and ${withinBoundsSql("receivable", "currency", "$10")}
      and (not 'overdue' = any($11::text[]) or overdue > 0)
      and (not 'on_account' = any($11) or unapplied > 0)
      and (not 'disputed' = any($11) or disputed > 0) and (not 'on_hold' = any($11) or on_hold)
      and (not 'related' = any($11) or is_related_party)
      and (not 'provisional' = any($11) or is_provisional))`;

function valuesOf(f: CustomerFilter): unknown[] {
  return [
    f.orgId,
    f.booksId,
    f.today,
    f.homeCurrency,
    f.accounts,
    f.search.pattern,
    f.search.list,
    f.ownerId,
    f.currency,
    f.amount,
    f.flags,
  ];
}

/** Decides between equal rows: a customer's id with the currency as a number behind it. */
const rowId = `(id * 17576 + (ascii(currency) - 65) * 676 + (ascii(substr(currency, 2)) - 65) * 26
  + ascii(substr(currency, 3)) - 65)`;

export async function selectCustomers(
  db: Db,
  filter: CustomerFilter,
  page: ListPage,
): Promise<CustomerListRow[]> {
  const { sql, values } = customersQuery(filter, page);
  return (await db.query<CustomerListRow>(sql, values)).rows;
}

/** All that is filtered, in portions. */
export async function eachCustomer(
  db: Db,
  { filter, order }: { readonly filter: CustomerFilter; readonly order: Order },
  work: (rows: readonly CustomerListRow[]) => Promise<void>,
): Promise<void> {
  await eachPortion(db, customersQuery(filter, { order, cursor: undefined, limit: null }), work);
}

function customersQuery(
  filter: CustomerFilter,
  page: ListPage,
): { sql: string; values: unknown[] } {
  const values = valuesOf(filter);
  const { keys, orderBy, after } = keysetSql(page.order, rowId, { values, cursor: page.cursor });
  values.push(page.limit);
  return {
    sql: `${listed} select id, no, name, terms, owner_id as "ownerId", owner_name as "ownerName",
       on_hold as "onHold", is_related_party as "isRelatedParty",
       is_provisional as "isProvisional", currency, receivable as "receivableMinor",
       overdue as "overdueMinor", unapplied as "unappliedMinor", disputed as "disputedMinor",
       items, days_late as "daysLate", ${keys} as keys
     from chosen where ${after} order by ${orderBy} limit $${values.length}`,
    values,
  };
}

export type CustomerSum = {
  readonly currency: string;
  readonly count: number;
  readonly customers: number;
  readonly receivableMinor: number;
  readonly overdueMinor: number;
  readonly unappliedMinor: number;
  readonly disputedMinor: number;
};

/** Of all filtered rows, per currency; `customers` is the same in each: of all currencies. */
export async function selectCustomerSums(db: Db, filter: CustomerFilter): Promise<CustomerSum[]> {
  const { rows } = await db.query<CustomerSum>(
    `${listed} select currency, count(*) as count,
       (select count(distinct id) from chosen) as customers,
       sum(receivable)::bigint as "receivableMinor", sum(overdue)::bigint as "overdueMinor",
       sum(unapplied)::bigint as "unappliedMinor", sum(disputed)::bigint as "disputedMinor"
     from chosen group by currency order by count(*) desc, currency`,
    valuesOf(filter),
  );
  return rows;
}

/** Those of a pasted column that no customer carries. */
export async function selectCustomersNotFound(db: Db, filter: CustomerFilter): Promise<string[]> {
  if (filter.search.list === null) return [];
  const { rows } = await db.query<{ value: string }>(
    `${listed} select v.value from unnest($7::text[]) with ordinality v (value, n)
     where not exists (select from chosen c where v.value in (c.no, c.name, c.tax_id))
     order by v.n limit 200`,
    valuesOf(filter),
  );
  return rows.map((row) => row.value);
}

/** A few customers that fit what somebody types. */
export async function selectCustomerChoices(
  db: Db,
  of: { readonly orgId: number; readonly booksId: number; readonly pattern: string },
): Promise<{ id: number; no: string; name: string }[]> {
  const { rows } = await db.query<{ id: number; no: string; name: string }>(
    `select id, no, name from customer where org_id = $1 and books_id = $2
       and ($3 = '%' or name ilike $3 or search like lower($3) or no ilike $3)
     order by length(name), name, id limit 30`,
    [of.orgId, of.booksId, of.pattern],
  );
  return rows;
}
