// The counts on the causes of a lane, kept right while its lines are settled one after another.

type Cause = { readonly key: string; readonly count: number };

/** How many lines each cause still has, without those settled here. */
export function causesLeft(
  causes: readonly Cause[],
  settled: readonly { readonly reason: { readonly key: string } | null }[],
): Cause[] {
  const gone = new Map<string, number>();
  for (const { reason } of settled) {
    const key = reason?.key ?? "new";
    gone.set(key, (gone.get(key) ?? 0) + 1);
  }
  return causes
    .map(({ key, count }) => ({ key, count: count - (gone.get(key) ?? 0) }))
    .filter(({ count }) => count > 0);
}
