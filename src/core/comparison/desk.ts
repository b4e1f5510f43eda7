// Two ledgers on the table: entries with their numbers, an index of both, and what is still without
// a partner. The steps of compare.ts take from it, each all pairs at once.
import { assert } from "../assert.ts";
import { type Because, because } from "../because.ts";
import { dayNumber } from "../date.ts";
import { areComparable, type EntryKeys, keysOf, nearness } from "./entry-keys.ts";
import type { ComparedBy, LedgerEntry, LedgerSide } from "./ledger-entry.ts";

export type DeskEntry = LedgerEntry & {
  /** Position in the ledger as it was handed over. */
  readonly at: number;
  readonly day: number;
  readonly keys: EntryKeys;
};

export type Found = {
  readonly isEqual: boolean;
  readonly by: ComparedBy;
  readonly ours: readonly DeskEntry[];
  readonly theirs: readonly DeskEntry[];
  readonly because: readonly Because[];
};

/** Entries that may be read in several ways, none of them plainly the likeliest. */
export type Undecided = {
  readonly ours: readonly DeskEntry[];
  readonly theirs: readonly DeskEntry[];
  /** What each way finds; the rest of the entries stand alone in it. The likeliest first. */
  readonly ways: readonly (readonly Found[])[];
};

export type Desk = {
  readonly ours: readonly DeskEntry[];
  readonly theirs: readonly DeskEntry[];
  /** Entries of a side by the number they are booked under. */
  readonly own: Readonly<Record<LedgerSide, ReadonlyMap<string, readonly DeskEntry[]>>>;
  /** Is this a number of a form in which their ledger writes our numbers? */
  isOurForm(key: string): boolean;
  /** Minor units of one unit of the currency: 100 for CNY. */
  readonly minorPerUnit: number;
  readonly found: readonly Found[];
  left(side: LedgerSide): DeskEntry[];
  isLeft(side: LedgerSide, entry: DeskEntry): boolean;
  /** Null: it is left. */
  takenBy(side: LedgerSide, entry: DeskEntry): ComparedBy | null;
  take(found: Found): void;
  /** What was taken is on the table again. */
  release(found: Found): void;
  readonly undecided: readonly Undecided[];
  /** People decide; nothing takes these entries any more. */
  leaveOpen(undecided: Undecided): void;
};

export function layOut(
  {
    ours,
    theirs,
  }: { readonly ours: readonly LedgerEntry[]; readonly theirs: readonly LedgerEntry[] },
  minorPerUnit: number,
): Desk {
  const sides = { ours: ours.map(deskEntry), theirs: theirs.map(deskEntry) };
  // in an order of their own, so that the order of the files changes nothing
  sides.ours.sort(inOrder);
  sides.theirs.sort(inOrder);
  const taken: Record<LedgerSide, (ComparedBy | null)[]> = {
    ours: ours.map(() => null),
    theirs: theirs.map(() => null),
  };
  const found: Found[] = [];
  const undecided: Undecided[] = [];
  const claim = (side: LedgerSide, { at, id }: DeskEntry, by: ComparedBy) => {
    assert(taken[side][at] === null, `entry ${id} of ${side} is taken once`);
    taken[side][at] = by;
  };
  const own = { ours: byOwnKey(sides.ours), theirs: byOwnKey(sides.theirs) };
  const ourForms = formsOfOurs(own);
  return {
    ...sides,
    minorPerUnit,
    own,
    isOurForm: (key) => ourForms.has(formOf(key)),
    found,
    left: (side) => sides[side].filter(({ at }) => taken[side][at] === null),
    isLeft: (side, { at }) => taken[side][at] === null,
    takenBy: (side, { at }) => taken[side][at] ?? null,
    take: (group) => {
      for (const entry of group.ours) claim("ours", entry, group.by);
      for (const entry of group.theirs) claim("theirs", entry, group.by);
      found.push(group);
    },
    release: (group) => {
      const at = found.indexOf(group);
      assert(at >= 0, "only what was taken is released");
      found.splice(at, 1);
      for (const entry of group.ours) taken.ours[entry.at] = null;
      for (const entry of group.theirs) taken.theirs[entry.at] = null;
    },
    undecided,
    leaveOpen: (open) => {
      for (const entry of open.ours) claim("ours", entry, "either");
      for (const entry of open.theirs) claim("theirs", entry, "either");
      undecided.push(open);
    },
  };
}

function deskEntry(entry: LedgerEntry, at: number): DeskEntry {
  assert(Number.isSafeInteger(entry.minor), "amounts are safe integers");
  assert(entry.minor !== 0, "an entry moves a balance");
  return { ...entry, at, day: dayNumber(entry.date), keys: keysOf(entry) };
}

/** By date, amount, number; then as handed over. */
export function inOrder(a: DeskEntry, b: DeskEntry): number {
  if (a.day !== b.day) return a.day - b.day;
  if (a.minor !== b.minor) return a.minor - b.minor;
  if (a.no !== b.no) return a.no < b.no ? -1 : 1;
  if (a.memo !== b.memo) return a.memo < b.memo ? -1 : 1;
  return a.at - b.at;
}

/** Forms of numbers of theirs (letters before, length) most of which are ours, or the ends of ours. */
function formsOfOurs(own: Desk["own"]): ReadonlySet<string> {
  const ends = new Set<string>();
  for (const key of own.ours.keys()) {
    for (let length = shortestEnd; length <= key.length; length++) ends.add(key.slice(-length));
  }
  const forms = new Map<string, { all: number; ours: number }>();
  for (const key of own.theirs.keys()) {
    const form = forms.get(formOf(key)) ?? { all: 0, ours: 0 };
    form.all += 1;
    if (ends.has(key)) form.ours += 1;
    forms.set(formOf(key), form);
  }
  const telling = [...forms].filter(([, { all, ours }]) => all >= leastOfForm && ours * 2 > all);
  return new Set(telling.map(([form]) => form));
}

const shortestEnd = 6;
/** Fewer numbers of a form say nothing about it. */
const leastOfForm = 5;

function formOf(key: string): string {
  return `${/^[A-Z]*/.exec(key)?.[0] ?? ""}${key.length}`;
}

function byOwnKey(entries: readonly DeskEntry[]): Map<string, DeskEntry[]> {
  const index = new Map<string, DeskEntry[]>();
  for (const entry of entries) {
    for (const key of entry.keys.own) push(index, key, entry);
  }
  return index;
}

export function push<K, V>(index: Map<K, V[]>, key: K, value: V): void {
  const values = index.get(key);
  if (values) values.push(value);
  else index.set(key, [value]);
}

export function sumOf(entries: readonly DeskEntry[]): number {
  return entries.reduce((sum, { minor }) => sum + minor, 0);
}

export function daysApart(a: DeskEntry, b: DeskEntry): number {
  return Math.abs(a.day - b.day);
}

/** A document is not money; where a ledger does not say, it may be either. */
export function areOfOneKind(a: DeskEntry, b: DeskEntry): boolean {
  return a.kind === null || b.kind === null || a.kind === b.kind;
}

/**
 * Plainly two documents: each is booked under a number of its own, of one kind, not alike; or the
 * other ledger knows the number as another entry's (DOMAIN §5.11: a known number is never corrected).
 */
export function areTwoDocuments(desk: Desk, ours: DeskEntry, theirs: DeskEntry): boolean {
  if (ours.keys.own.some((key) => isAt(theirs, key))) return false;
  if (theirs.keys.own.some((key) => isAt(ours, key))) return false;
  if (theirs.keys.own.some((key) => isKnown(desk, "ours", key))) return true;
  if (ours.keys.own.some((key) => isKnown(desk, "theirs", key))) return true;
  return haveUnlikeNumbers(desk, ours, theirs);
}

/** Further apart nothing without a number belongs together. */
export const nearDays = 31;

/** Without a number to say so, the two may be one: near in time, of one kind, not plainly two documents. */
export function mayBePartners(desk: Desk, ours: DeskEntry, theirs: DeskEntry): boolean {
  return (
    daysApart(ours, theirs) <= nearDays &&
    areOfOneKind(ours, theirs) &&
    !areTwoDocuments(desk, ours, theirs)
  );
}

/** Another entry's number; one that was found to be a slip of somebody's pen is nobody's. */
function isKnown(desk: Desk, side: LedgerSide, key: string): boolean {
  const holders = desk.own[side].get(key) ?? [];
  return holders.some((one) => {
    const by = desk.takenBy(side, one);
    return by === null || by === "number";
  });
}

/** Each has a number of its own, the two are of one kind, and not alike. */
function haveUnlikeNumbers(desk: Desk, ours: DeskEntry, theirs: DeskEntry): boolean {
  if (ours.keys.own.length === 0) return false;
  return theirs.keys.own.some((b) => {
    const isAlike = ours.keys.own.some((a) => a === b || nearness(a, b) !== null);
    if (isAlike) return false;
    return desk.isOurForm(b) || ours.keys.own.some((a) => areComparable(a, b));
  });
}

function isAt({ keys }: DeskEntry, key: string): boolean {
  return keys.own.includes(key) || keys.cited.includes(key);
}

/** What else is unusual about entries that belong together. */
export function shiftOf(ours: readonly DeskEntry[], theirs: readonly DeskEntry[]): Because[] {
  const [left, right] = [ours[0], theirs[0]];
  if (!left || !right) return [];
  const days = Math.max(...ours.flatMap((a) => theirs.map((b) => daysApart(a, b))));
  return days === 0 ? [] : [because("comparison.dates_apart", { days })];
}
