// What else could be read into entries that stand alone: each with equals, slips and sums among all that
// was found without a number. Only what explains an entry nobody has explained is asked.
import { because } from "../because.ts";
import { pointShifts, type SlipKind, slipOf, waysOf } from "./by-slip.ts";
import {
  areOfOneKind,
  areTwoDocuments,
  type Desk,
  type DeskEntry,
  daysApart,
  type Found,
  inOrder,
  push,
  shiftOf,
} from "./desk.ts";
import { nearness } from "./entry-keys.ts";
import { gapsOf, type Habits } from "./habits.ts";
import type { LedgerSide } from "./ledger-entry.ts";

/** A reading with its worth: how many times likelier than its entries standing alone, as a logarithm. */
export type WeighedReading = { readonly found: Found; readonly worth: number };

/** Further apart nothing without a number belongs together. */
const nearDays = 31;
/** Each further part of a sum is half as usual. */
const furtherPart = Math.log(2);

/** Found without the very number and amount: such entries may be read otherwise. */
export function isWeak(found: Found): boolean {
  const { by } = found;
  if (by === "date_amount" || by === "sum" || by === "slip" || isTwoAmounts(found)) return true;
  return by === "near_number" && found.ours.length + found.theirs.length === 2;
}

function isTwoAmounts({ by, isEqual, ours, theirs }: Found): boolean {
  if (by !== "number" && by !== "near_number") return false;
  return !isEqual && ours.length === 1 && theirs.length === 1;
}

export function rivalReadings(desk: Desk, habits: Habits): WeighedReading[] {
  const held = desk.found.filter(({ by }) => by === "date_amount" || by === "near_number");
  const paired = new Set(held.flatMap(({ ours, theirs }) => [...ours, ...theirs]));
  const asked = {
    desk: openView(desk),
    table: tableOf(desk),
    isLoose: (entry: DeskEntry) => !paired.has(entry),
  };
  const readings = new Map<string, WeighedReading>();
  for (const side of ["ours", "theirs"] as const) {
    for (const entry of desk.left(side)) {
      for (const found of [
        ...pairsWith(asked, side, entry),
        ...sumsOf(asked, side, entry),
        ...sumsBeside(asked, side, entry),
      ]) {
        readings.set(nameOf(found), { found, worth: worthOf(desk, habits, found) });
      }
    }
  }
  return [...readings.values()];
}

/** A number that is damaged or holds together two amounts is not taken for another entry's. */
function openView(desk: Desk): Desk {
  const open = new Set(
    desk.found.filter(isTwoAmounts).flatMap(({ ours, theirs }) => [...ours, ...theirs]),
  );
  const takenBy: Desk["takenBy"] = (side, entry) =>
    open.has(entry) ? "either" : desk.takenBy(side, entry);
  return { ...desk, takenBy };
}

type Asked = {
  readonly desk: Desk;
  readonly table: Table;
  /** It stands alone, or only a sum or a slip holds it. */
  isLoose(entry: DeskEntry): boolean;
};

/** Everything that stands alone or was found without a number, by day. */
type Table = Readonly<Record<LedgerSide, ReadonlyMap<number, readonly DeskEntry[]>>>;

function tableOf(desk: Desk): Table {
  const table = { ours: new Map<number, DeskEntry[]>(), theirs: new Map<number, DeskEntry[]>() };
  const weak = desk.found.filter(isWeak);
  for (const side of ["ours", "theirs"] as const) {
    const entries = [...desk.left(side), ...weak.flatMap((found) => found[side])];
    for (const entry of entries.sort(inOrder)) push(table[side], entry.day, entry);
  }
  return table;
}

function* near(table: Table, side: LedgerSide, entry: DeskEntry): Generator<DeskEntry> {
  for (let day = entry.day - nearDays; day <= entry.day + nearDays; day++) {
    for (const one of table[side].get(day) ?? []) {
      if (one !== entry && Math.sign(one.minor) === Math.sign(entry.minor)) yield one;
    }
  }
}

/** The same amount, one that is a slip away, or another under the same number. */
function pairsWith({ desk, table }: Asked, side: LedgerSide, entry: DeskEntry): Found[] {
  return [...near(table, otherOf(side), entry)].flatMap((other): Found[] => {
    const [a, b] = side === "ours" ? [entry, other] : [other, entry];
    const kind = pairKindOf(desk, a, b);
    if (kind === null || !areOfOneKind(a, b) || areTwoDocuments(desk, a, b)) return [];
    const { isEqual, by, reason } = kind;
    return [{ isEqual, by, ours: [a], theirs: [b], because: [reason, ...shiftOf([a], [b])] }];
  });
}

function pairKindOf(desk: Desk, a: DeskEntry, b: DeskEntry) {
  const isEqual = a.minor === b.minor;
  const number = sharedNumber(a, b);
  if (number !== null) {
    const key = isEqual ? "comparison.same_number" : "comparison.other_amount";
    return { isEqual, by: "number", reason: because(key, { number }) } as const;
  }
  if (isEqual) {
    return { isEqual, by: "date_amount", reason: because("comparison.same_amount") } as const;
  }
  const slip = slipOf(a, b, desk.minorPerUnit);
  if (slip === null) return null;
  return { isEqual, by: "slip", reason: because(`comparison.slip_${slip}`) } as const;
}

function sharedNumber({ keys: a }: DeskEntry, { keys: b }: DeskEntry): string | null {
  const isAt = (key: string) => b.own.includes(key) || b.cited.includes(key);
  return a.own.find(isAt) ?? b.own.find((key) => a.cited.includes(key)) ?? null;
}

/** The entry is the whole: any two, or three that nothing holds together otherwise, of the other side. */
function sumsOf(asked: Asked, side: LedgerSide, whole: DeskEntry): Found[] {
  const parts = [...near(asked.table, otherOf(side), whole)];
  const target = Math.abs(whole.minor);
  return [...twosOf(parts, target), ...threesOf(parts.filter(asked.isLoose), target)]
    .map((set) => sumFound(side, whole, set))
    .filter((found) => isPossible(asked.desk, found));
}

/** The entry is a part: with another, or two loose ones, of its side it makes a whole of the other. */
function sumsBeside(asked: Asked, side: LedgerSide, part: DeskEntry): Found[] {
  const beside = [...near(asked.table, side, part)];
  const byAmount = Map.groupBy(beside, ({ minor }) => Math.abs(minor));
  const loose = beside.filter(asked.isLoose);
  const found: Found[] = [];
  for (const whole of near(asked.table, otherOf(side), part)) {
    const rest = Math.abs(whole.minor) - Math.abs(part.minor);
    if (rest <= 0) continue;
    const sets = [...(byAmount.get(rest) ?? []).map((one) => [one]), ...twosOf(loose, rest)];
    for (const set of sets) {
      const sum = sumFound(otherOf(side), whole, [part, ...set]);
      if (isPossible(asked.desk, sum)) found.push(sum);
    }
  }
  return found;
}

function twosOf(entries: readonly DeskEntry[], target: number): DeskEntry[][] {
  const sets: DeskEntry[][] = [];
  const before = new Map<number, DeskEntry[]>();
  for (const entry of entries) {
    const amount = Math.abs(entry.minor);
    for (const other of before.get(target - amount) ?? []) sets.push([other, entry]);
    push(before, amount, entry);
  }
  return sets;
}

function threesOf(entries: readonly DeskEntry[], target: number): DeskEntry[][] {
  return entries.flatMap((last, at) => {
    const rest = target - Math.abs(last.minor);
    return rest <= 0 ? [] : twosOf(entries.slice(0, at), rest).map((two) => [...two, last]);
  });
}

function sumFound(side: LedgerSide, whole: DeskEntry, parts: readonly DeskEntry[]): Found {
  const sorted = [...parts].sort(inOrder);
  const [ours, theirs] = side === "ours" ? [[whole], sorted] : [sorted, [whole]];
  const reason = because("comparison.sum", { ours: ours.length, theirs: theirs.length });
  return { isEqual: true, by: "sum", ours, theirs, because: [reason, ...shiftOf(ours, theirs)] };
}

function isPossible(desk: Desk, { ours, theirs }: Found): boolean {
  return ours.every((a) =>
    theirs.every(
      (b) => daysApart(a, b) <= nearDays && areOfOneKind(a, b) && !areTwoDocuments(desk, a, b),
    ),
  );
}

/**
 * As if entries fell on days and amounts by themselves, so many alone, so many in pairs, sums and slips as
 * these ledgers show. Whole and parts, or the two of a pair, share one amount and lie near each other:
 * by chance they hardly would.
 */
export function worthOf(desk: Desk, habits: Habits, found: Found): number {
  const { ours, theirs } = found;
  const all = ours.length + theirs.length;
  const [first, partner] = [ours[0]!, theirs[0]!];
  const alone =
    ours.reduce((sum, entry) => sum + Math.log(habits.lonely("ours", entry)), 0) +
    theirs.reduce((sum, entry) => sum + Math.log(habits.lonely("theirs", entry)), 0);
  if (all === 2) {
    const many = Math.log(pairsLike(desk, habits, found) / habits.days);
    return many + Math.log(habits.delay(first, partner)) - Math.log(habits.amount(partner)) - alone;
  }
  const side: LedgerSide = ours.length === 1 ? "ours" : "theirs";
  const whole = side === "ours" ? first : partner;
  const parts = side === "ours" ? theirs : ours;
  const nearest = [...parts].sort(
    (a, b) => daysApart(a, whole) - daysApart(b, whole) || inOrder(a, b),
  )[0]!;
  const delay = side === "ours" ? habits.delay(whole, nearest) : habits.delay(nearest, whole);
  const spread = gapsOf(parts).reduce((sum, gap) => sum + Math.log(habits.spread(side, gap)), 0);
  const many = Math.log(habits.sums[side] / habits.days) - (parts.length - 2) * furtherPart;
  return many + Math.log(delay) + spread - Math.log(habits.amount(whole)) - alone;
}

/** How many pairs of this kind there are for each amount, and number, the other could have. */
function pairsLike(desk: Desk, habits: Habits, { isEqual, by, ours, theirs }: Found): number {
  const [a, b] = [ours[0]!, theirs[0]!];
  if (isEqual && by === "number") return habits.pairs * desk.theirs.length;
  if (isEqual) {
    return by === "near_number" ? habits.nearPairs / chanceOfNear(desk, a, b) : habits.pairs;
  }
  const slip = slipOf(a, b, desk.minorPerUnit);
  const perAmount = slip === null ? habits.amount(b) : 1 / slipsFrom(a, slip, desk.minorPerUnit);
  if (by === "slip") return slip === null ? 0 : habits.slips[slip] * perAmount;
  const byNumber = by === "near_number" ? chanceOfNear(desk, a, b) : 1 / desk.theirs.length;
  return (habits.otherAmounts * perAmount) / byNumber;
}

/** Amounts this one can become; a round one has few digits to swap. */
function slipsFrom({ minor }: DeskEntry, slip: SlipKind, minorPerUnit: number): number {
  if (slip !== "slip") return waysOf(slip, minorPerUnit);
  const digits = String(Math.abs(minor));
  const swapped = new Set<string>();
  for (let one = 0; one < digits.length; one++) {
    for (let other = one + 1; other < digits.length; other++) {
      const [a, b] = [digits[one]!, digits[other]!];
      if (a === b || (one === 0 && b === "0")) continue;
      swapped.add(
        digits.slice(0, one) + b + digits.slice(one + 1, other) + a + digits.slice(other + 1),
      );
    }
  }
  return pointShifts + swapped.size;
}

/** Of all numbers of our ledger, how many are as near to theirs as this one: running numbers are. */
function chanceOfNear(desk: Desk, ours: DeskEntry, theirs: DeskEntry): number {
  const numbers = [...theirs.keys.own, ...theirs.keys.cited];
  const near = desk.ours.filter(
    (one) =>
      one !== ours &&
      one.keys.own.some((key) => numbers.some((other) => nearness(key, other) !== null)),
  );
  return (near.length + 1) / desk.ours.length;
}

export function nameOf({ ours, theirs }: Pick<Found, "ours" | "theirs">): string {
  const places = (entries: readonly DeskEntry[]) =>
    entries.map(({ at }) => at).sort((a, b) => a - b);
  return `${places(ours)}|${places(theirs)}`;
}

function otherOf(side: LedgerSide): LedgerSide {
  return side === "ours" ? "theirs" : "ours";
}
