// What a prediction was worth: accuracy, area under the curve, calibration, log loss. On items whose
// outcome came later than everything the model had seen.

export type Measured = {
  readonly count: number;
  readonly late: number;
  /** Right at "late if the chance is one half or more"; 0–1. */
  readonly accuracy: number;
  /** The chance that a late item was given more than one that was not; null: all ended alike. */
  readonly auc: number | null;
  readonly logLoss: number;
  /** Mean squared distance of chance and outcome. */
  readonly brier: number;
  /** Mean distance of said and seen over ten equal bands, by items. */
  readonly calibrationError: number;
  readonly bands: readonly Band[];
};

/** Items that were given a chance from `from` to `to`. */
export type Band = {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Means of what was said and of what was seen. */
  readonly said: number;
  readonly seen: number;
};

export function measure(said: readonly number[], isLate: readonly boolean[]): Measured {
  const count = said.length;
  const late = isLate.filter(Boolean).length;
  const mean = (of: (p: number, y: number) => number) =>
    count === 0 ? 0 : said.reduce((sum, p, n) => sum + of(p, isLate[n] ? 1 : 0), 0) / count;
  const bands = bandsOf(said, isLate);
  return {
    count,
    late,
    accuracy: mean((p, y) => (p >= 0.5 === (y === 1) ? 1 : 0)),
    auc: areaUnderCurve(said, isLate),
    logLoss: mean((p, y) => -Math.log(Math.max(1e-9, y === 1 ? p : 1 - p))),
    brier: mean((p, y) => (p - y) ** 2),
    calibrationError:
      count === 0
        ? 0
        : bands.reduce((sum, band) => sum + band.count * Math.abs(band.said - band.seen), 0) /
          count,
    bands,
  };
}

/** Rank sum (Mann and Whitney); equal chances share their ranks. */
function areaUnderCurve(said: readonly number[], isLate: readonly boolean[]): number | null {
  const order = said.map((_, n) => n).sort((a, b) => said[a]! - said[b]!);
  const late = isLate.filter(Boolean).length;
  const inTime = said.length - late;
  if (late === 0 || inTime === 0) return null;
  let ranks = 0;
  for (let at = 0; at < order.length; ) {
    let end = at;
    while (end < order.length && said[order[end]!] === said[order[at]!]) end += 1;
    const rank = (at + 1 + end) / 2;
    for (let k = at; k < end; k += 1) if (isLate[order[k]!]) ranks += rank;
    at = end;
  }
  return (ranks - (late * (late + 1)) / 2) / (late * inTime);
}

const bandCount = 10;

function bandsOf(said: readonly number[], isLate: readonly boolean[]): Band[] {
  return Array.from({ length: bandCount }, (_, n) => {
    const [from, to] = [n / bandCount, (n + 1) / bandCount];
    const isLast = n === bandCount - 1;
    const members = said.flatMap((p, k) => (p >= from && (p < to || isLast) ? [k] : []));
    const count = members.length;
    const mean = (of: (k: number) => number) =>
      count === 0 ? 0 : members.reduce((sum, k) => sum + of(k), 0) / count;
    return { from, to, count, said: mean((k) => said[k]!), seen: mean((k) => +!!isLate[k]) };
  }).filter(({ count }) => count > 0);
}
