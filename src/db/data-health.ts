// What is loaded and what is missing, counted in the database.
import type { Db } from "./pool.ts";

export type StatementDays = {
  readonly accountId: number;
  readonly from: string;
  readonly to: string;
  readonly proof: "proven" | "broken" | "unproven";
  readonly openingMinor: number | null;
  readonly closingMinor: number | null;
};

/** Periods of the statements that reach into the days asked for, or may be bridged into them. */
export async function statementDays(
  client: Db,
  orgId: number,
  of: { readonly booksId: number; readonly from: string },
): Promise<StatementDays[]> {
  const { rows } = await client.query<StatementDays>(
    `select s.bank_account_id as "accountId", s.from_date as "from", s.to_date as "to", s.proof,
       s.opening_minor as "openingMinor", s.closing_minor as "closingMinor"
     from bank_statement s
     join bank_account a on a.org_id = s.org_id and a.id = s.bank_account_id
     where s.org_id = $1 and a.books_id = $2 and s.cancelled_at is null
       and s.from_date is not null and s.to_date >= $3::date - 62
     order by s.bank_account_id, s.from_date, s.id`,
    [orgId, of.booksId, of.from],
  );
  return rows;
}

export type AccountFacts = {
  readonly id: number;
  readonly accountNo: string;
  readonly name: string;
  readonly bank: string;
  readonly currency: string;
  readonly lines: number;
  readonly firstDay: string | null;
  readonly loadedThrough: string | null;
};

export async function accountFacts(
  client: Db,
  orgId: number,
  booksId: number,
): Promise<AccountFacts[]> {
  const { rows } = await client.query<AccountFacts>(
    `select a.id, a.account_no as "accountNo", a.name, a.bank, a.currency,
       coalesce(l.lines, 0) as lines, s.first_day as "firstDay", s.last_day as "loadedThrough"
     from bank_account a
     left join (select bank_account_id, count(*) as lines from bank_line
       where org_id = $1 and cancelled_at is null group by bank_account_id) l
       on l.bank_account_id = a.id
     left join (select bank_account_id, min(from_date) as first_day, max(to_date) as last_day
       from bank_statement where org_id = $1 and cancelled_at is null group by bank_account_id) s
       on s.bank_account_id = a.id
     where a.org_id = $1 and a.books_id = $2 order by a.bank, a.account_no, a.currency`,
    [orgId, booksId],
  );
  return rows;
}

export type RateThrough = { readonly currency: string; readonly through: string | null };

/** Foreign currencies these books use, and until when there are rates for them. */
export async function ratesThrough(
  client: Db,
  orgId: number,
  books: { readonly id: number; readonly homeCurrency: string },
): Promise<RateThrough[]> {
  const { rows } = await client.query<RateThrough>(
    `select c.currency, max(r.date) as through
     from (select currency from bank_account where org_id = $1 and books_id = $2
           union select currency from open_item
           where org_id = $1 and books_id = $2 and cancelled_at is null) c
     left join exchange_rate r on r.org_id = $1 and r.books_id = $2
       and r.from_currency = c.currency and r.to_currency = $3
     where c.currency <> $3 group by c.currency order by c.currency`,
    [orgId, books.id, books.homeCurrency],
  );
  return rows;
}

export type FindingRow = {
  readonly count: number;
  readonly money: readonly { readonly currency: string; readonly minor: number }[];
  readonly examples: readonly { readonly id: number; readonly label: string }[];
};

const noMoney = `'[]'::json`;
const exampleCount = 5;

/** count, money per currency and first examples of `from`, which gives id, label, currency, minor. */
function findingSql(from: string, withMoney: boolean): string {
  const money = withMoney
    ? `coalesce((select json_agg(json_build_object('currency', currency, 'minor', minor)
         order by currency)
         from (select currency, sum(minor)::bigint as minor from f group by currency) m), ${noMoney})`
    : noMoney;
  return `with f as materialized (${from})
    select (select count(*) from f) as count, ${money} as money,
      coalesce((select json_agg(json_build_object('id', id, 'label', label))
        from (select id, label from f order by abs(minor) desc, id limit ${exampleCount}) x), ${noMoney})
        as examples`;
}

const openItems = `select i.id, c.name || ' ' || i.no as label, i.currency,
    i.amount_minor - i.applied_minor as minor
  from open_item i join customer c on c.org_id = i.org_id and c.id = i.customer_id
  where i.org_id = $1 and i.books_id = $2 and i.cancelled_at is null
    and i.amount_minor <> i.applied_minor`;

const withOpenItems = `select c.id, c.name as label, o.currency, coalesce(o.minor, 0) as minor
  from customer c
  join lateral (select i.currency, sum(i.amount_minor - i.applied_minor)::bigint as minor
    from open_item i where i.org_id = c.org_id and i.customer_id = c.id and i.cancelled_at is null
    group by i.currency) o on o.minor <> 0
  where c.org_id = $1 and c.books_id = $2`;

async function finding(client: Db, sql: string, values: readonly unknown[]): Promise<FindingRow> {
  const { rows } = await client.query<FindingRow>(sql, [...values]);
  return rows[0] ?? { count: 0, money: [], examples: [] };
}

type Of = { readonly orgId: number; readonly booksId: number };

export function itemsWithoutDueDate(client: Db, { orgId, booksId }: Of) {
  const from = `${openItems} and i.due_date is null and i.kind in ('invoice', 'debit_note',
    'interest', 'delivery', 'plan')`;
  return finding(client, findingSql(from, true), [orgId, booksId]);
}

export function itemsWithoutContract(client: Db, { orgId, booksId }: Of) {
  const from = `${openItems} and i.contract_no = '' and i.contract_id is null
    and i.kind in ('invoice', 'delivery', 'plan', 'retention')`;
  return finding(client, findingSql(from, true), [orgId, booksId]);
}

export function itemsOfProvisionalCustomers(client: Db, { orgId, booksId }: Of) {
  const from = `${openItems} and c.extra ->> 'provisional' is not null`;
  return finding(client, findingSql(from, true), [orgId, booksId]);
}

export function customersWithoutTaxId(client: Db, { orgId, booksId }: Of) {
  return finding(client, findingSql(`${withOpenItems} and c.tax_id = ''`, true), [orgId, booksId]);
}

export function customersWithoutAccount(client: Db, { orgId, booksId }: Of) {
  const from = `${withOpenItems} and not exists (select from customer_fact f
    where f.org_id = c.org_id and f.customer_id = c.id and f.kind = 'account'
      and f.revoked_at is null)`;
  return finding(client, findingSql(from, true), [orgId, booksId]);
}

/** Files with rows that were refused when they were imported. */
export function refusedRows(client: Db, { orgId, booksId }: Of) {
  const from = `select b.id, f.name as label, ''::text as currency, p.n::bigint as minor
    from import_batch b
    join source_file f on f.org_id = b.org_id and f.id = b.file_id
    join import_problem p on p.org_id = b.org_id and p.batch_id = b.id and p.severity = 'row'
    where b.org_id = $1 and b.books_id = $2 and b.state = 'committed'`;
  const sql = `with f as materialized (${from})
    select (select count(*) from f) as count, ${noMoney} as money,
      coalesce((select json_agg(json_build_object('id', id, 'label', label || ' × ' || n))
        from (select id, label, count(*) as n from f group by id, label
              order by n desc limit ${exampleCount}) x), ${noMoney}) as examples`;
  return finding(client, sql, [orgId, booksId]);
}

export function statementsBroken(client: Db, { orgId, booksId }: Of) {
  const from = `select s.batch_id as id,
      a.account_no || ' ' || coalesce(s.from_date::text, '') as label, a.currency,
      abs(coalesce(s.difference_minor, 0)) as minor
    from bank_statement s
    join bank_account a on a.org_id = s.org_id and a.id = s.bank_account_id
    where s.org_id = $1 and a.books_id = $2 and s.cancelled_at is null and s.proof = 'broken'`;
  return finding(client, findingSql(from, true), [orgId, booksId]);
}

/** One account at two customers is evidence for neither (DOMAIN §5.10). */
export function accountsShared(client: Db, { orgId, booksId }: Of) {
  const from = `select min(c.id) as id, f.value || ': ' || string_agg(c.name, ', ' order by c.id) as label,
      ''::text as currency, 0::bigint as minor
    from customer_fact f join customer c on c.org_id = f.org_id and c.id = f.customer_id
    where f.org_id = $1 and c.books_id = $2 and f.kind = 'account' and f.revoked_at is null
    group by f.value having count(distinct c.id) > 1`;
  return finding(client, findingSql(from, false), [orgId, booksId]);
}

export async function lastImportAt(
  client: Db,
  orgId: number,
  booksId: number,
): Promise<Date | null> {
  const { rows } = await client.query<{ at: Date | null }>(
    `select max(committed_at) as at from import_batch
     where org_id = $1 and books_id = $2 and state = 'committed'`,
    [orgId, booksId],
  );
  return rows[0]?.at ?? null;
}
