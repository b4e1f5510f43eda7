// What a matching run reads of the books: undecided lines, open and recently settled items,
// customers with all their names and accounts, rates, own accounts, what was learned from people.

import type pg from "pg";
import type { IsoDate } from "../core/date.ts";
import type {
  MatchableKind,
  MatchCustomer,
  MatchItem,
  MatchLine,
  MatchMemory,
  OwnAccount,
  RuleSetting,
} from "../core/matching/input.ts";
import { parseRate, type Rate } from "../core/money.ts";
import { collectionAccountsSql } from "./collection-accounts.ts";
import { noDebtKindsSql, undecidedLinesSql } from "./open-lists.ts";

type Books = { readonly orgId: number; readonly booksId: number };

export type LineToMatch = MatchLine & { readonly id: number };

/**
 * Lines nobody has decided, by id; of a part-applied receipt what is left. Held ones stay out. Known
 * is the payer whom a person named; what a run claimed it finds again by its evidence.
 */
export async function selectLinesToMatch(
  client: pg.ClientBase,
  books: Books,
): Promise<LineToMatch[]> {
  const { rows } = await client.query<Omit<LineToMatch, "lineId">>(
    `select l.id, l.booking_date as date, l.value_date as "valueDate", l.currency,
            (l.amount_minor - coalesce(r.applied_minor, 0))::bigint as "amountMinor",
            l.payer_name as "payerName", l.payer_account as "payerAccount", l.memo,
            l.bank_ref as "bankRef", l.end_to_end as "endToEnd", b.account_no as account,
            c.no as "knownCustomerNo"
     from ${undecidedLinesSql}
     join bank_account b on b.org_id = l.org_id and b.id = l.bank_account_id
     left join receipt r on r.org_id = l.org_id and r.bank_line_id = l.id and r.cancelled_at is null
     left join customer c on c.org_id = r.org_id and c.id = r.customer_id
       and not exists (select from receipt_claim q
         join decision d on d.org_id = q.org_id and d.id = q.decision_id
         where q.org_id = r.org_id and q.receipt_id = r.id and d.kind = 'claim'
           and d.run_id is not null and d.undone_by_id is null)
     where l.org_id = $1 and l.books_id = $2 and l.lane <> 'held'
       and (l.amount_minor < 0 or r.applied_minor < r.amount_minor)
     order by l.id`,
    [books.orgId, books.booksId],
  );
  return rows.map((row) => ({ ...row, lineId: String(row.id) }));
}

/** Decided lines of money in whose very amount has since left the same account: perhaps taken back. */
export async function selectBookedLines(client: pg.ClientBase, books: Books): Promise<MatchLine[]> {
  const { rows } = await client.query<MatchLine>(
    `with out as (
       select distinct l.bank_account_id, l.currency, -l.amount_minor as amount_minor
       from ${undecidedLinesSql}
       where l.org_id = $1 and l.books_id = $2 and l.amount_minor < 0)
     select l.id::text as "lineId", l.booking_date as date, l.value_date as "valueDate",
       l.currency, l.amount_minor as "amountMinor", l.payer_name as "payerName",
       l.payer_account as "payerAccount", l.memo, l.bank_ref as "bankRef",
       l.end_to_end as "endToEnd", b.account_no as account, null as "knownCustomerNo"
     from out
     join bank_line l on l.org_id = $1 and l.books_id = $2
       and l.bank_account_id = out.bank_account_id and l.currency = out.currency
       and l.amount_minor = out.amount_minor
     join bank_account b on b.org_id = l.org_id and b.id = l.bank_account_id
     where l.cancelled_at is null and l.lane in ('auto', 'confirmed')
     order by l.id`,
    [books.orgId, books.booksId],
  );
  return rows;
}

export type SoldItemRow = {
  readonly itemId: number;
  readonly to: string;
  readonly on: IsoDate;
  readonly hasRecourse: boolean;
};

/** Claims a factor has, the latest sale of each. */
export async function selectSoldItems(client: pg.ClientBase, books: Books): Promise<SoldItemRow[]> {
  const { rows } = await client.query<SoldItemRow>(
    `select distinct on (linked_item_id) linked_item_id as "itemId", memo as to,
       accounting_date as on, account is not null as "hasRecourse"
     from open_item where org_id = $1 and books_id = $2 and kind = 'factored'
       and cancelled_at is null and amount_minor <> applied_minor
     order by linked_item_id, id desc`,
    [books.orgId, books.booksId],
  );
  return rows;
}

export type ItemToMatch = MatchItem & { readonly id: number; readonly customerId: number };

/** Open items, and settled ones since `settledSince`: known numbers and duplicates need them. */
export async function selectItemsToMatch(
  client: pg.ClientBase,
  books: Books,
  settledSince: IsoDate,
): Promise<ItemToMatch[]> {
  const { rows } = await client.query(
    `select i.id, i.customer_id as "customerId", i.no as "itemNo", i.kind, c.no as "customerNo",
            i.currency, i.face_minor as "amountMinor",
            (i.amount_minor - i.applied_minor)::bigint as "openMinor", i.issue_date as "issueDate",
            coalesce(ch.due_date, i.due_date) as "dueDate", i.order_no as "orderNo",
            i.contract_no as "contractNo", i.delivery_no as "deliveryNo",
            coalesce(an.pay_code, st.no, i.statement_no) as "statementNo",
            coalesce(an.pay_code is not null or st.confirmed, i.statement_confirmed)
              as "statementConfirmed",
            i.linked_no as "linkedNo", i.memo, i.booking_rate as rate,
            i.discount_date as "discountDate", i.discount_minor as "discountMinor",
            i.retention_minor as "retentionMinor", i.retention_due as "retentionDue",
            i.tax_rate as "taxRate", coalesce(ch.disputed, 0)::bigint as "disputedMinor",
            b.home_currency as home
     from open_item i
     join customer c on c.org_id = i.org_id and c.id = i.customer_id
     join books b on b.org_id = i.org_id and b.id = i.books_id
     left join (select item_id, sum(disputed_delta_minor) as disputed,
                  (array_agg(due_date order by id desc) filter (where due_date is not null))[1] as due_date
                from item_change where org_id = $1 group by item_id) ch on ch.item_id = i.id
     left join (
       -- the newest statement that was sent with the item on it; its number is the pay-code. Agreed
       -- line by line, or as a whole where one figure was asked for
       select distinct on (e.item_id) e.item_id, s.no,
         s.answered_at is not null and coalesce(l.state, b.state) in ('agreed', 'resolved') as confirmed
       from statement s
       cross join lateral (select (x ->> 'itemId')::bigint as item_id, (x ->> 'n')::int as n
         from jsonb_array_elements(s.snapshot -> 'lines') x where x ->> 'kind' = 'item') e
       left join statement_line l on l.org_id = s.org_id and l.statement_id = s.id
         and l.n = e.n and l.item_id = e.item_id
       left join statement_line b on b.org_id = s.org_id and b.statement_id = s.id
         and b.kind = 'balance'
       where s.org_id = $1 and s.books_id = $2 and s.form <> 'audit'
         and s.confirmation in ('sent', 'viewed', 'partly_objected', 'confirmed', 'deemed_confirmed')
       order by e.item_id, s.id desc) st on st.item_id = i.id
     left join (
       -- the customer's own last word on what it will pay together, with the code it was given
       select distinct on (a.item_id) a.item_id, p.pay_code
       from payment_announcement p
       join announced_item a on a.org_id = p.org_id and a.announcement_id = p.id
       where p.org_id = $1 and p.books_id = $2 and p.cancelled_at is null
       order by a.item_id, p.id desc) an on an.item_id = i.id
     where i.org_id = $1 and i.books_id = $2 and i.cancelled_at is null
       and i.kind not in (${noDebtKindsSql})
       and (i.amount_minor <> i.applied_minor or i.issue_date is null or i.issue_date >= $3)
     order by i.id`,
    [books.orgId, books.booksId, settledSince],
  );
  return rows.map(({ rate, home, ...row }) => ({
    ...row,
    kind: row.kind as MatchableKind,
    bookingRate: bookingRate(rate, row.currency, home),
  }));
}

function bookingRate(text: string, from: string, to: string): Rate | null {
  return text === "" || from === to ? null : parseRate(text, { from, to });
}

export async function selectCustomersToMatch(
  client: pg.ClientBase,
  books: Books,
): Promise<{ id: number; customer: MatchCustomer }[]> {
  const { rows } = await client.query<{
    id: number;
    customerNo: string;
    name: string;
    taxId: string;
    parentNo: string | null;
    paymentHabit: string;
    aliases: string[] | null;
    accounts: string[] | null;
    paysFor: string[] | null;
  }>(
    `select c.id, c.no as "customerNo", c.name, c.tax_id as "taxId", p.no as "parentNo",
            c.payment_habit as "paymentHabit", f.aliases, f.accounts, f."paysFor"
     from customer c
     left join customer p on p.org_id = c.org_id and p.id = c.parent_id
     left join (select f.customer_id,
                  array_agg(f.value order by f.id) filter (where f.kind in ('alias', 'former_name')) as aliases,
                  array_agg(f.value order by f.id) filter (where f.kind = 'account') as accounts,
                  array_agg(o.no order by f.id) filter (where f.kind = 'pays_for' and o.no is not null) as "paysFor"
                from customer_fact f
                left join customer o on o.org_id = f.org_id and o.id = f.pays_for_id
                where f.org_id = $1 and f.provenance = 'master' and f.revoked_at is null
                group by f.customer_id) f on f.customer_id = c.id
     where c.org_id = $1 and c.books_id = $2 order by c.id`,
    [books.orgId, books.booksId],
  );
  return rows.map((row) => ({
    id: row.id,
    customer: {
      customerNo: row.customerNo,
      name: row.name,
      aliases: row.aliases ?? [],
      taxId: row.taxId,
      bankAccounts: row.accounts ?? [],
      paysFor: row.paysFor ?? [],
      parentNo: row.parentNo ?? "",
      paymentHabit: row.paymentHabit,
    },
  }));
}

/** Accounts and names learned from confirmations. */
export async function selectMemory(client: pg.ClientBase, books: Books): Promise<MatchMemory[]> {
  const { rows } = await client.query<MatchMemory>(
    `select case f.kind when 'account' then 'account' else 'name' end as kind, f.value,
            c.no as "customerNo", f.confirmations
     from customer_fact f join customer c on c.org_id = f.org_id and c.id = f.customer_id
     where f.org_id = $1 and c.books_id = $2 and f.provenance = 'learned' and f.revoked_at is null
       and f.kind in ('account', 'alias')
     order by f.id`,
    [books.orgId, books.booksId],
  );
  return rows;
}

type OwnAccountRow = {
  readonly account: string;
  readonly name: string;
  readonly customerNo: string | null;
  readonly contractNo: string;
};

export async function selectOwnAccounts(
  client: pg.ClientBase,
  books: Books,
): Promise<OwnAccount[]> {
  const { rows } = await client.query<OwnAccountRow>(
    `select b.account_no as account, b.name, c.no as "customerNo",
            coalesce(g.contract_no, '') as "contractNo"
     from bank_account b
     left join ${collectionAccountsSql} g on g.bank_account_id = b.id
     left join customer c on c.org_id = b.org_id and c.id = g.customer_id
     where b.org_id = $1 and b.books_id = $2
     union all
     select '', unnest(own_names), null, '' from books where org_id = $1 and id = $2
     order by 1, 2`,
    [books.orgId, books.booksId],
  );
  return rows.map(({ account, name, customerNo, contractNo }) => ({
    ...{ account, name },
    ...(customerNo === null ? {} : { customerNo, contractNo }),
  }));
}

/** The settings in force: the last version of each rule. */
export async function selectRuleSettings(
  client: pg.ClientBase,
  books: Books,
): Promise<{ code: string; version: number; setting: RuleSetting }[]> {
  const { rows } = await client.query<{ code: string; version: number; setting: RuleSetting }>(
    `select distinct on (code) code, version, setting from rule_setting
     where org_id = $1 and books_id = $2 order by code, version desc`,
    [books.orgId, books.booksId],
  );
  return rows;
}

/** Customers with a refused item row in their latest import: nothing by amount alone (DOMAIN §7). */
export async function selectIncompleteCustomers(
  client: pg.ClientBase,
  books: Books,
): Promise<string[]> {
  const { rows } = await client.query<{ no: string }>(
    `select distinct c.no from import_problem p
     join import_batch b on b.org_id = p.org_id and b.id = p.batch_id
     join customer c on c.org_id = b.org_id and c.books_id = b.books_id
       and c.no = p.fields ->> 'customerNo'
     where p.org_id = $1 and b.books_id = $2 and b.state = 'committed'
       and b.content_kind = 'items' and p.severity = 'row' order by 1`,
    [books.orgId, books.booksId],
  );
  return rows.map((row) => row.no);
}
