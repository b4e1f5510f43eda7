// No number in common and two amounts: a slip of the pen, a rounding or a bank's fee between them, near
// in time.
import { type Slip, slipBetween } from "../matching/slip-tests.ts";
import {
  chanceOfHit,
  mostAccidental,
  otherAmountsSeen,
  type Reading,
  type Spare,
  stepOf,
} from "./accident.ts";
import { areOfOneKind, areTwoDocuments, type Desk, type DeskEntry } from "./desk.ts";

/** The nearest are asked first. */
const windowsDays = [7, 31] as const;
/** Fees banks take, in whole units of the currency (R28). */
const usualFees = [5, 10, 15, 20, 25, 30, 35, 40, 50] as const;
/** A fee is a small part of what was sent. */
const largestFeePercent = 2;
/** Powers of ten a point is misplaced by (DOMAIN §5.12). */
export const pointShifts = 6;
/** Amounts one can become: 6 shifts and 21 swaps, 30 pairs of tax rates, a fee, cents either way. */
export const waysOf = (kind: SlipKind, minorPerUnit: number): number => {
  if (kind === "slip") return pointShifts + 21;
  if (kind === "tax") return 2 * 30;
  return kind === "fee" ? usualFees.length : 2 * minorPerUnit;
};
/** All pairs that are one slip apart and can hardly be so by chance; the nearest in time. */
export function slipReadings(desk: Desk, spare: Spare): Reading[] {
  const byDay = Map.groupBy(spare.theirs, ({ day }) => day);
  const limit = mostAccidental(otherAmountsSeen(desk), spare.ours.length);
  return spare.ours.flatMap((ours) => {
    for (const days of windowsDays) {
      const readings = readingsWithin(desk, { ours, byDay, days, limit });
      if (readings.length > 0) return readings;
    }
    return [];
  });
}

type Asked = {
  readonly ours: DeskEntry;
  readonly byDay: ReadonlyMap<number, readonly DeskEntry[]>;
  readonly days: number;
  /** The most chance a pair may hold. */
  readonly limit: number;
};

function readingsWithin(desk: Desk, { ours, byDay, days, limit }: Asked): Reading[] {
  const near: DeskEntry[] = [];
  for (let day = ours.day - days; day <= ours.day + days; day++) {
    for (const one of byDay.get(day) ?? []) if (mayBeOne(desk, ours, one)) near.push(one);
  }
  return near.flatMap((one): Reading[] => {
    const slip = slipOf(ours, one, desk.minorPerUnit);
    if (slip === null) return [];
    const byChance = chanceOfSlip(desk, { ours, theirs: one, slip, near });
    if (byChance > limit) return [];
    const key = `comparison.slip_${slip}`;
    return [{ isEqual: false, by: "slip", key, ours: [ours], theirs: [one], byChance }];
  });
}

/**
 * Pairs that would look like this slip by chance: as many as there are of their whole ledger, whatever
 * the date, among those as round as these two, of which a few are near.
 */
function chanceOfSlip(
  desk: Desk,
  found: {
    readonly ours: DeskEntry;
    readonly theirs: DeskEntry;
    readonly slip: SlipKind;
    readonly near: readonly DeskEntry[];
  },
): number {
  const { ours, theirs, slip, near } = found;
  const step = Math.min(stepOf(ours.minor), stepOf(theirs.minor));
  const isAsRound = ({ minor }: DeskEntry) => minor % step === 0;
  const all = desk.theirs.filter((one) => isAsRound(one) && areOfOneSign(one, ours));
  const alike = all.filter(
    (one) => one !== theirs && slipOf(ours, one, desk.minorPerUnit) === slip,
  );
  const spread = waysOf(slip, desk.minorPerUnit) * chanceOfHit(ours.minor, 1);
  return near.filter(isAsRound).length * (alike.length / all.length + spread);
}

function areOfOneSign(a: DeskEntry, b: DeskEntry): boolean {
  return Math.sign(a.minor) === Math.sign(b.minor);
}

function mayBeOne(desk: Desk, a: DeskEntry, b: DeskEntry): boolean {
  if (!areOfOneSign(a, b) || !areOfOneKind(a, b)) return false;
  return !areTwoDocuments(desk, a, b);
}

export type SlipKind = "slip" | "tax" | "fee" | "rounding";

export function slipOf(a: DeskEntry, b: DeskEntry, minorPerUnit: number): SlipKind | null {
  const [left, right] = [Math.abs(a.minor), Math.abs(b.minor)];
  if (left === right) return null;
  if (Math.abs(left - right) <= minorPerUnit) return "rounding";
  const slip: Slip | null = slipBetween(left, right);
  if (slip === "T01" || slip === "T02") return "slip";
  if (isFee(a, b, minorPerUnit)) return "fee";
  return slip === "P05" && a.minor > 0 ? "tax" : null;
}

/** Of money alone: a fee was kept between what they sent and what we got. */
export function isFee(
  a: { readonly minor: number },
  b: { readonly minor: number },
  minorPerUnit: number,
): boolean {
  if (a.minor >= 0 || b.minor >= 0) return false;
  const gap = Math.abs(b.minor) - Math.abs(a.minor);
  if (gap <= 0 || gap * 100 > Math.abs(b.minor) * largestFeePercent) return false;
  return usualFees.some((fee) => fee * minorPerUnit === gap);
}
