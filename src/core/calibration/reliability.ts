// The reliability curve: how often the engine is right where it says it is so and so sure.
import { type Precision, precisionOf } from "./precision.ts";
import { bandEdges, bandOf } from "./strata.ts";

export type ReliabilityPoint = Precision & {
  /** The engine's probability, from (with) to (without). */
  readonly from: number;
  readonly to: number;
  /** Weighted mean of what the engine said of these lines. */
  readonly said: number;
  readonly blind: number;
};

/** Bands without labels are left out. */
export function reliabilityOf(
  labels: readonly {
    readonly score: number;
    readonly isRight: boolean;
    readonly isBlind: boolean;
    readonly weight: number;
  }[],
): ReliabilityPoint[] {
  return bandEdges.flatMap((from, band) => {
    const own = labels.filter(({ score }) => bandOf(score) === band);
    if (own.length === 0) return [];
    const weight = own.reduce((sum, label) => sum + label.weight, 0);
    const said = own.reduce((sum, label) => sum + label.score * label.weight, 0) / weight;
    return [
      {
        ...precisionOf(own),
        from,
        to: bandEdges[band + 1] ?? 1,
        said,
        blind: own.filter(({ isBlind }) => isBlind).length,
      },
    ];
  });
}
