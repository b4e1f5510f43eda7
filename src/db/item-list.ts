// Open items as a list: the document, what is left of it today, how late it is, what is disputed.

import { type AmountBounds, withinBoundsSql } from "./amount-bounds.ts";
import { eachPortion } from "./cursor-rows.ts";
import { keysetSql, type ListPage, type Order, type SortColumns } from "./keyset.ts";
import { unsettledItemsSql } from "./open-lists.ts";
import type { Db } from "./pool.ts";
import { holdsSql, type SearchTerms } from "./search-terms.ts";

/** The due date that counts today: the last one agreed, else the document's. */
const dueSql = "coalesce(ch.due_date, i.due_date)";
const openSql = "(i.amount_minor - i.applied_minor)";

export const itemSorts: SortColumns = {
  // $3 is today; falling: the latest first, what has no due date last.
  late: { sql: `coalesce($3::date - ${dueSql}, -1000000)`, type: "bigint" },
  due: { sql: `coalesce(${dueSql}, 'infinity')`, type: "date" },
  issued: { sql: "coalesce(i.issue_date, '-infinity')", type: "date" },
  amount: { sql: "i.face_minor", type: "bigint" },
  open: { sql: openSql, type: "bigint" },
  no: { sql: "i.no", type: "text" },
  customer: { sql: "c.name collate zh_pinyin", type: "text" },
  disputed: { sql: "coalesce(ch.disputed, 0)", type: "bigint" },
};

const itemStates = ["open", "settled", "all"] as const;

export type ItemStatus =
  | "settled"
  | "disputed"
  | "overdue"
  | "due_soon"
  | "not_due"
  | "open"
  | "part_settled";

/** Days before the due date from which an item is to be looked at. */
const soonDays = 7;

/** Kinds that a customer owes us by a date; others are only open or settled. */
const owedKinds =
  "('invoice', 'interest', 'debit_note', 'delivery', 'retention', 'bill', 'e_receivable', 'plan')";

/** The first that holds; $3 is today. */
const statusSql = `case
  when ${openSql} = 0 then 'settled'
  when coalesce(ch.disputed, 0) > 0 then 'disputed'
  when i.kind not in ${owedKinds} or ${dueSql} is null then
    case when i.applied_minor <> 0 then 'part_settled' else 'open' end
  when ${dueSql} < $3 then 'overdue'
  when ${dueSql} <= $3::date + ${soonDays} then 'due_soon'
  else 'not_due' end`;

export type ItemFilter = {
  readonly orgId: number;
  readonly booksId: number;
  readonly today: string;
  readonly search: SearchTerms;
  readonly state: (typeof itemStates)[number];
  readonly statuses: readonly ItemStatus[] | null;
  readonly kinds: readonly string[] | null;
  readonly customerId: number | null;
  readonly contractId: number | null;
  readonly currency: string | null;
  /** Of what is open; of settled items, of the amount. */
  readonly amount: AmountBounds | null;
  readonly issuedFrom: string | null;
  readonly issuedTo: string | null;
  readonly dueFrom: string | null;
  readonly dueTo: string | null;
  readonly isWithoutDueDate: boolean;
  /** receivable: what a customer owes (1122); beside: bills, advances, instalments, payables … */
  readonly scope: "receivable" | "beside" | "all";
  /** Of 1122. */
  readonly accounts: readonly string[];
};

export type ItemRow = {
  readonly id: number;
  readonly customerId: number;
  readonly customerName: string;
  readonly kind: string;
  readonly no: string;
  readonly currency: string;
  readonly faceMinor: number;
  readonly openMinor: number;
  readonly disputedMinor: number;
  readonly issueDate: string | null;
  readonly dueDate: string | null;
  readonly daysLate: number | null;
  readonly status: ItemStatus;
  readonly orderNo: string;
  readonly contractNo: string;
  readonly memo: string;
  readonly keys: readonly string[];
};

const columns = `i.id, i.customer_id as "customerId", c.name as "customerName", i.kind, i.no,
  i.currency, i.face_minor as "faceMinor", ${openSql}::bigint as "openMinor",
  coalesce(ch.disputed, 0)::bigint as "disputedMinor", i.issue_date as "issueDate",
  ${dueSql} as "dueDate", $3::date - ${dueSql} as "daysLate", ${statusSql} as status,
  i.order_no as "orderNo", i.contract_no as "contractNo", i.memo`;

/** Changes are few beside items, so they are summed once and joined. */
const joinedToItems = `join customer c on c.org_id = i.org_id and c.id = i.customer_id
  left join (select x.item_id, sum(x.disputed_delta_minor)::bigint as disputed,
      (array_agg(x.due_date order by x.id desc) filter (where x.due_date is not null))[1] as due_date
    from item_change x where x.org_id = $1 group by x.item_id) ch on ch.item_id = i.id`;
const tables = `open_item i ${joinedToItems}`;
const unsettledTables = `${unsettledItemsSql} ${joinedToItems}`;

function tablesOf({ state }: Pick<ItemFilter, "state">): string {
  return state === "open" ? unsettledTables : tables;
}

/** What is written on the document, in one text: words may stand in different fields. */
const writtenSql =
  "(i.no || ' ' || i.order_no || ' ' || i.contract_no || ' ' || i.delivery_no || ' ' || i.memo)";

/** Customers are few beside items, so those who fit are found once. */
function searchSql({ search: { pattern, fold, amounts } }: ItemFilter): string {
  // $4 and $5 are always given, and always named
  if (pattern === "%") return "($4::text = '%' or $5::bigint[] is null)";
  const ofAmount = `i.amount_minor = any($5::bigint[]) or ${openSql} = any($5::bigint[])`;
  return `(${holdsSql(writtenSql, "$4", fold)}
    or i.customer_id in (select s.id from customer s where s.org_id = $1 and s.books_id = $2
      and (s.name ilike $4 or s.search like lower($4)))
    or ${amounts.length === 0 ? "$5::bigint[] is null" : ofAmount})`;
}

const whereOf = (
  filter: ItemFilter,
) => `i.org_id = $1 and i.books_id = $2 and i.cancelled_at is null
  and ${searchSql(filter)}
  and ($6::text[] is null or i.no = any($6) or i.order_no = any($6) or i.contract_no = any($6)
    or i.delivery_no = any($6))
  and ($7 = 'all' or (i.applied_minor <> i.amount_minor) = ($7 = 'open'))
  and ($8::text[] is null or ${statusSql} = any($8))
  and ($9::text[] is null or i.kind = any($9)) and ($10::bigint is null or i.customer_id = $10)
  and ($11::bigint is null or i.contract_id = $11) and ($12::text is null or i.currency = $12)
  and ${withinBoundsSql(`case when ${openSql} = 0 then i.face_minor else ${openSql} end`, "i.currency", "$13")}
  and ($14::date is null or i.issue_date >= $14) and ($15::date is null or i.issue_date <= $15)
  and ($16::date is null or ${dueSql} >= $16) and ($17::date is null or ${dueSql} <= $17)
  and (not $18::boolean or ${dueSql} is null)
  and ($19 = 'all' or coalesce(i.account = any($20::text[]), false) = ($19 = 'receivable'))`;

function valuesOf(f: ItemFilter): unknown[] {
  return [
    f.orgId,
    f.booksId,
    f.today,
    f.search.pattern,
    f.search.amounts,
    f.search.list,
    f.state,
    f.statuses,
    f.kinds,
    f.customerId,
    f.contractId,
    f.currency,
    f.amount,
    f.issuedFrom,
    f.issuedTo,
    f.dueFrom,
    f.dueTo,
    f.isWithoutDueDate,
    f.scope,
    f.accounts,
  ];
}

export async function selectItems(db: Db, filter: ItemFilter, page: ListPage): Promise<ItemRow[]> {
  const { sql, values } = itemsQuery(filter, page);
  return (await db.query<ItemRow>(sql, values)).rows;
}

/** All that is filtered, in portions. */
export async function eachItem(
  db: Db,
  { filter, order }: { readonly filter: ItemFilter; readonly order: Order },
  work: (rows: readonly ItemRow[]) => Promise<void>,
): Promise<void> {
  await eachPortion(db, itemsQuery(filter, { order, cursor: undefined, limit: null }), work);
}

function itemsQuery(filter: ItemFilter, page: ListPage): { sql: string; values: unknown[] } {
  const values = valuesOf(filter);
  const { keys, orderBy, after } = keysetSql(page.order, "i.id", { values, cursor: page.cursor });
  values.push(page.limit);
  return {
    sql: `select ${columns}, ${keys} as keys from ${tablesOf(filter)}
     where ${whereOf(filter)} and ${after} order by ${orderBy} limit $${values.length}`,
    values,
  };
}

/** One item as the list has it, cancelled ones too. */
export async function selectItem(
  db: Db,
  of: { readonly orgId: number; readonly booksId: number; readonly today: string },
  id: number,
): Promise<Omit<ItemRow, "keys"> | null> {
  const { rows } = await db.query<ItemRow>(
    `select ${columns} from ${tables} where i.org_id = $1 and i.books_id = $2 and i.id = $4`,
    [of.orgId, of.booksId, of.today, id],
  );
  return rows[0] ?? null;
}

export type ItemSum = {
  readonly currency: string;
  readonly count: number;
  readonly faceMinor: number;
  readonly openMinor: number;
  readonly overdueMinor: number;
  readonly disputedMinor: number;
};

/**
 * The day an item is late with, as in aging: a credit note goes with its invoice, one without is
 * never late (ACCOUNTING §5).
 */
const lateDueSql = `case when i.kind = 'credit_note' then (
    select coalesce((select b.due_date from item_change b where b.org_id = $1
        and b.item_id = blue.id and b.due_date is not null order by b.id desc limit 1), blue.due_date)
    from open_item blue where blue.org_id = i.org_id and blue.id = i.linked_item_id)
  when i.kind in ${owedKinds} then ${dueSql} end`;

/** Of all filtered items, per currency. */
export async function selectItemSums(db: Db, filter: ItemFilter): Promise<ItemSum[]> {
  const { rows } = await db.query<ItemSum>(
    `select i.currency, count(*) as count, sum(i.face_minor)::bigint as "faceMinor",
       sum(${openSql})::bigint as "openMinor", sum(coalesce(ch.disputed, 0))::bigint as "disputedMinor",
       coalesce(sum(${openSql}) filter (where ${lateDueSql} < $3), 0)::bigint
         as "overdueMinor"
     from ${tablesOf(filter)} where ${whereOf(filter)} group by i.currency order by count(*) desc, i.currency`,
    valuesOf(filter),
  );
  return rows;
}

/** Those of a pasted column that no item of the filter carries. */
export async function selectItemsNotFound(db: Db, filter: ItemFilter): Promise<string[]> {
  if (filter.search.list === null) return [];
  const { rows } = await db.query<{ value: string }>(
    `select v.value from unnest($6::text[]) with ordinality v (value, n)
     where not exists (select from ${tables} where ${whereOf(filter)}
       and v.value in (i.no, i.order_no, i.contract_no, i.delivery_no))
     order by v.n limit 200`,
    valuesOf(filter),
  );
  return rows.map((row) => row.value);
}
