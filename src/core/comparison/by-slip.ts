// No number in common and two amounts: a slip of the pen, a rounding or a bank's fee between them, near
// in time, and each fits the other alone.
import { because } from "../because.ts";
import { type Slip, slipBetween } from "../matching/slip-tests.ts";
import { independent } from "./by-number.ts";
import { areOfOneKind, areTwoDocuments, type Desk, type DeskEntry, push, shiftOf } from "./desk.ts";

/** The nearest are asked first. */
const windowsDays = [7, 31] as const;
/** Fees banks take, in whole units of the currency (R28). */
const usualFees = [5, 10, 15, 20, 25, 30, 35, 40, 50] as const;
/** A fee is a small part of what was sent. */
const largestFeePercent = 2;
/** Amounts one can become: 6 shifts and 21 swaps, 30 pairs of tax rates, a fee, cents either way. */
const waysOf = (kind: SlipKind, minorPerUnit: number): number => {
  if (kind === "slip") return 6 + 21;
  if (kind === "tax") return 2 * 30;
  return kind === "fee" ? usualFees.length : 2 * minorPerUnit;
};
/** Pairs that would fit by chance in the whole comparison, at most: one in ten. */
const mostAccidentalInAll = 0.1;
/** And for one entry, however few there are: one in two hundred. */
const mostAccidentalEach = 0.005;
/** Amounts spread over so many natural logarithms of their size. */
const logWidth = 2.5;

export function takeSlips(desk: Desk): void {
  for (const days of windowsDays) takeSlipsWithin(desk, days);
}

function takeSlipsWithin(desk: Desk, days: number): void {
  const { minorPerUnit } = desk;
  const byDay = new Map<number, DeskEntry[]>();
  const theirs = desk.left("theirs");
  for (const entry of theirs) push(byDay, entry.day, entry);
  const mostAccidental = Math.min(mostAccidentalEach, mostAccidentalInAll / theirs.length);
  const bundles = desk.left("ours").flatMap((ours) => {
    const near: DeskEntry[] = [];
    for (let day = ours.day - days; day <= ours.day + days; day++) {
      for (const one of byDay.get(day) ?? []) if (mayBeOne(desk, ours, one)) near.push(one);
    }
    return near.flatMap((one) => {
      const slip = slipOf(ours, one, minorPerUnit);
      if (slip === null) return [];
      const spread = Math.abs(ours.minor) * logWidth;
      const byChance = (near.length * waysOf(slip, minorPerUnit)) / spread;
      return byChance > mostAccidental ? [] : [{ ours: [ours], theirs: [one], slip }];
    });
  });
  for (const { slip, ...bundle } of independent(bundles)) {
    desk.take({
      isEqual: false,
      by: "slip",
      ...bundle,
      because: [because(`comparison.slip_${slip}`), ...shiftOf(bundle.ours, bundle.theirs)],
    });
  }
}

function mayBeOne(desk: Desk, a: DeskEntry, b: DeskEntry): boolean {
  if (Math.sign(a.minor) !== Math.sign(b.minor) || !areOfOneKind(a, b)) return false;
  return !areTwoDocuments(desk, a, b);
}

type SlipKind = "slip" | "tax" | "fee" | "rounding";

function slipOf(a: DeskEntry, b: DeskEntry, minorPerUnit: number): SlipKind | null {
  const [left, right] = [Math.abs(a.minor), Math.abs(b.minor)];
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
