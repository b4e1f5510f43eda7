// The Excel round trip of 待确认: out as a workbook, back as decisions, first shown, then posted.
import { join } from "node:path";
import type { DecisionsPreview } from "../../contract/to-confirm.ts";
import { formatMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import type { Language } from "../../core/words/word.ts";
import { inOrganisation } from "../../db/transaction.ts";
import { toConfirmXlsx } from "../../exporters/to-confirm-xlsx.ts";
import type { Actor } from "../actor.ts";
import { readApart, workbookLimits } from "../apart/read-apart.ts";
import type { Deps } from "../deps.ts";
import { nativeDeflater } from "../native-deflater.ts";
import { type ConfirmOutcome, confirmMatches, markNotReceivable } from "./decide.ts";
import { type JudgedRow, judgeRows, readyCategories } from "./judge-decisions-file.ts";
import { loadProposals } from "./proposals.ts";
import type { FileRefusal, FilledRow } from "./read-decisions-file.ts";

type Books = { readonly orgId: number; readonly booksId: number };

export const toConfirmMediaType = toConfirmXlsx.mediaType;

/** The whole workbook: a few thousand rows at most, some hundred kilobytes. */
export async function writeToConfirm(
  deps: Deps,
  books: Books,
  language: Language,
): Promise<Uint8Array> {
  const rows = await inOrganisation(deps.pool, books.orgId, (db) =>
    loadProposals(db, books, language),
  );
  const pieces: Uint8Array[] = [];
  toConfirmXlsx.write(rows, language, (piece) => pieces.push(piece), nativeDeflater);
  return Buffer.concat(pieces);
}

export async function previewDecisions(
  deps: Deps,
  books: Books,
  file: string,
): Promise<Result<DecisionsPreview, FileRefusal>> {
  const judged = await judgeFile(deps, books, file);
  if (!judged.ok) return judged;
  const rows = judged.value;
  const ready = rows.filter((row) => row.standing === "ready");
  const skipped = rows.filter((row) => row.standing === "skipped").length;
  return ok({
    file,
    rows: rows
      .filter((row) => row.standing !== "skipped")
      .map(({ confirm: _, money, ...row }) => ({
        ...row,
        money: money && {
          amount: formatMinor(money.amountMinor, money.currency),
          currency: money.currency,
        },
      })),
    ready: { count: ready.length, amounts: sumsOf(ready) },
    skipped,
    stays: rows.length - ready.length - skipped,
  });
}

function sumsOf(rows: readonly JudgedRow[]) {
  const sums = new Map<string, number>();
  for (const { money } of rows) {
    if (money) sums.set(money.currency, (sums.get(money.currency) ?? 0) + money.amountMinor);
  }
  return [...sums].map(([currency, minor]) => ({ amount: formatMinor(minor, currency), currency }));
}

export type PostedRow = ConfirmOutcome | Awaited<ReturnType<typeof markNotReceivable>>[number];

/** Posts what is ready, line by line as if each were confirmed; what changed meanwhile stays. */
export async function postDecisionsFile(
  deps: Deps,
  actor: Actor,
  { booksId, file }: { readonly booksId: number; readonly file: string },
): Promise<Result<readonly PostedRow[], FileRefusal>> {
  const judged = await judgeFile(deps, { orgId: actor.orgId, booksId }, file);
  if (!judged.ok) return judged;
  const rows = judged.value;
  const confirmations = rows.flatMap(({ lineId, confirm }) =>
    lineId !== null && confirm ? [{ lineId, ...confirm }] : [],
  );
  const outcomes: PostedRow[] = [];
  if (confirmations.length > 0) {
    outcomes.push(...(await confirmMatches(deps, actor, { booksId, confirmations })));
  }
  for (const [category, group] of readyCategories(rows)) {
    const lineIds = group.flatMap((row) => row.lineId ?? []);
    const reason = [...new Set(group.map((row) => row.note))].join(" · ").slice(0, 500);
    const input = { booksId, lineIds, category, reason };
    outcomes.push(...(await markNotReceivable(deps, actor, input)));
  }
  return ok(outcomes);
}

async function judgeFile(
  deps: Deps,
  books: Books,
  file: string,
): Promise<Result<JudgedRow[], FileRefusal>> {
  const filled = await readKeptFile(deps, books.orgId, file);
  if (!filled.ok) return filled;
  const rows = await inOrganisation(deps.pool, books.orgId, (db) =>
    judgeRows(db, books, filled.value),
  );
  return ok(rows);
}

/** Uploads are kept below the organisation's folder by their hash (http/upload.ts). */
async function readKeptFile(
  { dataFolder }: Deps,
  orgId: number,
  hash: string,
): Promise<Result<readonly FilledRow[], FileRefusal>> {
  const path = join(dataFolder, "files", String(orgId), hash.slice(0, 2), hash);
  const program = new URL("./decisions-process.ts", import.meta.url);
  const read = await readApart<Result<readonly FilledRow[], FileRefusal>>({
    ...{ sender: `members of ${orgId}`, program },
    ...{ order: path, limits: workbookLimits },
  });
  return read ?? refuse({ code: "decisions_file_wrong" });
}
