// A bank's online-banking export, recognised by the columns only this bank has. Reading it is the
// same for all (table-statement.ts).
import { foldHeader } from "../column-names.ts";
import type { FileHead, HeadSheet, Importer } from "../importer.ts";
import { parseStatementTable } from "../table-statement.ts";

export type BankProfile = {
  readonly format: string;
  readonly title: { readonly zh: string; readonly en: string };
  /** Layouts of this bank: columns that stand together there and nowhere else. */
  readonly layouts: readonly (readonly string[])[];
  /** Layouts that other banks have too: this bank's where file, sheet or title name it. */
  readonly shared?: { readonly layouts: readonly (readonly string[])[]; readonly named: RegExp };
  /** Columns that are in none of its layouts. */
  readonly without?: readonly string[];
  /** Columns of card statements, which count spending as positive. */
  readonly cardColumns?: readonly string[];
};

export function bankImporter(profile: BankProfile): Importer {
  const cards = (profile.cardColumns ?? []).map(foldHeader);
  return {
    format: profile.format,
    content: "statements",
    title: profile.title,
    extensions: [".xls", ".xlsx", ".csv"],
    recognises: (head) => hasLayoutOf(head, profile),
    parse: (bytes, options) =>
      parseStatementTable(bytes, options, {
        format: profile.format,
        kind: "statement",
        bank: profile.title.zh,
        isInverse: (columns) => cards.some((card) => columns.has(card)),
      }),
  };
}

export function hasLayoutOf(head: FileHead, profile: BankProfile): boolean {
  if (head.tableKind !== "statement") return false;
  return head.sheets.some((sheet) => {
    const { columns } = sheet;
    const stands = (layout: readonly string[]) =>
      layout.every((name) => columns.has(foldHeader(name)));
    if (profile.without?.some((name) => columns.has(foldHeader(name)))) return false;
    if (profile.layouts.some(stands)) return true;
    const { shared } = profile;
    if (!shared?.layouts.some(stands)) return false;
    return shared.named.test([head.name, sheet.name, ...titleOf(sheet)].join(" "));
  });
}

/** The cells above the column names: below them a bank's name may be the other side's. */
function titleOf({ rows, columns }: HeadSheet): string[] {
  const header = rows.findIndex(
    ({ cells }) => cells.filter((cell) => columns.has(foldHeader(cell))).length > 2,
  );
  return rows.slice(0, Math.max(header, 0)).flatMap(({ cells }) => [...cells]);
}
