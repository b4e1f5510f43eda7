// One test of a cause: a question about a difference that arithmetic answers, with the arithmetic as
// its reason. Every test carries examples that run, at least one of them a refusal.
import type { Because } from "../because.ts";
import type { DifferenceCode } from "../differences.ts";
import type { Sentence } from "../words/word.ts";
import type { DebtFacts, DifferenceSubject } from "./subject.ts";

/**
 * agreed: a contract, a document or the payer says so. exact: the arithmetic can hardly be chance.
 * pattern: usual, but other causes look the same.
 */
export const strengths = ["agreed", "exact", "pattern"] as const;
export type Strength = (typeof strengths)[number];

export type Finding = {
  readonly code: DifferenceCode;
  readonly strength: Strength;
  readonly because: Because;
  /** Number of the debt it is about. */
  readonly itemNo: string | null;
};

export type DifferenceTest = {
  readonly code: DifferenceCode;
  readonly question: Sentence;
  /**
   * How many amounts one debt could turn into by this cause: with many debts and a small amount some
   * will fit by accident, and then the test proves nothing. 0: it does not rest on amounts alone.
   */
  readonly variants: number;
  readonly examine: (subject: DifferenceSubject) => Finding | null;
  readonly examples: readonly TestExample[];
};

export type TestExample = {
  readonly given: string;
  readonly subject: SubjectParts;
  readonly expect: { readonly key: string; readonly strength: Strength } | null;
};

export type SubjectParts = Partial<Omit<DifferenceSubject, "debts" | "elsewhere" | "credits">> & {
  readonly debts?: readonly Partial<DebtFacts>[];
  readonly elsewhere?: readonly Partial<DebtFacts>[];
  readonly credits?: readonly Partial<DebtFacts>[];
};
