// Reads a file that was handed in and stores its preview and problems. Nothing else changes: rows
// are staged in a temporary table, counted against the books and dropped.

import { dayIn } from "../../clock.ts";
import { importChoices } from "../../contract/imports.ts";
import { isoDate } from "../../core/date.ts";
import { formatMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { countStagedLines, statementsBefore } from "../../db/bank-lines-in.ts";
import { booksById } from "../../db/books.ts";
import {
  type BatchRow,
  batchById,
  lockBatch,
  replaceProblems,
  storeReading,
} from "../../db/imports.ts";
import { changedItems, countStagedItems, type StagedInvoice } from "../../db/items-in.ts";
import { notifyLive } from "../../db/live-events.ts";
import type { Db } from "../../db/pool.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { ImportProblem } from "../../importers/importer.ts";
import type { Deps } from "../deps.ts";
import { adoptAccounts } from "./adopt-accounts.ts";
import { withTwins } from "./find-twins.ts";
import { loadContext } from "./load-context.ts";
import { placeStaged, placingsOnWire, undecidedOf } from "./place-invoices.ts";
import type { Progress } from "./progress.ts";
import { ReadingFailed } from "./read-in-thread.ts";
import type { ReadingContext, ReadingSummary } from "./reading.ts";
import { type StagedFile, stageFile } from "./stage-file.ts";
import { type AccountStatements, byAccount, type StagedTotals, summarise } from "./summarise.ts";

export type ReadImportInput = {
  readonly orgId: number;
  readonly batchId: number;
};

export async function readImport(
  deps: Deps,
  input: ReadImportInput,
  progress: Progress,
): Promise<Result<{ readonly rows: number }, ReadImportRefusal>> {
  const { orgId, batchId } = input;
  try {
    return await inOrganisation(deps.pool, orgId, async (client) => {
      const batch = await batchById(client, orgId, batchId);
      // Read meanwhile by a later job, imported or given up: nothing is left to do.
      if (batch?.state !== "reading") return ok({ rows: 0 });
      const today = await todayOf(deps, client, { orgId, booksId: batch.booksId });
      const context = await loadContext(client, { orgId, booksId: batch.booksId, today });
      const choices = importChoices.parse(batch.choices);
      const { dataFolder } = deps;
      const { storedAs, fileName } = batch;
      const file = { dataFolder, storedAs, fileName, choices, context };
      const of = { orgId, booksId: batch.booksId };
      const read = await adoptAccounts(client, of, await stageFile(client, file, progress));
      const staged = await withTwins(client, of, read);
      await storePreview(deps, client, { orgId, batch, staged, context });
      return ok({ rows: staged.summary.ready });
    });
  } catch (error) {
    await giveUp(deps, input, error);
    if (error instanceof ReadingFailed) return refuse({ code: error.code });
    throw error;
  }
}

export type ReadImportRefusal = {
  readonly code: "file_too_complex" | "file_too_slow" | "file_unreadable";
};

export async function todayOf(
  deps: Deps,
  client: Db,
  of: { readonly orgId: number; readonly booksId: number },
) {
  const books = await booksById(client, of.orgId, of.booksId);
  return isoDate(dayIn(books?.timeZone ?? "Asia/Shanghai", deps.clock.now()));
}

async function storePreview(
  deps: Deps,
  client: Db,
  about: {
    readonly orgId: number;
    readonly batch: BatchRow;
    readonly staged: StagedFile;
    readonly context: ReadingContext;
  },
): Promise<void> {
  const { orgId, batch, staged, context } = about;
  const { summary } = staged;
  // Changed meanwhile: the reading that was started with the change tells the truth.
  if (!(await isStillWanted(client, orgId, batch))) return;
  const choices = importChoices.parse(batch.choices);
  const of = { orgId, booksId: batch.booksId };
  const placed = staged.kind === "items" ? await placeStaged(client, of, choices) : null;
  const undecided = placed === null ? [] : undecidedOf(placed);
  const totals = withWaiting(await stagedTotals(client, orgId, batch.booksId, staged), undecided);
  const accounts = await accountsOf(client, orgId, summary);
  const changed = await changedProblems(client, orgId, batch.booksId, staged);
  const { closedThrough } = context;
  const deliveries = placed && placed.placed.length > 0 ? placingsOnWire(placed, choices) : null;
  const preview = summarise(summary, { totals, accounts, closedThrough, deliveries });
  const problems = [...summary.problems, ...changed];
  for (const { code, detail, place } of problems) {
    if (detail) deps.log.warn({ importId: batch.id, code, place, detail }, "a file is damaged");
  }
  await replaceProblems(client, orgId, batch.id, problems);
  const usable = summary.ready > 0 || !problems.some((problem) => problem.severity === "fatal");
  await storeReading(client, orgId, batch.id, {
    state: usable ? "previewed" : "refused",
    format: summary.format,
    contentKind: summary.contentKind,
    preview,
    rowsNew: totals.fresh,
    rowsKnown: totals.known,
    rowsRefused: summary.refused,
  });
  await notifyLive(client, { orgId, booksId: batch.booksId, topic: "imports", id: batch.id });
}

/** What a person must say something of is not stored before. */
function withWaiting(totals: StagedTotals, undecided: readonly StagedInvoice[]): StagedTotals {
  return {
    fresh: totals.fresh - undecided.length,
    known: totals.known,
    waiting: totals.waiting + undecided.length,
    byCurrency: totals.byCurrency.map((row) => ({
      ...row,
      inMinor: undecided
        .filter(({ currency }) => currency === row.currency)
        .reduce((sum, { openMinor }) => sum - openMinor, row.inMinor),
    })),
  };
}

async function isStillWanted(client: Db, orgId: number, batch: BatchRow): Promise<boolean> {
  const state = await lockBatch(client, orgId, batch.id);
  const now = await batchById(client, orgId, batch.id);
  return state === "reading" && JSON.stringify(now?.choices) === JSON.stringify(batch.choices);
}

async function stagedTotals(
  client: Db,
  orgId: number,
  booksId: number,
  { kind, summary }: StagedFile,
): Promise<StagedTotals> {
  if (kind === "none") return { fresh: summary.ready, known: 0, waiting: 0, byCurrency: [] };
  const rows =
    kind === "lines"
      ? await countStagedLines(client, orgId)
      : (await countStagedItems(client, orgId, booksId)).map((row) => ({
          ...row,
          waiting: 0,
          inMinor: row.owedMinor,
          outMinor: row.creditMinor,
        }));
  const sum = (of: (row: (typeof rows)[number]) => number) =>
    rows.reduce((total, row) => total + of(row), 0);
  return {
    fresh: sum((row) => row.fresh),
    known: sum((row) => row.known),
    waiting: sum((row) => row.waiting),
    byCurrency: rows,
  };
}

async function accountsOf(
  client: Db,
  orgId: number,
  summary: ReadingSummary,
): Promise<AccountStatements[]> {
  const groups = byAccount(summary.statements);
  const wanted = groups.map((group) => {
    const first = group[0]!;
    return { bankAccountId: first.accountId ?? 0, before: first.from ?? "0001-01-01" };
  });
  const before = await statementsBefore(client, orgId, wanted);
  return groups.map((statements, index) => ({ statements, before: before[index] ?? null }));
}

/** An invoice the books know with another amount: what was booked stays, the difference is named. */
async function changedProblems(
  client: Db,
  orgId: number,
  booksId: number,
  { kind }: StagedFile,
): Promise<ImportProblem[]> {
  if (kind !== "items") return [];
  const changed = await changedItems(client, orgId, booksId);
  return changed.map(({ rowNo, no, currency, faceMinor, knownFaceMinor }) => ({
    code: "item_changed",
    severity: "warning",
    place: { row: rowNo },
    excerpt: no,
    fields: {
      value: no,
      amount: formatMinor(faceMinor, currency),
      known: formatMinor(knownFaceMinor, currency),
    },
  }));
}

/** The file is refused, with the reason; a cancelled reading is discarded. */
async function giveUp(deps: Deps, { orgId, batchId }: ReadImportInput, error: unknown) {
  await inOrganisation(deps.pool, orgId, async (client) => {
    const batch = await batchById(client, orgId, batchId);
    if (batch?.state !== "reading") return;
    const code = error instanceof ReadingFailed ? error.code : null;
    if (code !== null) {
      const fields = { name: batch.fileName };
      const place = {};
      const problem = { code, severity: "fatal", place, excerpt: batch.fileName, fields } as const;
      await replaceProblems(client, orgId, batchId, [problem]);
    }
    await storeReading(client, orgId, batchId, {
      state: code === null ? "discarded" : "refused",
      format: "unknown",
      contentKind: batch.contentKind || "statements",
      preview: {},
      rowsNew: 0,
      rowsKnown: 0,
      rowsRefused: 0,
    });
    await notifyLive(client, { orgId, booksId: batch.booksId, topic: "imports", id: batchId });
  });
}
