// Strata of lines: the template that found the items, and a band of the engine's probability. Blind
// samples are drawn from every stratum, and labels stand for as many lines as their stratum holds.

/** Lower edges of the bands; fine where it is decided whether a line is posted. */
export const bandEdges = [0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 0.9999] as const;

/** Number of the band, from 0; as PostgreSQL's width_bucket over the same edges, less one. */
export function bandOf(score: number): number {
  return bandEdges.findLastIndex((edge) => score >= edge);
}

export function stratumOf(rule: string, score: number): string {
  return `${rule}/${bandOf(score)}`;
}

export type StratumSize = {
  readonly rule: string;
  readonly band: number;
  readonly count: number;
};

/** How many lines each label stands for: lines of its stratum ÷ labels of it. Never below one. */
export function weighLabels<L extends { readonly rule: string; readonly score: number }>(
  labels: readonly L[],
  sizes: readonly StratumSize[],
): (L & { readonly weight: number })[] {
  const lines = new Map(sizes.map(({ rule, band, count }) => [`${rule}/${band}`, count]));
  const labelled = new Map<string, number>();
  for (const { rule, score } of labels) {
    const stratum = stratumOf(rule, score);
    labelled.set(stratum, (labelled.get(stratum) ?? 0) + 1);
  }
  return labels.map((label) => {
    const stratum = stratumOf(label.rule, label.score);
    const weight = (lines.get(stratum) ?? 0) / (labelled.get(stratum) ?? 1);
    return { ...label, weight: Math.max(1, weight) };
  });
}
