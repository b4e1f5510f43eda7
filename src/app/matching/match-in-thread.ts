// Starts the matching thread, stores what it finds out while it goes on, passes its progress on, and
// ends it when the run is cancelled. All matches are stored or none: a run that is killed while
// posting goes on from exactly these.
import { Worker } from "node:worker_threads";
import type pg from "pg";
import { insertMatches, markMatched, type RunVersions } from "../../db/matches.ts";
import type { Db } from "../../db/pool.ts";
import { refreshStatistics } from "../../db/statistics.ts";
import { inOrganisation } from "../../db/transaction.ts";
import { threadOptions } from "../thread-options.ts";
import type { MatchMessage, MatchOrder } from "./match-thread.ts";

type Report = (done: number, total: number) => Promise<void>;

export async function matchInThread(
  pool: pg.Pool,
  order: Omit<MatchOrder, "connection">,
  report: Report,
): Promise<void> {
  const worker = new Worker(new URL("./match-thread.ts", import.meta.url), {
    workerData: { ...order, connection: connectionOf(pool) } satisfies MatchOrder,
    ...threadOptions(),
  });
  try {
    await inOrganisation(pool, order.orgId, async (db) => {
      await markMatched(db, order, await storeFound(db, worker, report));
    });
    await inOrganisation(pool, order.orgId, refreshStatistics);
  } finally {
    await worker.terminate();
  }
}

/** Stores what the thread tells of, one portion after the other, until it has told all. */
function storeFound(db: Db, worker: Worker, report: Report): Promise<RunVersions> {
  return new Promise((resolve, reject) => {
    let stored: Promise<void> = Promise.resolve();
    let reporting = false;
    let failed = false;
    // the connection is given back when this is rejected: nothing may still be written on it then
    const fail = (error: unknown) => {
      failed = true;
      stored.then(
        () => reject(error),
        () => reject(error),
      );
    };
    worker.on("message", (message: MatchMessage) => {
      if (failed) return;
      if (message.type === "found") {
        stored = stored.then(() => insertMatches(db, message.matches));
        stored.catch(fail);
      } else if (message.type === "matched") {
        stored.then(() => resolve(message.versions), fail);
      } else if (!reporting) {
        reporting = true;
        report(message.done, message.total).then(() => {
          reporting = false;
        }, fail);
      }
    });
    worker.on("error", fail);
    worker.on("exit", (code) => fail(new Error(`the matching thread ended with ${code}`)));
  });
}

/** What a connection needs, as plain values: functions do not go into a thread. */
export function connectionOf(pool: pg.Pool): pg.PoolConfig {
  const { host, port, user, password, database, connectionString, ssl } = pool.options;
  const plain = { host, port, user, password, database, connectionString, ssl };
  return Object.fromEntries(
    Object.entries(plain).filter(([, value]) => value !== undefined && typeof value !== "function"),
  );
}
