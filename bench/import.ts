// Import of a bank file of many rows: upload to committed (receipts, entries, chain), beside a bare
// COPY of the same rows, with the growth of the server's memory.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { copyFile, mkdtemp, open, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { from as copyFrom } from "pg-copy-streams";
import { pino } from "pino";
import type { Deps } from "../src/app/deps.ts";
import { commitImport } from "../src/app/importing/commit-import.ts";
import { silentProgress } from "../src/app/importing/progress.ts";
import { readImport } from "../src/app/importing/read-import.ts";
import { startCommit, startImport } from "../src/app/importing/start-import.ts";
import { systemClock } from "../src/clock.ts";
import { makeBooks, type TestBooks } from "../tests/support/books.ts";
import { withDatabase } from "../tests/support/database.ts";
import type { BenchCommand } from "./commands.ts";
import { mergeResults } from "./results-file.ts";
import { printTable } from "./text-table.ts";

export type ImportFigures = {
  readonly rows: number;
  readonly uploadMs: number;
  readonly previewMs: number;
  readonly commitMs: number;
  readonly totalMs: number;
  readonly rowsPerSecond: number;
  /** The same rows into a table with the same indexes, nothing else done. */
  readonly copyMs: number;
  readonly copyRowsPerSecond: number;
  /** Largest growth of resident memory of the process that does it all, thread included. */
  readonly rssRiseMb: number;
};

export const importCommand: BenchCommand = {
  name: "import",
  title: "a bank CSV from upload to posted receipts, beside a bare COPY",
  run: async ([rows = "100000"]) => {
    const figures = await measureImport(Number(rows));
    mergeResults("import", figures);
    printTable(
      ["rows", "upload", "preview", "commit", "total", "rows/s", "bare COPY rows/s", "RSS rise"],
      [
        [
          String(figures.rows),
          `${figures.uploadMs} ms`,
          `${figures.previewMs} ms`,
          `${figures.commitMs} ms`,
          `${figures.totalMs} ms`,
          String(figures.rowsPerSecond),
          String(figures.copyRowsPerSecond),
          `${figures.rssRiseMb} MB`,
        ],
      ],
    );
  },
};

export async function measureImport(rows: number): Promise<ImportFigures> {
  const cleanups: (() => unknown)[] = [];
  const folder = await mkdtemp(join(tmpdir(), "qz-bench-import-"));
  try {
    const books = await makeBooks((await withDatabase({ after: onEnd(cleanups) })).appPool);
    const path = join(folder, "lines.csv");
    await writeBankFile(path, rows);
    return await measure(books, folder, { path, rows });
  } finally {
    for (const cleanup of cleanups.reverse()) await cleanup();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The test database drops itself through this. */
function onEnd(cleanups: (() => unknown)[]) {
  return (cleanup: unknown) => {
    if (typeof cleanup === "function") cleanups.push(() => cleanup());
  };
}

async function measure(
  books: TestBooks,
  dataFolder: string,
  file: { readonly path: string; readonly rows: number },
): Promise<ImportFigures> {
  const log = pino({ level: "silent" });
  const deps: Deps = { pool: books.pool, clock: systemClock, dataFolder, log };
  const { orgId, booksId, memberId } = books;
  const actor = { orgId, memberId, role: "accountant", language: "zh", name: "bench" } as const;
  const memory = watchMemory();
  const start = performance.now();
  const received = await receive(file.path, dataFolder);
  const { importId } = await startImport(deps, actor, { booksId, file: received });
  const uploaded = performance.now();
  await readImport(deps, { orgId, batchId: importId }, silentProgress);
  const previewed = performance.now();
  await startCommit(deps, actor, { booksId, id: importId });
  const input = { orgId, batchId: importId, memberId, actor: "bench" };
  const done = await commitImport(deps, input, silentProgress);
  const committed = performance.now();
  if (!done.ok || done.value.stored !== file.rows) throw new Error(JSON.stringify(done));
  const rssRiseMb = memory.stop();
  const copyMs = await measureCopy(books);
  const round = (ms: number) => Math.round(ms);
  return {
    rows: file.rows,
    uploadMs: round(uploaded - start),
    previewMs: round(previewed - uploaded),
    commitMs: round(committed - previewed),
    totalMs: round(committed - start),
    rowsPerSecond: round(file.rows / ((committed - start) / 1000)),
    copyMs: round(copyMs),
    copyRowsPerSecond: round(file.rows / (copyMs / 1000)),
    rssRiseMb,
  };
}

/** As the upload does it: streamed, hashed on the way, put under its hash. */
async function receive(path: string, dataFolder: string) {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  const sha256 = hash.digest();
  const storedAs = sha256.toString("hex");
  await copyFile(path, join(dataFolder, storedAs));
  return { name: "lines.csv", sha256, sizeBytes: (await stat(path)).size, storedAs };
}

function watchMemory() {
  const before = process.memoryUsage.rss();
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 20);
  return {
    stop: () => {
      clearInterval(timer);
      return Math.round((most - before) / 2 ** 20);
    },
  };
}

/** The stored lines out as text, and in again into a table of the same columns and indexes. */
async function measureCopy(books: TestBooks): Promise<number> {
  return books.inBooks(async (db) => {
    const columns =
      "id, bank_account_id, fingerprint, ordinal, booking_date, amount_minor, payer_name, memo";
    await db.query(`create temporary table bare_copy on commit drop as
      select ${columns} from bank_line limit 0`);
    await db.query("alter table bare_copy add primary key (id)");
    await db.query("create unique index on bare_copy (bank_account_id, fingerprint, ordinal)");
    const { rows } = await db.query<{ line: string }>(
      `select concat_ws(e'\\t', id, bank_account_id, '\\' || fingerprint::text, ordinal,
         booking_date, amount_minor, payer_name, memo) as line from bank_line`,
    );
    const text = rows.map((row) => `${row.line}\n`);
    const start = performance.now();
    await pipeline(
      Readable.from(chunksOf(text)),
      db.query(copyFrom(`copy bare_copy (${columns}) from stdin`)),
    );
    return performance.now() - start;
  });
}

function* chunksOf(lines: readonly string[]): Generator<string> {
  for (let at = 0; at < lines.length; at += 500) yield lines.slice(at, at + 500).join("");
}

/** A month of a busy account: payers repeat, a tenth is money out, every balance is right. */
async function writeBankFile(path: string, rows: number): Promise<void> {
  const file = await open(path, "w");
  try {
    await file.write("账号,6222000011118807\n");
    await file.write("交易日期,收入,支出,余额,对方户名,对方账号,摘要,交易流水号\n");
    let balance = 1_000_000_00;
    let text = "";
    for (let n = 0; n < rows; n++) {
      const day = String(1 + Math.floor((n * 30) / rows)).padStart(2, "0");
      const out = n % 10 === 9;
      const minor = 100 + ((n * 7919) % 500_000_00);
      balance += out ? -Math.min(minor, balance) : minor;
      const amount = (out ? Math.min(minor, balance + minor) : minor) / 100;
      const money = amount.toFixed(2);
      const payer = `测试客户${n % 3000}有限公司`;
      const reference = `REF${String(n).padStart(9, "0")}`;
      text += `2026-09-${day},${out ? "" : money},${out ? money : ""},,${payer},31000${n % 3000},货款 INV-${n},${reference}\n`;
      if (text.length > 1 << 16) {
        await file.write(text);
        text = "";
      }
    }
    await file.write(text);
  } finally {
    await file.close();
  }
}
