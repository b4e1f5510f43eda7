// Names the cause of a difference: all tests are asked, what could fit by accident is left out, the
// firmest finding counts and the others are shown beside it. Nothing fits: it stays unexplained.
import { type Because, because } from "../because.ts";
import type { DifferenceCode } from "../differences.ts";
import { type DifferenceTest, type Finding, strengths } from "./difference-test.ts";
import { differenceTests } from "./registry.ts";
import { type DifferenceSubject, pairsOf } from "./subject.ts";

export type Classification = {
  /** Null: unexplained. */
  readonly code: DifferenceCode | null;
  readonly because: readonly Because[];
  /** What else would fit, less firmly or later in the list. */
  readonly alsoFits: readonly DifferenceCode[];
};

/** A fit that this share of all amounts would show proves nothing. */
const mostAccidental = 0.01;

export function classifyDifference(subject: DifferenceSubject): Classification {
  const findings = differenceTests
    .filter((test) => !fitsByAccident(test, subject))
    .flatMap((test) => test.examine(subject) ?? [])
    .sort((a, b) => firmness(a) - firmness(b));
  const [first, ...others] = findings;
  if (!first) {
    const reason = because("diff.unexplained", { tests: differenceTests.length });
    return { code: null, because: [reason], alsoFits: [] };
  }
  const codes = new Set(others.map(({ code }) => code));
  codes.delete(first.code);
  return { code: first.code, because: [first.because], alsoFits: [...codes] };
}

function firmness({ strength }: Finding): number {
  return strengths.indexOf(strength);
}

/** Amounts spread over their own size: so many debts times variants hit one of so many amounts. */
function fitsByAccident({ variants }: DifferenceTest, subject: DifferenceSubject): boolean {
  if (subject.about !== "line") return false;
  const hits = pairsOf(subject).length * variants;
  return hits > subject.paidMinor * mostAccidental;
}
