// A number typed wrong, cut off or written without its letters, at the same amount; and, where the
// number is long and only slightly damaged, at another amount.
import { because } from "../because.ts";
import { chanceOfHit, stepOf } from "./accident.ts";
import { independent, isSlip } from "./by-number.ts";
import {
  areOfOneKind,
  areTwoDocuments,
  type Desk,
  type DeskEntry,
  daysApart,
  push,
  shiftOf,
} from "./desk.ts";
import { nearness } from "./entry-keys.ts";
import { pairUp } from "./pair-up.ts";

/** A changed character weighs as much as so many days between the dates. */
const changedDays = 20;
const aloneDays = 60;
/** More equal amounts than this are told apart by their dates. */
const mostOfOneAmount = 400;
/** At another amount the number must be this long, and the dates this near. */
const leastAtOtherAmount = 8;
const daysAtOtherAmount = 31;

/** Entries of their whole ledger that have such an amount by chance, at most. */
const oddEnough = 0.02;

/**
 * First no number counts that the other ledger knows as another entry's (DOMAIN §5.11). What is then
 * left of it had its exact partner: an equal amount may overrule such a number, where it is the only
 * one.
 */
export function takeNearNumbers(desk: Desk, numbers: "unknown" | "any"): void {
  const theirs = new Map<number, DeskEntry[]>();
  for (const entry of desk.left("theirs")) push(theirs, entry.minor, entry);
  const ours = new Map<number, DeskEntry[]>();
  for (const entry of desk.left("ours")) push(ours, entry.minor, entry);
  for (const [minor, left] of ours) {
    const right = theirs.get(minor);
    if (!right || left.length > mostOfOneAmount || right.length > mostOfOneAmount) continue;
    const near = (a: DeskEntry, b: DeskEntry) =>
      (numbers === "unknown" ? areTwoDocuments : areBothKnown)(desk, a, b) ? null : nearestOf(a, b);
    const rule = {
      may: (a: DeskEntry, b: DeskEntry) => areOfOneKind(a, b) && near(a, b) !== null,
      cost: (a: DeskEntry, b: DeskEntry) =>
        daysApart(a, b) + ((near(a, b)?.level ?? 1) - 1) * changedDays,
      aloneCost: aloneDays,
    };
    const fit = left.filter((a) => right.some((b) => rule.may(a, b)));
    const fitting = right.filter((b) => fit.some((a) => rule.may(a, b)));
    const isAlone = fit.length === 1 && fitting.length === 1;
    if (numbers === "any" && !isAlone) continue;
    for (const [a, b] of pairUp(fit, fitting, rule)) {
      const pair = near(a, b);
      desk.take({
        isEqual: true,
        by: "near_number",
        ours: [a],
        theirs: [b],
        because: [
          because("comparison.near_number", {
            ours: pair?.ours ?? "",
            theirs: pair?.theirs ?? "",
          }),
          ...shiftOf([a], [b]),
        ],
      });
    }
  }
}

/**
 * Each number is another entry's on the other side: nothing was typed wrong, unless the amount is so odd
 * that hardly anything else has it.
 */
function areBothKnown(desk: Desk, a: DeskEntry, b: DeskEntry): boolean {
  if (desk.theirs.length * chanceOfHit(a.minor, stepOf(a.minor)) <= oddEnough) return false;
  return (
    a.keys.own.some((key) => desk.own.theirs.has(key)) &&
    b.keys.own.some((key) => desk.own.ours.has(key))
  );
}

type Near = { readonly level: 1 | 2; readonly ours: string; readonly theirs: string };

/** The closest two numbers, one of them the one it is booked under. */
function nearestOf(a: DeskEntry, b: DeskEntry): Near | null {
  let best: Near | null = null;
  for (const [ours, theirs] of numberPairs(a, b)) {
    const level = nearness(ours, theirs);
    if (level !== null && (best === null || level < best.level)) best = { level, ours, theirs };
  }
  return best;
}

function* numberPairs(a: DeskEntry, b: DeskEntry): Generator<[string, string]> {
  for (const ours of a.keys.own) {
    for (const theirs of [...b.keys.own, ...b.keys.cited]) yield [ours, theirs];
  }
  for (const ours of a.keys.cited) for (const theirs of b.keys.own) yield [ours, theirs];
}

/**
 * Number damaged and another amount: only where each fits the other alone. Early, where the amount is
 * a slip of this one, whatever the number may be known as; late, with any amount.
 */
export function takeNearNumbersOfOtherAmount(desk: Desk, amounts: "slipped" | "any"): void {
  const isFit = amounts === "slipped" ? isSlipOfBoth : isSlightlyOff;
  const byVariant = new Map<string, DeskEntry[]>();
  for (const entry of desk.left("theirs")) {
    for (const key of entry.keys.own) {
      for (const variant of variantsOf(key)) push(byVariant, variant, entry);
    }
  }
  const bundles = desk.left("ours").flatMap((ours) => {
    const near = new Set<DeskEntry>();
    for (const variant of ours.keys.own.flatMap(variantsOf)) {
      for (const theirs of byVariant.get(variant) ?? []) {
        if (isFit(desk, ours, theirs)) near.add(theirs);
      }
    }
    return [...near].map((theirs) => ({ ours: [ours], theirs: [theirs] }));
  });
  for (const bundle of independent(bundles)) {
    const fields = { ours: bundle.ours[0]!.no, theirs: bundle.theirs[0]!.no };
    desk.take({
      isEqual: bundle.ours[0]!.minor === bundle.theirs[0]!.minor,
      by: "near_number",
      ...bundle,
      because: [
        because("comparison.near_number_other_amount", fields),
        ...shiftOf(bundle.ours, bundle.theirs),
      ],
    });
  }
}

function isSlightlyOff(desk: Desk, a: DeskEntry, b: DeskEntry): boolean {
  if (Math.sign(a.minor) !== Math.sign(b.minor) || daysApart(a, b) > daysAtOtherAmount)
    return false;
  if (!areOfOneKind(a, b) || areTwoDocuments(desk, a, b)) return false;
  return nearestOf(a, b)?.level === 1;
}

function isSlipOfBoth({ minorPerUnit }: Desk, a: DeskEntry, b: DeskEntry): boolean {
  if (Math.sign(a.minor) !== Math.sign(b.minor) || daysApart(a, b) > daysAtOtherAmount)
    return false;
  if (!isSlip(minorPerUnit, a.minor, b.minor)) return false;
  return areOfOneKind(a, b) && nearestOf(a, b)?.level === 1;
}

/**
 * The number, its digits, its last eight, and each of it with one character left out: two numbers one
 * slip apart, or one the end of the other, share one of these.
 */
function variantsOf(key: string): string[] {
  if (key.length < leastAtOtherAmount) return [];
  const variants = new Set([key, key.replace(/\D/g, ""), key.slice(-leastAtOtherAmount)]);
  for (let at = 0; at < key.length; at++) variants.add(key.slice(0, at) + key.slice(at + 1));
  return [...variants];
}
