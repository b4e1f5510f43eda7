// How column names are compared: the kinds of table, and the folded forms of a header cell. The names
// themselves stand in statement-columns.ts and record-columns.ts.

export type TableKind =
  | "lines"
  | "statement"
  | "tax_invoices"
  | "items"
  | "customers"
  | "rates"
  | "own"
  /** An account as the other side keeps it; read only where one is asked for (ledger-table.ts). */
  | "ledger";

/** field → names, best first. */
export type ColumnNames = Readonly<Record<string, readonly string[]>>;

/** Names written as one text with "|" between. */
export function namesOf<Field extends string>(
  texts: Readonly<Record<Field, string>>,
): Readonly<Record<Field, readonly string[]>> {
  const names = Object.entries<string>(texts).map(([field, text]) => [
    field,
    text.split("|").map((name) => name.trim()),
  ]);
  return Object.fromEntries(names) as Record<Field, string[]>; // the keys are those of `texts`
}

/** Fields that take every column that fits, not just the best. */
export const manyColumns: Readonly<Record<TableKind, ReadonlySet<string>>> = {
  lines: new Set(["memo"]),
  statement: new Set(["memo"]),
  items: new Set(["memo"]),
  tax_invoices: new Set(),
  customers: new Set(["bank_accounts", "aliases"]),
  rates: new Set(),
  own: new Set(),
  ledger: new Set(["memo", "ref"]),
};

/** Folded for comparison: width, case, blanks, stars, quotes. */
export function foldHeader(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s*"'`\ufeff:]+/g, "")
    .replace(/帐/g, "账");
}

/** Headers and the cells tried as headers repeat: a few thousand are remembered. */
const rememberedForms = new Map<string, readonly string[]>();
const MOST_REMEMBERED = 4000;
/** No column name is longer. */
const LONGEST_NAME = 80;

/** The folded forms under which a header is looked up: whole, without brackets, only the brackets. */
export function headerForms(text: string): readonly string[] {
  const known = rememberedForms.get(text);
  if (known) return known;
  const forms = text.length > LONGEST_NAME ? [] : makeForms(text);
  if (rememberedForms.size >= MOST_REMEMBERED) rememberedForms.clear();
  rememberedForms.set(text, forms);
  return forms;
}

function makeForms(text: string): readonly string[] {
  const whole = foldHeader(text);
  if (whole === "") return [];
  const bare = whole.replace(/[([【].*?[)\]】]/g, "").replace(/[([【].*$/, "");
  const inside = /[([【](.*?)[)\]】]/.exec(whole)?.[1] ?? "";
  return [whole, bare, inside].filter((form, at, all) => form !== "" && all.indexOf(form) === at);
}
