// Shadow month 影子月: what the system found on a line beside what the firm had settled by itself.

export type ShadowPart = readonly [itemId: number, amountMinor: number];

/** auto: it would have posted; asked: it would have proposed; none: it found nothing. */
export type OurAnswer = {
  readonly lane: "auto" | "asked" | "none";
  readonly parts: readonly ShadowPart[];
};

/**
 * agree, differ: posted by the system, equal or not; asked_right, asked_wrong: proposed to a person;
 * missed: nothing proposed.
 */
export const shadowOutcomes = ["agree", "differ", "asked_right", "asked_wrong", "missed"] as const;
export type ShadowOutcome = (typeof shadowOutcomes)[number];

export function shadowOutcome(ours: OurAnswer, theirs: readonly ShadowPart[]): ShadowOutcome {
  if (ours.lane === "none" || ours.parts.length === 0) return "missed";
  const isSame = textOf(ours.parts) === textOf(theirs);
  if (ours.lane === "auto") return isSame ? "agree" : "differ";
  return isSame ? "asked_right" : "asked_wrong";
}

/** Amounts on one item are one; the order says nothing. */
function textOf(parts: readonly ShadowPart[]): string {
  const byItem = new Map<number, number>();
  for (const [item, minor] of parts) byItem.set(item, (byItem.get(item) ?? 0) + minor);
  return JSON.stringify([...byItem].filter(([, minor]) => minor !== 0).sort(([a], [b]) => a - b));
}

/** Seconds a person takes for a line: by hand, and to confirm one good proposal. */
const secondsByHand = 120;
const secondsToConfirm = 15;

/** What would not have had to be done by hand. */
export function secondsSaved(outcomes: readonly ShadowOutcome[]): number {
  return outcomes.reduce((sum, outcome) => {
    if (outcome === "agree") return sum + secondsByHand;
    return outcome === "asked_right" ? sum + secondsByHand - secondsToConfirm : sum;
  }, 0);
}
