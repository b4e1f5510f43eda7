// Foreign balances at a month's end, from the records: by item, by receipt and whose money it is, by
// bank account. Debit balances are above zero. Everything recorded until now counts.
import type { IsoDate } from "../core/date.ts";
import type { AccountKey } from "../core/ledger/accounts.ts";
import type { Db } from "./pool.ts";

export type BalanceQuery = {
  readonly orgId: number;
  readonly booksId: number;
  readonly asOf: IsoDate;
  readonly homeCurrency: string;
};

export type ForeignBalanceRow = {
  readonly account: AccountKey;
  readonly currency: string;
  readonly amountMinor: number;
  readonly homeMinor: number;
  readonly customerId: number | null;
  readonly itemId: number | null;
  readonly receiptId: number | null;
  readonly bankAccountId: number | null;
  /** Document number, payer or account number: what a person knows it by. */
  readonly label: string;
  readonly customerName: string | null;
};

export async function selectItemBalances(
  db: Db,
  { orgId, booksId, asOf, homeCurrency }: BalanceQuery,
  accounts: readonly AccountKey[],
): Promise<ForeignBalanceRow[]> {
  const { rows } = await db.query<ForeignBalanceRow>(
    `select i.account, i.currency, (i.amount_minor - coalesce(a.used, 0))::bigint as "amountMinor",
       (i.home_minor - coalesce(a.home, 0))::bigint as "homeMinor", i.customer_id as "customerId",
       i.id as "itemId", null::bigint as "receiptId", null::bigint as "bankAccountId",
       i.no as label, c.name as "customerName"
     from open_item i join customer c on c.org_id = i.org_id and c.id = i.customer_id
     left join lateral (select sum(x.item_minor) as used, sum(x.item_home_minor) as home
       from allocation x where x.org_id = i.org_id and x.item_id = i.id
         and x.accounting_date <= $3) a on true
     where i.org_id = $1 and i.books_id = $2 and i.currency <> $4 and i.account = any($5)
       and i.accounting_date <= $3
       and (i.amount_minor <> coalesce(a.used, 0) or i.home_minor <> coalesce(a.home, 0))
     order by i.id`,
    [orgId, booksId, asOf, homeCurrency, accounts],
  );
  return rows;
}

/** Unapplied money: 待认领 without a customer, else on the customer's account. Credit balances. */
export async function selectReceiptBalances(
  db: Db,
  { orgId, booksId, asOf, homeCurrency }: BalanceQuery,
): Promise<ForeignBalanceRow[]> {
  const { rows } = await db.query<ForeignBalanceRow>(
    `with moves as (
       select r.id, r.currency, r.payer_name, null::bigint as customer_id, r.amount_minor as minor,
         r.home_minor as home
       from receipt r join entry e on e.org_id = r.org_id and e.id = r.entry_id
       where r.org_id = $1 and r.books_id = $2 and r.currency <> $4 and e.accounting_date <= $3
       union all
       select r.id, r.currency, r.payer_name, x.customer_id, c.amount_minor * x.sign,
         c.home_minor * x.sign
       from receipt_claim c join receipt r on r.org_id = c.org_id and r.id = c.receipt_id
       cross join lateral (values (c.customer_id, 1), (null::bigint, -1)) x (customer_id, sign)
       where c.org_id = $1 and r.books_id = $2 and r.currency <> $4 and c.accounting_date <= $3
       union all
       select r.id, r.currency, r.payer_name, a.receipt_customer_id, -a.receipt_minor,
         -a.receipt_home_minor
       from allocation a join receipt r on r.org_id = a.org_id and r.id = a.receipt_id
       where a.org_id = $1 and r.books_id = $2 and r.currency <> $4 and a.accounting_date <= $3)
     select case when m.customer_id is null then 'unidentified' else 'on_account' end as account,
       m.currency, -sum(m.minor)::bigint as "amountMinor", -sum(m.home)::bigint as "homeMinor",
       m.customer_id as "customerId", null::bigint as "itemId", m.id as "receiptId",
       null::bigint as "bankAccountId", m.payer_name as label, c.name as "customerName"
     from moves m left join customer c on c.org_id = $1 and c.id = m.customer_id
     group by m.id, m.currency, m.payer_name, m.customer_id, c.name
     having sum(m.minor) <> 0 or sum(m.home) <> 0
     order by m.id`,
    [orgId, booksId, asOf, homeCurrency],
  );
  return rows;
}

/** 内部往来: what these books owe others and have to claim from them. */
export async function selectIntragroupBalances(
  db: Db,
  { orgId, booksId, asOf, homeCurrency }: BalanceQuery,
): Promise<ForeignBalanceRow[]> {
  const { rows } = await db.query<ForeignBalanceRow>(
    `select p.account, p.currency,
       sum(case p.side when 'D' then p.amount_minor else -p.amount_minor end)::bigint as "amountMinor",
       sum(case p.side when 'D' then p.home_minor else -p.home_minor end)::bigint as "homeMinor",
       null::bigint as "customerId", null::bigint as "itemId", null::bigint as "receiptId",
       null::bigint as "bankAccountId", '' as label, null::text as "customerName"
     from posting_line p join entry e on e.org_id = p.org_id and e.id = p.entry_id
     where p.org_id = $1 and e.books_id = $2 and p.currency <> $4 and e.accounting_date <= $3
       and p.account in ('intragroup_payable', 'intragroup_receivable')
     group by p.account, p.currency
     having sum(case p.side when 'D' then p.amount_minor else -p.amount_minor end) <> 0
         or sum(case p.side when 'D' then p.home_minor else -p.home_minor end) <> 0
     order by p.account, p.currency`,
    [orgId, booksId, asOf, homeCurrency],
  );
  return rows;
}

/** With what the last statement says by then; null: no statement with a balance. */
export type BankBalanceRow = ForeignBalanceRow & { readonly statementMinor: number | null };

export async function selectBankBalances(
  db: Db,
  { orgId, booksId, asOf, homeCurrency }: BalanceQuery,
): Promise<BankBalanceRow[]> {
  const { rows } = await db.query<BankBalanceRow>(
    `select 'bank' as account, p.currency,
       sum(case p.side when 'D' then p.amount_minor else -p.amount_minor end)::bigint as "amountMinor",
       sum(case p.side when 'D' then p.home_minor else -p.home_minor end)::bigint as "homeMinor",
       null::bigint as "customerId", null::bigint as "itemId", null::bigint as "receiptId",
       b.id as "bankAccountId", b.account_no as label, null::text as "customerName",
       (select s.closing_minor from bank_statement s where s.org_id = $1
          and s.bank_account_id = b.id and s.cancelled_at is null and s.closing_minor is not null
          and s.to_date <= $3 order by s.to_date desc, s.id desc limit 1) as "statementMinor"
     from posting_line p join entry e on e.org_id = p.org_id and e.id = p.entry_id
     join bank_account b on b.org_id = p.org_id and b.id = p.bank_account_id
     where p.org_id = $1 and e.books_id = $2 and p.account = 'bank' and p.currency <> $4
       and e.accounting_date <= $3
     group by b.id, b.account_no, p.currency
     having sum(case p.side when 'D' then p.amount_minor else -p.amount_minor end) <> 0
         or sum(case p.side when 'D' then p.home_minor else -p.home_minor end) <> 0
     order by b.id`,
    [orgId, booksId, asOf, homeCurrency],
  );
  return rows;
}

/** Revaluations of a month that stand, newest first. */
export async function selectRevaluations(
  db: Db,
  { orgId, booksId }: { readonly orgId: number; readonly booksId: number },
  month: string,
): Promise<{ decisionId: number; at: Date; by: string | null }[]> {
  const { rows } = await db.query<{ decisionId: number; at: Date; by: string | null }>(
    `select d.id as "decisionId", d.recorded_at as at, m.name as by
     from decision d left join member m on m.org_id = d.org_id and m.id = d.by_member_id
     where d.org_id = $1 and d.books_id = $2 and d.kind = 'adjust' and d.undone_by_id is null
       and d.detail ->> 'revaluation' = $3
     order by d.id desc`,
    [orgId, booksId, month],
  );
  return rows;
}
