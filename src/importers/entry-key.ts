// The identity of statement entries: the same payment keeps its key in every file it comes in, and two
// real identical payments of one day have two keys. The bank's own id counts where it is present and
// unique in the file; else the content, with an ordinal among equals.
import type { Statement, StatementEntry } from "./importer.ts";

export type EntryKey = {
  /** "bank" with the bank's id, else "content". */
  readonly by: "bank" | "content";
  /** What is compared between files. */
  readonly text: string;
  /** 1, 2, … among entries of the same text in this file; always 1 for a bank's id. */
  readonly ordinal: number;
};

/** Keys in the order of the entries; the counts run over all statements given, that is the file. */
export function entryKeys(statements: readonly Statement[]): readonly (readonly EntryKey[])[] {
  const uses = new Map<string, number>();
  const bankTexts = statements.map((statement) =>
    statement.entries.map((entry) => bankText(statement, entry)),
  );
  for (const texts of bankTexts) {
    for (const text of texts) if (text !== null) uses.set(text, (uses.get(text) ?? 0) + 1);
  }
  const seen = new Map<string, number>();
  return statements.map((statement, at) =>
    statement.entries.map((entry, index): EntryKey => {
      const bank = bankTexts[at]?.[index] ?? null;
      if (bank !== null && uses.get(bank) === 1) return { by: "bank", text: bank, ordinal: 1 };
      const text = contentText(statement, entry);
      const ordinal = (seen.get(text) ?? 0) + 1;
      seen.set(text, ordinal);
      return { by: "content", text, ordinal };
    }),
  );
}

/** Amount and date belong to it: some banks number from 1 each day, or reuse numbers for fees. */
function bankText(statement: Statement, entry: StatementEntry): string | null {
  const id = fold(entry.lineId ?? "") || fold(entry.bankRef);
  if (id === "") return null;
  return [fold(statement.account), entry.bookingDate, entry.currency, entry.amountMinor, id].join(
    "|",
  );
}

function contentText(statement: Statement, entry: StatementEntry): string {
  return [
    fold(statement.account),
    entry.bookingDate,
    entry.currency,
    entry.amountMinor,
    fold(entry.payerName),
    fold(entry.payerAccount),
    fold(entry.memo),
    fold(entry.bankRef),
    fold(entry.endToEnd),
    fold(entry.reference),
  ].join("|");
}

/** Exports of one bank differ in width, case, padding and line breaks of the same text. */
function fold(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s·|]+/g, "");
}
