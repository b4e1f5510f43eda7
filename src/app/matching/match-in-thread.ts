// Starts the matching thread, passes its progress on, and ends it when the run is cancelled.
import { Worker } from "node:worker_threads";
import type pg from "pg";
import { threadOptions } from "../thread-options.ts";
import type { MatchMessage, MatchOrder } from "./match-thread.ts";

export async function matchInThread(
  pool: pg.Pool,
  order: Omit<MatchOrder, "connection">,
  report: (done: number, total: number) => Promise<void>,
): Promise<void> {
  const worker = new Worker(new URL("./match-thread.ts", import.meta.url), {
    workerData: { ...order, connection: connectionOf(pool) } satisfies MatchOrder,
    ...threadOptions(),
  });
  try {
    await new Promise<void>((resolve, reject) => {
      let reporting = false;
      worker.on("message", (message: MatchMessage) => {
        if (message.type === "matched") return resolve();
        if (reporting) return;
        reporting = true;
        report(message.done, message.total).then(() => {
          reporting = false;
        }, reject);
      });
      worker.on("error", reject);
      worker.on("exit", (code) => reject(new Error(`the matching thread ended with ${code}`)));
    });
  } finally {
    await worker.terminate();
  }
}

/** What a connection needs, as plain values: functions do not go into a thread. */
export function connectionOf(pool: pg.Pool): pg.PoolConfig {
  const { host, port, user, password, database, connectionString, ssl } = pool.options;
  const plain = { host, port, user, password, database, connectionString, ssl };
  return Object.fromEntries(
    Object.entries(plain).filter(([, value]) => value !== undefined && typeof value !== "function"),
  );
}
