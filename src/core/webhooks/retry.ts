// When an event that was not taken is tried again: over three days, as Standard Webhooks proposes.

/** Seconds after the first, second … failed attempt. */
const waits = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400] as const;

/** Null: it was tried often enough. `askedFor`: seconds the receiver named (Retry-After). */
export function retrySeconds(attempts: number, askedFor: number | null = null): number | null {
  const wait = waits[attempts - 1];
  if (wait === undefined) return null;
  const longest = waits.at(-1) ?? wait;
  return Math.min(longest, Math.max(wait, askedFor ?? 0));
}
