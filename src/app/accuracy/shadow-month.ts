// 影子月: the run has answered every line without seeing the firm's own settlements; here both are
// laid beside each other. What agrees and what people say of the rest are labels for calibration.
import type { ShadowMonthOnWire } from "../../contract/shadow.ts";
import {
  type ShadowOutcome,
  type ShadowPart,
  secondsSaved,
  shadowOutcome,
  shadowOutcomes,
} from "../../core/calibration/shadow.ts";
import { isCurrency } from "../../core/currency.ts";
import { formatMinor, parseMinor, toSafeMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import type { Db } from "../../db/pool.ts";
import { beginRecording, storeAudit } from "../../db/recording.ts";
import {
  insertShadowMonth,
  type NamedItem,
  type OwnAnswerRow,
  type PlacedLine,
  type ShadowLine,
  selectItemsNamed,
  selectOwnAnswers,
  selectShadowLines,
  selectShadowMonth,
  selectShadowMonthLines,
  setShadowVerdict,
  type Verdict,
  type WantedLine,
} from "../../db/shadow-months.ts";
import { inOrganisation } from "../../db/transaction.ts";
import { selectLinesById, selectWorkbenchItems } from "../../db/workbench.ts";
import type { Actor } from "../actor.ts";
import { readApart, workbookLimits } from "../apart/read-apart.ts";
import type { Deps } from "../deps.ts";
import type { ShadowRow } from "./read-shadow-file.ts";

type InBooks = { readonly orgId: number; readonly booksId: number; readonly homeCurrency: string };
type FileRefusal = { readonly code: "shadow_file_wrong" | "shadow_nothing_placed" };

/** Disagreements that are listed; all are counted. */
const mostListed = 500;
const mostMinor = 10n ** 15n;

export async function compareShadowMonth(
  deps: Deps,
  actor: Actor,
  input: {
    readonly booksId: number;
    readonly homeCurrency: string;
    readonly fileName: string;
    readonly path: string;
  },
): Promise<Result<ShadowMonthOnWire, FileRefusal>> {
  const { orgId, memberId } = actor;
  const { booksId, fileName } = input;
  const read = await readSettlements(orgId, input.path);
  if (!read.ok) return read;
  const rows = read.value;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const { byLine, unplaced } = await placeRows(db, { orgId, booksId }, rows);
    if (byLine.size === 0) return refuse({ code: "shadow_nothing_placed" });
    const answers = await selectOwnAnswers(db, { orgId, booksId }, [...byLine.keys()]);
    const lines = answers.map((answer) => lineOf(answer, byLine.get(answer.lineId) ?? []));
    const month = { fileName, rowsRead: rows.length, rowsUnplaced: unplaced, lines };
    const id = await insertShadowMonth(db, recording, month);
    const detail = { file: fileName, rows: rows.length, lines: lines.length };
    await storeAudit(db, recording, [
      { actor: actor.name, action: "shadow.compare", subjectKind: "shadow", subjectId: id, detail },
    ]);
    return ok(await monthOnWire(db, { orgId, ...input }));
  });
}

async function readSettlements(
  orgId: number,
  path: string,
): Promise<Result<readonly ShadowRow[], FileRefusal>> {
  const program = new URL("./shadow-process.ts", import.meta.url);
  const read = await readApart<Result<readonly ShadowRow[], FileRefusal>>({
    ...{ sender: `members of ${orgId}`, program },
    ...{ order: path, limits: workbookLimits },
  });
  return read ?? refuse({ code: "shadow_file_wrong" });
}

/** A row counts where its payment and its document are one each. */
async function placeRows(
  db: Db,
  books: { readonly orgId: number; readonly booksId: number },
  rows: readonly ShadowRow[],
): Promise<{ byLine: Map<number, ShadowPart[]>; unplaced: number }> {
  const placed = await selectShadowLines(db, books, rows.map(wantedOf));
  const lines = Map.groupBy(
    placed.filter((one) => one.isByRef || isAmount(rows[one.at]?.amount ?? "", one)),
    ({ at }) => at,
  );
  const numbers = [...new Set(rows.map(({ itemNo }) => itemNo))];
  const items = Map.groupBy(await selectItemsNamed(db, books, numbers), ({ no }) => no);
  const byLine = new Map<number, ShadowPart[]>();
  const torn = new Set<number>();
  let unplaced = 0;
  rows.forEach((row, at) => {
    const [line, ...otherLines] = best(lines.get(at) ?? []);
    const part = partOf(row, items.get(row.itemNo) ?? []);
    if (!line || otherLines.length > 0 || part === null) {
      unplaced++;
      // half of a settlement is none
      if (line && otherLines.length === 0) torn.add(line.lineId);
      return;
    }
    byLine.set(line.lineId, [...(byLine.get(line.lineId) ?? []), part]);
  });
  for (const lineId of torn) byLine.delete(lineId);
  return { byLine, unplaced };
}

/** One currency for each number of decimals. */
const decimals = ["JPY", "CNY", "KWD"] as const;

function wantedOf({ bankRef, date, payer, amount }: ShadowRow): WantedLine {
  return { bankRef, date, payer, minors: decimals.map((currency) => minorOf(amount, currency)) };
}

/** Null for what is no amount, or none that a bank would write. */
function minorOf(text: string, currency: string): number | null {
  const minor = isCurrency(currency) ? parseMinor(text, currency) : null;
  return minor === null || minor > mostMinor || minor < -mostMinor ? null : toSafeMinor(minor);
}

function isAmount(amount: string, { currency, amountMinor }: PlacedLine): boolean {
  return minorOf(amount, currency) === amountMinor;
}

/** Those by reference, where there are any. */
function best(lines: readonly PlacedLine[]): readonly PlacedLine[] {
  const byRef = lines.filter(({ isByRef }) => isByRef);
  return byRef.length > 0 ? byRef : lines;
}

function partOf(row: ShadowRow, named: readonly NamedItem[]): ShadowPart | null {
  const [item, ...others] = named;
  if (!item || others.length > 0) return null;
  const minor = minorOf(row.applied, item.currency);
  return minor === null ? null : [item.itemId, minor];
}

function lineOf(answer: OwnAnswerRow, theirs: readonly ShadowPart[]): ShadowLine {
  const [best] = answer.candidates;
  const ours = (best?.allocations ?? []).map((a): ShadowPart => [a.itemId, a.amountMinor]);
  const lane =
    answer.lane === "auto" ? "auto" : answer.lane === "suggested" && best ? "asked" : "none";
  const { lineId, rule, score, homeMinor } = answer;
  const outcome = shadowOutcome({ lane, parts: ours }, theirs);
  return { lineId, rule, score, homeMinor, ours, theirs, outcome };
}

export async function readShadowMonth(deps: Deps, books: InBooks): Promise<ShadowMonthOnWire> {
  return inOrganisation(deps.pool, books.orgId, (db) => monthOnWire(db, books));
}

async function monthOnWire(db: Db, books: InBooks): Promise<ShadowMonthOnWire> {
  const row = await selectShadowMonth(db, books);
  if (row === null) return { month: null };
  const lines = await selectShadowMonthLines(db, books.orgId, row.id);
  const currency = books.homeCurrency;
  const figure = (of: readonly ShadowLine[]) => ({
    count: of.length,
    home: {
      amount: formatMinor(
        of.reduce((sum, { homeMinor }) => sum + homeMinor, 0),
        currency,
      ),
      currency,
    },
  });
  const outcomes = Object.fromEntries(
    shadowOutcomes.map((name) => [name, figure(lines.filter(({ outcome }) => outcome === name))]),
  ) as Record<ShadowOutcome, ReturnType<typeof figure>>; // one figure an outcome
  const open = lines.filter(({ outcome }) => outcome === "differ" || outcome === "asked_wrong");
  const judged = (verdict: Verdict) => open.filter((line) => line.verdict === verdict).length;
  const { id, fileName, rowsRead, rowsUnplaced, recordedAt } = row;
  return {
    month: {
      ...{ id, fileName, rowsRead, rowsUnplaced, outcomes },
      at: recordedAt.toISOString(),
      lines: figure(lines),
      oursRight: judged("ours"),
      theirsRight: judged("theirs"),
      unjudged: open.filter(({ verdict }) => verdict === null).length,
      minutesSaved: Math.floor(secondsSaved(lines.map(({ outcome }) => outcome)) / 60),
      disagreements: await disagreementsOnWire(db, books, open.slice(0, mostListed)),
    },
  };
}

async function disagreementsOnWire(
  db: Db,
  books: InBooks,
  lines: Awaited<ReturnType<typeof selectShadowMonthLines>>,
) {
  const ids = lines.map(({ lineId }) => lineId);
  const rows = new Map((await selectLinesById(db, books, ids)).map((row) => [row.id, row]));
  const itemIds = lines.flatMap(({ ours, theirs }) => [...ours, ...theirs].map(([id]) => id));
  const items = new Map(
    (await selectWorkbenchItems(db, books, [...new Set(itemIds)])).map((item) => [item.id, item]),
  );
  const partsOf = (parts: readonly ShadowPart[]) =>
    parts.flatMap(([id, minor]) => {
      const item = items.get(id);
      if (!item) return [];
      const { no, customerName, currency } = item;
      return [{ no, customerName, amount: { amount: formatMinor(minor, currency), currency } }];
    });
  return lines.flatMap(({ lineId, outcome, ours, theirs, verdict }) => {
    const line = rows.get(lineId);
    if (!line) return [];
    const { date, payerName, memo, currency, amountMinor } = line;
    return [
      {
        ...{ lineId, outcome, date, payerName, memo, verdict },
        amount: { amount: formatMinor(amountMinor, currency), currency },
        ours: partsOf(ours),
        theirs: partsOf(theirs),
      },
    ];
  });
}

export async function judgeShadowLine(
  deps: Deps,
  actor: Actor,
  input: {
    readonly booksId: number;
    readonly homeCurrency: string;
    readonly shadowId: number;
    readonly lineId: number;
    readonly verdict: Verdict;
  },
): Promise<Result<ShadowMonthOnWire, { readonly code: "not_found" }>> {
  const { orgId, memberId } = actor;
  const { booksId, shadowId, lineId, verdict } = input;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const month = await selectShadowMonth(db, { orgId, booksId });
    if (month?.id !== shadowId) return refuse({ code: "not_found" });
    const isSet = await setShadowVerdict(db, recording, { shadowId, lineId, verdict });
    if (!isSet) return refuse({ code: "not_found" });
    const detail = { line: lineId, verdict };
    await storeAudit(db, recording, [
      {
        actor: actor.name,
        action: "shadow.judge",
        subjectKind: "shadow",
        subjectId: shadowId,
        detail,
      },
    ]);
    return ok(await monthOnWire(db, { orgId, ...input }));
  });
}
