// Bank lines of all statement files as the engine takes them: one id a line, each line once,
// sorted, so that the order of rows and of files decides nothing.
import { hash } from "node:crypto";
import type { IsoDate } from "../../core/date.ts";
import type { MatchLine } from "../../core/matching/input.ts";
import { formatMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { compareText } from "../../exporters/reconcile-result.ts";
import type { SourcePlace, Statement, StatementEntry } from "../../importers/importer.ts";
import { isSameAccount } from "../importing/account-number.ts";
import type { TextKeeping } from "./own-text.ts";
import type { RowLists, RowProblem } from "./row-lists.ts";
import { safeMinor } from "./safe-minor.ts";

export type LineFile = { readonly file: string; readonly statements: readonly Statement[] };

/** A line with where it stood, until it is known that its id is its own. */
type PlacedLine = {
  readonly line: Draft;
  readonly file: string;
  readonly place: SourcePlace;
};
type Draft = { -readonly [Key in keyof MatchLine]: MatchLine[Key] };

/** The lines sorted by id; later than `asOf` are listed as skipped, clashing ids as refused. */
export function collectLines(
  files: readonly LineFile[],
  options: {
    readonly asOf: IsoDate | null;
    readonly lists: RowLists;
    readonly texts: TextKeeping;
  },
): { readonly lines: readonly MatchLine[]; readonly asOf: IsoDate | null } {
  const { lists, texts } = options;
  const placed: PlacedLine[] = [];
  const closed = files.flatMap(({ statements }) =>
    statements.filter(({ interim }) => interim === undefined),
  );
  for (const file of files) placeLines(file, { placed, texts, lists, closed });
  placed.sort((a, b) => compareText(a.line.lineId, b.line.lineId));
  const own = withOwnIds(placed, lists);
  const asOf = options.asOf ?? latestDate(own);
  const lines: MatchLine[] = [];
  for (const one of own) {
    if (asOf === null || one.line.date <= asOf) lines.push(one.line);
    else lists.skip(problemOf(one, "line_after_as_of", { date: one.line.date, asOf }));
  }
  return { lines, asOf };
}

function latestDate(lines: readonly PlacedLine[]): IsoDate | null {
  let latest: IsoDate | null = null;
  for (const { line } of lines) if (latest === null || line.date > latest) latest = line.date;
  return latest;
}

/**
 * Lines without an id of their own get their content and a number: real identical payments in one
 * file are #1, #2 …; the same line in a second, overlapping file gets the same number again.
 */
function placeLines(
  { file, statements }: LineFile,
  into: {
    readonly placed: PlacedLine[];
    readonly texts: TextKeeping;
    readonly lists: RowLists;
    /** The statements of all files, interim reports and notices left out. */
    readonly closed: readonly Statement[];
  },
): void {
  const unnamed: PlacedLine[] = [];
  for (const statement of statements) {
    for (const entry of statement.entries) {
      const one = placeLine(entry, { statement, file, texts: into.texts });
      if (!one.ok) {
        into.lists.refuse(one.error);
        continue;
      }
      if (isSaidAgain(statement, entry, into.closed)) {
        into.lists.skip(problemOf(one.value, "entry_in_statement", { date: entry.bookingDate }));
        continue;
      }
      into.placed.push(one.value);
      if (!entry.lineId) unnamed.push(one.value);
    }
  }
  numberLines(unnamed);
}

/** What an interim report or notice names comes again in the statement of the day. */
function isSaidAgain(
  { interim, account, currency }: Statement,
  { bookingDate }: StatementEntry,
  closed: readonly Statement[],
): boolean {
  if (interim === undefined) return false;
  return closed.some(
    (statement) =>
      statement.currency === currency &&
      isSameAccount(statement.account, account) &&
      (statement.from ?? bookingDate) <= bookingDate &&
      bookingDate <= (statement.to ?? bookingDate),
  );
}

function placeLine(
  entry: StatementEntry,
  source: { readonly statement: Statement; readonly file: string; readonly texts: TextKeeping },
): Result<PlacedLine, RowProblem> {
  const { statement, file } = source;
  const { own, shared } = source.texts;
  const { place } = entry;
  const amountMinor = safeMinor(entry.amountMinor);
  if (amountMinor === null) {
    const amount = formatMinor(entry.amountMinor, entry.currency);
    const excerpt = `${entry.bookingDate} | ${amount} | ${entry.payerName}`.slice(0, 120);
    return refuse({ file, place, excerpt, code: "amount_too_large", fields: { amount } });
  }
  const line: Draft = {
    lineId: entry.lineId ? own(entry.lineId) : contentKey(entry, statement),
    date: entry.bookingDate,
    valueDate: entry.valueDate,
    currency: entry.currency,
    amountMinor,
    payerName: shared(entry.payerName),
    payerAccount: own(entry.payerAccount),
    memo: own(evidenceText(entry)),
    bankRef: own(entry.bankRef),
    endToEnd: own(entry.endToEnd),
    account: shared(statement.account),
    knownCustomerNo: null,
  };
  return ok({ line, file, place });
}

/** The lines still bear their content alone. */
function numberLines(unnamed: PlacedLine[]): void {
  unnamed.sort(
    (a, b) => compareText(a.line.lineId, b.line.lineId) || compareText(a.line.memo, b.line.memo),
  );
  let key = "";
  let number = 0;
  for (const { line } of unnamed) {
    number = line.lineId === key ? number + 1 : 1;
    key = line.lineId;
    line.lineId = `${key}#${number}`;
  }
}

/** Columns without a home of their own are evidence too: a number may stand in any of them. */
function evidenceText(entry: StatementEntry): string {
  let text = entry.memo;
  if (entry.reference !== "" && !text.includes(entry.reference)) text = join(text, entry.reference);
  for (const key in entry.extra) {
    const value = entry.extra[key];
    if (value) text = join(text, value);
  }
  return text;
}

function join(text: string, more: string): string {
  return text === "" ? more : `${text} · ${more}`;
}

/** Names a line by what it says; the hash keeps the id short. */
function contentKey(entry: StatementEntry, statement: Statement): string {
  const content = [
    statement.account,
    entry.valueDate ?? "",
    entry.payerName,
    entry.payerAccount,
    entry.memo,
    entry.bankRef,
    entry.endToEnd,
  ].join("\u001f");
  const amount = formatMinor(entry.amountMinor, entry.currency);
  return `${entry.bookingDate}/${entry.currency}/${amount}/${hash("sha256", content).slice(0, 12)}`;
}

/** Of lines with one id: the same content is one line, different content is refused. */
function withOwnIds(sorted: readonly PlacedLine[], lists: RowLists): readonly PlacedLine[] {
  const own: PlacedLine[] = [];
  for (let start = 0, end = 1; start < sorted.length; start = end, end += 1) {
    const first = sorted[start]!;
    while (end < sorted.length && sorted[end]!.line.lineId === first.line.lineId) end += 1;
    if (end === start + 1) {
      own.push(first);
      continue;
    }
    const group = sorted.slice(start, end).sort(comparePlaces);
    const id = first.line.lineId;
    if (group.every(({ line }) => isSameLine(line, first.line))) {
      own.push(group[0]!);
      for (const one of group.slice(1)) lists.skip(problemOf(one, "repeated_row", { id }));
      continue;
    }
    for (const one of group) lists.refuse(problemOf(one, "duplicate_row", { id }));
  }
  return own;
}

function comparePlaces(a: PlacedLine, b: PlacedLine): number {
  return compareText(a.file, b.file) || (a.place.row ?? 0) - (b.place.row ?? 0);
}

function problemOf(
  one: PlacedLine,
  code: RowProblem["code"],
  fields: RowProblem["fields"],
): RowProblem {
  const { line, file, place } = one;
  const amount = formatMinor(line.amountMinor, line.currency);
  const parts = [line.lineId, line.date, line.currency, amount, line.payerName, line.memo];
  return { file, place, excerpt: parts.join(" | ").slice(0, 120), code, fields };
}

function isSameLine(a: MatchLine, b: MatchLine): boolean {
  return Object.keys(a).every((key) => a[key as keyof MatchLine] === b[key as keyof MatchLine]);
}
