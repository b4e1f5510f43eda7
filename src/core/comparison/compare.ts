// 往来账核对: two ledgers of one account, entry by entry. Falling strength: nothing weak takes what
// something strong will claim, and each step looks at all pairs at once.
import { assert } from "../assert.ts";
import { type Because, because } from "../because.ts";
import { currencyExponent } from "../currency.ts";
import { dayNumber, type IsoDate } from "../date.ts";
import { takeSameAmounts } from "./by-amount.ts";
import { mendChains } from "./by-chain.ts";
import { mendFarPairs, takeExchangedNumbers } from "./by-exchange.ts";
import { takeLikenesses } from "./by-likeness.ts";
import { takeNearNumbers, takeNearNumbersOfOtherAmount } from "./by-near-number.ts";
import { takeOtherAmounts, takeSameNumber, takeSumsOfNumbers } from "./by-number.ts";
import {
  type Cause,
  type Circumstances,
  causeOfLonely,
  causeOfOtherAmount,
  equalsOf,
  outstandingClass,
} from "./causes.ts";
import { type Desk, type DeskEntry, type Found, layOut, sumOf } from "./desk.ts";
import type { ComparedGroup, LedgerEntry, LedgerSide } from "./ledger-entry.ts";
import { undecidedGroup } from "./undecided.ts";
import { weighUp } from "./weigh-up.ts";

export type ComparisonQuestion = {
  readonly ours: readonly LedgerEntry[];
  readonly theirs: readonly LedgerEntry[];
  readonly currency: string;
  /** Last day of the period. */
  readonly to: IsoDate;
  /** What people said belongs together, or stands alone: positions in both ledgers. */
  readonly told?: readonly ToldPart[];
};

export type ToldPart = Pick<ComparedGroup, "ours" | "theirs">;

export function compareLedgers(question: ComparisonQuestion): ComparedGroup[] {
  const minorPerUnit = 10 ** currencyExponent(question.currency);
  const desk = layOut(question, minorPerUnit);
  const about: Circumstances = {
    toDay: dayNumber(question.to),
    minorPerUnit,
  };
  const aside = takeTold(desk, question.told ?? []);
  takeSameNumber(desk);
  takeSumsOfNumbers(desk);
  takeNearNumbers(desk, "unknown");
  takeNearNumbers(desk, "any");
  mendFarPairs(desk);
  takeExchangedNumbers(desk);
  takeOtherAmounts(desk, "booked");
  takeNearNumbersOfOtherAmount(desk, "slipped");
  takeSameAmounts(desk, "plain");
  takeLikenesses(desk);
  takeSameAmounts(desk, "any");
  takeOtherAmounts(desk, "cited");
  takeNearNumbersOfOtherAmount(desk, "any");
  takeLikenesses(desk);
  mendChains(desk);
  weighUp(desk);
  for (const alone of aside) desk.release(alone);
  const groups = [
    ...desk.found.flatMap((found) => judge(found, about)),
    ...desk.undecided.flatMap(
      (open) => undecidedGroup(desk, { open, about, currency: question.currency }) ?? [],
    ),
    ...lonely(desk, "ours", about),
    ...lonely(desk, "theirs", about),
  ];
  checkWhole(question, groups);
  return groups.sort((a, b) => compareGroups(question, a, b));
}

/** People know better than any reading; what they say stands alone is put aside until all is read. */
function takeTold(desk: Desk, told: readonly ToldPart[]): Found[] {
  const at = (side: LedgerSide) => new Map(desk[side].map((entry) => [entry.at, entry]));
  const places = { ours: at("ours"), theirs: at("theirs") };
  const entriesOf = (side: LedgerSide, part: ToldPart) =>
    part[side].flatMap((place) => places[side].get(place) ?? []);
  return told.flatMap((part) => {
    const [ours, theirs] = [entriesOf("ours", part), entriesOf("theirs", part)];
    const isEqual = sumOf(ours) === sumOf(theirs);
    const reason = because("comparison.told_by_people");
    const found = { isEqual, by: "people", ours, theirs, because: [reason] } as const;
    desk.take(found);
    return ours.length > 0 && theirs.length > 0 ? [] : [found];
  });
}

/** What two sides both have: equal, of another amount, or in the period on one side alone. */
function judge(found: Found, about: Circumstances): ComparedGroup[] {
  const oursMinor = inPeriod(found.ours);
  const theirsMinor = inPeriod(found.theirs);
  const all = [...found.ours, ...found.theirs];
  if (all.every(({ phase }) => phase !== "in")) return [];
  const group = {
    by: found.by,
    ours: positions(found.ours),
    theirs: positions(found.theirs),
    oursMinor,
    theirsMinor,
  };
  if (all.some(({ phase }) => phase !== "in") && oursMinor !== theirsMinor) {
    return [{ ...group, ...lateBooking(found, oursMinor - theirsMinor) }];
  }
  if (found.isEqual) {
    const agreed = { verdict: "agreed", outstanding: null, code: null, corrects: null } as const;
    return [{ ...group, ...agreed, because: found.because }];
  }
  const cause = causeOfOtherAmount(found, about);
  const differs = { verdict: "amount_differs", outstanding: null } as const;
  return [{ ...group, ...differs, ...withReasons(found, cause) }];
}

function withReasons(found: Found, cause: Cause): Cause {
  return { ...cause, because: [...found.because, ...cause.because] };
}

/** Both have it, one of them outside the period: it clears itself (T07). */
function lateBooking(found: Found, gap: number) {
  const isOurs = found.ours.some(({ phase }) => phase === "in") && gap !== 0;
  const inside = isOurs ? found.ours : found.theirs;
  const outside = (isOurs ? found.theirs : found.ours).find(({ phase }) => phase !== "in");
  const entry = inside.find(({ phase }) => phase === "in") ?? inside[0];
  assert(entry !== undefined, "one side has it in the period");
  const side: LedgerSide = isOurs ? "ours" : "theirs";
  const reason = because("comparison.booked_outside", { date: outside?.date ?? "" });
  return {
    verdict: "timing",
    outstanding: outstandingClass(side, entry),
    code: "T07",
    corrects: isOurs ? "theirs" : "ours",
    because: [...found.because, reason],
  } as const;
}

/** What only one side has; what it booked and took back by itself is cancelled. */
function lonely(desk: Desk, side: LedgerSide, about: Circumstances): ComparedGroup[] {
  const left = desk.left(side);
  const cancelled = cancelledPairs(left);
  const gone = new Set(cancelled.flat());
  const groups = cancelled.map((pair) =>
    alone(side, pair, {
      verdict: "cancelled",
      outstanding: null,
      code: null,
      corrects: null,
      because: [because("comparison.cancelled")],
    }),
  );
  for (const entry of left) {
    if (gone.has(entry) || entry.phase !== "in") continue;
    const verdict = side === "ours" ? "ours_only" : "theirs_only";
    const outstanding = outstandingClass(side, entry);
    const cause = causeOfLonely(desk, side, entry, about);
    const reasons = [...cause.because, ...eitherOf(equalsOf(desk, side, entry))];
    groups.push(alone(side, [entry], { verdict, outstanding, ...cause, because: reasons }));
  }
  return groups.filter(({ ours, theirs }) => ours.length + theirs.length > 0);
}

/** Nothing but the dates says that it is this one and none of the equal ones. */
function eitherOf(equal: readonly DeskEntry[]): Because[] {
  if (equal.length === 0) return [];
  const told = equal
    .slice(0, equalsTold)
    .map(({ no, date }) => (no === "" ? date : `${no} ${date}`));
  return [because("comparison.either_of", { count: equal.length, others: told.join("; ") })];
}

const equalsTold = 3;

function alone(
  side: LedgerSide,
  entries: readonly DeskEntry[],
  found: Pick<ComparedGroup, "verdict" | "outstanding" | "code" | "corrects" | "because">,
): ComparedGroup {
  const minor = inPeriod(entries);
  const isOurs = side === "ours";
  return {
    by: "none",
    ours: isOurs ? positions(entries) : [],
    theirs: isOurs ? [] : positions(entries),
    oursMinor: isOurs ? minor : 0,
    theirsMinor: isOurs ? 0 : minor,
    ...found,
  };
}

/** Same number, the amount and its opposite, both within the period. */
function cancelledPairs(left: readonly DeskEntry[]): [DeskEntry, DeskEntry][] {
  const waiting = new Map<string, DeskEntry[]>();
  const pairs: [DeskEntry, DeskEntry][] = [];
  for (const entry of left) {
    const [key] = entry.keys.own;
    if (key === undefined || entry.phase !== "in") continue;
    const partner = waiting.get(`${key} ${-entry.minor}`)?.shift();
    if (partner) {
      pairs.push([partner, entry]);
      continue;
    }
    const id = `${key} ${entry.minor}`;
    waiting.set(id, [...(waiting.get(id) ?? []), entry]);
  }
  return pairs;
}

function inPeriod(entries: readonly DeskEntry[]): number {
  return entries.reduce((sum, { phase, minor }) => sum + (phase === "in" ? minor : 0), 0);
}

function positions(entries: readonly DeskEntry[]): number[] {
  return entries.map(({ at }) => at).sort((a, b) => a - b);
}

/** Each entry of the period stands in exactly one group, and nothing is lost of either sum. */
function checkWhole({ ours, theirs }: ComparisonQuestion, groups: readonly ComparedGroup[]): void {
  const sides = [
    { entries: ours, of: (group: ComparedGroup) => group.ours, sum: "oursMinor" },
    { entries: theirs, of: (group: ComparedGroup) => group.theirs, sum: "theirsMinor" },
  ] as const;
  for (const { entries, of, sum } of sides) {
    const seen = new Uint8Array(entries.length);
    for (const at of groups.flatMap(of)) {
      assert(seen[at] === 0, "an entry stands in one group");
      seen[at] = 1;
    }
    const inside = entries.filter(({ phase }) => phase === "in");
    assert(
      entries.every(({ phase }, at) => phase !== "in" || seen[at] === 1),
      "every entry of the period is told of",
    );
    const total = inside.reduce((all, { minor }) => all + minor, 0);
    const told = groups.reduce((all, group) => all + group[sum], 0);
    assert(total === told, "the groups add up to the ledger");
  }
}

const verdictOrder = [
  "undecided",
  "amount_differs",
  "ours_only",
  "theirs_only",
  "timing",
  "cancelled",
  "agreed",
];

function compareGroups(question: ComparisonQuestion, a: ComparedGroup, b: ComparedGroup): number {
  const byVerdict = verdictOrder.indexOf(a.verdict) - verdictOrder.indexOf(b.verdict);
  if (byVerdict !== 0) return byVerdict;
  const [left, right] = [firstDate(question, a), firstDate(question, b)];
  if (left !== right) return left < right ? -1 : 1;
  return sizeOf(b) - sizeOf(a) || (a.ours[0] ?? a.theirs[0]!) - (b.ours[0] ?? b.theirs[0]!);
}

function firstDate({ ours, theirs }: ComparisonQuestion, group: ComparedGroup): string {
  const dates = [
    ...group.ours.map((at) => ours[at]!.date),
    ...group.theirs.map((at) => theirs[at]!.date),
  ];
  return dates.sort()[0] ?? "";
}

function sizeOf({ oursMinor, theirsMinor }: ComparedGroup): number {
  return Math.max(Math.abs(oursMinor), Math.abs(theirsMinor));
}

/** The numbers under which only they have booked: perhaps they are documents of other customers. */
export function numbersOfTheirsOnly(
  groups: readonly ComparedGroup[],
  theirs: readonly LedgerEntry[],
): string[] {
  const alone = groups.filter(({ verdict }) => verdict === "theirs_only");
  const numbers = alone.flatMap((group) => group.theirs.map((at) => theirs[at]!.no));
  return [...new Set(numbers)].filter((no) => no !== "");
}

/** What they booked though it is another customer's document (T05) is for them to take back. */
export function withForeign(
  groups: readonly ComparedGroup[],
  theirs: readonly LedgerEntry[],
  foreign: ReadonlySet<string>,
): ComparedGroup[] {
  return groups.map((group) => {
    const number = group.theirs.map((at) => theirs[at]!.no).find((no) => foreign.has(no));
    if (group.verdict !== "theirs_only" || number === undefined) return group;
    const reason = because("comparison.elsewhere", { number });
    return { ...group, code: "T05", corrects: "theirs", because: [reason] };
  });
}
