// Bank lines on their way in: staged by COPY in a temporary table, compared with what is known by
// fingerprint and ordinal, then stored by one insert … select.
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { from as copyFrom } from "pg-copy-streams";
import type { Db } from "./pool.ts";

/** Columns of the staging table in the order of the staged cells. */
const stagedLineColumns = {
  n: "int",
  statement_n: "int",
  bank_account_id: "bigint",
  row_no: "int",
  fingerprint: "bytea",
  ordinal: "int",
  booking_date: "date",
  value_date: "date",
  currency: "text",
  amount_minor: "bigint",
  payer_name: "text",
  payer_account: "text",
  memo: "text",
  bank_ref: "text",
  end_to_end: "text",
  balance_minor: "bigint",
  extra: "jsonb",
  /** Home amount and rate of money in; null for money out, which is no receipt. */
  home_minor: "bigint",
  booking_rate: "text",
  accounting_date: "date",
} as const;

export type StagingTable = {
  readonly name: string;
  readonly ofTable: string;
  readonly columns: Readonly<Record<string, string>>;
  /** Columns that are filled once the rows are there. */
  readonly notes?: readonly string[];
};

/** A temporary table whose rows get ids of `ofTable` as they arrive. */
export async function makeStaging(client: Db, staging: StagingTable): Promise<void> {
  const list = Object.entries(staging.columns).map(([name, type]) => `${name} ${type}`);
  await client.query(
    `create temporary table ${staging.name} (
       id bigint not null default nextval('${staging.ofTable}_id_seq'),
       ${[...list, ...(staging.notes ?? [])].join(", ")}) on commit drop`,
  );
}

/** Sends rows already in COPY's text format. */
export async function copyStaged(
  client: Db,
  staging: StagingTable,
  chunks: AsyncIterable<Uint8Array>,
): Promise<void> {
  const columns = Object.keys(staging.columns).join(", ");
  await pipeline(
    Readable.from(chunks, { objectMode: false }),
    client.query(copyFrom(`copy ${staging.name} (${columns}) from stdin`)),
  );
  await client.query(`create unique index on ${staging.name} (n)`);
  await analyzeStaged(client, staging.name);
}

/** From some thousand rows: enough for the plans of one import, which waits for it. */
export async function analyzeStaged(client: Db, name: StagingTable["name"]): Promise<void> {
  await client.query("set local default_statistics_target = 20");
  await client.query(`analyze ${name}`);
}

export const lineStaging = {
  name: "staged_line",
  ofTable: "bank_line",
  columns: stagedLineColumns,
  // the line under which the money is in the books already, and the one whose place it takes
  notes: ["twin_of bigint", "replaces bigint"],
};

/** Gives the lines of one statement of the file their account. */
export async function nameStagedAccount(
  client: Db,
  statementN: number,
  bankAccountId: number,
): Promise<void> {
  await client.query("update staged_line set bank_account_id = $2 where statement_n = $1", [
    statementN,
    bankAccountId,
  ]);
}

export type StagedCounts = {
  readonly currency: string;
  readonly fresh: number;
  readonly known: number;
  /** Lines whose account is not decided yet. */
  readonly waiting: number;
  readonly inMinor: number;
  readonly outMinor: number;
};

/** Of the staged lines per currency: new ones, known ones, and the money of the new ones. */
export async function countStagedLines(client: Db, orgId: number): Promise<StagedCounts[]> {
  const { rows } = await client.query<StagedCounts>(
    `select s.currency, count(*) filter (where s.is_known) as known,
       count(*) filter (where not s.is_known and s.bank_account_id is not null) as fresh,
       count(*) filter (where s.bank_account_id is null) as waiting,
       coalesce(sum(s.amount_minor) filter (where not s.is_known and s.replaces is null
         and s.amount_minor > 0), 0)::bigint as "inMinor",
       coalesce(-sum(s.amount_minor) filter (where not s.is_known and s.replaces is null
         and s.amount_minor < 0), 0)::bigint as "outMinor"
     from (select s.currency, s.bank_account_id, s.amount_minor, s.replaces,
         b.id is not null or s.twin_of is not null as is_known
       from staged_line s
       left join bank_line b on b.org_id = $1 and b.bank_account_id = s.bank_account_id
         and b.fingerprint = s.fingerprint and b.ordinal = s.ordinal and b.cancelled_at is null) s
     group by s.currency order by s.currency`,
    [orgId],
  );
  return rows;
}

export type NewStatement = {
  readonly bankAccountId: number;
  readonly statementNo: string;
  readonly interim: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly openingMinor: number | null;
  readonly closingMinor: number | null;
  readonly proof: "proven" | "broken" | "unproven";
  readonly proofBy: string;
  readonly differenceMinor: number | null;
};

/** What a statement says of an account whose bank or holder nobody has named yet. */
export async function nameBankAccounts(
  client: Db,
  orgId: number,
  named: readonly { readonly accountId: number; readonly bank: string; readonly name: string }[],
): Promise<void> {
  await client.query(
    `update bank_account a set bank = case when a.bank = '' then s.bank else a.bank end,
       name = case when a.name = '' then s.name else a.name end
     from (select distinct on (id) id, bank, name
           from unnest($2::bigint[], $3::text[], $4::text[]) t (id, bank, name)
           order by id, bank = '', name = '') s
     where a.org_id = $1 and a.id = s.id and (a.bank = '' or a.name = '')`,
    [
      orgId,
      named.map(({ accountId }) => accountId),
      named.map(({ bank }) => bank),
      named.map(({ name }) => name),
    ],
  );
}

/** Ids in the order given. */
export async function insertStatements(
  client: Db,
  orgId: number,
  batchId: number,
  statements: readonly NewStatement[],
): Promise<number[]> {
  const { rows } = await client.query<{ id: number }>(
    `insert into bank_statement (org_id, batch_id, bank_account_id, statement_no, from_date, to_date,
       opening_minor, closing_minor, proof, proof_by, difference_minor, interim)
     select $1, $2, s.* from unnest($3::bigint[], $4::text[], $5::date[], $6::date[], $7::bigint[],
       $8::bigint[], $9::text[], $10::text[], $11::bigint[], $12::text[]) s
     returning id`,
    [
      orgId,
      batchId,
      statements.map((s) => s.bankAccountId),
      statements.map((s) => s.statementNo),
      statements.map((s) => s.from),
      statements.map((s) => s.to),
      statements.map((s) => s.openingMinor),
      statements.map((s) => s.closingMinor),
      statements.map((s) => s.proof),
      statements.map((s) => s.proofBy),
      statements.map((s) => s.differenceMinor),
      statements.map((s) => s.interim),
    ],
  );
  return rows.map((row) => row.id);
}

/** Leaves only what is new and has its account; answers how many lines were known. */
export async function dropKnownLines(client: Db, orgId: number): Promise<number> {
  const { rowCount } = await client.query(
    `delete from staged_line s using bank_line b
     where b.org_id = $1 and b.bank_account_id = s.bank_account_id
       and b.fingerprint = s.fingerprint and b.ordinal = s.ordinal and b.cancelled_at is null`,
    [orgId],
  );
  const twins = await client.query("delete from staged_line where twin_of is not null");
  await client.query("delete from staged_line where bank_account_id is null");
  return (rowCount ?? 0) + (twins.rowCount ?? 0);
}

/** Stores all that is staged. The writing lock is held: what was new a moment ago still is. */
export async function storeStagedLines(
  client: Db,
  into: {
    readonly orgId: number;
    readonly booksId: number;
    readonly batchId: number;
    readonly recordedAt: string;
    /** Statement number in the staging → id in bank_statement. */
    readonly statements: ReadonlyMap<number, number>;
  },
): Promise<number> {
  const { rowCount } = await client.query(
    `insert into bank_line (org_id, id, books_id, bank_account_id, statement_id, batch_id, row_no,
       fingerprint, ordinal, booking_date, value_date, currency, amount_minor, payer_name,
       payer_account, memo, bank_ref, end_to_end, balance_minor, extra, recorded_at)
     select $1, s.id, $2, s.bank_account_id, m.id, $3, s.row_no, s.fingerprint, s.ordinal,
       s.booking_date, s.value_date, s.currency, s.amount_minor, s.payer_name, s.payer_account,
       s.memo, s.bank_ref, s.end_to_end, s.balance_minor, s.extra, $4
     from staged_line s
     join unnest($5::int[], $6::bigint[]) m (n, id) on m.n = s.statement_n
     order by s.n`,
    [
      into.orgId,
      into.booksId,
      into.batchId,
      into.recordedAt,
      [...into.statements.keys()],
      [...into.statements.values()],
    ],
  );
  return rowCount ?? 0;
}

export type StoredMoneyIn = {
  readonly n: number;
  readonly id: number;
  readonly bankAccountId: number;
  readonly bookingDate: string;
  readonly accountingDate: string;
  readonly currency: string;
  readonly amountMinor: number;
  readonly homeMinor: number;
  readonly bookingRate: string;
  readonly payerName: string;
  readonly payerAccount: string;
};

/** Money in that this import stored, in the file's order, after line n. */
export async function storedMoneyIn(
  client: Db,
  page: { readonly after: number; readonly limit: number },
): Promise<StoredMoneyIn[]> {
  const { rows } = await client.query<StoredMoneyIn>(
    `select s.n, s.id, s.bank_account_id as "bankAccountId", s.booking_date as "bookingDate",
       s.accounting_date as "accountingDate", s.currency, s.amount_minor as "amountMinor",
       s.home_minor as "homeMinor", s.booking_rate as "bookingRate", s.payer_name as "payerName",
       s.payer_account as "payerAccount"
     from staged_line s where s.n > $1 and s.amount_minor > 0 order by s.n limit $2`,
    [page.after, page.limit],
  );
  return rows;
}

export type BankAccountRow = {
  readonly id: number;
  readonly booksId: number;
  readonly booksName: string;
  readonly accountNo: string;
  readonly name: string;
  readonly bank: string;
  readonly currency: string;
  readonly origin: "ours" | "gl";
};

/** All bank accounts of the organisation, those of other books too: a file may be about them. */
export async function bankAccountsOf(client: Db, orgId: number): Promise<BankAccountRow[]> {
  const { rows } = await client.query<BankAccountRow>(
    `select a.id, a.books_id as "booksId", k.name as "booksName", a.account_no as "accountNo",
       a.name, a.bank, a.currency, a.origin
     from bank_account a join books k on k.org_id = a.org_id and k.id = a.books_id
     where a.org_id = $1 order by a.id`,
    [orgId],
  );
  return rows;
}

export type NewBankAccountRow = {
  readonly booksId: number;
  readonly accountNo: string;
  readonly name: string;
  readonly bank: string;
  readonly currency: string;
  readonly origin: "ours" | "gl";
};

/**
 * An account known by its number alone (from a list of own accounts) gets the currency, bank and name
 * of its first statement. Null when there is no such account without statements, or when a statement
 * that is not imported yet has it in its own currency: one number may be an account in each of several.
 */
async function completeBankAccount(
  client: Db,
  orgId: number,
  account: NewBankAccountRow,
  spokenFor: readonly number[],
): Promise<number | null> {
  const { rows } = await client.query<{ id: number }>(
    `update bank_account a set currency = $4,
       bank = case when $5 = '' then a.bank else $5 end,
       name = case when $6 = '' then a.name else $6 end, origin = $7
     where a.org_id = $1 and a.books_id = $2 and a.account_no = $3
       and not exists (select from bank_statement s
         where s.org_id = a.org_id and s.bank_account_id = a.id)
       and not exists (select from bank_account o
         where o.org_id = a.org_id and o.books_id = a.books_id and o.account_no = a.account_no
           and o.currency = $4)
       and a.id <> all($8::bigint[])
       and not exists (select from import_batch b, jsonb_each_text(b.choices->'accounts') c
         where b.org_id = a.org_id and b.state in ('reading', 'previewed', 'committing')
           and jsonb_typeof(b.choices->'accounts') = 'object' and c.value = a.id::text)
     returning a.id`,
    [
      orgId,
      account.booksId,
      account.accountNo,
      account.currency,
      account.bank,
      account.name,
      account.origin,
      spokenFor,
    ],
  );
  return rows[0]?.id ?? null;
}

/** Adds an account, or finds the one of that number and currency. */
export async function ensureBankAccount(
  client: Db,
  orgId: number,
  account: NewBankAccountRow,
  spokenFor: readonly number[] = [],
): Promise<{ readonly id: number; readonly created: boolean }> {
  const completed = await completeBankAccount(client, orgId, account, spokenFor);
  if (completed !== null) return { id: completed, created: false };
  const inserted = await client.query<{ id: number }>(
    `insert into bank_account (org_id, books_id, account_no, name, bank, currency, origin)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (org_id, books_id, account_no, currency) do nothing returning id`,
    [
      orgId,
      account.booksId,
      account.accountNo,
      account.name,
      account.bank,
      account.currency,
      account.origin,
    ],
  );
  if (inserted.rows[0]) return { id: inserted.rows[0].id, created: true };
  const { rows } = await client.query<{ id: number }>(
    `select id from bank_account
     where org_id = $1 and books_id = $2 and account_no = $3 and currency = $4`,
    [orgId, account.booksId, account.accountNo, account.currency],
  );
  return { id: rows[0]!.id, created: false };
}

/** Numbers of the bank accounts of these books, whatever their currency. */
export async function accountNumbers(
  client: Db,
  orgId: number,
  booksId: number,
): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ no: string }>(
    "select account_no as no from bank_account where org_id = $1 and books_id = $2",
    [orgId, booksId],
  );
  return new Set(rows.map((row) => row.no));
}

export type EarlierStatement = {
  readonly bankAccountId: number;
  readonly to: string;
  readonly closingMinor: number | null;
};

/** Per account and day: the statement that ended last before that day. */
export async function statementsBefore(
  client: Db,
  orgId: number,
  wanted: readonly { readonly bankAccountId: number; readonly before: string }[],
): Promise<(EarlierStatement | null)[]> {
  const { rows } = await client.query<{ n: number } & EarlierStatement>(
    `select w.n, s.bank_account_id as "bankAccountId", s.to_date as "to",
       s.closing_minor as "closingMinor"
     from unnest($2::bigint[], $3::date[]) with ordinality w (account, day, n)
     cross join lateral (
       select bank_account_id, to_date, closing_minor from bank_statement
       where org_id = $1 and bank_account_id = w.account and cancelled_at is null
         and to_date < w.day
       order by to_date desc, id desc limit 1) s`,
    [orgId, wanted.map((w) => w.bankAccountId), wanted.map((w) => w.before)],
  );
  const byPosition = new Map(rows.map(({ n, ...row }) => [n - 1, row]));
  return wanted.map((_, position) => byPosition.get(position) ?? null);
}
