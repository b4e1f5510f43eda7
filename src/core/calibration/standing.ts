// Whether a template may go on posting by itself: blind samples and undone postings against what
// was requested. A demotion takes effect at the next run and is taken back by a person.
import { lowerBound } from "./interval.ts";

export type LiveFigures = {
  readonly rule: string;
  /** Automatic postings in the window, and those a person undid without a sample asking for it. */
  readonly posted: number;
  readonly undone: number;
  /** Blind samples judged, and those judged wrong. */
  readonly sampled: number;
  readonly wrong: number;
};

/** One wrong line may be the judge's own mistake. */
const leastWrong = 2;
/** Chance that a template as good as requested looks this bad. */
const falseAlarm = 0.05;

/** Null: it stays. Else the share of wrong lines it has at least, at 95 %. */
export function fallenPrecision(
  figures: LiveFigures,
  maxWrongPerMille: number,
): { readonly wrongAtLeast: number } | null {
  const { posted, undone, sampled, wrong } = figures;
  if (wrong + undone < leastWrong) return null;
  const fromSamples = lowerBound(wrong, sampled, falseAlarm);
  // what people happened to undo is the least there is
  const fromUndone = lowerBound(Math.min(undone, posted), posted, falseAlarm);
  const wrongAtLeast = Math.max(fromSamples, fromUndone);
  return wrongAtLeast > maxWrongPerMille / 1_000 ? { wrongAtLeast } : null;
}
