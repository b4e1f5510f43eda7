// A bank's online-banking export, recognised by the columns only this bank has. Reading it is the
// same for all (table-statement.ts).
import { foldHeader } from "../column-names.ts";
import type { FileHead, Importer } from "../importer.ts";
import { parseStatementTable } from "../table-statement.ts";

export type BankProfile = {
  readonly format: string;
  readonly title: { readonly zh: string; readonly en: string };
  /** Layouts of this bank: columns that stand together there and nowhere else. */
  readonly layouts: readonly (readonly string[])[];
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
  return head.sheets.some(({ columns }) => {
    if (profile.without?.some((name) => columns.has(foldHeader(name)))) return false;
    return profile.layouts.some((layout) => layout.every((name) => columns.has(foldHeader(name))));
  });
}
