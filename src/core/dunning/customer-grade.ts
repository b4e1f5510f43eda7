// The grade of a customer, the same wherever it is shown: the worst age and amount of what is overdue,
// undisputed, and not covered by credit notes or money that is here. A promise stops messages, not ages
// (DOMAIN §5.8), so it changes no grade; what is disputed gives none (DOMAIN §5.14).

import type { IsoDate } from "../date.ts";
import { divideHalfUp } from "../money.ts";
import type { DunningGrade } from "../terms/ages.ts";
import type { Sentence } from "../words/word.ts";
import { askOf, type Standing } from "./asking.ts";
import { type GradeRule, gradeByAmounts, gradeOf } from "./grade.ts";

/** Said in the grade's place where there is none. */
export const ungradedReasons = {
  disputed: { zh: "未定级 · 逾期款在争议中", en: "No grade: disputed" },
  covered: { zh: "未定级 · 红字或已到款足以抵付", en: "No grade: covered by credits" },
  below_minimum: { zh: "未定级 · 低于定级金额", en: "No grade: below the minimum" },
  not_overdue: { zh: "未逾期", en: "Not overdue" },
} as const satisfies Readonly<Record<string, Sentence>>;
export type UngradedReason = keyof typeof ungradedReasons;

/** One of the two is null. */
export type GradedCustomer = {
  readonly grade: DunningGrade | null;
  readonly ungraded: UngradedReason | null;
};

/** Decided on the documents one by one. An instalment without its invoice is no overdue receivable. */
export function customerGradeOf(
  { items, credits }: Pick<Standing, "items" | "credits">,
  of: { readonly grades: readonly GradeRule[]; readonly day: IsoDate },
): GradedCustomer {
  const claims = items.filter(({ kind }) => kind !== "plan");
  const standing = { items: claims, credits, promises: [] };
  const asks = askOf(standing, { day: of.day, promiseGraceDays: 0 });
  const found = gradeOf(asks, of.grades);
  if (found) return { grade: found.grade, ungraded: null };
  const due = asks.filter(({ days }) => days > 0);
  const ungraded = whyUngraded({
    isAsked: due.some(({ askedMinor }) => askedMinor > 0n),
    isDisputed: due.some(({ disputedMinor }) => disputedMinor > 0n),
    isCovered: due.some(({ creditMinor }) => creditMinor > 0n),
  });
  return { grade: null, ungraded };
}

/** Less disputes and credit notes that name them. */
export type OldClaims = { readonly minor: bigint; readonly homeMinor: bigint };

/** What is overdue in one currency, summed from the day on from which each grade begins. */
export type ClaimsByGrade = {
  readonly old: Readonly<Record<DunningGrade, OldClaims>>;
  /** Credit notes of no open document or beyond it, receipts and free advances not applied. */
  readonly creditMinor: bigint;
  readonly disputedMinor: bigint;
  /** Taken off above by credit notes that name a document. */
  readonly linkedMinor: bigint;
};

/**
 * The same grade from sums, where a customer's documents would be too many to read: credits pay the
 * oldest first, so of what is older than a day they leave what exceeds them, at its mean rate.
 */
export function customerGradeBySums(
  claims: readonly ClaimsByGrade[],
  rules: readonly GradeRule[],
): GradedCustomer {
  const left = (grade: DunningGrade) =>
    claims.reduce((sum, { old, creditMinor }) => sum + homeLeft(old[grade], creditMinor), 0n);
  const found = gradeByAmounts(({ grade }) => left(grade), rules);
  if (found) return { grade: found.grade, ungraded: null };
  const ungraded = whyUngraded({
    isAsked: left("C") > 0n,
    isDisputed: claims.some(({ disputedMinor }) => disputedMinor > 0n),
    isCovered: claims.some(({ old, linkedMinor }) => old.C.minor > 0n || linkedMinor > 0n),
  });
  return { grade: null, ungraded };
}

function homeLeft({ minor, homeMinor }: OldClaims, creditMinor: bigint): bigint {
  if (creditMinor >= minor) return 0n;
  return divideHalfUp(homeMinor * (minor - creditMinor), minor);
}

function whyUngraded(of: {
  readonly isAsked: boolean;
  readonly isDisputed: boolean;
  readonly isCovered: boolean;
}): UngradedReason {
  if (of.isAsked) return "below_minimum";
  if (of.isDisputed) return "disputed";
  return of.isCovered ? "covered" : "not_overdue";
}
