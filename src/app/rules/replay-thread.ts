// Runs in a thread of its own: matches the books' history twice, by the present rules and by the
// changed one, compares both with what people have said, and stores the difference. Reads only.
import { parentPort, workerData } from "node:worker_threads";
import type pg from "pg";
import { assert } from "../../core/assert.ts";
import {
  changesOf,
  type Known,
  type Reading,
  type ReplayLine,
  summarise,
} from "../../core/calibration/compare-replay.ts";
import { learnWeights, weightsOfBooks } from "../../core/calibration/learn-weights.ts";
import { comparePayers } from "../../core/calibration/payer-vectors.ts";
import { addDays, type IsoDate } from "../../core/date.ts";
import type { MatchInput, MatchMemory, RuleSetting } from "../../core/matching/input.ts";
import { matchLines } from "../../core/matching/match.ts";
import { shippedWeights, type Weights } from "../../core/matching/weights.ts";
import {
  insertWeights,
  selectConfirmedPayers,
  type WeightsRow,
  weightsCode,
} from "../../db/evidence-weights.ts";
import { believed, type MissingFact, selectMissingFacts } from "../../db/master-data-gaps.ts";
import type { ItemToMatch } from "../../db/match-input.ts";
import { createPool } from "../../db/pool.ts";
import {
  type KnownRow,
  type Part,
  selectHistoryItems,
  selectHistoryLines,
  selectKnownReadings,
} from "../../db/replay-input.ts";
import { finishReplay, masterDataCode, type ReplayedLine } from "../../db/rule-replays.ts";
import { inOrganisation } from "../../db/transaction.ts";
import { type StoredSetting, settingsInForce } from "../../rules/copies.ts";
import { loadMatchInput, type RulesOfBooks } from "../matching/load-match-input.ts";

export type ReplayOrder = {
  readonly connection: pg.PoolConfig;
  readonly orgId: number;
  readonly booksId: number;
  readonly replayId: number;
  readonly asOf: IsoDate;
  /** Key of the template or copy, or what else is tried. */
  readonly code: string;
  readonly setting: RuleSetting;
};

export type ReplayMessage =
  | { readonly type: "progress"; readonly done: number; readonly total: number }
  | { readonly type: "done" };

/** Settled documents are known this long, as in a run. */
const knownNumberDays = 730;
/** As many lines as anybody looks through; all of them are counted. */
const mostLines = 2_000;

async function runReplay(
  order: ReplayOrder,
  send: (message: ReplayMessage) => void,
): Promise<void> {
  const { orgId, replayId } = order;
  const pool = createPool({ ...order.connection, max: 1 }, () => {});
  try {
    const history = await inOrganisation(pool, orgId, async (db) => {
      const { input, rules } = await loadMatchInput(db, order, order.asOf);
      const lines = await selectHistoryLines(db, order);
      const items = await selectHistoryItems(db, order, addDays(order.asOf, -knownNumberDays));
      const known = knownByLine(await selectKnownReadings(db, order));
      const missing = await selectMissingFacts(db, order);
      const payers = await selectConfirmedPayers(db, order);
      return { input: { ...input, lines, items }, rules, lines, items, known, missing, payers };
    });
    const total = history.lines.length * 2;
    const automatic = (input: MatchInput, from: number) =>
      automaticReadings(input, history.items, (done) =>
        send({ type: "progress", done: from + done, total }),
      );
    const before = automatic(history.input, 0);
    const learned = order.code === weightsCode ? learnFrom(history) : null;
    const after = automatic(changedInput(history, order, learned), history.lines.length);
    const lines = history.lines.map(
      ({ id, homeMinor }, at): ReplayLine => ({
        lineId: id,
        homeMinor,
        before: before[at] ?? null,
        after: after[at] ?? null,
        known: history.known.get(id) ?? { right: null, wrong: [] },
      }),
    );
    await inOrganisation(pool, orgId, async (db) => {
      await finishReplay(db, orgId, {
        replayId,
        state: "done",
        summary: summarise(lines),
        lines: toldLines(lines),
      });
      if (learned) await insertWeights(db, order, { ...learned, replayId });
    });
    send({ type: "done" });
  } finally {
    await pool.end();
  }
}

type History = {
  readonly input: MatchInput;
  readonly rules: RulesOfBooks;
  readonly missing: readonly MissingFact[];
  readonly payers: readonly { readonly lineId: number; readonly customerNo: string }[];
};

type Learned = Pick<WeightsRow, "shipped" | "who" | "figures">;

/** Null where the lines are too few to move any figure. */
function learnFrom({ input, payers }: History): Learned | null {
  const confirmed = new Map(payers.map(({ lineId, customerNo }) => [String(lineId), customerNo]));
  const { patterns, lines } = comparePayers(input, confirmed);
  const { who, kinds, rounds } = learnWeights(patterns, shippedWeights.who);
  if (who === shippedWeights.who) return null;
  const figures = { kinds, lines, rounds, confirmed: confirmed.size };
  return { shipped: shippedWeights.version, who, figures };
}

/** The changed rule in place of the present one; or, for master data, what the books lack. */
function changedInput(
  { input, rules, missing }: History,
  { code, setting }: Pick<ReplayOrder, "code" | "setting">,
  learned: Learned | null,
): MatchInput {
  if (code === weightsCode) return learned ? { ...input, weights: tried(learned) } : input;
  if (code !== masterDataCode) {
    const others = rules.rows.filter((row) => row.code !== code);
    const present: StoredSetting | undefined = rules.rows.find((row) => row.code === code)?.setting;
    // its place among the copies stays
    const changed: StoredSetting = { ...setting, ...(present?.rank ? { rank: present.rank } : {}) };
    return {
      ...input,
      rules: settingsInForce([...others, { code, setting: changed }], rules.demoted),
    };
  }
  const facts = missing.map(
    ({ kind, value, customerNo, lines }): MatchMemory => ({
      kind: kind === "account" ? "account" : "name",
      value,
      customerNo,
      confirmations: Math.max(lines, believed),
    }),
  );
  return { ...input, memory: [...input.memory, ...facts] };
}

/** Its number is given when it is stored. */
function tried({ who }: Learned): Weights {
  return weightsOfBooks(shippedWeights, { version: 0, who });
}

/** By position: what would be posted, or null. */
function automaticReadings(
  input: MatchInput,
  items: readonly ItemToMatch[],
  onProgress: (done: number) => void,
): (Reading | null)[] {
  return matchLines(input, { onProgress }).verdicts.map(({ lane, candidates }) => {
    const [best] = candidates;
    if (lane !== "auto" || !best) return null;
    return readingOf(
      best.allocations.map(({ item, amountMinor }): Part => {
        const row = items[item];
        assert(row !== undefined, "an allocation is on an item of the input");
        return [row.id, amountMinor];
      }),
    );
  });
}

/** Amounts on one item are one; the order says nothing. */
function readingOf(parts: readonly Part[]): Reading {
  const byItem = new Map<number, number>();
  for (const [item, minor] of parts) byItem.set(item, (byItem.get(item) ?? 0) + minor);
  return JSON.stringify([...byItem].filter(([, minor]) => minor !== 0).sort(([a], [b]) => a - b));
}

function partsOf(reading: Reading | null): Part[] {
  // written by readingOf
  return reading === null || reading === "" ? [] : (JSON.parse(reading) as Part[]);
}

function knownByLine(rows: readonly KnownRow[]): Map<number, Known> {
  const known = new Map<number, Known>();
  for (const { lineId, kind, parts } of rows) {
    const { right, wrong } = known.get(lineId) ?? { right: null, wrong: [] };
    const reading = kind === "excluded" ? "" : readingOf(parts);
    known.set(
      lineId,
      kind === "refuted" ? { right, wrong: [...wrong, reading] } : { right: reading, wrong },
    );
  }
  return known;
}

function toldLines(lines: readonly ReplayLine[]): ReplayedLine[] {
  const byId = new Map(lines.map((line) => [line.lineId, line]));
  return changesOf(lines)
    .slice(0, mostLines)
    .map((change) => {
      const line = byId.get(change.lineId);
      const right = line?.known.right ?? null;
      return {
        ...change,
        before: partsOf(line?.before ?? null),
        after: partsOf(line?.after ?? null),
        right: right === null ? null : partsOf(right),
      };
    });
}

assert(parentPort !== null, "runs as a thread");
const port = parentPort;
// the one that starts this thread puts it there: replay-rule.ts
await runReplay(workerData as ReplayOrder, (message) => port.postMessage(message));
