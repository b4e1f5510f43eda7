// Finds the header row of a sheet and says which column is which field; tells what kind of table it
// is. A mapping a person made for the same layout goes before any guess.
import {
  type ColumnNames,
  foldHeader,
  headerForms,
  manyColumns,
  type TableKind,
} from "./column-names.ts";
import { digestOf } from "./fast-hash.ts";
import type { ColumnMapping } from "./importer.ts";
import { ledgerColumns } from "./ledger-columns.ts";
import {
  customerColumns,
  itemColumns,
  ownColumns,
  rateColumns,
  taxInvoiceColumns,
} from "./record-columns.ts";
import { statementColumns } from "./statement-columns.ts";

/** Preambles of bank exports run to 14 rows, those of card statements to 24; then comes the header. */
export const HEADER_WITHIN_ROWS = 35;

export type HeadRow = { readonly cells: readonly string[]; readonly row: number };

export type Header = {
  readonly kind: TableKind;
  /** Row number of the (last) header row. */
  readonly row: number;
  readonly cells: readonly string[];
  /** Field of each column, null where none fits. */
  readonly fields: readonly (string | null)[];
  readonly layout: string;
  /** Rows above it: title, account, period. */
  readonly preamble: readonly HeadRow[];
};

/** The names src/cli/reconcile.md gives to the columns of a lines table, taken literally. */
const lineNames: ColumnNames = Object.fromEntries(
  [
    "line_id", "date", "currency", "amount", "payer_name", "payer_account", "memo", "bank_ref",
    "value_date", "account", "end_to_end",
  ].map((name) => [name, [name]]),
); // biome-ignore format: one list

const namesByKind: Readonly<Record<TableKind, ColumnNames>> = {
  lines: lineNames,
  statement: statementColumns,
  tax_invoices: taxInvoiceColumns,
  items: itemColumns,
  customers: customerColumns,
  rates: rateColumns,
  own: ownColumns,
  ledger: ledgerColumns,
};

/** Most telling first: the first kind whose columns are all there wins. A ledger is never guessed. */
const kindsByPrecedence: readonly TableKind[] = [
  "tax_invoices",
  "rates",
  "lines",
  "items",
  "statement",
  "own",
  "customers",
];

/** The fields a kind of table knows, for a mapping form. */
export function fieldsOfKind(kind: TableKind): readonly string[] {
  return Object.keys(namesByKind[kind]);
}

type Fit = { readonly field: string; readonly rank: number };
type NameIndex = ReadonlyMap<string, readonly Fit[]>;

const nameIndexes: ReadonlyMap<TableKind, NameIndex> = new Map(
  [...kindsByPrecedence, "ledger" as const].map((kind) => [kind, indexNames(namesByKind[kind])]),
);

function indexNames(names: ColumnNames): NameIndex {
  const index = new Map<string, Fit[]>();
  for (const [field, aliases] of Object.entries(names)) {
    aliases.forEach((alias, rank) => {
      const form = foldHeader(alias);
      const fits = index.get(form) ?? [];
      fits.push({ field, rank });
      index.set(form, fits);
    });
  }
  return index;
}

type Candidate = { readonly column: number; readonly rank: number };

/** Field of each header cell. Each field takes its best-named column; memo-like ones take all. */
export function mapColumns(cells: readonly string[], kind: TableKind): (string | null)[] {
  const byField = new Map<string, Candidate[]>();
  cells.forEach((cell, column) => {
    for (const [field, rank] of fitsOf(cell, nameIndexes.get(kind))) {
      const candidates = byField.get(field) ?? [];
      candidates.push({ column, rank });
      byField.set(field, candidates);
    }
  });
  const fields: (string | null)[] = cells.map(() => null);
  if (byField.size === 0) return fields;
  for (const field of fieldsOfKind(kind)) {
    const ranked = (byField.get(field) ?? [])
      .filter(({ column }) => fields[column] === null)
      .sort((a, b) => a.rank - b.rank || a.column - b.column);
    const taken = manyColumns[kind].has(field) ? ranked : ranked.slice(0, 1);
    for (const { column } of taken) fields[column] = field;
  }
  return fields;
}

/** Fields a header may stand for, with a rank (lower is better); looser forms rank behind exact. */
function fitsOf(cell: string, index: NameIndex | undefined): Map<string, number> {
  const options = new Map<string, number>();
  headerForms(cell).forEach((form, looseness) => {
    if (looseness > 0 && form.length === 1) return; // "余额(借)" is no column of debits
    for (const fit of index?.get(form) ?? []) {
      const rank = fit.rank + looseness * 1000;
      if ((options.get(fit.field) ?? Number.MAX_SAFE_INTEGER) > rank) options.set(fit.field, rank);
    }
  });
  return options;
}

/** Columns without which a table of a kind means nothing: one of each group. */
const neededFields: Readonly<Record<TableKind, readonly (readonly string[])[]>> = {
  tax_invoices: [
    ["digital_no", "invoice_no"],
    ["seller_tax_id", "seller_name"],
    ["buyer_name", "buyer_tax_id"],
    ["gross", "net"],
  ],
  rates: [["date"], ["from"], ["to"], ["rate"]],
  lines: [
    ["date"],
    ["amount"],
    ["line_id", "payer_name", "payer_account", "bank_ref", "end_to_end"],
  ],
  items: [["item_no"], ["amount", "open_amount"], ["customer_name", "customer_no"]],
  statement: [["date"], ["amount", "money_in", "money_out"]],
  customers: [["name"], ["customer_no", "tax_id", "bank_accounts", "aliases"]],
  own: [["account"], ["name"]],
  ledger: [["date"], ["amount", "money_in", "money_out", "open_amount"]],
};

/** The first field of each group that no column fits. */
function missingFields(kind: TableKind, fields: ReadonlySet<string>): string[] {
  return neededFields[kind]
    .filter((group) => !group.some((field) => fields.has(field)))
    .map((group) => group[0] ?? "");
}

function fits(kind: TableKind, fields: ReadonlySet<string>, cells: readonly string[]): boolean {
  if (missingFields(kind, fields).length > 0) return false;
  switch (kind) {
    case "items":
      if (fields.has("due_date") && fields.has("open_amount")) return true;
      return !looksLikeStatement(cells) && (fields.has("due_date") || !isWeaklyNamed(cells));
    case "customers":
      return !/金额|余额|amount|balance/i.test(cells.join(" "));
    case "own":
      return !looksLikeCustomers(cells);
    default:
      return true;
  }
}

/** For a table without a fitting header: its best row and the fields that row lacks. */
export function nearestHeader(
  rows: readonly HeadRow[],
  kind: TableKind,
): { readonly row: HeadRow; readonly missing: readonly string[] } | null {
  let best: { row: HeadRow; missing: string[]; found: number } | null = null;
  for (const row of rows.slice(0, HEADER_WITHIN_ROWS)) {
    const found = new Set(mapColumns(row.cells, kind).filter((field) => field !== null));
    if (found.size < 2 || found.size <= (best?.found ?? 0)) continue;
    best = { row, missing: missingFields(kind, found), found: found.size };
  }
  return best !== null && best.missing.length > 0 ? best : null;
}

function looksLikeStatement(cells: readonly string[]): boolean {
  const fields = new Set(mapColumns(cells, "statement"));
  return (fields.has("money_in") && fields.has("money_out")) || fields.has("payer_account");
}

/** Heads of document numbers and customers that bank statements have too. */
const weakItemNames: ReadonlySet<string> = new Set(
  [
    "ref",
    "transaction number",
    "tran no",
    "name",
    "partner",
    "betrag",
    "account",
    "a/c",
    "kontonummer",
  ].map(foldHeader),
);

/** Then only a due date tells a list of open items from a statement. */
function isWeaklyNamed(cells: readonly string[]): boolean {
  const fields = mapColumns(cells, "items");
  const customer = fields.includes("customer_name") ? "customer_name" : "customer_no";
  return ["item_no", customer, "amount"].some((field) => {
    const at = fields.indexOf(field);
    return at >= 0 && weakItemNames.has(foldHeader(cells[at] ?? ""));
  });
}

function looksLikeCustomers(cells: readonly string[]): boolean {
  const fields = new Set(mapColumns(cells, "customers"));
  return ["customer_no", "tax_id", "aliases", "pays_for", "terms"].some((field) =>
    fields.has(field),
  );
}

export function layoutOf(cells: readonly string[]): string {
  return digestOf(cells.map(foldHeader).join("\u001f"));
}

/** Best header row of one kind among the first rows, or null. */
export function findHeader(
  rows: readonly HeadRow[],
  kind: TableKind,
  mappings?: ReadonlyMap<string, ColumnMapping>,
): Header | null {
  let best: { header: Header; score: number } | null = null;
  for (const [at, candidate] of headerCandidates(rows, kind)) {
    const given = mappings?.size ? mappings.get(layoutOf(candidate.cells)) : undefined;
    const fields = given ? givenFields(candidate.cells, given) : mapColumns(candidate.cells, kind);
    const found = new Set(fields.filter((field): field is string => field !== null));
    if (!fits(kind, found, candidate.cells)) continue;
    const score = given ? Number.MAX_SAFE_INTEGER : fields.filter((field) => field !== null).length;
    if (best && best.score >= score) continue;
    const header: Header = {
      kind,
      row: candidate.row,
      cells: candidate.cells,
      fields,
      layout: layoutOf(candidate.cells),
      preamble: rows.slice(0, at),
    };
    best = { header, score };
  }
  return best?.header ?? null;
}

/** What a person mapped for a table with one of these rows as its header. */
export function mappedLayout(
  rows: readonly HeadRow[],
  mappings?: ReadonlyMap<string, ColumnMapping>,
): ColumnMapping | null {
  if (!mappings || mappings.size === 0) return null;
  for (const row of rows) {
    const mapping = mappings.get(layoutOf(row.cells));
    if (mapping) return mapping;
  }
  return null;
}

/** Of these kinds the one that can read the mapping and knows the most of its fields. */
export function kindOfMapping<Kind extends TableKind>(
  mapping: ColumnMapping,
  kinds: readonly Kind[],
): Kind | null {
  const fields = new Set(mapping.columns.flatMap(({ field }) => field ?? []));
  let best: { kind: Kind; known: number } | null = null;
  for (const kind of kinds) {
    if (missingFields(kind, fields).length > 0) continue;
    const known = fieldsOfKind(kind).filter((field) => fields.has(field)).length;
    if (known > (best?.known ?? 0)) best = { kind, known };
  }
  return best?.kind ?? null;
}

/** Each row by itself, then each row with the one under it (heads of two rows with merged cells). */
function* headerCandidates(
  rows: readonly HeadRow[],
  kind: TableKind,
): Generator<[number, HeadRow]> {
  const limit = Math.min(rows.length, HEADER_WITHIN_ROWS);
  for (let at = 0; at < limit; at++) {
    if (filledCells(rows[at]!) > 1) yield [at, rows[at]!];
  }
  for (let at = 0; at + 1 < limit; at++) {
    const upper = rows[at]!;
    const lower = rows[at + 1]!;
    if (filledCells(lower) < 2 || lower.cells.some((cell) => /\d{2,}/.test(cell))) continue;
    const width = Math.max(upper.cells.length, lower.cells.length);
    let above = "";
    const cells = Array.from({ length: width }, (_, column) => {
      const below = lower.cells[column]?.trim() ?? "";
      const own = upper.cells[column] ?? "";
      if (below === "") return own;
      // A merged head stands in its first cell only: 对方 over 户名 and 账号.
      above = own.trim() || (lower.cells[column - 1]?.trim() ? above : "");
      return fitsOf(above + below, nameIndexes.get(kind)).size > 0 ? above + below : below;
    });
    yield [at, { cells, row: lower.row }];
  }
}

function filledCells(row: HeadRow): number {
  let filled = 0;
  for (const cell of row.cells) if (cell !== "" && cell.trim() !== "") filled++;
  return filled;
}

function givenFields(cells: readonly string[], mapping: ColumnMapping): (string | null)[] {
  const byIndex = new Map(mapping.columns.map((column) => [column.index, column.field]));
  return cells.map((_, index) => byIndex.get(index) ?? null);
}

/** The header of the most telling kind the first rows fit, or null. */
export function recogniseTable(rows: readonly HeadRow[]): Header | null {
  for (const kind of kindsByPrecedence) {
    const header = findHeader(rows, kind);
    if (header) return header;
  }
  return null;
}

export function mappingOf(header: Header, sheet: string): ColumnMapping {
  return {
    layout: header.layout,
    sheet,
    headerRow: header.row,
    columns: header.cells.map((raw, index) => ({
      index,
      raw: raw.trim(),
      field: header.fields[index] ?? null,
    })),
  };
}
