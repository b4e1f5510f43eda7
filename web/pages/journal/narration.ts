// 摘要 of an entry in the reader's language, and the few facts its list shows.
import type { JournalEntry } from "../../../src/contract/journal.ts";
import { type EntryWord, entryWords, narrate } from "../../../src/core/words/ledger.ts";
import type { Language } from "../../../src/core/words/word.ts";

export function narrationOf(
  { narration, reversesId }: Pick<JournalEntry, "narration" | "reversesId">,
  language: Language,
): string {
  if (!Object.hasOwn(entryWords, narration.key)) return narration.key;
  const key = narration.key as EntryWord; // checked on the line before
  const fields = {
    ...narration.fields,
    ...(narration.fields["payer"] === "" ? nobody[language] : {}),
  };
  const reverses = reversesId === null ? {} : { reversesId: String(reversesId) };
  return narrate({ narration: { key, fields }, ...reverses }, language);
}

/** Banks often name no payer; Chinese leaves the place empty, English cannot. */
const nobody = { zh: {}, en: { payer: "an unnamed payer" } } as const;

/** The customer an entry concerns; several are told by the first. */
export function customerOf({ lines }: Pick<JournalEntry, "lines">): string | null {
  return lines.find(({ customerName }) => customerName !== null)?.customerName ?? null;
}

/** "1002", "2203.01": each account of a side once. */
export function codesOf({ lines }: Pick<JournalEntry, "lines">, side: "debit" | "credit"): string {
  const codes = lines.filter((line) => line.side === side).map((line) => line.accountCode);
  return [...new Set(codes)].join(" ");
}
