// 付款指数 · payment index: how punctual payments were, weighted by money, 0–100 (docs/credit.md).
// 80 is prompt; every knot of the scale is a day count, between two knots it runs in a line.

/** Days beyond terms (below zero: early) and their points. */
const scale: readonly (readonly [days: number, points: number])[] = [
  [-30, 100],
  [-20, 90],
  [0, 80],
  [15, 70],
  [22, 60],
  [30, 50],
  [60, 40],
  [90, 30],
  [120, 20],
  // "0–19: more than 120 days": nothing is left after half a year
  [180, 0],
];

export function pointsOfDays(daysLate: number): number {
  const [first, last] = [scale[0]!, scale[scale.length - 1]!];
  if (daysLate <= first[0]) return first[1];
  if (daysLate >= last[0]) return last[1];
  const above = scale.findIndex(([days]) => daysLate < days);
  const [fromDays, fromPoints] = scale[above - 1]!;
  const [toDays, toPoints] = scale[above]!;
  return fromPoints + ((toPoints - fromPoints) * (daysLate - fromDays)) / (toDays - fromDays);
}

/** One payment, or what is overdue and not paid yet with the days so far. */
export type Experience = {
  /** Money, as a weight. */
  readonly weight: number;
  readonly daysLate: number;
};

/** Fewer say nothing about a customer. */
export const fewestExperiences = 3;

/** Null: too few. */
export function paymentIndex(experiences: readonly Experience[]): number | null {
  if (experiences.length < fewestExperiences) return null;
  const weight = experiences.reduce((sum, one) => sum + one.weight, 0);
  if (weight <= 0) return null;
  return (
    experiences.reduce((sum, one) => sum + one.weight * pointsOfDays(one.daysLate), 0) / weight
  );
}
