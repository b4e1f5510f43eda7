// What is left on items and receipts, read from the records (never from the guarded totals), as the
// ledger's pure functions want it. Call it after beginRecording, so that nobody else is posting.
import type pg from "pg";
import type { IsoDate } from "../core/date.ts";
import { type ItemKind, isPassedOn } from "../core/item-kinds.ts";
import type { AccountingStandard, AccountKey, LedgerSettings } from "../core/ledger/accounts.ts";
import type { BooksLimits } from "../core/ledger/books-limits.ts";
import type { OpenItem, OpenReceipt } from "../core/ledger/open.ts";
import { idArray } from "./bulk-insert.ts";

export type BooksRow = {
  readonly homeCurrency: string;
  readonly standard: AccountingStandard;
  readonly timeZone: string;
  readonly closedThrough: IsoDate | null;
  readonly maxWrongPerMille: string;
  readonly settings: Partial<LedgerSettings> & { readonly limits?: BooksLimits };
  readonly ownTaxIds: readonly string[];
  readonly ownNames: readonly string[];
};

export async function selectBooks(
  client: pg.ClientBase,
  orgId: number,
  booksId: number,
): Promise<BooksRow | null> {
  const { rows } = await client.query<BooksRow>(
    `select home_currency as "homeCurrency", standard, time_zone as "timeZone",
            closed_through as "closedThrough", max_wrong_per_mille::text as "maxWrongPerMille",
            settings, own_tax_ids as "ownTaxIds", own_names as "ownNames"
     from books where org_id = $1 and id = $2`,
    [orgId, booksId],
  );
  return rows[0] ?? null;
}

type BooksOf = { readonly orgId: number; readonly booksId: number };

export type LedgerItem = OpenItem & {
  readonly id: number;
  readonly contractNo: string;
  readonly taxRate: string;
  readonly disputedMinor: number;
  readonly isCancelled: boolean;
  readonly feeBearer: "us" | "customer";
};

type ItemRow = {
  id: number;
  customerId: number;
  customerName: string;
  no: string;
  kind: ItemKind;
  account: AccountKey | null;
  currency: string;
  amount: number;
  home: number;
  issueDate: IsoDate | null;
  accountingDate: IsoDate;
  dueDate: IsoDate | null;
  ageFrom: IsoDate | null;
  taxMinor: number | null;
  taxHome: number | null;
  contractNo: string;
  taxRate: string;
  disputed: number;
  cancelled: boolean;
  feeBearer: "us" | "customer";
};

/**
 * What is used of something by day and after, summed from the last day back. Nothing is left over since
 * the last day on which such a sum is below zero: an undo has given back then what was taken before,
 * and whoever takes it again earlier takes it twice for the days between.
 */
const sumSince = (used: string, of: string) =>
  `sum(sum(${used})) over (partition by ${of} order by x.accounting_date desc)`;
const freeSince = (isGivenBack: string) => `max(x.accounting_date) filter (where ${isGivenBack})`;

/** The tax part of an advance (2221.10) is what its own posting lines say; other items are not asked. */
const taxOf = (column: string) => `case when i.account = 'advance' then (
  select sum(case p.side when 'D' then p.${column} else -p.${column} end)::bigint
  from posting_line p
  where p.org_id = i.org_id and p.item_id = i.id and p.account = 'deferred_vat') end`;

/**
 * The items with what is left of them, dated since when all of that is there. Ids that do not exist (or
 * belong to others) are absent.
 */
export async function selectLedgerItems(
  client: pg.ClientBase,
  { orgId, booksId }: BooksOf,
  ids: readonly number[],
): Promise<Map<string, LedgerItem>> {
  const { rows } = await client.query<ItemRow>(
    `with used as (
       select x.item_id, sum(x.minor) as minor, sum(x.home) as home,
         ${freeSince("x.later > 0")} as taken_back_on, ${freeSince("x.later < 0")} as given_back_on
       from (
         select x.item_id, x.accounting_date, sum(x.item_minor) as minor,
           sum(x.item_home_minor) as home, ${sumSince("x.item_minor", "x.item_id")} as later
         from allocation x where x.org_id = $1 and x.item_id = any($2)
         group by x.item_id, x.accounting_date) x
       group by x.item_id),
     changed as (
       select ch.item_id, sum(ch.disputed_delta_minor) as disputed,
         (array_agg(ch.due_date order by ch.id desc) filter (where ch.due_date is not null))[1]
           as due_date
       from item_change ch where ch.org_id = $1 and ch.item_id = any($2) group by ch.item_id)
     select i.id, i.customer_id as "customerId", c.name as "customerName", i.no, i.kind, i.account,
            i.currency, (i.amount_minor - coalesce(u.minor, 0))::bigint as amount,
            (i.home_minor - coalesce(u.home, 0))::bigint as home,
            i.issue_date as "issueDate", greatest(i.accounting_date,
              case when i.amount_minor < 0 then u.taken_back_on else u.given_back_on end)
              as "accountingDate",
            coalesce(ch.due_date, i.due_date) as "dueDate",
            i.age_from as "ageFrom", ${taxOf("amount_minor")} as "taxMinor",
            ${taxOf("home_minor")} as "taxHome",
            i.contract_no as "contractNo", i.tax_rate as "taxRate",
            coalesce(ch.disputed, 0)::bigint as disputed,
            i.cancelled_at is not null as cancelled, c.fee_bearer as "feeBearer"
     from open_item i
     join customer c on c.org_id = i.org_id and c.id = i.customer_id
     left join used u on u.item_id = i.id
     left join changed ch on ch.item_id = i.id
     where i.org_id = $1 and i.books_id = $3 and i.id = any($2) order by i.id`,
    [orgId, idArray(ids), booksId],
  );
  return new Map(rows.map((row) => [String(row.id), itemOfRow(row)]));
}

function itemOfRow(row: ItemRow): LedgerItem {
  const issueDate = row.issueDate ?? row.accountingDate;
  return {
    id: row.id,
    itemId: String(row.id),
    customerId: String(row.customerId),
    customerName: row.customerName,
    number: row.no,
    kind: row.kind,
    // memo items (plan) have no account; what posts to them never asks
    account: row.account ?? "receivable",
    currency: row.currency,
    amountMinor: BigInt(row.amount),
    homeMinor: BigInt(row.home),
    issueDate,
    accountingDate: row.accountingDate,
    dueDate: row.dueDate,
    ageFrom: row.ageFrom ?? issueDate,
    ...(row.account === null && isPassedOn(row.kind) ? { isDerecognised: true } : {}),
    ...(row.taxMinor
      ? { tax: { amountMinor: BigInt(row.taxMinor), homeMinor: BigInt(row.taxHome ?? 0) } }
      : {}),
    contractNo: row.contractNo,
    taxRate: row.taxRate,
    disputedMinor: row.disputed,
    isCancelled: row.cancelled,
    feeBearer: row.feeBearer,
  };
}

export type LedgerReceipt = {
  readonly receipt: OpenReceipt;
  readonly id: number;
  readonly bankLineId: number | null;
  /** What came in, whatever became of it. */
  readonly receivedMinor: bigint;
  readonly lane: string | null;
  readonly lineVersion: number | null;
  readonly entryId: number;
};

type ReceiptRow = {
  id: number;
  bankLineId: number | null;
  bankAccountId: number | null;
  customerId: number | null;
  customerName: string | null;
  currency: string;
  received: number;
  amount: number;
  home: number;
  date: IsoDate;
  accountingDate: IsoDate;
  payerName: string;
  payerAccount: string | null;
  lane: string | null;
  lineVersion: number | null;
  entryId: number;
};

/** Who paid another set of books for these: as its bank line says. */
const payerAccountThere = `(
  select x.payer_account from entry_pair p
  join decision d on d.org_id = p.org_id and d.id = p.pair_id
  join bank_line x on x.org_id = d.org_id and x.id = d.bank_line_id
  where p.org_id = r.org_id and p.entry_id = r.entry_id)`;

/**
 * Live receipts with what is left of them, dated since when all of that rests where it does (with nobody,
 * or on a customer's account); `column` says of what the ids are.
 */
const selectOpenReceipts = (column: "id" | "bank_line_id") => `with wanted as materialized (
  select * from receipt r
  where r.org_id = $1 and r.books_id = $3 and r.${column} = any($2) and r.cancelled_at is null),
taken as materialized (
  select x.receipt_id, x.receipt_customer_id as customer_id, x.accounting_date,
    x.receipt_minor::bigint as minor, x.receipt_home_minor as home
  from allocation x where x.org_id = $1 and x.receipt_id = any(array(select id from wanted))),
used as (
  select x.receipt_id, sum(x.minor) as minor, sum(x.home) as home from taken x group by x.receipt_id),
moved as (
  select x.receipt_id, x.owner, ${freeSince("x.later < 0")} as here_since
  from (
    select x.receipt_id, x.owner, x.accounting_date,
      ${sumSince("x.minor", "x.receipt_id, x.owner")} as later
    from (
      select t.receipt_id, coalesce(t.customer_id, 0) as owner, t.accounting_date, t.minor from taken t
      union all
      select c.receipt_id, o.owner, c.accounting_date, o.minor
      from receipt_claim c cross join lateral (values
        (c.customer_id, -c.amount_minor::bigint), (0, c.amount_minor::bigint)) o (owner, minor)
      where c.org_id = $1 and c.receipt_id = any(array(select id from wanted))) x
    group by x.receipt_id, x.owner, x.accounting_date) x
  group by x.receipt_id, x.owner)
select r.id, r.bank_line_id as "bankLineId", r.bank_account_id as "bankAccountId",
  r.customer_id as "customerId", c.name as "customerName", r.currency, r.amount_minor as received,
  (r.amount_minor - coalesce(u.minor, 0))::bigint as amount,
  (r.home_minor - coalesce(u.home, 0))::bigint as home, r.date,
  greatest(e.accounting_date, m.here_since) as "accountingDate", r.payer_name as "payerName",
  case when r.kind = 'intragroup' then ${payerAccountThere} else l.payer_account end as "payerAccount", l.lane, l.version as "lineVersion", r.entry_id as "entryId"
from wanted r
-- looked up one by one: to read either table as a whole takes longer the more it holds
join lateral (
  select x.accounting_date from entry x where x.org_id = r.org_id and x.id = r.entry_id offset 0) e
  on true
left join lateral (
  select x.payer_account, x.lane, x.version from bank_line x
  where x.org_id = r.org_id and x.id = r.bank_line_id offset 0) l on true
left join customer c on c.org_id = r.org_id and c.id = r.customer_id
left join used u on u.receipt_id = r.id
left join moved m on m.receipt_id = r.id and m.owner = coalesce(r.customer_id, 0)
order by r.id`;

/** The live receipts of bank lines, by line id. A line without one is absent. */
export async function selectReceiptsOfLines(
  client: pg.ClientBase,
  { orgId, booksId }: BooksOf,
  lineIds: readonly number[],
): Promise<Map<number, LedgerReceipt>> {
  const { rows } = await client.query<ReceiptRow>(selectOpenReceipts("bank_line_id"), [
    orgId,
    idArray(lineIds),
    booksId,
  ]);
  return new Map(rows.map((row) => [row.bankLineId ?? 0, receiptOfRow(row)]));
}

export async function selectReceipts(
  client: pg.ClientBase,
  { orgId, booksId }: BooksOf,
  ids: readonly number[],
): Promise<Map<number, LedgerReceipt>> {
  const { rows } = await client.query<ReceiptRow>(selectOpenReceipts("id"), [orgId, ids, booksId]);
  return new Map(rows.map((row) => [row.id, receiptOfRow(row)]));
}

function receiptOfRow(row: ReceiptRow): LedgerReceipt {
  const base = {
    receiptId: String(row.id),
    currency: row.currency,
    amountMinor: BigInt(row.amount),
    homeMinor: BigInt(row.home),
    businessDate: row.date,
    accountingDate: row.accountingDate,
    bankAccountId: row.bankAccountId === null ? null : String(row.bankAccountId),
    payerAccount: row.payerAccount ?? "",
    payerName: row.payerName,
  };
  const receipt: OpenReceipt =
    row.customerId === null
      ? { ...base, account: "unidentified", customerId: null, customerName: "" }
      : {
          ...base,
          account: "on_account",
          customerId: String(row.customerId),
          customerName: row.customerName ?? "",
        };
  return {
    receipt,
    id: row.id,
    bankLineId: row.bankLineId,
    receivedMinor: BigInt(row.received),
    lane: row.lane,
    lineVersion: row.lineVersion,
    entryId: row.entryId,
  };
}
