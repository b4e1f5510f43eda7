// The engine's columns hold safe integers; an amount beyond them is a refusal, not a bug.

/** Minor units as a safe integer, or null beyond ±9,007,199,254,740,991. */
export function safeMinor(minor: bigint): number | null {
  const value = Number(minor);
  return Number.isSafeInteger(value) ? value : null;
}
