// Entries that two messages give in two forms: what is staged and what the books hold, side by side,
// and which of them were found to be one (line_twin).
import type { Db } from "./pool.ts";
import type { Recording } from "./recording.ts";

/** A line, staged or in the books, with what says of which entry it is. */
export type TwinLine = {
  /** Its number in the staging, or its id. */
  readonly id: number;
  readonly statement: number;
  readonly accountId: number;
  readonly day: string;
  readonly currency: string;
  readonly amountMinor: number;
  readonly payerName: string;
  readonly payerAccount: string;
  readonly endToEnd: string;
  readonly reference: string;
  readonly memo: string;
  readonly bankRef: string;
  readonly batchAmount: string;
  readonly batchCount: string;
  readonly batchRef: string;
  /** The order of a wallet's movement, where its own number is another. */
  readonly orderRef: string;
  readonly rowNo: number;
};

export type StagedTwinLine = TwinLine & {
  /** The line of the books that it is known to be. */
  readonly knownAs: number | null;
};

export type StoredTwinLine = TwinLine & {
  readonly interim: string;
  /** Kinds of message that gave it in another form already. */
  readonly takenBy: readonly string[];
  /** Somebody or a run decided about it. */
  readonly isInUse: boolean;
};

const twinColumns = (l: string) => `${l}.bank_account_id as "accountId", ${l}.booking_date as day,
  ${l}.currency, ${l}.amount_minor as "amountMinor", ${l}.payer_name as "payerName",
  ${l}.payer_account as "payerAccount", ${l}.end_to_end as "endToEnd", ${l}.memo,
  ${l}.bank_ref as "bankRef", ${l}.row_no as "rowNo",
  coalesce(${l}.extra->>'reference', '') as reference,
  coalesce(${l}.extra->>'batch_amount', '') as "batchAmount",
  coalesce(${l}.extra->>'batch_count', '') as "batchCount",
  coalesce(${l}.extra->>'batch_ref', '') as "batchRef",
  coalesce(${l}.extra->>'微信支付业务单号', '') as "orderRef"`;

/** Staged lines that another message brought before. */
export async function markKnownTwins(client: Db, orgId: number): Promise<void> {
  await client.query(
    `update staged_line s set twin_of = l.id
     from line_twin t join bank_line l on l.org_id = t.org_id and l.id = t.line_id
     where t.org_id = $1 and t.bank_account_id = s.bank_account_id
       and t.fingerprint = s.fingerprint and t.ordinal = s.ordinal and l.cancelled_at is null
       and not exists (select from bank_line b where b.org_id = $1
         and b.bank_account_id = s.bank_account_id and b.fingerprint = s.fingerprint
         and b.ordinal = s.ordinal and b.cancelled_at is null)`,
    [orgId],
  );
}

/** Days of staged lines: of interim messages all, of statements those with interim lines in the books. */
export async function twinDays(
  client: Db,
  of: { readonly orgId: number; readonly booksId: number; readonly interim: readonly number[] },
): Promise<string[]> {
  const { rows } = await client.query<{ day: string }>(
    `with staged as (
       select distinct bank_account_id, booking_date, statement_n = any($3) as is_interim
       from staged_line where bank_account_id is not null)
     select distinct s.booking_date as day from staged s
     where s.is_interim or exists (
       select from bank_statement st where st.org_id = $1 and st.interim <> ''
         and st.bank_account_id = s.bank_account_id and st.cancelled_at is null
         and exists (select from bank_line l where l.org_id = $1 and l.books_id = $2
           and l.booking_date = s.booking_date and l.statement_id = st.id
           and l.cancelled_at is null))
     order by 1`,
    [of.orgId, of.booksId, of.interim],
  );
  return rows.map(({ day }) => day);
}

export async function stagedTwinLines(
  client: Db,
  orgId: number,
  days: readonly string[],
): Promise<StagedTwinLine[]> {
  const { rows } = await client.query<StagedTwinLine>(
    `select s.n as id, s.statement_n as statement, ${twinColumns("s")},
       coalesce(b.id, s.twin_of) as "knownAs"
     from staged_line s
     left join bank_line b on b.org_id = $1 and b.bank_account_id = s.bank_account_id
       and b.fingerprint = s.fingerprint and b.ordinal = s.ordinal and b.cancelled_at is null
     where s.bank_account_id is not null and s.booking_date = any($2::date[]) order by s.n`,
    [orgId, days],
  );
  return rows;
}

export async function storedTwinLines(
  client: Db,
  of: { readonly orgId: number; readonly booksId: number; readonly days: readonly string[] },
): Promise<StoredTwinLine[]> {
  const { rows } = await client.query<StoredTwinLine>(
    `select l.id, l.statement_id as statement, ${twinColumns("l")}, st.interim,
       array(select distinct t.interim from line_twin t
         where t.org_id = $1 and t.line_id = l.id) as "takenBy",
       exists (select from decision d where d.org_id = $1 and d.bank_line_id = l.id
           and d.kind <> 'reverse' and d.undone_by_id is null)
         or exists (select from receipt r where r.org_id = $1 and r.bank_line_id = l.id
           and r.cancelled_at is null and (r.applied_minor <> 0 or r.customer_id is not null))
         as "isInUse"
     from bank_line l
     join bank_statement st on st.org_id = l.org_id and st.id = l.statement_id
     where l.org_id = $1 and l.books_id = $2 and l.booking_date = any($3::date[])
       and l.cancelled_at is null
       and l.bank_account_id in (select bank_account_id from staged_line)
     order by l.id`,
    [of.orgId, of.booksId, of.days],
  );
  return rows;
}

/** n of the staging → line of the books: the same entry, or the one whose place it takes. */
export async function markStaged(
  client: Db,
  column: "twin_of" | "replaces",
  marks: readonly { readonly n: number; readonly lineId: number }[],
): Promise<void> {
  if (marks.length === 0) return;
  await client.query(
    `update staged_line s set ${column} = m.line_id
     from unnest($1::int[], $2::bigint[]) m (n, line_id) where s.n = m.n`,
    [marks.map(({ n }) => n), marks.map(({ lineId }) => lineId)],
  );
}

/** What is staged and stands under another line already is known again by its own words. */
export async function rememberTwins(
  client: Db,
  orgId: number,
  of: { readonly batchId: number; readonly interim: readonly string[] },
): Promise<void> {
  await client.query(
    `insert into line_twin (org_id, bank_account_id, fingerprint, ordinal, interim, line_id, batch_id)
     select $1, s.bank_account_id, s.fingerprint, s.ordinal, ($3::text[])[s.statement_n + 1],
       s.twin_of, $2
     from staged_line s
     where s.twin_of is not null and not exists (select from line_twin t
       where t.org_id = $1 and t.bank_account_id = s.bank_account_id
         and t.fingerprint = s.fingerprint and t.ordinal = s.ordinal and t.line_id = s.twin_of)
     order by s.n`,
    [orgId, of.batchId, of.interim],
  );
}

/** Had this organisation ever an interim message? Most have none, and nothing is to be met. */
export async function hasInterim(client: Db, orgId: number): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>(
    "select exists (select from bank_statement where org_id = $1 and interim <> '') as found",
    [orgId],
  );
  return rows[0]?.found === true;
}

/** A staged line equal to one of a message of another kind: that one is met by it. */
export async function rememberMet(
  client: Db,
  orgId: number,
  of: { readonly batchId: number; readonly interim: readonly string[] },
): Promise<void> {
  await client.query(
    `insert into line_twin (org_id, bank_account_id, fingerprint, ordinal, interim, line_id, batch_id)
     select $1, s.bank_account_id, s.fingerprint, s.ordinal, ($3::text[])[s.statement_n + 1], b.id, $2
     from staged_line s
     join bank_line b on b.org_id = $1 and b.bank_account_id = s.bank_account_id
       and b.fingerprint = s.fingerprint and b.ordinal = s.ordinal and b.cancelled_at is null
     join bank_statement st on st.org_id = b.org_id and st.id = b.statement_id
     where st.interim <> ($3::text[])[s.statement_n + 1]
       and not exists (select from line_twin t where t.org_id = $1 and t.line_id = b.id
         and t.interim = ($3::text[])[s.statement_n + 1])
     order by s.n`,
    [orgId, of.batchId, of.interim],
  );
}

/** Lines that staged details are to replace; asked again while nobody else writes. */
export async function linesToReplace(client: Db): Promise<number[]> {
  const { rows } = await client.query<{ id: number }>(
    "select distinct replaces as id from staged_line where replaces is not null order by 1",
  );
  return rows.map(({ id }) => id);
}

/** The stored details answer for the line they replaced, and for whatever that one answered for. */
export async function answerForReplaced(
  client: Db,
  { orgId }: Recording,
  batchId: number,
): Promise<void> {
  await client.query(
    `with place as (select replaces as old, min(id) as new from staged_line
       where replaces is not null group by replaces)
     insert into line_twin (org_id, bank_account_id, fingerprint, ordinal, interim, line_id,
       batch_id, replaced_line_id)
     select $1, l.bank_account_id, l.fingerprint, l.ordinal, st.interim, p.new, $2::bigint, l.id
     from place p join bank_line l on l.org_id = $1 and l.id = p.old
     join bank_statement st on st.org_id = l.org_id and st.id = l.statement_id
     union all
     select $1, t.bank_account_id, t.fingerprint, t.ordinal, t.interim, p.new, $2::bigint, null::bigint
     from place p join line_twin t on t.org_id = $1 and t.line_id = p.old`,
    [orgId, batchId],
  );
}

/** The entries of the receipts of these lines. */
export async function entriesOfLines(
  client: Db,
  orgId: number,
  lineIds: readonly number[],
): Promise<number[]> {
  const { rows } = await client.query<{ id: number }>(
    `select entry_id as id from receipt
     where org_id = $1 and bank_line_id = any($2) and cancelled_at is null order by 1`,
    [orgId, lineIds],
  );
  return rows.map(({ id }) => id);
}

export async function cancelLines(
  client: Db,
  { orgId, recordedAt }: Recording,
  lineIds: readonly number[],
): Promise<void> {
  for (const [table, column] of [
    ["receipt", "bank_line_id"],
    ["bank_line", "id"],
  ] as const) {
    await client.query(
      `update ${table} set cancelled_at = $3
       where org_id = $1 and ${column} = any($2) and cancelled_at is null`,
      [orgId, lineIds, recordedAt],
    );
  }
}

export type ReplacedStatement = { readonly id: number; readonly batchId: number };

/**
 * Stages the lines that an import took the place of as they were, so that they can come back with
 * it undone: those whose own import stands and that nothing else in the books answers for.
 */
export async function stageReplaced(
  client: Db,
  orgId: number,
  { batchId, earliest }: { readonly batchId: number; readonly earliest: string | null },
): Promise<ReplacedStatement[]> {
  await client.query(
    `insert into staged_line (n, statement_n, bank_account_id, row_no, fingerprint, ordinal,
       booking_date, value_date, currency, amount_minor, payer_name, payer_account, memo, bank_ref,
       end_to_end, balance_minor, extra, home_minor, booking_rate, accounting_date)
     select row_number() over (order by l.id), l.statement_id, l.bank_account_id, l.row_no,
       l.fingerprint, l.ordinal, l.booking_date, l.value_date, l.currency, l.amount_minor,
       l.payer_name, l.payer_account, l.memo, l.bank_ref, l.end_to_end, l.balance_minor, l.extra,
       r.home_minor, coalesce(r.booking_rate, ''), 
       greatest(coalesce(e.accounting_date, l.booking_date), $3::date)
     from bank_line l
     join bank_statement st on st.org_id = l.org_id and st.id = l.statement_id
       and st.cancelled_at is null
     left join receipt r on r.org_id = l.org_id and r.bank_line_id = l.id
     left join entry e on e.org_id = r.org_id and e.id = r.entry_id
     where l.org_id = $1
       and l.id in (select t.replaced_line_id from line_twin t
         where t.org_id = $1 and t.batch_id = $2 and t.replaced_line_id is not null)
       and not exists (select from bank_line b where b.org_id = $1
         and b.bank_account_id = l.bank_account_id and b.fingerprint = l.fingerprint
         and b.ordinal = l.ordinal and b.cancelled_at is null)`,
    [orgId, batchId, earliest],
  );
  const { rows } = await client.query<ReplacedStatement>(
    `select distinct st.id, st.batch_id as "batchId" from staged_line s
     join bank_statement st on st.org_id = $1 and st.id = s.statement_n order by 1`,
    [orgId],
  );
  return rows;
}
