// The same number and the same amount: first where both book it under that number, then where one
// cites it, then where both cite it; after single entries, sums under one number or one list of them.
import { because } from "../because.ts";
import { slipBetween } from "../matching/slip-tests.ts";
import { findSubsets } from "../matching/subset.ts";
import { isFee } from "./by-slip.ts";
import {
  areOfOneKind,
  areTwoDocuments,
  type Desk,
  type DeskEntry,
  daysApart,
  inOrder,
  push,
  shiftOf,
  sumOf,
} from "./desk.ts";
import type { LedgerSide } from "./ledger-entry.ts";
import { pairUp } from "./pair-up.ts";

/** The number counts for more than half a year between the two dates. */
const aloneDays = 100;
/** A number at more entries than this is a contract's or an order's: it tells none from another. */
const mostUnderOneNumber = 60;

/** Parts of one document are booked within these days. */
const restDays = 45;

const mostParts = 12;
const searchBudget = 5_000;

type Keyed = {
  readonly keysOf: Readonly<Record<LedgerSide, (entry: DeskEntry) => readonly string[]>>;
};

const own = ({ keys }: DeskEntry) => keys.own;
const cited = ({ keys }: DeskEntry) => keys.cited;

/** Falling strength; a later one sees only what an earlier one left. */
const relations: readonly Keyed[] = [
  { keysOf: { ours: own, theirs: own } },
  { keysOf: { ours: own, theirs: cited } },
  { keysOf: { ours: cited, theirs: own } },
  { keysOf: { ours: cited, theirs: cited } },
];

export function takeSameNumber(desk: Desk): void {
  for (const relation of relations) takePairs(desk, relation);
}

function takePairs(desk: Desk, { keysOf }: Keyed): void {
  const theirs = indexed(desk, "theirs", keysOf.theirs);
  const components = new Map<string, { ours: Set<DeskEntry>; theirs: Set<DeskEntry> }>();
  for (const entry of desk.left("ours")) {
    for (const key of keysOf.ours(entry)) {
      const others = theirs.get(`${key} ${entry.minor}`);
      if (!others) continue;
      const id = `${key} ${entry.minor}`;
      const component = components.get(id) ?? { ours: new Set(), theirs: new Set() };
      component.ours.add(entry);
      for (const other of others) component.theirs.add(other);
      components.set(id, component);
    }
  }
  const rule = {
    may: (a: DeskEntry, b: DeskEntry) => areOfOneKind(a, b),
    cost: daysApart,
    aloneCost: aloneDays,
  };
  // an entry under two numbers goes with the number that has the fewest rivals
  const byRivals = [...components].sort(
    ([a, left], [b, right]) =>
      left.ours.size + left.theirs.size - right.ours.size - right.theirs.size || (a < b ? -1 : 1),
  );
  for (const [id, component] of byRivals) {
    const left = [...component.ours].filter((entry) => desk.isLeft("ours", entry));
    const right = [...component.theirs].filter((entry) => desk.isLeft("theirs", entry));
    for (const [a, b] of pairUp(left, right, rule)) {
      const number = id.slice(0, id.indexOf(" "));
      desk.take({
        isEqual: true,
        by: "number",
        ours: [a],
        theirs: [b],
        because: [because("comparison.same_number", { number }), ...shiftOf([a], [b])],
      });
    }
  }
}

/** Entries still left by key and amount. */
function indexed(
  desk: Desk,
  side: LedgerSide,
  keysOf: (entry: DeskEntry) => readonly string[],
): Map<string, DeskEntry[]> {
  const index = new Map<string, DeskEntry[]>();
  for (const entry of desk.left(side)) {
    for (const key of keysOf(entry)) push(index, `${key} ${entry.minor}`, entry);
  }
  return index;
}

type Bundle = { readonly ours: readonly DeskEntry[]; readonly theirs: readonly DeskEntry[] };

/** One document booked in several entries, or one entry for a list of documents. */
export function takeSumsOfNumbers(desk: Desk): void {
  for (const bundle of independent(sumBundles(desk))) {
    desk.take({
      isEqual: true,
      by: "number",
      ...bundle,
      because: [
        because("comparison.sum_of_number", {
          ours: bundle.ours.length,
          theirs: bundle.theirs.length,
        }),
        ...shiftOf(bundle.ours, bundle.theirs),
      ],
    });
  }
}

function sumBundles(desk: Desk): Bundle[] {
  const ours = byAnyKey(desk, "ours");
  const theirs = byAnyKey(desk, "theirs");
  const bundles: Bundle[] = [];
  for (const [key, left] of ours) {
    const right = theirs.get(key);
    if (!right || left.length + right.length > mostUnderOneNumber) continue;
    bundles.push(...equalSums(left, right));
  }
  bundles.push(...listBundles(desk, "ours", theirs), ...listBundles(desk, "theirs", ours));
  return bundles;
}

function byAnyKey(desk: Desk, side: LedgerSide): Map<string, DeskEntry[]> {
  const index = new Map<string, DeskEntry[]>();
  for (const entry of desk.left(side)) {
    for (const key of [...entry.keys.own, ...entry.keys.cited]) push(index, key, entry);
  }
  return index;
}

/** Under one number: all that raises the balance, all that lowers it, or documents less credits. */
function equalSums(ours: readonly DeskEntry[], theirs: readonly DeskEntry[]): Bundle[] {
  const bySign = [
    { ours: ours.filter(isPlus), theirs: theirs.filter(isPlus) },
    { ours: ours.filter(isMinus), theirs: theirs.filter(isMinus) },
  ].filter(isBalanced);
  if (bySign.length > 0) return bySign;
  const documents = { ours: ours.filter(isDocument), theirs: theirs.filter(isDocument) };
  if (isBalanced(documents)) return [documents];
  // a stranger with the same number, by a slip of somebody's pen, is left out of the sum
  return [
    ...ours.flatMap((one) =>
      partsOfOne(one, theirs).map((parts) => ({ ours: [one], theirs: parts })),
    ),
    ...theirs.flatMap((one) =>
      partsOfOne(one, ours).map((parts) => ({ ours: parts, theirs: [one] })),
    ),
  ];
}

/** The only several of them that add up to the one. */
function partsOfOne(one: DeskEntry, others: readonly DeskEntry[]): DeskEntry[][] {
  const falling = others
    .filter((part) => Math.sign(part.minor) === Math.sign(one.minor) && areOfOneKind(part, one))
    .sort((a, b) => Math.abs(b.minor) - Math.abs(a.minor) || inOrder(a, b));
  if (falling.length < 3 || falling.length > mostParts) return [];
  const amounts = falling.map(({ minor }) => Math.abs(minor));
  const question = { amounts, target: Math.abs(one.minor), limit: 2, budget: searchBudget };
  const found = [2, 3, 4].flatMap((size) => findSubsets({ ...question, size }).solutions);
  const [only, second] = found;
  return only && !second ? [only.map((at) => falling[at]!)] : [];
}

const isPlus = ({ minor }: DeskEntry) => minor > 0;
const isMinus = ({ minor }: DeskEntry) => minor < 0;
const isDocument = ({ kind, minor }: DeskEntry) =>
  kind === "document" || (kind === null && minor > 0);

function isBalanced({ ours, theirs }: Bundle): boolean {
  if (ours.length === 0 || theirs.length === 0 || ours.length + theirs.length === 2) return false;
  const sum = sumOf(ours);
  if (sum === 0 || sum !== sumOf(theirs)) return false;
  return ours.every((a) => theirs.every((b) => areOfOneKind(a, b)));
}

/** An entry that names several documents of the other side and is their sum. */
function listBundles(
  desk: Desk,
  side: LedgerSide,
  others: ReadonlyMap<string, readonly DeskEntry[]>,
): Bundle[] {
  const bundles: Bundle[] = [];
  for (const entry of desk.left(side)) {
    const keys = [...entry.keys.own, ...entry.keys.cited];
    if (keys.length < 2) continue;
    const named = new Set<DeskEntry>();
    for (const key of keys) {
      const papers = (others.get(key) ?? []).filter(
        (one) => Math.sign(one.minor) === Math.sign(entry.minor),
      );
      if (papers.length > mostUnderOneNumber) continue;
      for (const one of papers) named.add(one);
    }
    if (named.size < 2) continue;
    const bundle = {
      ours: side === "ours" ? [entry] : [...named],
      theirs: side === "ours" ? [...named] : [entry],
    };
    if (isBalanced(bundle)) bundles.push(bundle);
  }
  return bundles;
}

/** Bundles that share no entry with another; of two that do, neither is certain. Equal ones are one. */
export function independent<B extends Bundle>(bundles: readonly B[]): B[] {
  const distinct = new Map<string, B>();
  for (const bundle of bundles) distinct.set(bundleKey(bundle), bundle);
  const uses = new Map<DeskEntry, number>();
  for (const { ours, theirs } of distinct.values()) {
    for (const entry of [...ours, ...theirs]) uses.set(entry, (uses.get(entry) ?? 0) + 1);
  }
  return [...distinct.values()].filter(({ ours, theirs }) =>
    [...ours, ...theirs].every((entry) => uses.get(entry) === 1),
  );
}

function bundleKey({ ours, theirs }: Bundle): string {
  const ids = (entries: readonly DeskEntry[]) => entries.map(({ at }) => at).sort((a, b) => a - b);
  return `${ids(ours)}|${ids(theirs)}`;
}

/**
 * One number, two amounts. Booked under it, what the number says counts for more than an equal amount
 * elsewhere; only cited on both sides it does not, and waits for sums.
 */
export function takeOtherAmounts(desk: Desk, how: "booked" | "cited"): void {
  const theirs = byAnyKey(desk, "theirs");
  const bundles: (Bundle & { readonly number: string })[] = [];
  for (const [number, left] of byAnyKey(desk, "ours")) {
    const right = theirs.get(number);
    if (!right || left.length + right.length > mostUnderOneNumber) continue;
    for (const isOfSign of [isPlus, isMinus]) {
      const bundle = { ours: left.filter(isOfSign), theirs: right.filter(isOfSign), number };
      if (isOneDocument(desk, { ...bundle, how })) bundles.push(bundle);
    }
    const turned = { ours: left, theirs: right, number };
    if (isTurned(desk, turned, number)) bundles.push(turned);
  }
  for (const { number, ...linked } of independent(bundles)) {
    const rest = restOf(desk, linked);
    const bundle = rest ?? linked;
    const [a, b] = [bundle.ours[0]!, bundle.theirs[0]!];
    const isSignTurned = Math.sign(a.minor) !== Math.sign(b.minor);
    if (rest !== null) {
      takeWithRest(desk, rest);
      continue;
    }
    desk.take({
      isEqual: sumOf(bundle.ours) === sumOf(bundle.theirs),
      by: "number",
      ...bundle,
      because: [
        because(isSignTurned ? "comparison.sign_turned" : "comparison.other_amount", { number }),
        ...shiftOf(bundle.ours, bundle.theirs),
      ],
    });
  }
}

/** Nothing says that they are two documents. */
function isOneDocument(
  desk: Desk,
  {
    ours,
    theirs,
    number,
    how,
  }: Bundle & { readonly number: string; readonly how: "booked" | "cited" },
): boolean {
  if (ours.length === 0 || theirs.length === 0) return false;
  const isOwn = [...ours, ...theirs].some(({ keys }) => keys.own.includes(number));
  if (how === "booked" ? !isOwn : ours.length > 1 || theirs.length > 1) return false;
  return ours.every((a) => theirs.every((b) => areOfOneKind(a, b) && !areTwoDocuments(desk, a, b)));
}

/** Booked under the same number with the same amount on the wrong side. */
function isTurned(desk: Desk, { ours, theirs }: Bundle, number: string): boolean {
  const [a, b] = [ours[0], theirs[0]];
  if (ours.length !== 1 || theirs.length !== 1 || !a || !b || a.minor !== -b.minor) return false;
  const isOwn = a.keys.own.includes(number) && b.keys.own.includes(number);
  return isOwn && !areTwoDocuments(desk, a, b);
}

/** One amount is the other with a slip of the pen, another tax rate, a fee or cents between them. */
export function isSlip(minorPerUnit: number, a: number, b: number): boolean {
  if (Math.abs(a - b) <= minorPerUnit || isFee({ minor: a }, { minor: b }, minorPerUnit))
    return true;
  return slipBetween(Math.abs(a), Math.abs(b)) !== null;
}

/** The rest of a document was booked without its number: exactly that amount, and only once. */
function restOf(desk: Desk, { ours, theirs }: Bundle): Bundle | null {
  const gap = sumOf(ours) - sumOf(theirs);
  const [a, b] = [ours[0]!, theirs[0]!];
  if (Math.sign(a.minor) !== Math.sign(b.minor)) return null;
  if (isSlip(desk.minorPerUnit, sumOf(ours), sumOf(theirs))) return null;
  const side: LedgerSide = Math.sign(gap) === Math.sign(a.minor) ? "theirs" : "ours";
  const wanted = side === "theirs" ? gap : -gap;
  const known = new Set([...ours, ...theirs]);
  const rests = desk.left(side).filter((one) => {
    if (one.minor !== wanted || known.has(one)) return false;
    const [left, right] = side === "theirs" ? [a, one] : [one, b];
    return (
      daysApart(left, right) <= restDays &&
      areOfOneKind(left, right) &&
      !areTwoDocuments(desk, left, right)
    );
  });
  const [only, second] = rests;
  if (!only || second) return null;
  // what has a partner of its own is nobody's rest
  const other = side === "theirs" ? "ours" : "theirs";
  const hasPartner = desk.left(other).some((one) => {
    return one.minor === wanted && !known.has(one) && daysApart(one, only) <= restDays;
  });
  if (hasPartner) return null;
  return side === "theirs"
    ? { ours, theirs: [...theirs, only] }
    : { ours: [...ours, only], theirs };
}

function takeWithRest(desk: Desk, bundle: Bundle): void {
  desk.take({
    isEqual: true,
    by: "number",
    ...bundle,
    because: [
      because("comparison.sum_with_rest", {
        ours: bundle.ours.length,
        theirs: bundle.theirs.length,
      }),
      ...shiftOf(bundle.ours, bundle.theirs),
    ],
  });
}
