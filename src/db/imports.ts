// Import batches: one reading of a file, its choices, preview and problems, and what became of it.

import type { ImportProblem } from "../importers/importer.ts";
import { bulkInsert, type Cell } from "./bulk-insert.ts";
import type { Db } from "./pool.ts";

export type BatchState =
  | "reading"
  | "previewed"
  | "refused"
  | "committing"
  | "committed"
  | "discarded"
  | "undone";

export type BatchRow = {
  readonly id: number;
  readonly booksId: number;
  readonly fileId: number;
  readonly fileName: string;
  readonly sizeBytes: number;
  readonly storedAs: string;
  readonly state: BatchState;
  readonly format: string;
  readonly contentKind: string;
  /** Shapes of contract/imports.ts, checked where they are read. */
  readonly choices: unknown;
  readonly preview: unknown;
  readonly rowsNew: number;
  readonly rowsKnown: number;
  readonly rowsRefused: number;
  readonly memberId: number | null;
  readonly by: string;
  readonly createdAt: Date;
  readonly committedAt: Date | null;
  readonly undoneAt: Date | null;
  readonly fatal: number;
  readonly row: number;
  readonly warning: number;
};

const batchColumns = `b.id, b.books_id as "booksId", b.file_id as "fileId", f.name as "fileName",
  f.size_bytes as "sizeBytes", f.stored_as as "storedAs", b.state, b.format,
  b.content_kind as "contentKind", b.choices, b.preview, b.rows_new as "rowsNew",
  b.rows_known as "rowsKnown", b.rows_refused as "rowsRefused", b.by_member_id as "memberId",
  coalesce(m.name, '') as "by", b.created_at as "createdAt", b.committed_at as "committedAt",
  b.undone_at as "undoneAt", p.fatal, p.row, p.warning`;
const batchTables = `import_batch b
  join source_file f on f.org_id = b.org_id and f.id = b.file_id
  left join member m on m.org_id = b.org_id and m.id = b.by_member_id
  cross join lateral (
    select count(*) filter (where severity = 'fatal') as fatal,
           count(*) filter (where severity = 'row') as row,
           count(*) filter (where severity = 'warning') as warning
    from import_problem where org_id = b.org_id and batch_id = b.id) p`;

export async function insertBatch(
  client: Db,
  orgId: number,
  batch: {
    readonly booksId: number;
    readonly fileId: number;
    readonly memberId: number | null;
    readonly choices: unknown;
  },
): Promise<number> {
  const { rows } = await client.query<{ id: number }>(
    `insert into import_batch (org_id, books_id, file_id, state, choices, by_member_id)
     values ($1, $2, $3, 'reading', $4, $5) returning id`,
    [orgId, batch.booksId, batch.fileId, JSON.stringify(batch.choices), batch.memberId],
  );
  return rows[0]!.id;
}

export async function batchById(client: Db, orgId: number, id: number): Promise<BatchRow | null> {
  const { rows } = await client.query<BatchRow>(
    `select ${batchColumns} from ${batchTables} where b.org_id = $1 and b.id = $2`,
    [orgId, id],
  );
  return rows[0] ?? null;
}

/** Newest first, before the given id. */
export async function batchesBefore(
  client: Db,
  orgId: number,
  page: { readonly booksId: number; readonly beforeId: number; readonly limit: number },
): Promise<BatchRow[]> {
  const { rows } = await client.query<BatchRow>(
    `select ${batchColumns} from ${batchTables}
     where b.org_id = $1 and b.books_id = $2 and b.id < $3 and b.state <> 'discarded'
     order by b.id desc limit $4`,
    [orgId, page.booksId, page.beforeId, page.limit],
  );
  return rows;
}

/** The latest reading of this file into these books that was not given up; a refused one last. */
export async function liveBatchOfFile(
  client: Db,
  orgId: number,
  file: { readonly booksId: number; readonly fileId: number },
): Promise<{ readonly id: number; readonly state: BatchState } | null> {
  const { rows } = await client.query<{ id: number; state: BatchState }>(
    `select id, state from import_batch
     where org_id = $1 and books_id = $2 and file_id = $3
       and state in ('reading', 'previewed', 'committing', 'committed', 'refused')
     order by state = 'refused', id desc limit 1`,
    [orgId, file.booksId, file.fileId],
  );
  return rows[0] ?? null;
}

/** Holds the batch for this transaction, so that it is committed or undone once. */
export async function lockBatch(client: Db, orgId: number, id: number): Promise<BatchState | null> {
  const { rows } = await client.query<{ state: BatchState }>(
    "select state from import_batch where org_id = $1 and id = $2 for update",
    [orgId, id],
  );
  return rows[0]?.state ?? null;
}

export async function setBatchState(
  client: Db,
  orgId: number,
  id: number,
  state: BatchState,
): Promise<void> {
  await client.query("update import_batch set state = $3 where org_id = $1 and id = $2", [
    orgId,
    id,
    state,
  ]);
}

/** After a failed or cancelled import: what was imported before stays imported. */
export async function endCommitting(client: Db, orgId: number, id: number): Promise<void> {
  await client.query(
    `update import_batch
     set state = case when committed_at is null then 'previewed' else 'committed' end
     where org_id = $1 and id = $2 and state = 'committing'`,
    [orgId, id],
  );
}

export async function setBatchChoices(
  client: Db,
  orgId: number,
  id: number,
  choices: unknown,
): Promise<void> {
  await client.query(
    "update import_batch set choices = $3, state = 'reading' where org_id = $1 and id = $2",
    [orgId, id, JSON.stringify(choices)],
  );
}

export type ReadingRecord = {
  readonly state: BatchState;
  readonly format: string;
  readonly contentKind: string;
  readonly preview: unknown;
  readonly rowsNew: number;
  readonly rowsKnown: number;
  readonly rowsRefused: number;
};

export async function storeReading(
  client: Db,
  orgId: number,
  id: number,
  reading: ReadingRecord,
): Promise<void> {
  await client.query(
    `update import_batch set state = $3, format = $4, content_kind = $5, preview = $6,
       rows_new = $7, rows_known = $8, rows_refused = $9
     where org_id = $1 and id = $2`,
    [
      orgId,
      id,
      reading.state,
      reading.format,
      reading.contentKind,
      JSON.stringify(reading.preview),
      reading.rowsNew,
      reading.rowsKnown,
      reading.rowsRefused,
    ],
  );
}

export async function markCommitted(
  client: Db,
  orgId: number,
  id: number,
  outcome: { readonly result: unknown; readonly rowsNew: number; readonly rowsKnown: number },
): Promise<void> {
  await client.query(
    `update import_batch set state = 'committed', committed_at = coalesce(committed_at, now()),
       rows_new = $4, rows_known = $5,
       preview = preview || jsonb_build_object('result', $3::jsonb)
     where org_id = $1 and id = $2`,
    [orgId, id, JSON.stringify(outcome.result), outcome.rowsNew, outcome.rowsKnown],
  );
}

export async function markUndone(client: Db, orgId: number, id: number): Promise<void> {
  await client.query(
    "update import_batch set state = 'undone', undone_at = now() where org_id = $1 and id = $2",
    [orgId, id],
  );
}

/** At most this many problems are kept with a file; the counts in the preview cover all. */
const keptProblems = 20_000;

export async function replaceProblems(
  client: Db,
  orgId: number,
  batchId: number,
  problems: readonly ImportProblem[],
): Promise<void> {
  await client.query("delete from import_problem where org_id = $1 and batch_id = $2", [
    orgId,
    batchId,
  ]);
  const rows = problems
    .slice(0, keptProblems)
    .map((problem, n): Cell[] => [
      orgId,
      batchId,
      n + 1,
      problem.severity,
      problem.code,
      JSON.stringify(problem.place),
      problem.excerpt,
      JSON.stringify(problem.fields),
    ]);
  await bulkInsert(
    client,
    {
      table: "import_problem",
      columns: {
        org_id: "bigint",
        batch_id: "bigint",
        n: "int",
        severity: "text",
        code: "text",
        place: "jsonb",
        excerpt: "text",
        fields: "jsonb",
      },
    },
    rows,
  );
}

export type ProblemRow = {
  readonly n: number;
  readonly severity: ImportProblem["severity"];
  readonly code: string;
  readonly place: ImportProblem["place"];
  readonly excerpt: string;
  readonly fields: ImportProblem["fields"];
};

export async function problemsAfter(
  client: Db,
  orgId: number,
  page: {
    readonly batchId: number;
    readonly after: number;
    readonly limit: number;
    readonly code: string | null;
  },
): Promise<ProblemRow[]> {
  const { rows } = await client.query<ProblemRow>(
    `select n, severity, code, place, excerpt, fields from import_problem
     where org_id = $1 and batch_id = $2 and n > $3 and ($5::text is null or code = $5)
     order by n limit $4`,
    [orgId, page.batchId, page.after, page.limit, page.code],
  );
  return rows;
}

export type ProblemCount = {
  readonly code: string;
  readonly severity: ImportProblem["severity"];
  readonly count: number;
};

export async function problemCounts(
  client: Db,
  orgId: number,
  batchId: number,
): Promise<ProblemCount[]> {
  const { rows } = await client.query<ProblemCount>(
    `select code, severity, count(*) as count from import_problem
     where org_id = $1 and batch_id = $2 group by code, severity order by count desc, code`,
    [orgId, batchId],
  );
  return rows;
}

/** Files with rows that were refused for want of a rate: they go on when rates come in. */
export async function batchesMissingRates(
  client: Db,
  orgId: number,
  of: { readonly booksId: number; readonly state: BatchState },
): Promise<number[]> {
  const { rows } = await client.query<{ id: number }>(
    `select b.id from import_batch b where b.org_id = $1 and b.books_id = $2 and b.state = $3
       and exists (select from import_problem p
         where p.org_id = b.org_id and p.batch_id = b.id and p.code = 'missing_rate')
     order by b.id`,
    [orgId, of.booksId, of.state],
  );
  return rows.map((row) => row.id);
}

/** Files still looked at with lines whose bank account was not known when they were read. */
export async function batchesMissingAccounts(
  client: Db,
  orgId: number,
  booksId: number,
): Promise<number[]> {
  const { rows } = await client.query<{ id: number }>(
    `select id from import_batch
     where org_id = $1 and books_id = $2 and state = 'previewed'
       and preview #>> '{counts,waiting}' not in ('0', '') order by id`,
    [orgId, booksId],
  );
  return rows.map((row) => row.id);
}

export async function keptMappings(
  client: Db,
  orgId: number,
): Promise<readonly { readonly layout: string; readonly mapping: unknown }[]> {
  const { rows } = await client.query<{ layout: string; mapping: unknown }>(
    "select layout, mapping from import_mapping where org_id = $1",
    [orgId],
  );
  return rows;
}

export async function keepMapping(
  client: Db,
  orgId: number,
  kept: { readonly layout: string; readonly mapping: unknown; readonly memberId: number | null },
): Promise<void> {
  await client.query(
    `insert into import_mapping (org_id, layout, mapping, by_member_id) values ($1, $2, $3, $4)
     on conflict (org_id, layout)
     do update set mapping = excluded.mapping, by_member_id = excluded.by_member_id, updated_at = now()`,
    [orgId, kept.layout, JSON.stringify(kept.mapping), kept.memberId],
  );
}
