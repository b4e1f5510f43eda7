// Machine tests for the cause of a difference: a misplaced decimal point (T01), two digits swapped
// (T02), another tax rate (P05). DOMAIN §5.12 says exactly what counts.

export type Slip = "T01" | "T02" | "P05";

/** A point misplaced by one, two or four digits. */
const shifts = [10, 100, 10_000];
const vatRates = [0, 1, 3, 6, 9, 13];

/** Which slip turns what is owed into what was paid; null where none does. Both > 0, unequal. */
export function slipBetween(owed: number, paid: number): Slip | null {
  if (isShiftedPoint(owed, paid)) return "T01";
  if (hasSwappedDigits(owed, paid)) return "T02";
  return isOtherTaxRate(owed, paid) ? "P05" : null;
}

/** paid = owed × 10^k. */
function isShiftedPoint(owed: number, paid: number): boolean {
  for (const shift of shifts) if (paid === owed * shift || owed === paid * shift) return true;
  return false;
}

/** Swapping two digits of one amount gives the other; divisible by nine is not enough. */
function hasSwappedDigits(owed: number, paid: number): boolean {
  if (Math.abs(owed - paid) % 9 !== 0) return false;
  const [a, b] = [String(owed), String(paid)];
  if (a.length !== b.length) return false;
  const differing: number[] = [];
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) differing.push(at);
  if (differing.length !== 2) return false;
  const [first, second] = differing as [number, number];
  return a[first] === b[second] && a[second] === b[first];
}

/** owed × (1 + r₂) ÷ (1 + r₁), or without tax at all: owed ÷ (1 + r). */
function isOtherTaxRate(owed: number, paid: number): boolean {
  // No two rates are further apart than 0 and 13 per cent.
  if (paid * 100 > owed * 114 || paid * 114 < owed * 100) return false;
  for (let one = 0; one < vatRates.length; one++) {
    for (let other = 0; other < vatRates.length; other++) {
      const from = vatRates[one]!;
      const to = vatRates[other]!;
      if (from === to) continue;
      // Half a minor unit either way: the other side rounded, too.
      const gap = Math.abs(owed * (100 + to) - paid * (100 + from));
      if (gap <= 100 + from && owed > 10_000) return true;
    }
  }
  return false;
}
