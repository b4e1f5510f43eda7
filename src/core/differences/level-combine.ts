// Readings of all sources, decided together: as much money as possible, then as few adjustments, then
// as few moves as possible. Where several choices are equally good, the sources on which they differ
// are tied.
import { type LevelQuestion, type LevelSource, sourceKey } from "./level.ts";
import type { Reading } from "./level-readings.ts";

export type Combined = {
  readonly chosen: readonly Reading[];
  /** By source: how many readings are equally good. */
  readonly ties: ReadonlyMap<string, number>;
  readonly isComplete: boolean;
};

/** Steps of the search; beyond it the best found so far counts. */
const mostSteps = 50_000;
/** Equally good choices that are compared; more change nothing: it is a tie. */
const mostEqual = 64;

type Choice = { readonly readings: readonly Reading[]; readonly cost: Cost };
/** Money left, adjustments, moves: less is better, in this order. */
type Cost = readonly [left: number, adjustments: number, moves: number];

export function combineReadings(question: LevelQuestion, readings: readonly Reading[]): Combined {
  const bySource = Map.groupBy(readings, ({ sources }) => sourceKey(sources[0]!));
  const search = { best: [] as Choice[], steps: 0 };
  walk(question.sources, { bySource, search, chosen: [], used: new Set(), left: 0 });
  const { best, steps } = search;
  const common = (best[0]?.readings ?? []).filter((reading) =>
    best.every((choice) => choice.readings.includes(reading)),
  );
  const ties = new Map<string, number>();
  for (const choice of best) {
    for (const reading of choice.readings) {
      if (common.includes(reading)) continue;
      for (const source of reading.sources) ties.set(sourceKey(source), best.length);
    }
  }
  return { chosen: common, ties, isComplete: steps < mostSteps };
}

type Walk = {
  readonly bySource: ReadonlyMap<string, readonly Reading[]>;
  readonly search: { best: Choice[]; steps: number };
  readonly chosen: readonly Reading[];
  /** Sources and debts that are taken. */
  readonly used: ReadonlySet<string>;
  readonly left: number;
};

/** Source after source: one of its readings, or none. A reading is filed under its first source. */
function walk(sources: readonly LevelSource[], at: Walk): void {
  const { search, chosen, used, left } = at;
  if (search.steps++ >= mostSteps) return;
  if (isWorse([left, 0, 0], search.best[0]?.cost)) return;
  const [source, ...rest] = sources;
  if (!source) {
    keep(search, { readings: chosen, cost: costOf(chosen, left) });
    return;
  }
  if (used.has(sourceKey(source))) {
    walk(rest, at);
    return;
  }
  for (const reading of at.bySource.get(sourceKey(source)) ?? []) {
    const keys = keysOf(reading);
    if (keys.some((key) => used.has(key))) continue;
    walk(rest, { ...at, chosen: [...chosen, reading], used: new Set([...used, ...keys]) });
  }
  walk(rest, { ...at, left: left + source.minor });
}

function keysOf({ sources, debts }: Reading): string[] {
  return [...sources.map(sourceKey), ...debts.map(({ id }) => `debt ${id}`)];
}

function keep(search: { best: Choice[] }, choice: Choice): void {
  const known = search.best[0]?.cost;
  if (isWorse(choice.cost, known)) return;
  if (known === undefined || isWorse(known, choice.cost)) search.best = [choice];
  else if (search.best.length < mostEqual) search.best.push(choice);
}

function costOf(readings: readonly Reading[], left: number): Cost {
  const adjustments = readings.reduce((n, reading) => n + reading.adjustments.length, 0);
  const moves = readings.reduce(
    (n, { sources, debts }) => n + sources.length + debts.length - 1,
    adjustments,
  );
  return [left, adjustments, moves];
}

/** Strictly; the first figure that differs decides. */
function isWorse(cost: Cost, than: Cost | undefined): boolean {
  if (than === undefined) return false;
  for (const [at, figure] of cost.entries()) {
    if (figure !== than[at]) return figure > than[at]!;
  }
  return false;
}
