// How sure a reading has to be to be posted, before an organisation's own labels say better.

/** At most this many wrong per thousand on average ≈ this share wrong at the edge. */
const edgeToAverage = 5;

/** The probability a reading needs to be posted. */
export function thresholdFor(maxWrongPerMille: number): number {
  return Math.min(0.99999, 1 - (maxWrongPerMille * edgeToAverage) / 1_000);
}
