// A policy on the books' own past, as a job: what would have been sent and asked. The past is loaded
// once; customers are replayed one by one.
import {
  type SimulationAsk,
  type SimulationResult,
  type SimulationState,
  simulationAsk,
  simulationResult,
} from "../../contract/dunning-simulation.ts";
import { daysBetween, type IsoDate, isoDate } from "../../core/date.ts";
import type { CustomerHistory, PastItem } from "../../core/dunning/history.ts";
import { nearestPolicy } from "../../core/dunning/policy.ts";
import { type SimulatedCustomer, simulateCustomer } from "../../core/dunning/simulate.ts";
import { type ItemKind, itemKinds } from "../../core/item-kinds.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import {
  finishSimulation,
  type HistoryItemRow,
  insertSimulation,
  selectHistoryApplied,
  selectHistoryItemChanges,
  selectHistoryItems,
  selectHistoryOnAccount,
  selectHistoryPromises,
  selectHistoryReceived,
  selectSimulations,
} from "../../db/dunning-history.ts";
import { jobRunById } from "../../db/job-runs.ts";
import type { Db } from "../../db/pool.ts";
import { joinWholeTables } from "../../db/statistics.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { type JobPayload, startJob } from "../jobs/start-job.ts";
import { dunningBooks } from "./recheck-message.ts";
import { type DunningBooks, type LoadedRules, loadRules } from "./rules.ts";
import { checkChange, checkSetting, type PolicyRefusal } from "./save-policy.ts";
import { sumSimulation } from "./sum-simulation.ts";

export type SimulationRefusal = PolicyRefusal | { readonly code: "simulation_period" };

const longestDays = 400;

export async function startSimulation(
  deps: Deps,
  actor: Pick<Actor, "orgId" | "memberId">,
  of: { readonly books: DunningBooks; readonly ask: SimulationAsk },
): Promise<Result<{ readonly id: number; readonly jobId: number }, SimulationRefusal>> {
  const { books, ask } = of;
  const change = checkChange(ask.change?.policy ?? null, books.homeCurrency);
  if (!change.ok) return change;
  const setting = checkSetting(ask.setting, books.homeCurrency);
  if (!setting.ok) return setting;
  const days = daysBetween(isoDate(ask.from), isoDate(ask.to));
  if (days < 0 || days > longestDays) return refuse({ code: "simulation_period" });
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    const id = await insertSimulation(db, books, { ask, memberId: actor.memberId });
    const job = await startJob(db, actor, {
      name: "simulate_dunning",
      booksId: books.booksId,
      refId: id,
      queue: "simulation",
    });
    return ok({ id, jobId: job.id });
  });
}

type Report = (progress: {
  readonly phase: string;
  readonly done: number;
  readonly total: number;
}) => Promise<void>;

export async function runSimulation(
  deps: Deps,
  payload: JobPayload,
  report: Report,
): Promise<Result<{ readonly touches: number }, { readonly code: "run_gone" }>> {
  const { orgId, booksId } = payload;
  const found = await inOrganisation(deps.pool, orgId, async (db) => {
    const job = await jobRunById(db, orgId, payload.runId);
    const books = await dunningBooks(deps, db, { orgId, booksId });
    const [row] = job?.refId ? await selectSimulations(db, { orgId, booksId }, job.refId) : [];
    if (!row || !books) return null;
    const ask = simulationAsk.parse(row.ask);
    await joinWholeTables(db);
    const loaded = await loadRules(db, books, ask);
    return { id: row.id, books, ask, loaded, past: await loadPast(db, books, ask) };
  });
  if (!found) return refuse({ code: "run_gone" });
  const { id, books, ask, loaded, past } = found;
  const simulated: SimulatedCustomer[] = [];
  for (const [index, { history }] of past.entries()) {
    simulated.push(replay(history, loaded, ask));
    await report({ phase: "simulating", done: index + 1, total: past.length });
  }
  const names = new Map(past.map(({ history, name }) => [history.customerId, name]));
  const result = sumSimulation(simulated, { names, homeCurrency: books.homeCurrency });
  await inOrganisation(deps.pool, orgId, (db) => finishSimulation(db, orgId, { id, result }));
  return ok({ touches: result.touches });
}

function replay(
  history: CustomerHistory,
  { rules, policies }: LoadedRules,
  ask: SimulationAsk,
): SimulatedCustomer {
  const { customerId, segment } = history;
  // the question is what these policies would do, so they count as switched on
  const on = policies.map((one) => ({ ...one, policy: { ...one.policy, isOn: true } }));
  return simulateCustomer(history, rules, {
    policyOf: (itemId) => nearestPolicy(on, { itemId, customerId, segment }),
    from: isoDate(ask.from),
    to: isoDate(ask.to),
  });
}

export type NamedHistory = { readonly name: string; readonly history: CustomerHistory };

async function loadPast(
  db: Db,
  books: DunningBooks,
  of: { readonly from: string; readonly to: string },
): Promise<NamedHistory[]> {
  const { to } = of;
  const rows = await selectHistoryItems(db, books, of);
  const applied = Map.groupBy(await selectHistoryApplied(db, books, to), byItem);
  const changes = Map.groupBy(await selectHistoryItemChanges(db, books, to), byItem);
  const credits = Map.groupBy(await selectHistoryOnAccount(db, books, to), byCustomer);
  const received = Map.groupBy(await selectHistoryReceived(db, books, to), byCustomer);
  const promises = Map.groupBy(await selectHistoryPromises(db, books, to), byCustomer);
  return [...Map.groupBy(rows, byCustomer)].map(([customerId, own]): NamedHistory => {
    const pastItem = (row: HistoryItemRow): PastItem => {
      const changed = changes.get(row.id) ?? [];
      const first = { on: isoDate(row.enteredOn), due: dateOrNull(row.dueDate) };
      return {
        itemId: row.id,
        no: row.no,
        kind: isItemKind(row.kind) ? row.kind : "invoice",
        currency: row.currency,
        issueDate: dateOrNull(row.issueDate),
        enteredOn: isoDate(row.enteredOn),
        dueDates: [
          first,
          ...changed.flatMap(({ on, dueDate }) =>
            dueDate === null ? [] : [{ on: isoDate(on), due: isoDate(dueDate) }],
          ),
        ],
        amountMinor: BigInt(row.amountMinor),
        homeMinor: BigInt(row.homeMinor),
        linkedItemId: row.linkedItemId,
        applied: (applied.get(row.id) ?? []).map(dated),
        disputed: changed.filter(({ minor }) => minor !== 0).map(dated),
      };
    };
    const money = (row: { on: string; minor: number; currency: string }) => ({
      ...dated(row),
      currency: row.currency,
    });
    return {
      name: own[0]?.customerName ?? "",
      history: {
        customerId,
        segment: own[0]?.segment ?? "",
        items: own.map(pastItem),
        credits: (credits.get(customerId) ?? []).map(money),
        received: (received.get(customerId) ?? []).map(money),
        promises: (promises.get(customerId) ?? []).map((row) => ({
          customerId,
          currency: row.currency,
          amountMinor: BigInt(row.amountMinor),
          promisedOn: isoDate(row.promisedOn),
          dueOn: isoDate(row.dueOn),
          state: "open",
        })),
      },
    };
  });
}

function byItem({ itemId }: { readonly itemId: number }): number {
  return itemId;
}

function byCustomer({ customerId }: { readonly customerId: number }): number {
  return customerId;
}

function dated({ on, minor }: { readonly on: string; readonly minor: number }) {
  return { on: isoDate(on), minor: BigInt(minor) };
}

function dateOrNull(text: string | null): IsoDate | null {
  return text === null ? null : isoDate(text);
}

function isItemKind(text: string): text is ItemKind {
  return Object.hasOwn(itemKinds, text);
}

export async function listSimulations(deps: Deps, books: DunningBooks): Promise<SimulationState[]> {
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    const rows = await selectSimulations(db, books);
    return rows.map((row) => {
      const { from, to, change, setting } = simulationAsk.parse(row.ask);
      const result: SimulationResult | null =
        row.result === null ? null : simulationResult.parse(row.result);
      return {
        id: row.id,
        ask: { from, to, isChanged: change !== null || setting !== null },
        result,
        startedAt: row.startedAt.toISOString(),
        finishedAt: row.finishedAt?.toISOString() ?? null,
      };
    });
  });
}
