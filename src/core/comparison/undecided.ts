// Entries that may be read in several ways, as they are told: each way whole, part by part, so that both
// sides can say which it is. Until then nothing of them is called a difference, and nothing agreed.
import { type Because, because } from "../because.ts";
import { formatMinor } from "../money.ts";
import { type Circumstances, causeOfLonely, causeOfOtherAmount } from "./causes.ts";
import { type Desk, type DeskEntry, type Found, sumOf, type Undecided } from "./desk.ts";
import type { ComparedGroup, LedgerSide, ReadingPart } from "./ledger-entry.ts";

type Asked = {
  readonly open: Undecided;
  readonly about: Circumstances;
  readonly currency: string;
};

/** Null: nothing of it lies in the period. */
export function undecidedGroup(desk: Desk, asked: Asked): ComparedGroup | null {
  const { open } = asked;
  if ([...open.ours, ...open.theirs].every(({ phase }) => phase !== "in")) return null;
  const ways = open.ways.map((way) => partsOf(desk, asked, way));
  return {
    verdict: "undecided",
    by: "either",
    ours: placesOf(open.ours),
    theirs: placesOf(open.theirs),
    oursMinor: inPeriod(open.ours),
    theirsMinor: inPeriod(open.theirs),
    outstanding: null,
    code: null,
    corrects: null,
    because: [
      because("comparison.several_ways", { count: ways.length }),
      ...ways.flatMap((way, at) => way.map((part) => partInWords(asked, part, at + 1))),
    ],
    ways,
  };
}

/** What the way finds, and each of the other entries of the period alone. */
function partsOf(desk: Desk, { open, about }: Asked, way: readonly Found[]): ReadingPart[] {
  const held = new Set(way.flatMap(({ ours, theirs }) => [...ours, ...theirs]));
  const alone = (side: LedgerSide) =>
    open[side]
      .filter((entry) => !held.has(entry) && entry.phase === "in")
      .map((entry) => lonelyPart(desk, { side, entry, about }));
  return [...way.map((found) => foundPart(found, about)), ...alone("ours"), ...alone("theirs")];
}

function foundPart(found: Found, about: Circumstances): ReadingPart {
  const places = { ours: placesOf(found.ours), theirs: placesOf(found.theirs) };
  if (found.isEqual) return { verdict: "agreed", code: null, ...places };
  return { verdict: "amount_differs", code: causeOfOtherAmount(found, about).code, ...places };
}

function lonelyPart(
  desk: Desk,
  of: { readonly side: LedgerSide; readonly entry: DeskEntry; readonly about: Circumstances },
): ReadingPart {
  const { side, entry, about } = of;
  const { code } = causeOfLonely(desk, side, entry, about);
  const isOurs = side === "ours";
  return {
    verdict: isOurs ? "ours_only" : "theirs_only",
    code,
    ours: isOurs ? [entry.at] : [],
    theirs: isOurs ? [] : [entry.at],
  };
}

const sentences: Readonly<Record<ReadingPart["verdict"], `comparison.way_${string}`>> = {
  agreed: "comparison.way_agreed",
  amount_differs: "comparison.way_differs",
  ours_only: "comparison.way_ours_only",
  theirs_only: "comparison.way_theirs_only",
};

/** Its places within the group let a person choose it (see app/comparison/decide-reading.ts). */
function partInWords(asked: Asked, part: ReadingPart, way: number): Because {
  const { open, currency } = asked;
  const named = (side: LedgerSide) =>
    open[side]
      .filter(({ at }) => part[side].includes(at))
      .map(({ no, date, minor }) => `${no === "" ? date : no} ${formatMinor(minor, currency)}`)
      .join(" + ");
  const places = (side: LedgerSide) => {
    const all = placesOf(open[side]);
    return part[side].map((at) => all.indexOf(at)).join(" ");
  };
  return because(sentences[part.verdict], {
    way,
    ours: named("ours"),
    theirs: named("theirs"),
    code: part.code ?? "",
    ourPlaces: places("ours"),
    theirPlaces: places("theirs"),
  });
}

function inPeriod(entries: readonly DeskEntry[]): number {
  return sumOf(entries.filter(({ phase }) => phase === "in"));
}

function placesOf(entries: readonly DeskEntry[]): number[] {
  return entries.map(({ at }) => at).sort((a, b) => a - b);
}
