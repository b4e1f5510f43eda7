// All files of a file-mode run, read and turned into what the engine is given.
import { type IsoDate, isoDate } from "../../core/date.ts";
import type { MatchInput, MatchRate, OwnAccount } from "../../core/matching/input.ts";
import type { Weights } from "../../core/matching/weights.ts";
import { parseRate } from "../../core/money.ts";
import { ok, type Result } from "../../core/result.ts";
import { compareText } from "../../exporters/reconcile-result.ts";
import type { ParsedContent, RateRow } from "../../importers/importer.ts";
import type { ReconcileRequest } from "../reconcile-files.ts";
import { collectCustomers } from "./collect-customers.ts";
import { collectItems } from "./collect-items.ts";
import { collectLines, type LineFile } from "./collect-lines.ts";
import type { RowLists } from "./listed.ts";
import { type FileModeFault, labelsOf, readContent } from "./read-files.ts";
import { readRules, readWeights } from "./settings-files.ts";

export type FileModeInput = {
  readonly input: MatchInput;
  readonly weights: Weights;
  readonly lists: RowLists;
};

/** No date of a file is refused for being after it: used until the lines have told theirs. */
const endOfTime = isoDate("9998-12-31");

export function readInput(request: ReconcileRequest): Result<FileModeInput, FileModeFault> {
  const rules = readRules(request.rules);
  if (!rules.ok) return rules;
  const weights = readWeights(request.weights);
  if (!weights.ok) return weights;
  const lists: RowLists = { refused: [], skipped: [] };
  const reader = openReader(request, lists);
  const lineFiles = readLines(request, reader);
  if (!lineFiles.ok) return lineFiles;
  const { lines, asOf } = collectLines(lineFiles.value, { asOf: request.asOf, lists });
  const until = asOf ?? endOfTime;
  const customerRows = reader("customers", request.customers, until);
  if (!customerRows.ok) return customerRows;
  const itemRows = reader("items", request.items, until);
  if (!itemRows.ok) return itemRows;
  const rates = reader("rates", request.rates, until);
  if (!rates.ok) return rates;
  const own = reader("own", request.own, until);
  if (!own.ok) return own;
  const { homeCurrency } = request;
  const customerFile = {
    file: customerRows.value.file,
    rows: customerRows.value.content?.customers ?? [],
  };
  const itemFile = { file: itemRows.value.file, rows: itemRows.value.content?.items ?? [] };
  const { customers, customerNoOf } = collectCustomers({
    ...customerFile,
    itemRows: itemFile.rows,
    lists,
  });
  const refusedOnReading = refusedCustomers(lists);
  const { items, incompleteCustomers } = collectItems({
    ...itemFile,
    homeCurrency,
    customerNoOf,
    lists,
  });
  const input: MatchInput = {
    homeCurrency,
    asOf: until,
    items,
    lines,
    customers,
    rates: collectRates(rates.value.file, rates.value.content?.rates ?? [], lists),
    own: collectOwn(own.value.content?.own ?? []),
    memory: [],
    rules: rules.value,
    closedDays: request.closedDays,
    maxWrongPerMille: request.maxWrongPerMille,
    incompleteCustomers: incompleteCustomers.union(refusedOnReading),
  };
  return ok({ input, weights: weights.value, lists });
}

type Read<Kind extends ParsedContent["kind"]> = {
  readonly file: string;
  /** Null: no such file was given. */
  readonly content: Extract<ParsedContent, { kind: Kind }> | null;
};
type Reader = <Kind extends ParsedContent["kind"]>(
  expect: Kind,
  path: string | undefined,
  asOf: IsoDate,
) => Result<Read<Kind>, FileModeFault>;

function openReader(request: ReconcileRequest, lists: RowLists): Reader {
  const { language, homeCurrency, items, customers, rates, own } = request;
  const paths = [items, ...request.lines, customers, rates, own].filter(
    (path) => path !== undefined,
  );
  const labels = labelsOf(paths);
  const onProgress = (rows: number) => request.onProgress("read", rows, 0);
  return (expect, path, asOf) => {
    if (path === undefined) return ok({ file: "", content: null });
    const label = labels.get(path) ?? path;
    const parse = { homeCurrency, asOf, onProgress };
    const option = expect === "statements" ? "--lines" : `--${expect}`;
    const content = readContent({ path, label, option, expect, language, parse, lists });
    return content.ok ? ok({ file: label, content: content.value }) : content;
  };
}

function readLines(
  request: ReconcileRequest,
  reader: Reader,
): Result<readonly LineFile[], FileModeFault> {
  const files: LineFile[] = [];
  for (const path of request.lines) {
    const read = reader("statements", path, request.asOf ?? endOfTime);
    if (!read.ok) return read;
    files.push({ file: read.value.file, statements: read.value.content?.statements ?? [] });
  }
  return ok(files);
}

/** Whose item rows the reader refused, where the row still said it. */
function refusedCustomers({ refused }: RowLists): ReadonlySet<string> {
  const customers = new Set<string>();
  for (const { fields } of refused) {
    const { customerNo } = fields;
    if (typeof customerNo === "string" && customerNo !== "") customers.add(customerNo);
  }
  return customers;
}

function collectRates(file: string, rows: readonly RateRow[], lists: RowLists): MatchRate[] {
  const rates: MatchRate[] = [];
  for (const { place, date, from, to, unit, rate: value } of rows) {
    const rate = from === to ? null : parseRate(value, { from, to, unit });
    if (rate) {
      rates.push({ date, rate });
      continue;
    }
    const excerpt = `${date} | ${from} | ${to} | ${value}`;
    lists.refused.push({ file, place, excerpt, code: "bad_rate", fields: { value, from, to } });
  }
  return rates.sort(
    (a, b) =>
      compareText(a.rate.from, b.rate.from) ||
      compareText(a.rate.to, b.rate.to) ||
      compareText(a.date, b.date),
  );
}

function collectOwn(rows: readonly OwnAccount[]): OwnAccount[] {
  const own = rows.map(({ account, name }) => ({ account, name }));
  return own.sort((a, b) => compareText(a.account, b.account) || compareText(a.name, b.name));
}
