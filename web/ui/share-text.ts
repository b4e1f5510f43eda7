// A share as people read it: one decimal, more only close to the whole, never rounded up to 100 %.

/** 0.9612 → "96.1 %"; 0.9995 → "99.95 %"; unknown → "–". */
export function shareText(share: number | null): string {
  if (share === null) return "–";
  if (share >= 1) return "100 %";
  if (share === 0) return "0 %";
  const places = share > 0.999 ? 3 : share > 0.99 ? 2 : 1;
  const cut = Math.floor(share * 100 * 10 ** places + 1e-9) / 10 ** places;
  return `${cut.toFixed(places)} %`;
}

/** Wrong ones in a thousand, one decimal, never rounded down. */
export function perMilleText(share: number): string {
  return String(Math.ceil(share * 10_000 - 1e-9) / 10);
}

/** Per cent with one decimal, rounded as the dashboard and the reports round it; 0.0 of nothing. */
export function percentOf(part: bigint, whole: bigint): string {
  if (whole <= 0n) return "0.0";
  const tenths = (part * 2000n + whole) / (whole * 2n);
  return `${tenths / 10n}.${tenths % 10n}`;
}
