// What else could be read into entries of which a difference would be told: each with equals, slips and
// sums among all that was found without a number. What agrees is asked only where that explains one.
import { because } from "../because.ts";
import { slipOf } from "./by-slip.ts";
import {
  type Desk,
  type DeskEntry,
  daysApart,
  type Found,
  inOrder,
  mayBePartners,
  nearDays,
  push,
  shiftOf,
} from "./desk.ts";
import type { Habits } from "./habits.ts";
import { type LedgerSide, otherOf } from "./ledger-entry.ts";
import { sharedNumber, type WeighedReading, worthOf } from "./worth.ts";

/** Of two ledgers that have so little in common no reading is likelier than another. */
const mostAsked = 2_000;
/** Parts of three are looked for among so many. */
const mostLoose = 120;
const mostSets = 200;

/** Found without the very number and amount: such entries may be read otherwise. */
export function isWeak(found: Found): boolean {
  const { by } = found;
  if (by === "date_amount" || by === "sum" || by === "slip" || isTwoAmounts(found)) return true;
  return by === "near_number" && found.ours.length + found.theirs.length === 2;
}

/** What is called a difference without the very number: it has to be plainly likelier than chance. */
export function isClaim({ by, isEqual, ours, theirs }: Found): boolean {
  return by === "slip" || (by === "near_number" && !isEqual && ours.length + theirs.length === 2);
}

/** Under one number, but far apart: what else could be read into the two is asked. */
function isFarApart(found: Found): boolean {
  return isTwoAmounts(found) && daysApart(found.ours[0]!, found.theirs[0]!) > nearDays;
}

function isTwoAmounts({ by, isEqual, ours, theirs }: Found): boolean {
  if (by !== "number" && by !== "near_number") return false;
  return !isEqual && ours.length === 1 && theirs.length === 1;
}

export type Entries = Readonly<Record<LedgerSide, readonly DeskEntry[]>>;

/** Entries of which a difference would be told. */
export function questioned(desk: Desk): Entries {
  const claims = desk.found.filter((found) => isClaim(found) || isFarApart(found));
  const of = (side: LedgerSide) => [...desk.left(side), ...claims.flatMap((found) => found[side])];
  const entries = { ours: of("ours"), theirs: of("theirs") };
  return entries.ours.length + entries.theirs.length > mostAsked
    ? { ours: [], theirs: [] }
    : entries;
}

/** Everything that stands alone or was found without the very number and amount. */
export function openEntries(desk: Desk): Entries {
  const weak = desk.found.filter(isWeak);
  const of = (side: LedgerSide) => [...desk.left(side), ...weak.flatMap((found) => found[side])];
  return { ours: of("ours"), theirs: of("theirs") };
}

/** What could be read into each of `entries` together with others of `among`. */
export function rivalReadings(
  desk: Desk,
  habits: Habits,
  { entries, among }: { readonly entries: Entries; readonly among: Entries },
): WeighedReading[] {
  const held = desk.found.filter(({ by }) => by === "date_amount" || by === "near_number");
  const paired = new Set(held.flatMap(({ ours, theirs }) => [...ours, ...theirs]));
  const asked = {
    habits,
    desk: openView(desk),
    table: { ours: byDay(among.ours), theirs: byDay(among.theirs) },
    isLoose: (entry: DeskEntry) => !paired.has(entry),
  };
  const readings = new Map<string, WeighedReading>();
  for (const side of ["ours", "theirs"] as const) {
    for (const entry of entries[side]) {
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
  readonly habits: Habits;
  readonly table: Table;
  /** It stands alone, or only a sum or a slip holds it. */
  isLoose(entry: DeskEntry): boolean;
};

type Table = Readonly<Record<LedgerSide, ReadonlyMap<number, readonly DeskEntry[]>>>;

function byDay(entries: readonly DeskEntry[]): Map<number, DeskEntry[]> {
  return Map.groupBy([...new Set(entries)].sort(inOrder), ({ day }) => day);
}

function* near(table: Table, side: LedgerSide, entry: DeskEntry): Generator<DeskEntry> {
  for (let day = entry.day - nearDays; day <= entry.day + nearDays; day++) {
    for (const one of table[side].get(day) ?? []) {
      if (one !== entry && Math.sign(one.minor) === Math.sign(entry.minor)) yield one;
    }
  }
}

/** The same amount, one that is a slip away, or another under the same number. */
function pairsWith({ desk, habits, table }: Asked, side: LedgerSide, entry: DeskEntry): Found[] {
  const found = [...near(table, otherOf(side), entry)].flatMap((other): Found[] => {
    const [a, b] = side === "ours" ? [entry, other] : [other, entry];
    const kind = pairKindOf(desk, habits, [a, b]);
    if (kind === null || !mayBePartners(desk, a, b)) return [];
    const { isEqual, by, reason } = kind;
    return [{ isEqual, by, ours: [a], theirs: [b], because: [reason, ...shiftOf([a], [b])] }];
  });
  return found.length > mostSets ? [] : found;
}

function pairKindOf(desk: Desk, habits: Habits, [a, b]: readonly [DeskEntry, DeskEntry]) {
  const isEqual = a.minor === b.minor;
  const number = sharedNumber(habits, a, b);
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

/** The entry is the whole: any two, or three that nothing holds together otherwise, of the other side. */
function sumsOf(asked: Asked, side: LedgerSide, whole: DeskEntry): Found[] {
  const parts = [...near(asked.table, otherOf(side), whole)];
  const target = Math.abs(whole.minor);
  return [...twosOf(parts, target), ...threesOf(looseNear(asked, parts, whole), target)]
    .map((set) => sumFound(side, whole, set))
    .filter((found) => isPossible(asked.desk, found));
}

/** The entry is a part: with another, or two loose ones, of its side it makes a whole of the other. */
function sumsBeside(asked: Asked, side: LedgerSide, part: DeskEntry): Found[] {
  const beside = [...near(asked.table, side, part)];
  const byAmount = Map.groupBy(beside, ({ minor }) => Math.abs(minor));
  const loose = looseNear(asked, beside, part);
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

function looseNear({ isLoose }: Asked, entries: readonly DeskEntry[], one: DeskEntry): DeskEntry[] {
  const loose = entries.filter(isLoose);
  if (loose.length <= mostLoose) return loose;
  const nearest = (a: DeskEntry, b: DeskEntry) => daysApart(a, one) - daysApart(b, one);
  return loose.sort((a, b) => nearest(a, b) || inOrder(a, b)).slice(0, mostLoose);
}

/** So many ways to reach one amount say nothing: none of them is looked at. */
function twosOf(entries: readonly DeskEntry[], target: number): DeskEntry[][] {
  const sets: DeskEntry[][] = [];
  const before = new Map<number, DeskEntry[]>();
  for (const entry of entries) {
    const amount = Math.abs(entry.minor);
    for (const other of before.get(target - amount) ?? []) sets.push([other, entry]);
    if (sets.length > mostSets) return [];
    push(before, amount, entry);
  }
  return sets;
}

function threesOf(entries: readonly DeskEntry[], target: number): DeskEntry[][] {
  const sets: DeskEntry[][] = [];
  for (const [at, last] of entries.entries()) {
    const rest = target - Math.abs(last.minor);
    if (rest <= 0) continue;
    for (const two of twosOf(entries.slice(0, at), rest)) sets.push([...two, last]);
    if (sets.length > mostSets) return [];
  }
  return sets;
}

function sumFound(side: LedgerSide, whole: DeskEntry, parts: readonly DeskEntry[]): Found {
  const sorted = [...parts].sort(inOrder);
  const [ours, theirs] = side === "ours" ? [[whole], sorted] : [sorted, [whole]];
  const reason = because("comparison.sum", { ours: ours.length, theirs: theirs.length });
  return { isEqual: true, by: "sum", ours, theirs, because: [reason, ...shiftOf(ours, theirs)] };
}

function isPossible(desk: Desk, { ours, theirs }: Found): boolean {
  return ours.every((a) => theirs.every((b) => mayBePartners(desk, a, b)));
}

export function nameOf({ ours, theirs }: Pick<Found, "ours" | "theirs">): string {
  const places = (entries: readonly DeskEntry[]) =>
    entries.map(({ at }) => at).sort((a, b) => a - b);
  return `${places(ours)}|${places(theirs)}`;
}
