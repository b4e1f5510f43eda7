// Looking at imports: cards, one card, its problems.

import {
  type ContentKind,
  contentKinds,
  type ImportCard,
  type ImportProblemOnWire,
  importChoices,
  importPreview,
  importResult,
} from "../../contract/imports.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { type JobRunRow, latestJobsOf } from "../../db/import-jobs.ts";
import { standingOnImport } from "../../db/import-undo.ts";
import {
  type BatchRow,
  batchById,
  batchesBefore,
  problemCounts,
  problemsAfter,
} from "../../db/imports.ts";
import type { Db } from "../../db/pool.ts";
import { inOrganisation } from "../../db/transaction.ts";
import { importers } from "../../importers/registry.ts";
import type { Deps } from "../deps.ts";
import { importJobNames } from "./start-import.ts";
import { undoRefusal } from "./undo-import.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };
export type ImportNotFound = { readonly code: "import_not_found" };

export async function listImports(
  deps: Deps,
  input: InBooks & { readonly cursor: string | undefined; readonly limit: number },
): Promise<{ rows: ImportCard[]; nextCursor: string | null }> {
  const { orgId, booksId, limit } = input;
  const beforeId = Number(input.cursor ?? Number.MAX_SAFE_INTEGER) || Number.MAX_SAFE_INTEGER;
  return inOrganisation(deps.pool, orgId, async (client) => {
    const batches = await batchesBefore(client, orgId, { booksId, beforeId, limit: limit + 1 });
    const shown = batches.slice(0, limit);
    const cards = await cardsOf(deps, client, orgId, shown);
    const last = shown.at(-1);
    const rows = cards.map(withoutRows);
    return { rows, nextCursor: batches.length > limit && last ? String(last.id) : null };
  });
}

/** The first rows of a file are of interest until it is imported; a list of many carries none. */
function withoutRows(card: ImportCard): ImportCard {
  const isOver = card.state === "committed" || card.state === "undone";
  if (!isOver || card.preview === null) return card;
  return { ...card, preview: { ...card.preview, rows: [], columns: [], mapping: null } };
}

export async function findImport(
  deps: Deps,
  input: InBooks & { readonly id: number },
): Promise<Result<ImportCard, ImportNotFound>> {
  const { orgId, booksId, id } = input;
  return inOrganisation(deps.pool, orgId, async (client) => {
    const batch = await batchById(client, orgId, id);
    if (batch?.booksId !== booksId) return refuse({ code: "import_not_found" });
    const [card] = await cardsOf(deps, client, orgId, [batch]);
    return ok(card!);
  });
}

export async function listImportProblems(
  deps: Deps,
  input: InBooks & {
    readonly id: number;
    readonly cursor: string | undefined;
    readonly limit: number;
    readonly code: string | undefined;
  },
): Promise<
  Result<
    {
      rows: ImportProblemOnWire[];
      nextCursor: string | null;
      byCode: { code: string; severity: "fatal" | "row" | "warning"; count: number }[];
    },
    ImportNotFound
  >
> {
  const { orgId, booksId, id, limit } = input;
  return inOrganisation(deps.pool, orgId, async (client) => {
    const batch = await batchById(client, orgId, id);
    if (batch?.booksId !== booksId) return refuse({ code: "import_not_found" });
    const after = Number(input.cursor ?? 0) || 0;
    const page = { batchId: id, after, limit: limit + 1, code: input.code ?? null };
    const found = await problemsAfter(client, orgId, page);
    const byCode = await problemCounts(client, orgId, id);
    const shown = found.slice(0, limit);
    const last = shown.at(-1);
    return ok({
      rows: shown.map((problem) => ({
        ...problem,
        place: { ...problem.place },
        fields: { ...problem.fields },
      })),
      nextCursor: found.length > limit && last ? String(last.n) : null,
      byCode: byCode.map((count) => ({ ...count })),
    });
  });
}

async function cardsOf(
  deps: Deps,
  client: Db,
  orgId: number,
  batches: readonly BatchRow[],
): Promise<ImportCard[]> {
  const ids = batches.map((batch) => batch.id);
  const jobs = await latestJobsOf(client, orgId, { kinds: importJobNames, refIds: ids });
  const jobByBatch = new Map(jobs.map((job) => [job.refId, job]));
  const cards: ImportCard[] = [];
  for (const batch of batches) {
    const standing =
      batch.state === "committed"
        ? await standingOnImport(client, orgId, batch.id)
        : { lines: 0, items: 0 };
    const refusal = undoRefusal(batch, standing);
    const job = jobByBatch.get(batch.id);
    cards.push({
      ...cardOf(batch),
      job: job ? progressOf(job, deps.clock.now()) : null,
      undoRefusal: refusal && { code: refusal.code, fields: plainFields(refusal) },
    });
  }
  return cards;
}

function plainFields(refusal: Readonly<Record<string, string | number>>) {
  const { code: _, ...fields } = refusal;
  return fields;
}

function cardOf(batch: BatchRow): Omit<ImportCard, "job" | "undoRefusal"> {
  const preview = importPreview.safeParse(batch.preview);
  const { result } = batch.preview as { result?: unknown }; // jsonb object
  const done = importResult.safeParse(result);
  const importer = importers.find((one) => one.format === batch.format);
  return {
    id: batch.id,
    fileId: batch.fileId,
    fileName: batch.fileName,
    sizeBytes: batch.sizeBytes,
    state: batch.state,
    format: batch.format,
    formatTitle: importer ? { ...importer.title } : null,
    contentKind: contentKindOf(batch.contentKind),
    choices: importChoices.parse(batch.choices),
    preview: preview.success ? preview.data : null,
    result: done.success ? done.data : null,
    problemCounts: { fatal: batch.fatal, row: batch.row, warning: batch.warning },
    by: batch.by,
    createdAt: batch.createdAt.toISOString(),
    committedAt: batch.committedAt?.toISOString() ?? null,
    undoneAt: batch.undoneAt?.toISOString() ?? null,
  };
}

function contentKindOf(text: string): ContentKind | null {
  return contentKinds.find((kind) => kind === text) ?? null;
}

function progressOf(job: JobRunRow, now: Date): ImportCard["job"] {
  const { id, kind, state, phase, done, total } = job;
  const seconds = job.startedAt ? (now.getTime() - job.startedAt.getTime()) / 1000 : 0;
  const isPaced = state === "running" && total > 0 && done > 0 && seconds >= 1;
  const left = isPaced ? Math.ceil((seconds / done) * (total - done)) : null;
  return { id, kind, state, phase, done, total, secondsLeft: left };
}
