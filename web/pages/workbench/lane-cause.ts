// The word of a line's row: why it waits, or, once it is decided as no receipt, what it was taken for.
import type { WorkbenchRow } from "../../../src/contract/workbench.ts";
import { matchingWords } from "../../../src/core/words/matching.ts";
import { categoryWords } from "../../../src/core/words/outcome.ts";
import type { Sentence } from "../../../src/core/words/word.ts";
import { causeWords } from "../../words/workbench-reasons.ts";

/** Null where there is neither a short word nor a sentence that says enough without its fields. */
export function causeOf(key: string): Sentence | null {
  const short: Readonly<Record<string, Sentence>> = causeWords;
  const long: Readonly<Record<string, Sentence>> = matchingWords;
  const sentence = long[key];
  return short[key] ?? (sentence?.zh.includes("{") ? null : (sentence ?? null));
}

/** A line somebody sorted keeps the reason it waited for, which is none any more. */
export function categoryOf(row: Pick<WorkbenchRow, "lane" | "category" | "reason">) {
  if (row.lane !== "not_receivable" || row.category === null) return null;
  return isByItself(row.reason?.key ?? "") ? null : categoryWords[row.category];
}

/** The group of a cause in a lane: 原「疑似退票」 for what was sorted by hand since. */
export function groupOf(lane: string, key: string): Sentence | null {
  const cause = causeOf(key);
  if (cause === null || lane !== "not_receivable" || isByItself(key)) return cause;
  return { zh: `原「${cause.zh}」`, en: `Was “${cause.en}”` };
}

/** Whether the words of the bank or a twin alone made it no receipt. */
function isByItself(key: string): boolean {
  return key.startsWith("tag.") || key.startsWith("duplicate.");
}
