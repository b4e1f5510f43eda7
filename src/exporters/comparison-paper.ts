// What the paper and the workbook of a comparison have in common: whose books, the reconciliation, the
// differences with their entries, both signatures.

import type { Because } from "../core/because.ts";
import { type DifferenceCode, differences } from "../core/differences.ts";
import { readableAmount } from "../core/group-digits.ts";
import { formatMinor, parseMinor } from "../core/money.ts";
import { reasonLines } from "../core/words/comparison.ts";
import {
  type ComparisonLabel,
  comparisonLabels,
  type sectionWords,
  type verdictWords,
} from "../core/words/comparison-paper.ts";
import { fillSentence, type Language, type Sentence } from "../core/words/word.ts";

export type PaperSide = {
  readonly name: string;
  readonly opening: string;
  readonly closing: string;
  readonly adjusted: string;
  readonly rows: readonly {
    readonly section: keyof typeof sectionWords;
    readonly count: number;
    readonly amount: string;
  }[];
  readonly signature: {
    readonly name: string;
    readonly position: string;
    readonly at: string;
  } | null;
};

export type PaperEntry = {
  readonly side: "ours" | "theirs";
  readonly date: string;
  readonly no: string;
  readonly memo: string;
  readonly amount: string;
};

export type PaperGroup = {
  readonly n: number;
  readonly verdict: keyof typeof verdictWords;
  readonly code: DifferenceCode | null;
  readonly corrects: "ours" | "theirs" | null;
  readonly ours: string;
  readonly theirs: string;
  readonly gap: string;
  readonly because: readonly Because[];
  readonly answer: string;
  readonly entries: readonly PaperEntry[];
};

export type ComparisonPaper = {
  readonly language: Language;
  readonly no: string;
  readonly currency: string;
  readonly from: string;
  readonly to: string;
  /** What is open on the last day, instead of what moved in the period. */
  readonly isOpenItems: boolean;
  readonly madeOn: string;
  readonly fileName: string;
  readonly ours: PaperSide;
  readonly theirs: PaperSide;
  readonly openingGap: string;
  readonly left: string;
  readonly agreed: { readonly count: number; readonly amount: string };
  /** All that does not agree. */
  readonly differences: readonly PaperGroup[];
  readonly sha256: string;
};

export type ComparisonVoice = {
  readonly label: (
    label: ComparisonLabel,
    fields?: Readonly<Record<string, string | number>>,
  ) => string;
  readonly say: (sentence: Sentence) => string;
  readonly money: (amount: string) => string;
  readonly cause: (code: DifferenceCode | null) => string;
  readonly reasons: (because: readonly Because[]) => string;
};

export function comparisonVoice({
  language,
  currency,
}: Pick<ComparisonPaper, "language" | "currency">): ComparisonVoice {
  return {
    label: (label, fields = {}) => fillSentence(comparisonLabels[label], language, fields),
    say: (sentence) => sentence[language],
    money: (amount) =>
      readableAmount(formatMinor(parseMinor(amount, currency) ?? 0n, currency), language),
    cause: (code) => (code === null ? "" : `${code} ${differences[code][language]}`),
    reasons: (because) => reasonLines(because, language).join("\n"),
  };
}
