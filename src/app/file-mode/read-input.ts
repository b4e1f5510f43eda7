// All files of a file-mode run, read and turned into what the engine is given.
import { type IsoDate, isoDate } from "../../core/date.ts";
import type { MatchInput, MatchLine, MatchRate, OwnAccount } from "../../core/matching/input.ts";
import { parseRate } from "../../core/money.ts";
import { ok, type Result } from "../../core/result.ts";
import { compareText } from "../../exporters/reconcile-result.ts";
import type { ItemRow, ParsedContent, RateRow } from "../../importers/importer.ts";
import type { ReconcileRequest } from "../reconcile-files.ts";
import { collectCustomers } from "./collect-customers.ts";
import { collectItems } from "./collect-items.ts";
import { collectLines, type LineFile } from "./collect-lines.ts";
import { keepTexts, type TextKeeping } from "./own-text.ts";
import { type FileModeFault, labelOf, readContent } from "./read-files.ts";
import { RowLists } from "./row-lists.ts";
import { readRules, readWeights } from "./settings-files.ts";

export type FileModeInput = {
  readonly input: MatchInput;
  readonly lists: RowLists;
};

/** No date of a file is refused for being after it: used until the lines have told theirs. */
export const endOfTime = isoDate("9998-12-31");

export function readInput(request: ReconcileRequest): Result<FileModeInput, FileModeFault> {
  const settings = readSettings(request);
  if (!settings.ok) return settings;
  const lists = new RowLists(request.language);
  const lines = readLines(request, { lists, texts: keepTexts() });
  if (!lines.ok) return lines;
  const asOf = lines.value.asOf ?? endOfTime;
  const books = readBooks(request, { lists, asOf });
  if (!books.ok) return books;
  const { latestDate: _latestDate, ...records } = books.value;
  const input = { ...settings.value, ...records, lines: lines.value.lines, asOf, memory: [] };
  return ok({ input, lists });
}

export type Settings = Pick<
  MatchInput,
  "homeCurrency" | "closedDays" | "maxWrongPerMille" | "rules" | "weights"
>;

/** What the arguments and the settings' files say. */
export function readSettings(request: ReconcileRequest): Result<Settings, FileModeFault> {
  const rules = readRules(request.rules);
  if (!rules.ok) return rules;
  const weights = readWeights(request.weights);
  if (!weights.ok) return weights;
  const { homeCurrency, closedDays, maxWrongPerMille } = request;
  const given = { homeCurrency, closedDays, maxWrongPerMille, rules: rules.value };
  return ok({ ...given, weights: weights.value });
}

export type Lines = { readonly lines: readonly MatchLine[]; readonly asOf: IsoDate | null };

export function readLines(
  request: ReconcileRequest,
  { lists, texts }: { readonly lists: RowLists; readonly texts: TextKeeping },
): Result<Lines, FileModeFault> {
  const reader = openReader(request, lists);
  const files: LineFile[] = [];
  for (const path of request.lines) {
    const read = reader("statements", path, request.asOf ?? endOfTime);
    if (!read.ok) return read;
    files.push({ file: read.value.file, statements: read.value.content?.statements ?? [] });
  }
  return ok(collectLines(files, { asOf: request.asOf, lists, texts }));
}

export type Books = Pick<
  MatchInput,
  "items" | "customers" | "rates" | "own" | "incompleteCustomers"
> & {
  /** Latest date that `asOf` limits in any of the files. */
  readonly latestDate: IsoDate;
};

/** All but the lines. */
export function readBooks(
  request: ReconcileRequest,
  { lists, asOf }: { readonly lists: RowLists; readonly asOf: IsoDate },
): Result<Books, FileModeFault> {
  const reader = openReader(request, lists);
  const customerFile = reader("customers", request.customers, asOf);
  if (!customerFile.ok) return customerFile;
  const itemFile = reader("items", request.items, asOf);
  if (!itemFile.ok) return itemFile;
  const rateFile = reader("rates", request.rates, asOf);
  if (!rateFile.ok) return rateFile;
  const ownFile = reader("own", request.own, asOf);
  if (!ownFile.ok) return ownFile;
  const { file, content } = itemFile.value;
  const itemRows = content?.items ?? [];
  const { customers, customerNoOf } = collectCustomers({
    file: customerFile.value.file,
    rows: customerFile.value.content?.customers ?? [],
    itemRows,
    lists,
  });
  const { homeCurrency } = request;
  const items = collectItems({ file, rows: itemRows, homeCurrency, customerNoOf, lists });
  return ok({
    items,
    customers,
    rates: collectRates(rateFile.value.file, rateFile.value.content?.rates ?? [], lists),
    own: collectOwn(ownFile.value.content?.own ?? []),
    incompleteCustomers: new Set(lists.refusedOwners.map(customerNoOf)),
    latestDate: latestOf([customerFile, itemFile, rateFile, ownFile].map((read) => read.value)),
  });
}

export function latestOf(files: readonly { readonly latestDate: IsoDate }[]): IsoDate {
  return files.reduce(
    (latest, { latestDate }) => (latestDate > latest ? latestDate : latest),
    earliest,
  );
}

const earliest = isoDate("0001-01-01");

type Read<Kind extends ParsedContent["kind"]> = {
  readonly file: string;
  /** Null: no such file was given. */
  readonly content: Extract<ParsedContent, { kind: Kind }> | null;
  readonly latestDate: IsoDate;
};
type Reader = <Kind extends ParsedContent["kind"]>(
  expect: Kind,
  path: string | undefined,
  asOf: IsoDate,
  /** Takes the items one by one, where the file's reader can hand them over so. */
  takeItem?: (row: ItemRow) => void,
) => Result<Read<Kind>, FileModeFault>;

export function openReader(request: ReconcileRequest, lists: RowLists): Reader {
  const { language, homeCurrency } = request;
  const onProgress = (rows: number) => request.onProgress("read", rows, 0);
  return (expect, path, asOf, takeItem) => {
    if (path === undefined) return ok({ file: "", content: null, latestDate: earliest });
    const label = labelOf(request, path);
    const given = { homeCurrency, asOf, onProgress };
    const parse = takeItem === undefined ? given : { ...given, onItem: takeItem };
    const option = expect === "statements" ? "--lines" : `--${expect}`;
    const read = readContent({ path, label, option, expect, language, parse, lists });
    if (!read.ok) return read;
    const { content, latestDate } = read.value;
    // Where a reader does not tell, any date may be in the file.
    const latest = latestDate === undefined ? endOfTime : (latestDate ?? earliest);
    return ok({ file: label, content, latestDate: latest });
  };
}

export function collectRates(file: string, rows: readonly RateRow[], lists: RowLists): MatchRate[] {
  const rates: MatchRate[] = [];
  for (const { place, date, from, to, unit, rate: value } of rows) {
    const rate = from === to ? null : parseRate(value, { from, to, unit });
    if (rate) {
      rates.push({ date, rate });
      continue;
    }
    const excerpt = `${date} | ${from} | ${to} | ${value}`;
    lists.refuse({ file, place, excerpt, code: "bad_rate", fields: { value, from, to } });
  }
  return rates.sort(
    (a, b) =>
      compareText(a.rate.from, b.rate.from) ||
      compareText(a.rate.to, b.rate.to) ||
      compareText(a.date, b.date),
  );
}

export function collectOwn(rows: readonly OwnAccount[]): OwnAccount[] {
  const own = rows.map(({ account, name }) => ({ account, name }));
  return own.sort((a, b) => compareText(a.account, b.account) || compareText(a.name, b.name));
}
