// Runs in a thread of its own: reads the books, matches, and tells what it found out about every line
// as soon as nothing changes it any more, so that it is stored while the rest is matched.
import { parentPort, workerData } from "node:worker_threads";
import type pg from "pg";
import { assert } from "../../core/assert.ts";
import type { IsoDate } from "../../core/date.ts";
import { matchLines } from "../../core/matching/match.ts";
import type { LineVerdict, MatchCandidate, MatchOutput } from "../../core/matching/output.ts";
import {
  type MatchCells,
  matchCells,
  type NewMatch,
  type RunVersions,
  type StoredCandidate,
} from "../../db/matches.ts";
import { createPool } from "../../db/pool.ts";
import { refreshStatistics } from "../../db/statistics.ts";
import { inOrganisation } from "../../db/transaction.ts";
import { type LoadedInput, loadMatchInput } from "./load-match-input.ts";

export type MatchOrder = {
  readonly connection: pg.PoolConfig;
  readonly orgId: number;
  readonly booksId: number;
  readonly runId: number;
  readonly asOf: IsoDate;
};

export type MatchMessage =
  | { readonly type: "progress"; readonly done: number; readonly total: number }
  | { readonly type: "found"; readonly matches: readonly MatchCells[] }
  | { readonly type: "matched"; readonly versions: RunVersions };

/** Lines told of at once. */
const toldAtOnce = 2_000;

/** Automatic lines keep what was posted and one alternative; people see up to five. */
const keptAlternatives = { auto: 2, other: 5 };

async function runMatch(order: MatchOrder, send: (message: MatchMessage) => void): Promise<void> {
  const { orgId } = order;
  const pool = createPool({ ...order.connection, max: 1 }, () => {});
  try {
    await inOrganisation(pool, orgId, refreshStatistics);
    const loaded = await inOrganisation(pool, orgId, (db) => loadMatchInput(db, order, order.asOf));
    let found: MatchCells[] = [];
    const tell = () => {
      if (found.length > 0) send({ type: "found", matches: found });
      found = [];
    };
    const output = matchLines(loaded.input, {
      onProgress: (done, total) => send({ type: "progress", done, total }),
      onVerdict: (verdict) => {
        found.push(matchCells(order, matchOf(verdict, loaded)));
        if (found.length >= toldAtOnce) tell();
      },
    });
    tell();
    send({ type: "matched", versions: versionsOf(output, loaded) });
  } finally {
    await pool.end();
  }
}

function versionsOf(output: MatchOutput, loaded: LoadedInput): RunVersions {
  return {
    engineVersion: output.engineVersion,
    weightsVersion: output.weightsVersion,
    settings: {
      maxWrongPerMille: loaded.input.maxWrongPerMille,
      closedDays: loaded.input.closedDays,
      calibration: loaded.calibration?.version ?? 0,
      threshold: loaded.input.threshold ?? null,
      rules: loaded.ruleVersions,
    },
  };
}

function matchOf(verdict: LineVerdict, loaded: LoadedInput): NewMatch {
  const line = loaded.lines[verdict.line];
  assert(line !== undefined, "a verdict is about a line of the input");
  const best = verdict.candidates[0];
  const kept = verdict.lane === "auto" ? keptAlternatives.auto : keptAlternatives.other;
  return {
    bankLineId: line.id,
    lane: verdict.lane,
    category: verdict.category,
    payerId: customerId(verdict.payerNo, loaded),
    confidence: best?.confidence ?? 0,
    rule: best?.rule ?? "",
    tiedWith: verdict.tiedWith,
    reason: verdict.reason,
    payerBecause: verdict.payerBecause,
    candidates: verdict.candidates.slice(0, kept).map((c) => candidateOf(c, loaded)),
  };
}

/** Null for a payer who is no customer of the master data. */
function customerId(no: string | null, { customerIdByNo }: LoadedInput): number | null {
  return no === null ? null : (customerIdByNo.get(no) ?? null);
}

function candidateOf(candidate: MatchCandidate, loaded: LoadedInput): StoredCandidate {
  const itemId = (position: number) => {
    const item = loaded.items[position];
    assert(item !== undefined, "an allocation is on an item of the input");
    return item.id;
  };
  const owner = customerId(candidate.customerNo, loaded);
  assert(owner !== null, "items belong to customers of the books");
  return {
    ...candidate,
    customerId: owner,
    allocations: candidate.allocations.map(({ item, ...rest }) => ({
      itemId: itemId(item),
      ...rest,
    })),
    residuals: candidate.residuals.map(({ item, ...rest }) => ({
      itemId: item === null ? null : itemId(item),
      ...rest,
    })),
  };
}

assert(parentPort !== null, "runs as a thread");
const port = parentPort;
// the one that starts this thread puts it there: match-in-thread.ts
await runMatch(workerData as MatchOrder, (message) => port.postMessage(message));
