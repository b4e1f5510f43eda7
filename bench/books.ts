// The main path on real books: bank lines imported (receipts, entries, chain), matched, and posted
// with evidence and audit, on a database with its usual settings; beside a bare set-based posting of
// the same entries into tables without rules, triggers or row-level security.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type pg from "pg";
import { pino } from "pino";
import type { Deps } from "../src/app/deps.ts";
import { commitImport } from "../src/app/importing/commit-import.ts";
import { keepBytes } from "../src/app/importing/keep-pasted.ts";
import { silentProgress } from "../src/app/importing/progress.ts";
import { readImport } from "../src/app/importing/read-import.ts";
import { startCommit, startImport } from "../src/app/importing/start-import.ts";
import { runReconciliation, startRun } from "../src/app/matching/run-reconciliation.ts";
import { verifyBooks } from "../src/app/verification/verify-books.ts";
import { systemClock } from "../src/clock.ts";
import { readConfig } from "../src/config.ts";
import { migrate } from "../src/db/migrate.ts";
import { openDatabase } from "../src/db/open-database.ts";
import { createPool } from "../src/db/pool.ts";
import { makeBooks, type TestBooks } from "../tests/support/books.ts";
import type { BenchCommand } from "./commands.ts";
import { withDemoFolder } from "./demo-folder.ts";
import { mergeResults } from "./results-file.ts";
import { printTable } from "./text-table.ts";

export type BooksFigures = {
  readonly lines: number;
  readonly importMs: number;
  readonly matchMs: number;
  readonly postMs: number;
  /** What comes after: samples drawn of it, causes, owners and days of what is left. */
  readonly examineMs: number;
  readonly totalMs: number;
  readonly automatic: number;
  readonly entries: number;
  /** Lines a second of the posting phase alone. */
  readonly linesPerSecond: number;
  /** Bare insert … select of the run's entries and posting lines, lines a second. */
  readonly floorLinesPerSecond: number;
  readonly proofsHold: boolean;
};

export const booksCommand: BenchCommand = {
  name: "books",
  title: "import, match and post on PostgreSQL, beside a bare set-based posting",
  run: async (args) => {
    const sizes = args.length > 0 ? args.map(Number) : [10_000, 100_000];
    const figures: BooksFigures[] = [];
    for (const lines of sizes) figures.push(await measureBooks(lines));
    mergeResults("books", figures);
    printTable(
      [
        "lines",
        "import",
        "match",
        "post",
        "examine",
        "total",
        "auto",
        "entries",
        "post lines/s",
        "floor lines/s",
        "proofs",
      ],
      figures.map((f) => [
        String(f.lines),
        `${f.importMs} ms`,
        `${f.matchMs} ms`,
        `${f.postMs} ms`,
        `${f.examineMs} ms`,
        `${f.totalMs} ms`,
        String(f.automatic),
        String(f.entries),
        String(f.linesPerSecond),
        String(f.floorLinesPerSecond),
        f.proofsHold ? "hold" : "BROKEN",
      ]),
    );
  },
};

export async function measureBooks(lines: number): Promise<BooksFigures> {
  const dataFolder = await mkdtemp(join(tmpdir(), "qz-bench-books-"));
  const config = { ...readConfig(), dataFolder };
  const database = await openDatabase(config, () => {});
  try {
    await migrate(database.owner);
    const pool = createPool({ ...database.app, max: 6 }, () => {});
    try {
      const books = await makeBooks(pool);
      return await withDemoFolder({ seed: 7, lines }, (folder) =>
        measure(books, dataFolder, folder),
      );
    } finally {
      await pool.end();
    }
  } finally {
    await database.stop();
    await rm(dataFolder, { recursive: true, force: true });
  }
}

async function measure(
  books: TestBooks,
  dataFolder: string,
  folder: string,
): Promise<BooksFigures> {
  const log = pino({ level: "silent" });
  const deps: Deps = { pool: books.pool, clock: systemClock, dataFolder, log };
  for (const name of ["customers.csv", "own.csv", "rates.csv", "items.csv"]) {
    await importFile(deps, books, join(folder, name));
  }
  const start = performance.now();
  const lines = await importFile(deps, books, join(folder, "lines.csv"));
  const imported = performance.now();
  const { runId } = await startRun(deps, books, books.booksId);
  const run = { orgId: books.orgId, runId, memberId: books.memberId };
  const posting: number[] = [];
  const done = await runReconciliation(deps, run, async ({ phase }) => {
    if (phase === "posting") posting.push(performance.now());
  });
  const end = performance.now();
  if (!done.ok) throw new Error(JSON.stringify(done));
  // the first word of posting comes before anything is read for it, the last when all is posted
  const [began = end, posted = end] = [posting[0], posting.at(-1)];
  const postMs = posted - began;
  const floorMs = await floor(books);
  const verified = await verifyBooks(deps, books, {
    dates: ["2026-09-30", "2099-12-31"],
    knownAt: null,
  });
  const entries = await one(books, "select count(*) as n from entry where org_id = $1");
  const round = (ms: number) => Math.round(ms);
  return {
    lines,
    importMs: round(imported - start),
    matchMs: round(began - imported),
    postMs: round(postMs),
    examineMs: round(end - posted),
    totalMs: round(end - start),
    automatic: done.value.posted,
    entries,
    linesPerSecond: round((lines / postMs) * 1000),
    floorLinesPerSecond: round(lines / (floorMs / 1000)),
    proofsHold: verified.holds,
  };
}

async function importFile(deps: Deps, books: TestBooks, path: string): Promise<number> {
  const { orgId, booksId, memberId } = books;
  const actor = { orgId, memberId, role: "accountant", language: "zh", name: "bench" } as const;
  const name = path.slice(path.lastIndexOf("/") + 1);
  const file = await keepBytes(deps, orgId, { name, bytes: await readFile(path) });
  const { importId } = await startImport(deps, actor, { booksId, file });
  const read = await readImport(deps, { orgId, batchId: importId }, silentProgress);
  if (!read.ok) throw new Error(`${name}: ${read.error.code}`);
  const commit = await startCommit(deps, actor, { booksId, id: importId });
  if (!commit.ok) throw new Error(`${name}: ${JSON.stringify(commit.error)}`);
  const input = { orgId, batchId: importId, memberId, actor: "bench" };
  const done = await commitImport(deps, input, silentProgress);
  if (!done.ok) throw new Error(`${name}: ${done.error.code}`);
  return done.value.stored;
}

/** The entries the run posted, into bare tables with the same primary keys, in one transaction. */
async function floor(books: TestBooks): Promise<number> {
  return books.inBooks(async (db) => {
    await db.query(
      `create temporary table run_entry on commit drop as select e.* from entry e
       where e.org_id = $1 and e.source_kind = 'decision'`,
      [books.orgId],
    );
    await db.query(
      `create temporary table run_line on commit drop as select p.* from posting_line p
       join run_entry e on e.org_id = p.org_id and e.id = p.entry_id`,
    );
    await db.query(
      "create temporary table bare_entry (like run_entry, primary key (org_id, id)) on commit drop",
    );
    await db.query(
      "create temporary table bare_line (like run_line, primary key (org_id, entry_id, n)) on commit drop",
    );
    const start = performance.now();
    await db.query("insert into bare_entry select * from run_entry");
    await db.query("insert into bare_line select * from run_line");
    return performance.now() - start;
  });
}

async function one(books: TestBooks, sql: string): Promise<number> {
  const { rows } = await books.inBooks((db: pg.ClientBase) =>
    db.query<{ n: number }>(sql, [books.orgId]),
  );
  return rows[0]!.n;
}
