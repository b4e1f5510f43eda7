// Stores statements that were just built, and finds what making them needs: numbers, plans, contacts,
// what was made before.

import { assert } from "../core/assert.ts";
import { parseMinor, toSafeMinor } from "../core/money.ts";
import type { BuiltStatement } from "../core/statements/build-statement.ts";
import type { StatementCycle } from "../core/statements/cycle.ts";
import type { SnapshotLine } from "../core/statements/snapshot.ts";
import type { StatementForm } from "../core/statements/statement.ts";
import { type BulkTable, bulkInsert, type Cell } from "./bulk-insert.ts";
import type { Db } from "./pool.ts";
import type { Recording } from "./recording.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

export type NewStatement = {
  readonly id: number;
  readonly built: BuiltStatement;
  readonly lines: readonly SnapshotLine[];
  readonly sha256: Buffer;
  readonly contactId: number | null;
  readonly ownerId: number | null;
  readonly jobId: number | null;
};

const statementTable: BulkTable = {
  table: "statement",
  columns: {
    org_id: "bigint",
    id: "bigint",
    books_id: "bigint",
    customer_id: "bigint",
    no: "text",
    form: "text",
    currency: "currency",
    language: "text",
    from_date: "date",
    to_date: "date",
    known_at: "timestamptz",
    opening_minor: "minor",
    debit_minor: "minor",
    credit_minor: "minor",
    closing_minor: "minor",
    unapplied_minor: "minor",
    overdue_minor: "minor",
    disputed_minor: "minor",
    snapshot: "jsonb",
    sha256: "bytea",
    contact_id: "bigint",
    owner_member_id: "bigint",
    job_id: "bigint",
    reply_by: "date",
    recorded_at: "timestamptz",
    by_member_id: "bigint",
  },
};

const lineTable: BulkTable = {
  table: "statement_line",
  columns: {
    org_id: "bigint",
    statement_id: "bigint",
    n: "int",
    kind: "text",
    item_id: "bigint",
    receipt_id: "bigint",
    item_kind: "text",
    no: "text",
    issue_date: "date",
    due_date: "date",
    amount_minor: "minor",
    open_minor: "minor",
    disputed_minor: "minor",
  },
};

export async function insertStatements(
  db: Db,
  recording: Recording,
  statements: readonly NewStatement[],
): Promise<void> {
  await bulkInsert(
    db,
    statementTable,
    statements.map((one) => statementCells(recording, one)),
  );
  await bulkInsert(
    db,
    lineTable,
    statements.flatMap((one) => one.lines.map((line) => lineCells(recording.orgId, one, line))),
  );
}

function statementCells(recording: Recording, one: NewStatement): Cell[] {
  const { orgId, booksId, recordedAt, memberId } = recording;
  const { snapshot, figures } = one.built;
  return [
    orgId,
    one.id,
    booksId,
    snapshot.customer.id,
    snapshot.no,
    snapshot.form,
    snapshot.currency,
    snapshot.language,
    snapshot.from,
    snapshot.to,
    recordedAt,
    figures.openingMinor,
    figures.debitMinor,
    figures.creditMinor,
    figures.closingMinor,
    figures.unappliedMinor,
    figures.overdueMinor,
    figures.disputedMinor,
    JSON.stringify(snapshot),
    one.sha256,
    one.contactId,
    one.ownerId,
    one.jobId,
    snapshot.replyBy,
    recordedAt,
    memberId,
  ];
}

function lineCells(orgId: number, one: NewStatement, line: SnapshotLine): Cell[] {
  const minor = (text: string) => {
    const value = parseMinor(text, one.built.snapshot.currency);
    assert(value !== null, "the snapshot's amounts were formatted by us");
    return toSafeMinor(value);
  };
  return [
    orgId,
    one.id,
    line.n,
    line.kind,
    line.itemId,
    line.receiptId,
    line.itemKind,
    line.no,
    line.issueDate,
    line.dueDate,
    minor(line.amount),
    minor(line.open),
    minor(line.disputed),
  ];
}

/** How many statements of that month have a number; call it under the writing lock. */
export async function countNumbers(
  db: Db,
  { orgId, booksId }: InBooks,
  prefix: string,
): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `select count(*) as count from statement
     where org_id = $1 and books_id = $2 and starts_with(no, $3)`,
    [orgId, booksId, prefix],
  );
  return rows[0]?.count ?? 0;
}

export type ReceiverRow = {
  readonly customerId: number;
  readonly cycle: StatementCycle | null;
  readonly form: StatementForm | null;
  readonly language: "zh" | "en" | null;
  readonly replyDays: number | null;
  readonly memberId: number | null;
  readonly contactId: number | null;
  readonly contactName: string;
  readonly email: string;
};

/**
 * The plan of each customer and whom a statement goes to: the plan's contact, else one for statements,
 * else one who deals with the payments.
 */
export async function selectReceivers(
  db: Db,
  { orgId }: Pick<InBooks, "orgId">,
  customerIds: readonly number[],
): Promise<ReceiverRow[]> {
  const { rows } = await db.query<ReceiverRow>(
    `select c.id as "customerId", p.cycle, p.form,
       coalesce(p.language, t.language) as language, p.reply_days as "replyDays",
       coalesce(p.member_id, c.owner_member_id) as "memberId", t.id as "contactId",
       coalesce(t.name, '') as "contactName", coalesce(t.email, '') as email
     from customer c
     left join statement_plan p on p.org_id = c.org_id and p.customer_id = c.id
     left join lateral (select x.id, x.name, x.email, x.language from customer_contact x
       where x.org_id = c.org_id and x.customer_id = c.id and x.ended_at is null
         and (x.id = p.contact_id or x.purpose <> 'superior')
       order by x.id = p.contact_id desc nulls last, x.purpose <> 'statement', x.email = '', x.id
       limit 1) t on true
     where c.org_id = $1 and c.id = any($2)`,
    [orgId, customerIds],
  );
  return rows;
}

export type MadeRow = {
  readonly id: number;
  readonly customerId: number;
  readonly currency: string;
  readonly form: StatementForm;
  readonly jobId: number | null;
};

/** Statements of the same period that still stand. */
export async function selectMade(
  db: Db,
  { orgId, booksId }: InBooks,
  of: { readonly customerIds: readonly number[]; readonly from: string; readonly to: string },
): Promise<MadeRow[]> {
  const { rows } = await db.query<MadeRow>(
    `select id, customer_id as "customerId", currency, form, job_id as "jobId" from statement
     where org_id = $1 and books_id = $2 and customer_id = any($3) and from_date = $4
       and to_date = $5 and confirmation not in ('withdrawn', 'superseded')`,
    [orgId, booksId, of.customerIds, of.from, of.to],
  );
  return rows;
}

/** After `above`, in the order of their ids: all, or those with a plan whose cycle is asked for. */
export async function selectCustomersToState(
  db: Db,
  { orgId, booksId }: InBooks,
  of: {
    readonly above: number;
    readonly limit: number;
    readonly cycles: readonly StatementCycle[] | null;
    readonly customerIds: readonly number[] | null;
  },
): Promise<number[]> {
  const { rows } = await db.query<{ id: number }>(
    `select c.id from customer c
     left join statement_plan p on p.org_id = c.org_id and p.customer_id = c.id
     where c.org_id = $1 and c.books_id = $2 and c.id > $3
       and ($5::text[] is null or coalesce(p.cycle, 'monthly') = any($5))
       and ($6::bigint[] is null or c.id = any($6))
     order by c.id limit $4`,
    [orgId, booksId, of.above, of.limit, of.cycles, of.customerIds],
  );
  return rows.map(({ id }) => id);
}

export async function countCustomersToState(
  db: Db,
  { orgId, booksId }: InBooks,
  of: {
    readonly cycles: readonly StatementCycle[] | null;
    readonly customerIds: readonly number[] | null;
  },
): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `select count(*) as count from customer c
     left join statement_plan p on p.org_id = c.org_id and p.customer_id = c.id
     where c.org_id = $1 and c.books_id = $2
       and ($3::text[] is null or coalesce(p.cycle, 'monthly') = any($3))
       and ($4::bigint[] is null or c.id = any($4))`,
    [orgId, booksId, of.cycles, of.customerIds],
  );
  return rows[0]?.count ?? 0;
}
