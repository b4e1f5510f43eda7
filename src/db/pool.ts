// Connections to the database: how values arrive in TypeScript, and which errors mean an outage or
// a conflict. Transactions: transaction.ts.

import pg from "pg";
import { BeyondExact } from "../core/money.ts";

/** A connection, wherever it is used for one statement or one transaction. */
export type Db = pg.ClientBase;

/**
 * How values arrive: a `date` as its text (a Date object would shift by the time zone), a `bigint`
 * as a number, exact because the schema keeps ids and amounts within ±2^53 (and a bug if not).
 */
const parsers = new Map<number, (text: string) => unknown>([
  [pg.types.builtins.DATE, (text) => text],
  [pg.types.builtins.INT8, safeInteger],
  [pg.types.builtins.TIMESTAMP, (text) => text],
]);

const valueTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: "text" | "binary") =>
    (format !== "binary" && parsers.get(oid)) || pg.types.getTypeParser(oid, format as "text"),
};

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new BeyondExact(text);
  return value;
}

/** A pool for our own SQL. */
export function createPool(options: pg.PoolConfig, onOutage: (error: Error) => void): pg.Pool {
  return createPlainPool({ ...options, types: valueTypes }, onOutage);
}

/** A pool for libraries (jobs, sign-in), which expect the driver's own value types. */
export function createPlainPool(options: pg.PoolConfig, onOutage: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool({ connectionTimeoutMillis: 15_000, ...options });
  // Both are needed: an idle or a lent connection that breaks would otherwise end the process.
  pool.on("error", onOutage);
  pool.on("connect", (client) => client.on("error", onOutage));
  return pool;
}

/** The database was away for a moment: the same work may be tried again. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (outageCodes.has(code)) return true;
  return (
    code === "" &&
    /^(Connection terminated|timeout exceeded when trying to connect)/.test(error.message)
  );
}

// 57P0x: shutdown, crash, starting up. 53300: too many connections. 08xxx: connection failures.
const outageCodes = new Set([
  "57P01",
  "57P02",
  "57P03",
  "53300",
  "08000",
  "08003",
  "08006",
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOENT",
  "EPIPE",
]);

/** Two transactions met on the same rows; PostgreSQL undid ours, and it may simply be run again. */
export function isConflict(error: unknown): boolean {
  return error instanceof pg.DatabaseError && (error.code === "40001" || error.code === "40P01");
}
