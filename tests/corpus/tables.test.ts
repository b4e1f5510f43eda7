// Every table of the sample corpus (bank exports, wallets, receivables lists): as many records as an
// independent reading of the rows finds, every row accounted for; or refused with a reason.
import assert from "node:assert/strict";
import { test } from "node:test";
import { read, utils } from "@e965/xlsx";
import type { ParsedFile } from "../../src/importers/importer.ts";
import { parseFile } from "../../src/importers/registry.ts";
import {
  type CorpusFile,
  corpusFiles,
  corpusOptions,
  countOf,
  entriesOf,
  refusalOf,
  skipReason,
} from "./corpus-files.ts";

const areas = [
  "cn-bank",
  "csv-western",
  "cn-alipay",
  "cn-alipay-merchant",
  "cn-wechat",
  "cn-platform",
  "ar-dataset",
];
const refused: string[] = [];
const unclean: string[] = [];

const tables = skipReason
  ? []
  : corpusFiles(...areas).filter((file) => /\.(csv|ssv|tsv|xlsx?)$/i.test(file.name));

for (const file of tables) {
  test(file.name, () => {
    const parsed = parseFile(file.name, file.bytes, corpusOptions);
    const refusal = refusalOf(parsed);
    if (refusal !== null) {
      refused.push(`${file.name}: ${refusal}`);
      assert.ok(isUnfit(file), `has a header and should be read: ${refusal}`);
      return;
    }
    const rows = rowsOf(file);
    const refusedRows = new Set(
      parsed.problems
        .filter((problem) => problem.severity === "row")
        .map((problem) => `${problem.place.sheet ?? ""} ${problem.place.row}`),
    ).size;
    const aside = countOf(parsed, "entry_zero", "repeated_row", "entry_not_booked");
    assert.equal(recordsOf(parsed) + refusedRows + aside + parsed.ignoredRows, rows.length);
    assert.equal(recordsOf(parsed) + refusedRows + aside, rows.filter(isRecord).length);
    if (refusedRows > 0) unclean.push(`${file.name}: ${refusedRows} of ${rows.length} rows`);
    checkBalances(parsed);
  });
}

test("the corpus of tables", { skip: skipReason }, (context) => {
  context.diagnostic(`refused ${refused.length}:\n${refused.join("\n")}`);
  context.diagnostic(`read with rows refused ${unclean.length}:\n${unclean.join("\n")}`);
  assert.ok(tables.length > 20);
});

function recordsOf(parsed: ParsedFile): number {
  if (parsed.content.kind === "items") return parsed.content.items.length;
  return entriesOf(parsed).length;
}

/** No row of column names, or a summary without amounts by day. */
function isUnfit(file: CorpusFile): boolean {
  const rows = rowsOf(file);
  const hasHeader = rows.some(
    (row) =>
      row.some((cell) => /date|日期|时间|buchungstag/i.test(cell) && !/\d/.test(cell)) &&
      row.some(
        (cell) => /amount|betrag|montant|金额|debit|credit|net/i.test(cell) && !/\d/.test(cell),
      ),
  );
  return !hasHeader;
}

/** Workbooks by SheetJS, texts by the few lines below: neither shares anything with the importers. */
function rowsOf(file: CorpusFile): readonly (readonly string[])[] {
  if (/\.(csv|ssv|tsv)$/i.test(file.name)) return textRows(file);
  const workbook = read(file.bytes, { type: "array", raw: true });
  return workbook.SheetNames.flatMap((name) => {
    const sheet = workbook.Sheets[name];
    if (!sheet) return [];
    const rows: unknown[][] = utils.sheet_to_json(sheet, {
      header: 1,
      blankrows: true,
      defval: "",
    });
    const texts = rows.map((row) => row.map((cell) => String(cell).trim()));
    return texts.filter((row) => row.some((cell) => cell !== "") || row.length > 0);
  });
}

/** Quotes toggle; a delimiter or line end outside them cuts. */
function textRows(file: CorpusFile): string[][] {
  const text = textOf(file).replace(/^\ufeff/, "");
  const delimiter = delimiterOf(text);
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let isQuoted = false;
  for (const character of text.endsWith("\n") ? text : `${text}\n`) {
    if (character === '"') isQuoted = !isQuoted;
    else if (isQuoted || (character !== delimiter && character !== "\n")) cell += character;
    else {
      row.push(cell.trim());
      cell = "";
      if (character !== "\n") continue;
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

function textOf(file: CorpusFile): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(file.bytes);
  } catch {
    const chinese = new TextDecoder("gb18030").decode(file.bytes);
    return /日期|金额/.test(chinese) ? chinese : new TextDecoder("windows-1252").decode(file.bytes);
  }
}

/** Tabs that pad the end of a cell do not count. */
function delimiterOf(text: string): string {
  const plain = text.slice(0, 20_000).replace(/\t+(?=[,;\r\n])/g, "");
  return [",", ";", "\t"].reduce((best, one) =>
    plain.split(one).length > plain.split(best).length ? one : best,
  );
}

const dateCell =
  /^[`']?(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}( .*)?$|\d{1,2}\/\d{1,2}$|20\d{6}$|\d{5}(\.\d+)?$)/;
const amountCell = /^[`'¥￥+-]*([A-Z]{3} ?)?[\d,.]*\d([.,]\d+)?( ?[A-Z$]{1,3}|\(.*\))?$/;

/** A row with a date in one of its cells and a number in another, and more than these two. */
function isRecord(row: readonly string[]): boolean {
  const isDate = (cell: string) => dateCell.test(cell);
  const isAmount = (cell: string) => amountCell.test(cell) || /^-$/.test(cell);
  return (
    row.some(isDate) &&
    row.some((cell) => isAmount(cell) && !isDate(cell)) &&
    row.filter((cell) => cell !== "").length > 2
  );
}

function checkBalances(parsed: ParsedFile): void {
  if (parsed.content.kind !== "statements") return;
  const broken = parsed.content.statements.filter(({ proof }) => proof.state === "broken").length;
  assert.equal(countOf(parsed, "balance_broken"), broken);
}
