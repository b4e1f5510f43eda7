// Compares generated ledgers with planted differences: what is found, missed and invented, by kind,
// and how long it takes; a bare join on number and amount beside it.

import { compareLedgers } from "../src/core/comparison/compare.ts";
import { kindFromText } from "../src/core/comparison/entry-kind.ts";
import type { ComparedGroup, LedgerEntry } from "../src/core/comparison/ledger-entry.ts";
import { reconcile } from "../src/core/comparison/reconciliation.ts";
import { isoDate } from "../src/core/date.ts";
import type { DifferenceCode } from "../src/core/differences.ts";
import type { BenchCommand } from "./commands.ts";
import {
  generateLedgerPair,
  type LedgerPair,
  longestWaitDays,
  type PairEntry,
  type Planted,
  type PlantedKind,
  plantedKinds,
} from "./ledger-pairs.ts";
import { printTable } from "./text-table.ts";

export const ledgersCommand: BenchCommand = {
  name: "ledgers",
  title: "two ledgers compared: [--size 10000] [--seeds 1,2,3] differences found, missed, invented",
  run: (args) => {
    const size = Number(optionOf(args, "--size") ?? 10_000);
    const seeds = (optionOf(args, "--seeds") ?? "1,2,3").split(",").map(Number);
    for (const seed of seeds) printSeed(size, seed);
  },
};

function optionOf(args: readonly string[], name: string): string | undefined {
  const at = args.indexOf(name);
  return at < 0 ? undefined : args[at + 1];
}

function printSeed(size: number, seed: number): void {
  const pair = generateLedgerPair(size, seed);
  const started = performance.now();
  const groups = comparePair(pair);
  const seconds = (performance.now() - started) / 1000;
  const score = scoreGroups(pair, groups);
  const joined = scoreGroups(pair, hashJoin(pair));
  const table = reconcile(balances(pair.ours), balances(pair.theirs), groups);
  console.log(
    `\nseed ${seed}: ${pair.ours.length} × ${pair.theirs.length} entries, ` +
      `${pair.planted.length} differences, ${seconds.toFixed(2)} s; reconciled ` +
      `${table.oursAdjustedMinor} = ${table.theirsAdjustedMinor}`,
  );
  printTable(
    ["kind", "planted", "found", "missed", "cause right", "join: found"],
    (Object.keys(plantedKinds) as PlantedKind[]).map((kind) => {
      const { planted, found, caused } = score.byKind[kind];
      return [kind, planted, found, planted - found, caused, joined.byKind[kind].found].map(String);
    }),
  );
  console.log(
    `invented: ${score.invented.length} (join: ${joined.invented.length}); ` +
      `left to people, with every reading: ${score.undecided}`,
  );
  for (const one of score.invented.slice(0, 8)) console.log("  ", describe(pair, one));
  for (const one of score.missed.slice(0, 8)) console.log("   missed", describe(pair, one));
}

export function comparePair(pair: LedgerPair): ComparedGroup[] {
  return compareLedgers({
    ours: pair.ours.map((entry) =>
      entryOf(entry, entry.no.startsWith("B2") ? "money" : "document"),
    ),
    theirs: pair.theirs.map((entry) => entryOf(entry, kindFromText(entry.memo))),
    currency: "CNY",
    to: isoDate(pair.to),
  });
}

function entryOf(entry: PairEntry, kind: LedgerEntry["kind"]): LedgerEntry {
  return { ...entry, date: isoDate(entry.date), kind, phase: "in" };
}

function balances(entries: readonly PairEntry[]) {
  return { openingMinor: 0, closingMinor: entries.reduce((sum, { minor }) => sum + minor, 0) };
}

type KindScore = { planted: number; found: number; caused: number };
export type Score = {
  readonly byKind: Readonly<Record<PlantedKind, KindScore>>;
  readonly missed: readonly Planted[];
  /** Differences reported that nobody planted. */
  readonly invented: readonly Told[];
  /** Groups shown with several readings, for people to decide. */
  readonly undecided: number;
};
export type Told = {
  readonly verdict: string;
  readonly code: DifferenceCode | null;
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
};

export function scoreGroups(pair: LedgerPair, groups: readonly ComparedGroup[]): Score {
  const key = answerKey(pair);
  const open = groups.filter(({ verdict }) => verdict === "undecided");
  const shown = open.map((group) => rightWay(pair, group, key));
  const told = [
    ...groups
      .filter(({ verdict }) => verdict !== "agreed" && verdict !== "undecided")
      .map((group) => toldOf(pair, group)),
    ...shown.flatMap((way) => way ?? []),
  ];
  const byEntries = new Map(told.map((one) => [nameOf(one.ours, one.theirs), one]));
  const byKind = Object.fromEntries(
    Object.keys(plantedKinds).map((kind) => [kind, { planted: 0, found: 0, caused: 0 }]),
  ) as Record<PlantedKind, KindScore>; // the kinds' own names
  const right = new Set<Told>();
  const missed: Planted[] = [];
  for (const planted of pair.planted) {
    const { kind } = planted;
    const answer = (key.names.get(planted) ?? [])
      .flatMap((name) => byEntries.get(name) ?? [])
      .find((one) => !right.has(one) && isVerdictOf(planted, one));
    byKind[kind].planted += 1;
    if (answer === undefined) {
      missed.push(planted);
      continue;
    }
    right.add(answer);
    byKind[kind].found += 1;
    const codes: readonly (string | null)[] = plantedKinds[kind].codes;
    if (codes.includes(answer.code)) byKind[kind].caused += 1;
  }
  const wrong = open.filter((_, at) => shown[at] === null).map((group) => toldOf(pair, group));
  const invented = [...told.filter((one) => !right.has(one)), ...wrong];
  return { byKind, missed, invented, undecided: open.length };
}

function toldOf(
  pair: LedgerPair,
  { verdict, code, ours, theirs }: Pick<ComparedGroup, "verdict" | "code" | "ours" | "theirs">,
): Told {
  return {
    verdict,
    code,
    ours: ours.map((at) => pair.ours[at]!.id),
    theirs: theirs.map((at) => pair.theirs[at]!.id),
  };
}

/** What a right answer to each planted difference may name, and the other way round. */
type AnswerKey = {
  readonly names: ReadonlyMap<Planted, readonly string[]>;
  readonly byName: ReadonlyMap<string, readonly Planted[]>;
};

function answerKey(pair: LedgerPair): AnswerKey {
  const names = new Map(
    pair.planted.map((planted) => {
      const answers: readonly Answer[] = [planted, ...asGoodAs(pair, planted)];
      return [planted, answers.map((one) => nameOf(one.ours, one.theirs))];
    }),
  );
  const byName = new Map<string, Planted[]>();
  for (const [planted, own] of names) {
    for (const name of own) byName.set(name, [...(byName.get(name) ?? []), planted]);
  }
  return { names, byName };
}

function isVerdictOf({ kind }: Planted, { verdict }: Told): boolean {
  const verdicts: readonly string[] = plantedKinds[kind].verdicts;
  return verdicts.includes(verdict);
}

/**
 * Of the ways shown to read undecided entries the one that says nothing but what was planted; null where
 * none does: then the question itself was wrong.
 */
function rightWay(pair: LedgerPair, group: ComparedGroup, key: AnswerKey): Told[] | null {
  const ways = (group.ways ?? []).map((way) =>
    way.filter(({ verdict }) => verdict !== "agreed").map((part) => toldOf(pair, part)),
  );
  const isPlanted = (one: Told) =>
    (key.byName.get(nameOf(one.ours, one.theirs)) ?? []).some((planted) =>
      isVerdictOf(planted, one),
    );
  return ways.find((way) => way.every(isPlanted)) ?? null;
}

type Answer = Pick<Planted, "ours" | "theirs">;

/**
 * Answers no reader of the two files could tell from the planted one: the other copy of a booking made
 * twice; and an equal amount, where what the other side booked for it cites no number and may by its
 * date be either's.
 */
function asGoodAs(pair: LedgerPair, planted: Planted): Answer[] {
  const copies = planted.orTheirs.map((other) => ({ ours: planted.ours, theirs: [other] }));
  const byId = new Map([...pair.ours, ...pair.theirs].map((entry) => [entry.id, entry]));
  const of = (id: string | undefined) => (id === undefined ? null : (byId.get(id) ?? null));
  const [mine, yours] = [of(planted.ours[0]), of(planted.theirs[0])];
  const swapped = pair.links.flatMap((link): Answer[] => {
    const [ours, theirs] = [of(link.ours)!, of(link.theirs)!];
    if (citesNumber(theirs) || (yours && citesNumber(yours))) return [];
    const isOurs = mine !== null && mine.minor === ours.minor && mayBook(mine, theirs);
    if (isOurs && (yours === null || mayBook(ours, yours))) {
      return [{ ours: [ours.id], theirs: planted.theirs }];
    }
    const isTheirs = yours !== null && yours.minor === theirs.minor && mayBook(ours, yours);
    return isTheirs && (mine === null || mayBook(mine, theirs))
      ? [{ ours: planted.ours, theirs: [theirs.id] }]
      : [];
  });
  return [...copies, ...swapped];
}

/** Voucher numbers (转-012) say nothing. */
function citesNumber({ no, memo }: PairEntry): boolean {
  return /\d{5}/.test(`${no} ${memo}`);
}

function mayBook(ours: PairEntry, theirs: PairEntry): boolean {
  const wait = (Date.parse(theirs.date) - Date.parse(ours.date)) / 86_400_000;
  return wait >= 0 && wait <= longestWaitDays;
}

function nameOf(ours: readonly string[], theirs: readonly string[]): string {
  return `${[...ours].sort()}|${[...theirs].sort()}`;
}

/** The floor: number as it stands and amount, in a hash table. */
function hashJoin({ ours, theirs }: LedgerPair): ComparedGroup[] {
  const waiting = new Map<string, number[]>();
  theirs.forEach(({ no, minor }, at) => {
    const key = `${no} ${minor}`;
    waiting.set(key, [...(waiting.get(key) ?? []), at]);
  });
  const group = {
    by: "none",
    oursMinor: 0,
    theirsMinor: 0,
    outstanding: null,
    code: null,
  } as const;
  const rest = { corrects: null, because: [] } as const;
  const alone = ours.flatMap(({ no, minor }, at): ComparedGroup[] => {
    const partner = waiting.get(`${no} ${minor}`)?.shift();
    if (partner !== undefined) return [];
    return [{ ...group, ...rest, verdict: "ours_only", ours: [at], theirs: [] }];
  });
  const left = [...waiting.values()].flat();
  return [
    ...alone,
    ...left.map(
      (at): ComparedGroup => ({
        ...group,
        ...rest,
        verdict: "theirs_only",
        ours: [],
        theirs: [at],
      }),
    ),
  ];
}

function describe(pair: LedgerPair, one: { ours: readonly string[]; theirs: readonly string[] }) {
  const of = (entries: readonly PairEntry[], ids: readonly string[]) =>
    entries
      .filter(({ id }) => ids.includes(id))
      .map(({ id, date, no, memo, minor }) => `${id} ${date} ${no} ${memo} ${minor}`);
  const name = "verdict" in one ? one.verdict : "kind" in one ? one.kind : "";
  return [name, ...of(pair.ours, one.ours), ...of(pair.theirs, one.theirs)].join(" / ");
}
