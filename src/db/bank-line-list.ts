// Bank lines as a list: what the bank wrote, whose money it is, what became of it.
import { type AmountBounds, withinBoundsSql } from "./amount-bounds.ts";
import { eachPortion } from "./cursor-rows.ts";
import { keysetSql, type ListPage, type Order, type SortColumns } from "./keyset.ts";
import { isReceiptOf } from "./open-lists.ts";
import type { Db } from "./pool.ts";
import { holdsSql, type SearchTerms } from "./search-terms.ts";

export const bankLineSorts: SortColumns = {
  date: { sql: "l.booking_date", type: "date" },
  amount: { sql: "l.amount_minor", type: "bigint" },
  size: { sql: "abs(l.amount_minor)", type: "bigint" },
  payer: { sql: "l.payer_name", type: "text" },
  unapplied: { sql: "coalesce(r.amount_minor - r.applied_minor, 0)", type: "bigint" },
};

export type BankLineStatus =
  | "settled"
  | "part_settled"
  | "suggested"
  | "unclaimed"
  | "on_account"
  | "held"
  | "not_receivable"
  | "reversed"
  | "new";

/** What became of a line; the first that holds. */
const statusSql = `case
  when l.lane = 'not_receivable' and l.category = 'reversal' then 'reversed'
  when l.lane = 'not_receivable' then 'not_receivable'
  when r.applied_minor = r.amount_minor then 'settled'
  when r.applied_minor > 0 then 'part_settled'
  when l.lane = 'suggested' then 'suggested'
  when l.lane = 'held' then 'held'
  when r.customer_id is not null then 'on_account'
  when r.id is not null then 'unclaimed'
  else 'new' end`;

export type BankLineFilter = {
  readonly orgId: number;
  readonly booksId: number;
  readonly search: SearchTerms;
  readonly from: string | null;
  readonly to: string | null;
  readonly direction: "in" | "out" | null;
  /** Of the amount without its sign. */
  readonly amount: AmountBounds | null;
  readonly statuses: readonly BankLineStatus[] | null;
  readonly categories: readonly string[] | null;
  readonly accountId: number | null;
  readonly customerId: number | null;
  readonly currency: string | null;
  readonly batchId: number | null;
};

export type BankLineRow = {
  readonly id: number;
  readonly date: string;
  readonly valueDate: string | null;
  readonly currency: string;
  readonly amountMinor: number;
  readonly payerName: string;
  readonly payerAccount: string;
  readonly memo: string;
  readonly bankRef: string;
  readonly status: BankLineStatus;
  readonly category: string | null;
  readonly note: string;
  readonly accountId: number;
  readonly accountNo: string;
  readonly bank: string;
  readonly customerId: number | null;
  readonly customerName: string | null;
  /** Null: the line is no receipt. */
  readonly appliedMinor: number | null;
  readonly unappliedMinor: number | null;
  readonly keys: readonly string[];
};

const columns = `l.id, l.booking_date as date, l.value_date as "valueDate", l.currency,
  l.amount_minor as "amountMinor", l.payer_name as "payerName", l.payer_account as "payerAccount",
  l.memo, l.bank_ref as "bankRef", ${statusSql} as status, l.category, l.note,
  b.id as "accountId", b.account_no as "accountNo", b.bank, c.id as "customerId",
  c.name as "customerName", r.applied_minor as "appliedMinor",
  r.amount_minor - r.applied_minor as "unappliedMinor"`;

const tables = `bank_line l
  left join receipt r on r.org_id = l.org_id and r.bank_line_id = l.id and r.cancelled_at is null
  left join customer c on c.org_id = r.org_id and c.id = r.customer_id`;

/** What the bank wrote, in one text: words may stand in different fields. */
const writtenSql = "(l.payer_name || ' ' || l.memo || ' ' || l.bank_ref || ' ' || l.payer_account)";

/**
 * Customers are few beside lines, so whose money fits is found once, and then among all receipts at
 * once: how many customers fit nobody can estimate, and looked up one by one through their claims the
 * money of all of them takes four times as long. If none fits, no receipt is read.
 */
function searchSql({ search: { pattern, fold, amounts } }: BankLineFilter): string {
  // $3 and $4 are always given, and always named
  if (pattern === "%") return "($3::text = '%' or $4::bigint[] is null)";
  return `(${holdsSql(writtenSql, "$3", fold)}
    or l.id in (select x.bank_line_id from receipt x
      where x.org_id = $1 and x.cancelled_at is null and x.bank_line_id is not null
        and x.customer_id in (select s.id from customer s where s.org_id = $1 and s.books_id = $2
          and (s.name ilike $3 or s.search like lower($3))))
    or ${amounts.length === 0 ? "$4::bigint[] is null" : "l.amount_minor = any($4::bigint[])"})`;
}

const whereOf = (
  filter: BankLineFilter,
) => `l.org_id = $1 and l.books_id = $2 and l.cancelled_at is null
  and ${searchSql(filter)}
  and ($5::text[] is null or l.bank_ref = any($5) or l.payer_account = any($5)
    or l.payer_name = any($5) or l.end_to_end = any($5))
  and ($6::date is null or l.booking_date >= $6) and ($7::date is null or l.booking_date <= $7)
  and ($8::text is null or (l.amount_minor > 0) = ($8 = 'in'))
  and ${withinBoundsSql("abs(l.amount_minor)", "l.currency", "$9")}
  and ($10::text[] is null or ${statusSql} = any($10))
  and ($11::text[] is null or l.category = any($11))
  and ($12::bigint is null or l.bank_account_id = $12)
  and ${filter.customerId === null ? "$13::bigint is null" : isReceiptOf("r", "= $13")}
  and ($14::text is null or l.currency = $14) and ($15::bigint is null or l.batch_id = $15)`;

function valuesOf(f: BankLineFilter): unknown[] {
  return [
    f.orgId,
    f.booksId,
    f.search.pattern,
    f.search.amounts,
    f.search.list,
    f.from,
    f.to,
    f.direction,
    f.amount,
    f.statuses,
    f.categories,
    f.accountId,
    f.customerId,
    f.currency,
    f.batchId,
  ];
}

export async function selectBankLines(
  db: Db,
  filter: BankLineFilter,
  page: ListPage,
): Promise<BankLineRow[]> {
  const { sql, values } = linesQuery(filter, page);
  return (await db.query<BankLineRow>(sql, values)).rows;
}

/** All that is filtered, in portions. */
export async function eachBankLine(
  db: Db,
  { filter, order }: { readonly filter: BankLineFilter; readonly order: Order },
  work: (rows: readonly BankLineRow[]) => Promise<void>,
): Promise<void> {
  await eachPortion(db, linesQuery(filter, { order, cursor: undefined, limit: null }), work);
}

function linesQuery(filter: BankLineFilter, page: ListPage): { sql: string; values: unknown[] } {
  const values = valuesOf(filter);
  const { keys, orderBy, after } = keysetSql(page.order, "l.id", { values, cursor: page.cursor });
  values.push(page.limit);
  return {
    sql: `select ${columns}, ${keys} as keys from ${tables}
     join bank_account b on b.org_id = l.org_id and b.id = l.bank_account_id
     where ${whereOf(filter)} and ${after} order by ${orderBy} limit $${values.length}`,
    values,
  };
}

export type BankLineSum = {
  readonly currency: string;
  readonly count: number;
  readonly inMinor: number;
  readonly outMinor: number;
  readonly appliedMinor: number;
  readonly unappliedMinor: number;
};

/** Of all filtered lines, per currency. */
export async function selectBankLineSums(db: Db, filter: BankLineFilter): Promise<BankLineSum[]> {
  const { rows } = await db.query<BankLineSum>(
    `select l.currency, count(*) as count,
       coalesce(sum(l.amount_minor) filter (where l.amount_minor > 0), 0)::bigint as "inMinor",
       coalesce(-sum(l.amount_minor) filter (where l.amount_minor < 0), 0)::bigint as "outMinor",
       coalesce(sum(r.applied_minor), 0)::bigint as "appliedMinor",
       coalesce(sum(r.amount_minor - r.applied_minor), 0)::bigint as "unappliedMinor"
     from ${tables} where ${whereOf(filter)} group by l.currency order by count(*) desc, l.currency`,
    valuesOf(filter),
  );
  return rows;
}

/** Those of a pasted column that no line of the filter carries. */
export async function selectLinesNotFound(db: Db, filter: BankLineFilter): Promise<string[]> {
  if (filter.search.list === null) return [];
  const { rows } = await db.query<{ value: string }>(
    `select v.value from unnest($5::text[]) with ordinality v (value, n)
     where not exists (select from ${tables} where ${whereOf(filter)}
       and v.value in (l.bank_ref, l.payer_account, l.payer_name, l.end_to_end))
     order by v.n limit 200`,
    valuesOf(filter),
  );
  return rows.map((row) => row.value);
}

export type BankAccountChoice = {
  readonly id: number;
  readonly accountNo: string;
  readonly bank: string;
  readonly name: string;
  readonly currency: string;
};

/** Own accounts of the books, to choose from. */
export async function selectBankAccounts(
  db: Db,
  { orgId, booksId }: { readonly orgId: number; readonly booksId: number },
): Promise<BankAccountChoice[]> {
  const { rows } = await db.query<BankAccountChoice>(
    `select id, account_no as "accountNo", bank, name, currency from bank_account
     where org_id = $1 and books_id = $2 order by account_no, currency`,
    [orgId, booksId],
  );
  return rows;
}
