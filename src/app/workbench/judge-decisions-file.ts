// What would become of a filled-in to-confirm workbook: each row is compared with the line as it is
// now. Rows that were altered, decided by somebody else or overtaken by a new proposal stay.
import type { DecidedRow } from "../../contract/to-confirm.ts";
import { isCurrency } from "../../core/currency.ts";
import type { NotReceivableCategory } from "../../core/matching/output.ts";
import { parseMinor } from "../../core/money.ts";
import { categoryWords } from "../../core/words/outcome.ts";
import {
  decisionWords,
  type ToConfirmDecision,
  toConfirmReasons,
} from "../../core/words/to-confirm.ts";
import { type MatchRow, selectMatchesOfLines } from "../../db/matches.ts";
import type { Db } from "../../db/pool.ts";
import {
  type LineStateRow,
  selectLineStates,
  selectLinesById,
  type WorkbenchLineRow,
} from "../../db/workbench.ts";
import { proposalHash, readCheck } from "./proposals.ts";
import { type FilledRow, isWord } from "./read-decisions-file.ts";

type Books = { readonly orgId: number; readonly booksId: number };

/** A row with what is to be done about its line when it is ready. */
export type JudgedRow = DecidedRow & {
  readonly confirm: { readonly version: number; readonly candidate: number } | null;
};

export async function judgeRows(
  db: Db,
  books: Books,
  filled: readonly FilledRow[],
): Promise<JudgedRow[]> {
  const ids = [...new Set(filled.flatMap((row) => lineIdOf(row) ?? []))];
  const lines = new Map((await selectLinesById(db, books, ids)).map((l) => [l.id, l]));
  const states = new Map((await selectLineStates(db, books, ids)).map((s) => [s.id, s]));
  const matches = await selectMatchesOfLines(db, books.orgId, [...lines.keys()]);
  const seen = new Set<number>();
  return filled.map((row) => {
    const id = lineIdOf(row);
    const now = id === null ? undefined : { line: lines.get(id), state: states.get(id) };
    const judged = judgeRow(books, row, {
      ...now,
      match: id === null ? undefined : matches.get(id),
    });
    if (judged.standing !== "ready" || id === null) return judged;
    if (seen.has(id)) return { ...judged, standing: "twice", confirm: null };
    seen.add(id);
    return judged;
  });
}

type Now = {
  readonly line?: WorkbenchLineRow | undefined;
  readonly state?: LineStateRow | undefined;
  readonly match: MatchRow | undefined;
};

function judgeRow(books: Books, row: FilledRow, { line, state, match }: Now): JudgedRow {
  const id = lineIdOf(row);
  const decision = decisionOf(row.decision);
  const category = toConfirmReasons.find((one) => isWord(categoryWords[one], row.reason)) ?? null;
  const judged = (standing: DecidedRow["standing"], more: Partial<JudgedRow> = {}): JudgedRow => ({
    row: row.row,
    lineId: line?.id ?? null,
    date: line?.date ?? null,
    payerName: line?.payerName ?? row.payer,
    customerName: line?.customerName ?? null,
    money: line ? moneyOf(line) : null,
    decision,
    category: decision === "not_receivable" ? category : null,
    note: row.note.slice(0, 500),
    standing,
    decidedBy: state?.decidedBy ?? null,
    decidedAt: state?.decidedAt?.toISOString() ?? null,
    confirm: null,
    ...more,
  });
  if (row.decision === "" || decision === "skip") return judged("skipped");
  const proposal = id === null ? null : readCheck(books, id, row.check);
  if (proposal === null) return judged("altered");
  if (!line) return judged("line_gone");
  if (!isSameMoney(row, line)) return judged("altered");
  if (decision === null) return judged("decision_unknown");
  if (line.lane !== "suggested" || !match) return judged("decided");
  if (proposalHash(line, match.candidates) !== proposal) return judged("proposal_changed");
  if (decision === "not_receivable") {
    if (row.reason === "") return judged("reason_missing");
    return category === null ? judged("reason_unknown") : judged("ready");
  }
  const candidate = candidateNumber[decision];
  if (match.candidates[candidate] === undefined) return judged("no_candidate");
  return judged("ready", { confirm: { version: line.version, candidate } });
}

const candidateNumber = { first: 0, second: 1, third: 2 } as const;

function lineIdOf({ line }: FilledRow): number | null {
  return /^\d{1,15}$/.test(line) ? Number(line) : null;
}

function decisionOf(text: string): ToConfirmDecision | null {
  const names = Object.keys(decisionWords) as ToConfirmDecision[]; // the record's own keys
  return names.find((name) => isWord(decisionWords[name], text)) ?? null;
}

function moneyOf({ amountMinor, currency }: WorkbenchLineRow) {
  return { amountMinor, currency };
}

/** The shown amount still is the line's: rows that were sorted apart are seen here. */
function isSameMoney(row: FilledRow, line: WorkbenchLineRow): boolean {
  const { currency } = line;
  if (row.currency !== currency || !isCurrency(currency)) return false;
  const minor = parseMinor(row.amount.replace(/[,\s]/g, ""), currency);
  return minor === BigInt(line.amountMinor);
}

/** Which lines become what, in the order of the file. */
export function readyCategories(
  rows: readonly JudgedRow[],
): Map<NotReceivableCategory, JudgedRow[]> {
  const groups = new Map<NotReceivableCategory, JudgedRow[]>();
  for (const row of rows) {
    if (row.standing !== "ready" || row.category === null) continue;
    const group = groups.get(row.category) ?? [];
    group.push(row);
    groups.set(row.category, group);
  }
  return groups;
}
