// 对账结果: what each reconciliation found and posted, in count and money.
import type { RunList, RunResult } from "../../contract/workbench.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import {
  type RunLaneSum,
  type RunResultRow,
  selectRunCauses,
  selectRunLaneSums,
  selectRunResult,
  selectRunResults,
} from "../../db/run-results.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import { laneFigure, stripOrder } from "./read-workbench.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

export async function readRun(
  deps: Deps,
  books: InBooks,
  runId: number,
): Promise<Result<RunResult, { readonly code: "run_gone" }>> {
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    const run = await selectRunResult(db, books, runId);
    if (!run) return refuse({ code: "run_gone" });
    const sums = await selectRunLaneSums(db, books.orgId, [runId]);
    const causes = await selectRunCauses(db, books.orgId, runId);
    return ok({ ...runOnWire(run, sums), causes });
  });
}

export async function listRuns(
  deps: Deps,
  { cursor, limit, ...books }: InBooks & { readonly cursor?: string; readonly limit: number },
): Promise<RunList> {
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    const before = /^\d{1,16}$/.test(cursor ?? "") ? Number(cursor) : null;
    const runs = await selectRunResults(db, books, { before, limit });
    const sums = await selectRunLaneSums(
      db,
      books.orgId,
      runs.map((run) => run.id),
    );
    const last = runs.length === limit ? runs.at(-1) : undefined;
    return {
      rows: runs.map((run) => runOnWire(run, sums)),
      nextCursor: last ? String(last.id) : null,
    };
  });
}

function secondsBetween(from: Date, to: Date): number {
  return Math.round((to.getTime() - from.getTime()) / 1000);
}

function runOnWire(run: RunResultRow, sums: readonly RunLaneSum[]): RunList["rows"][number] {
  const { counts, startedAt, matchedAt, finishedAt, ...rest } = run;
  const own = sums.filter((s) => s.runId === run.id);
  const count = (name: string) => {
    const value = counts[name];
    return typeof value === "number" ? value : 0;
  };
  return {
    ...rest,
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    seconds: finishedAt && secondsBetween(startedAt, finishedAt),
    matchSeconds: matchedAt && secondsBetween(startedAt, matchedAt),
    lines: own.reduce((n, s) => n + s.count, 0),
    posted: count("posted"),
    changed: count("changed"),
    lanes: stripOrder.map((lane) =>
      laneFigure(
        lane,
        own.filter((s) => s.lane === lane),
      ),
    ),
  };
}
