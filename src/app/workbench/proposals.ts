// All lines that wait for a confirmation with what is proposed for them, as a workbook carries them
// out; and the seal by which a row that comes back is known to be the one that went out.
import { createHash } from "node:crypto";
import { isoDate } from "../../core/date.ts";
import { canonicalJson } from "../../core/ledger/chain.ts";
import { formatMinor, readableMinor } from "../../core/money.ts";
import { residualWords } from "../../core/words/outcome.ts";
import type { Language } from "../../core/words/word.ts";
import { selectCustomerNames } from "../../db/decisions.ts";
import { type MatchRow, type StoredCandidate, selectMatchesOfLines } from "../../db/matches.ts";
import type { Db } from "../../db/pool.ts";
import {
  type LaneCursor,
  type LaneLineRow,
  selectLaneLines,
  selectWorkbenchItems,
  type WorkbenchItemRow,
} from "../../db/workbench.ts";
import type { ToConfirmRow } from "../../exporters/to-confirm-xlsx.ts";

type Books = { readonly orgId: number; readonly booksId: number };

/** Proposals a row shows and a decision may name. */
const proposalsShown = 3;
const linesPerPage = 1_000;

/** What was proposed when a row was written; another proposal, amount or customer changes it. */
export function proposalHash(
  line: { readonly id: number; readonly currency: string; readonly amountMinor: number },
  candidates: readonly StoredCandidate[],
): string {
  const { id, currency, amountMinor } = line;
  const shown = candidates.slice(0, proposalsShown).map((c) => ({
    customerId: c.customerId,
    allocations: c.allocations.map((a) => [a.itemId, a.amountMinor, a.lineAmountMinor]),
    residuals: c.residuals.map((r) => [r.side, r.itemId, r.amountMinor, r.code, r.posted]),
  }));
  return hashOf(canonicalJson({ id, currency, amountMinor, shown })).slice(0, 16);
}

/** Shows damage and mix-ups, not malice: whoever may post a row may as well post it by hand. */
function sealOf(books: Books, lineId: number, proposal: string): string {
  const text = `qingzhang to-confirm ${books.orgId} ${books.booksId} ${lineId} ${proposal}`;
  return hashOf(text).slice(0, 12);
}

function checkText(books: Books, lineId: number, proposal: string): string {
  return `${proposal}.${sealOf(books, lineId, proposal)}`;
}

/** The proposal's hash out of a check text; null when the text is not ours or not this line's. */
export function readCheck(books: Books, lineId: number, text: string): string | null {
  const match = /^([0-9a-f]{16})\.([0-9a-f]{12})$/.exec(text.trim());
  const [, proposal = "", seal = ""] = match ?? [];
  return match && sealOf(books, lineId, proposal) === seal ? proposal : null;
}

function hashOf(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

/** Every line that waits for a confirmation, largest first. */
export async function loadProposals(
  db: Db,
  books: Books,
  language: Language,
): Promise<ToConfirmRow[]> {
  const filter = {
    ...books,
    lane: "to_confirm",
    cause: null,
    customerId: null,
    rule: null,
    isUntied: false,
    q: "",
  } as const;
  const rows: ToConfirmRow[] = [];
  let after: LaneCursor | null = null;
  for (;;) {
    const lines = await selectLaneLines(db, filter, { after, limit: linesPerPage });
    rows.push(...(await rowsOf(db, books, lines, language)));
    const last: (typeof lines)[number] | undefined = lines.at(-1);
    if (!last || lines.length < linesPerPage) return rows;
    after = { size: last.sizeMinor, id: last.id };
  }
}

async function rowsOf(
  db: Db,
  books: Books,
  lines: readonly LaneLineRow[],
  language: Language,
): Promise<ToConfirmRow[]> {
  const matches = await selectMatchesOfLines(
    db,
    books.orgId,
    lines.map((line) => line.id),
  );
  const candidates = [...matches.values()].flatMap((m) => m.candidates.slice(0, proposalsShown));
  const itemIds = [...new Set(candidates.flatMap((c) => c.allocations.map((a) => a.itemId)))];
  const items = new Map((await selectWorkbenchItems(db, books, itemIds)).map((i) => [i.id, i]));
  const customerIds = [...new Set(candidates.map((c) => c.customerId))];
  const names = await selectCustomerNames(db, books.orgId, customerIds);
  const proposalText = (c: StoredCandidate, currency: string) =>
    textOf(c, { items, names, currency, language });
  return lines.flatMap((line) => {
    const match = matches.get(line.id);
    return match ? [rowOf(books, line, match, proposalText)] : [];
  });
}

function rowOf(
  books: Books,
  line: LaneLineRow,
  match: MatchRow,
  proposalText: (candidate: StoredCandidate, currency: string) => string,
): ToConfirmRow {
  const { currency, amountMinor } = line;
  const [first] = match.candidates;
  const settled =
    (first?.allocations.reduce((sum, a) => sum + a.lineAmountMinor, 0) ?? 0) +
    (first?.residuals.reduce((sum, r) => sum + (r.side === "line" ? r.amountMinor : 0), 0) ?? 0);
  return {
    lineId: line.id,
    check: checkText(books, line.id, proposalHash(line, match.candidates)),
    date: isoDate(line.date),
    payerName: line.payerName,
    payerAccount: line.payerAccount,
    memo: line.memo,
    currency,
    amount: formatMinor(amountMinor, currency),
    customerName: line.customerName ?? "",
    proposals: match.candidates.slice(0, proposalsShown).map((c) => proposalText(c, currency)),
    rest: formatMinor(amountMinor - settled, currency),
    confidence: `${(Math.floor(match.confidence * 1000) / 10).toString()} %`,
    why: match.reason,
  };
}

/** "上海启明: …12345678 100,000.00 + …12345702 −8,000.00; 手续费 25.00" */
function textOf(
  candidate: StoredCandidate,
  of: {
    readonly items: ReadonlyMap<number, WorkbenchItemRow>;
    readonly names: ReadonlyMap<number, string>;
    readonly currency: string;
    readonly language: Language;
  },
): string {
  const parts = candidate.allocations.map((a) => {
    const item = of.items.get(a.itemId);
    return item ? `${item.no} ${readableMinor(a.amountMinor, item.currency, of.language)}` : "?";
  });
  const residuals = candidate.residuals
    .filter((r) => r.code !== "partial")
    .map(
      (r) =>
        `${residualWords[r.code][of.language]} ${readableMinor(r.amountMinor, r.currency, of.language)}`,
    );
  const name = of.names.get(candidate.customerId) ?? "";
  return [`${name}: ${parts.join(" + ")}`, ...residuals].join("; ");
}
