// Columns whose heads alone mislead: the content of the rows says what they are. A mapping that a
// person made is left as it is.
import { directionOf } from "./direction-words.ts";
import type { ParseOptions } from "./importer.ts";
import { readTitle } from "./statement-title.ts";
import { cleanText } from "./table-cells.ts";
import { type Header, type HeadRow, mapColumns } from "./table-layout.ts";
import type { TableRecords } from "./table-records.ts";

type Fields = Header["fields"];

/** For bank lines: whose account a column names, and which column says in or out. */
export function withColumnsToldApart(table: TableRecords, options: ParseOptions): TableRecords {
  if (options.mappings?.has(table.header.layout)) return table;
  return withFields(table, withDirection(withPayerAccount(table.header, table.sample), table));
}

/** Of two columns that fit a field the better named may be empty throughout: then the other one. */
export function withFilledColumns(table: TableRecords, options: ParseOptions): TableRecords {
  const { header, sample } = table;
  if (options.mappings?.has(header.layout) || sample.length === 0) return table;
  const isEmpty = header.cells.map(
    (_, column) => header.fields[column] !== null && textsOf(sample, column).length === 0,
  );
  if (!isEmpty.includes(true)) return table;
  const filled = mapColumns(
    header.cells.map((cell, column) => (isEmpty[column] ? "" : cell)),
    header.kind,
  );
  const fields = [...header.fields];
  header.fields.forEach((field, column) => {
    const other = isEmpty[column] ? filled.indexOf(field) : -1;
    if (other < 0 || fields[other] !== null) return;
    fields[other] = field;
    fields[column] = null;
  });
  return withFields(table, fields);
}

function withFields(table: TableRecords, fields: Fields): TableRecords {
  if (fields.every((field, at) => field === table.header.fields[at])) return table;
  const header = { ...table.header, fields };
  const columns = table.mapping.columns.map((column, at) => ({
    ...column,
    field: fields[at] ?? null,
  }));
  return { ...table, header, mapping: { ...table.mapping, columns } };
}

/** The lines above name the account, and no row is of it: the column is the other side's ("IBAN"). */
function withPayerAccount(header: Header, sample: readonly HeadRow[]): Fields {
  const at = header.fields.indexOf("account");
  const own = digitsOf(readTitle(header).account);
  if (at < 0 || header.fields.includes("payer_account")) return header.fields;
  const texts = textsOf(sample, at).map(digitsOf);
  const values = new Set(texts);
  const isOthers =
    own === ""
      ? values.size >= MANY_ACCOUNTS && values.size * 2 > texts.length && isOneChain(header, sample)
      : values.size > 1 && ![...values].some((value) => value === own);
  if (!isOthers) return header.fields;
  return header.fields.map((field, column) => (column === at ? "payer_account" : field));
}

/** No firm has so many accounts with a line or two each and one balance for all. */
const MANY_ACCOUNTS = 4;

/** The balance goes on from row to row, whatever the column of accounts says. */
function isOneChain({ fields }: Header, sample: readonly HeadRow[]): boolean {
  const at = fields.indexOf("balance");
  const [signed, moneyIn, moneyOut] = ["amount", "money_in", "money_out"].map((field) =>
    fields.indexOf(field),
  );
  if (at < 0) return false;
  const digits = (cell: string | undefined) => {
    const text = (cell ?? "").replace(/[^\d]/g, "");
    return text === "" ? null : BigInt(text);
  };
  const rows = sample.flatMap(({ cells }) => {
    const balance = digits(cells[at]);
    const amounts = [signed, moneyIn, moneyOut].flatMap(
      (column) => digits(cells[column ?? -1]) ?? [],
    );
    return balance === null || amounts.length === 0 ? [] : [{ balance, amounts }];
  });
  const isStep = (from: bigint, to: bigint, amounts: readonly bigint[]) =>
    amounts.some((amount) => amount > 0n && (to - from === amount || from - to === amount));
  let steps = 0;
  for (let n = 1; n < rows.length; n++) {
    const [upper, lower] = [rows[n - 1]!, rows[n]!];
    const { balance } = upper;
    const goesOn =
      isStep(balance, lower.balance, lower.amounts) ||
      isStep(balance, lower.balance, upper.amounts);
    if (goesOn) steps++;
  }
  return rows.length > 3 && steps * 10 >= (rows.length - 1) * 8;
}

function digitsOf(account: string): string {
  return account.replace(/[^\dA-Z]/gi, "").toUpperCase();
}

/** One amount column without signs, and beside it a column of nothing but 收 and 支 under any head. */
function withDirection(fields: Fields, { sample, header }: TableRecords): Fields {
  const has = (field: string) => fields.includes(field);
  if (!has("amount") || has("direction") || has("money_in") || has("money_out")) return fields;
  const at = fields.findIndex(
    (field, column) =>
      (field === null || field === "memo") &&
      (header.cells[column] ?? "").trim() !== "" &&
      isAllDirections(textsOf(sample, column)),
  );
  return at < 0 ? fields : fields.map((field, column) => (column === at ? "direction" : field));
}

/** A lone sign may be a bank's mark for an empty cell. */
function isAllDirections(texts: readonly string[]): boolean {
  return (
    texts.length > 0 && texts.every((text) => /[^-+]/.test(text) && directionOf(text) !== null)
  );
}

function textsOf(sample: readonly HeadRow[], column: number): string[] {
  return sample.map(({ cells }) => cleanText(cells[column])).filter((text) => text !== "");
}
