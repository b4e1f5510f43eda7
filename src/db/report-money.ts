// Money facts of reports: how late customers pay, what is expected when, third-party receipts,
// write-offs with what came in after all, balances by customer and account, sales that were never paid.
import type { ItemKind } from "../core/item-kinds.ts";
import type { Db } from "./pool.ts";
import { type ReportPoint, receivableSql } from "./report-positions.ts";

function valuesOf({ orgId, booksId, asOf, knownAt }: ReportPoint): unknown[] {
  return [orgId, booksId, asOf, knownAt];
}

export type PayingRow = {
  readonly customerId: number;
  readonly customerName: string;
  /** Σ home amount × days after the due date; early is negative. */
  readonly weightedDays: number;
  readonly paidMinor: number;
  readonly onTimeMinor: number;
  readonly receipts: number;
};

/** What was paid from `from` on, and how many days after its due date. */
export async function selectPaying(db: Db, point: ReportPoint, from: string): Promise<PayingRow[]> {
  const { rows } = await db.query<PayingRow>(
    `with agreed as (
       select item_id, (array_agg(due_date order by recorded_at desc, id desc))[1] as due_date
       from item_change where org_id = $1 and due_date is not null and accounting_date <= $3
         and recorded_at <= $4 group by item_id),
     paid as (
       select i.customer_id, a.item_home_minor as home,
         a.business_date - coalesce(g.due_date, i.due_date) as late
       from allocation a join open_item i on i.org_id = a.org_id and i.id = a.item_id
       left join agreed g on g.item_id = i.id
       where a.org_id = $1 and a.books_id = $2 and a.kind = 'receipt' and i.amount_minor > 0
         and i.account in ${receivableSql} and coalesce(g.due_date, i.due_date) is not null
         and a.accounting_date between $5 and $3 and a.recorded_at <= $4)
     select c.id as "customerId", c.name as "customerName",
       sum(p.home::numeric * p.late)::float8 as "weightedDays", sum(p.home)::bigint as "paidMinor",
       coalesce(sum(p.home) filter (where p.late <= 0), 0)::bigint as "onTimeMinor", count(*) as receipts
     from paid p join customer c on c.org_id = $1 and c.id = p.customer_id
     group by c.id, c.name having sum(p.home) > 0
     order by sum(p.home) desc, c.id`,
    [...valuesOf(point), from],
  );
  return rows;
}

/** The first day on which money was applied: nothing is known of who paid when before it. */
export async function selectFirstReceipt(db: Db, point: ReportPoint): Promise<string | null> {
  const { rows } = await db.query<{ day: string | null }>(
    `select min(accounting_date) as day from allocation
     where org_id = $1 and books_id = $2 and kind = 'receipt' and accounting_date <= $3
       and recorded_at <= $4`,
    valuesOf(point),
  );
  return rows[0]?.day ?? null;
}

export type DayMoneyRow = { readonly day: string; readonly homeMinor: number };

/** Receipts applied to what customers owe, by the day they came in. */
export async function selectAppliedByDay(
  db: Db,
  point: ReportPoint,
  from: string,
): Promise<DayMoneyRow[]> {
  const { rows } = await db.query<DayMoneyRow>(
    `select a.accounting_date as day, sum(a.item_home_minor)::bigint as "homeMinor"
     from allocation a join open_item i on i.org_id = a.org_id and i.id = a.item_id
     where a.org_id = $1 and a.books_id = $2 and a.kind = 'receipt' and i.account in ${receivableSql}
       and a.accounting_date between $5 and $3 and a.recorded_at <= $4
     group by 1 order by 1`,
    [...valuesOf(point), from],
  );
  return rows;
}

/** Promised and not decided yet, by the day promised for; home currency alone. */
export async function selectPromisedByDay(
  db: Db,
  point: ReportPoint,
  homeCurrency: string,
): Promise<DayMoneyRow[]> {
  const { rows } = await db.query<DayMoneyRow>(
    `select due_on as day, sum(amount_minor)::bigint as "homeMinor" from promise_to_pay
     where org_id = $1 and books_id = $2 and state = 'open' and due_on > $3 and recorded_at <= $4
       and currency = $5 group by 1 order by 1`,
    [...valuesOf(point), homeCurrency],
  );
  return rows;
}

/** Bills in hand by maturity. */
export async function selectBillsByDay(db: Db, point: ReportPoint): Promise<DayMoneyRow[]> {
  const { rows } = await db.query<DayMoneyRow>(
    `select i.due_date as day, sum(i.home_minor - coalesce(u.home, 0))::bigint as "homeMinor"
     from open_item i
     left join (select item_id, sum(item_home_minor) as home from allocation
       where org_id = $1 and accounting_date <= $3 and recorded_at <= $4 group by item_id) u
       on u.item_id = i.id
     where i.org_id = $1 and i.books_id = $2 and i.kind = 'bill' and i.due_date is not null
       and i.accounting_date <= $3 and i.recorded_at <= $4
     group by 1 having sum(i.home_minor - coalesce(u.home, 0)) <> 0 order by 1`,
    valuesOf(point),
  );
  return rows;
}

export type PassedOnRow = {
  readonly itemId: number;
  readonly customerId: number;
  readonly customerName: string;
  readonly no: string;
  readonly kind: string;
  readonly isTrade: boolean;
  readonly isDerecognised: boolean;
  readonly currency: string;
  readonly to: string;
  readonly passedOn: string;
  readonly dueDate: string | null;
  readonly interestMinor: number;
  readonly openMinor: number;
  readonly openHomeMinor: number;
};

/** Bills discounted or endorsed that nobody has cleared or taken back, the earliest due first. */
export function selectPassedBills(db: Db, point: ReportPoint): Promise<PassedOnRow[]> {
  return selectPassedOn(db, point, ["bill_discounted", "bill_endorsed"]);
}

/** Claims a factor has that nobody has cleared or taken back, the earliest due first. */
export function selectFactoredClaims(db: Db, point: ReportPoint): Promise<PassedOnRow[]> {
  return selectPassedOn(db, point, ["factored"]);
}

async function selectPassedOn(
  db: Db,
  point: ReportPoint,
  kinds: readonly ItemKind[],
): Promise<PassedOnRow[]> {
  const { rows } = await db.query<PassedOnRow>(
    `select i.id as "itemId", i.customer_id as "customerId", c.name as "customerName", i.no, i.kind,
       coalesce(b.account = 'bill_trade', false) as "isTrade", i.account is null as "isDerecognised",
       i.currency, i.memo as to, i.accounting_date as "passedOn", i.due_date as "dueDate",
       coalesce((select sum(p.home_minor) from posting_line p where p.org_id = i.org_id
         and p.entry_id = i.entry_id and p.account in ('bill_discount', 'interest', 'investment')), 0)::bigint as "interestMinor",
       (i.amount_minor - u.minor)::bigint as "openMinor",
       (i.home_minor - u.home)::bigint as "openHomeMinor"
     from open_item i
     join customer c on c.org_id = i.org_id and c.id = i.customer_id
     left join open_item b on b.org_id = i.org_id and b.id = i.linked_item_id
     cross join lateral (select coalesce(sum(a.item_minor), 0) as minor,
         coalesce(sum(a.item_home_minor), 0) as home
       from allocation a where a.org_id = i.org_id and a.item_id = i.id
         and a.accounting_date <= $3 and a.recorded_at <= $4) u
     where i.org_id = $1 and i.books_id = $2 and i.kind = any($5)
       and i.accounting_date <= $3 and i.recorded_at <= $4 and i.amount_minor <> u.minor
     order by i.due_date, i.id`,
    [...valuesOf(point), kinds],
  );
  return rows;
}

export type ThirdPartyRow = {
  readonly receiptId: number;
  readonly lineId: number | null;
  readonly date: string;
  readonly payerName: string;
  readonly relation: string;
  readonly customerId: number;
  readonly customerName: string;
  /** Other names the customer is known by. */
  readonly aliases: readonly string[];
  readonly currency: string;
  readonly amountMinor: number;
  readonly homeMinor: number;
};

/** Receipts claimed for a customer whose payer bears another name, or stands in a relation to it. */
export async function selectReceiptsOfOthers(
  db: Db,
  point: ReportPoint,
  from: string,
): Promise<ThirdPartyRow[]> {
  const { rows } = await db.query<ThirdPartyRow>(
    `with claimed as (
       select k.receipt_id, k.customer_id from receipt_claim k
       where k.org_id = $1 and k.accounting_date <= $3 and k.recorded_at <= $4
       group by 1, 2 having sum(k.amount_minor) <> 0)
     select r.id as "receiptId", r.bank_line_id as "lineId", r.date, r.payer_name as "payerName",
       r.payer_relation as relation, c.id as "customerId", c.name as "customerName",
       coalesce((select array_agg(f.value) from customer_fact f where f.org_id = $1
         and f.customer_id = c.id and f.kind in ('alias', 'former_name') and f.revoked_at is null), '{}')
         as aliases,
       r.currency, r.amount_minor as "amountMinor", r.home_minor as "homeMinor"
     from receipt r join claimed k on k.receipt_id = r.id
     join customer c on c.org_id = $1 and c.id = k.customer_id
     where r.org_id = $1 and r.books_id = $2 and r.kind = 'bank_line' and r.date between $5 and $3
       and r.payer_name <> '' and (r.payer_relation <> '' or r.payer_name <> c.name)
     order by r.date desc, r.id desc`,
    [...valuesOf(point), from],
  );
  return rows;
}

export type WrittenOffRow = {
  readonly itemId: number;
  readonly customerId: number;
  readonly customerName: string;
  readonly no: string;
  readonly currency: string;
  readonly date: string;
  readonly writtenOffMinor: number;
  readonly homeMinor: number;
  readonly recoveredMinor: number;
  readonly recoveredHomeMinor: number;
};

/** 备查簿: claims written off and what of them was recovered. */
export async function selectWrittenOff(db: Db, point: ReportPoint): Promise<WrittenOffRow[]> {
  const { rows } = await db.query<WrittenOffRow>(
    `select i.id as "itemId", i.customer_id as "customerId", c.name as "customerName", i.no, i.currency,
       i.accounting_date as date, i.amount_minor as "writtenOffMinor", i.home_minor as "homeMinor",
       coalesce(u.minor, 0)::bigint as "recoveredMinor", coalesce(u.home, 0)::bigint as "recoveredHomeMinor"
     from open_item i join customer c on c.org_id = i.org_id and c.id = i.customer_id
     left join (select item_id, sum(item_minor) as minor, sum(item_home_minor) as home from allocation
       where org_id = $1 and kind <> 'cancel' and accounting_date <= $3 and recorded_at <= $4
       group by item_id) u on u.item_id = i.id
     where i.org_id = $1 and i.books_id = $2 and i.kind = 'written_off'
       and i.accounting_date <= $3 and i.recorded_at <= $4 and i.cancelled_at is null
     order by i.accounting_date desc, i.id desc`,
    valuesOf(point),
  );
  return rows;
}

export type BalanceRow = {
  readonly customerId: number;
  readonly customerName: string;
  readonly account: string;
  readonly homeMinor: number;
};

/** Debit positive, by customer and account, of the accounts named. */
export async function selectCustomerBalances(
  db: Db,
  point: ReportPoint,
  accounts: readonly string[],
): Promise<BalanceRow[]> {
  const { rows } = await db.query<BalanceRow>(
    `select c.id as "customerId", c.name as "customerName", p.account,
       sum(case p.side when 'D' then p.home_minor else -p.home_minor end)::bigint as "homeMinor"
     from posting_line p join entry e on e.org_id = p.org_id and e.id = p.entry_id
     join customer c on c.org_id = p.org_id and c.id = p.customer_id
     where p.org_id = $1 and e.books_id = $2 and p.account = any($5)
       and e.accounting_date <= $3 and e.recorded_at <= $4
     group by c.id, c.name, p.account
     having sum(case p.side when 'D' then p.home_minor else -p.home_minor end) <> 0
     order by c.name collate "zh_pinyin", c.id, p.account`,
    [...valuesOf(point), accounts],
  );
  return rows;
}

/** Debit less credit of the accounts named, over all customers. */
export async function selectAccountsBalance(
  db: Db,
  point: ReportPoint,
  accounts: readonly string[],
): Promise<number> {
  const { rows } = await db.query<{ balance: number }>(
    `select coalesce(sum(case p.side when 'D' then p.home_minor else -p.home_minor end), 0)::bigint as balance
     from posting_line p join entry e on e.org_id = p.org_id and e.id = p.entry_id
     where p.org_id = $1 and e.books_id = $2 and p.account = any($5)
       and e.accounting_date <= $3 and e.recorded_at <= $4`,
    [...valuesOf(point), accounts],
  );
  return rows[0]?.balance ?? 0;
}
