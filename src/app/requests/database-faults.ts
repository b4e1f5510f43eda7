// What an error of the database means to whoever asked.
import { type IsoDate, isoDate } from "../../core/date.ts";
import { BeyondExact } from "../../core/money.ts";
import { isOutage } from "../../db/pool.ts";
import { sqlState } from "../../db/transaction.ts";

export const isOutageError = isOutage;

/** The day through which the books are closed, when that is why the database refused (QZ002). */
export function periodClosedThrough(error: unknown): IsoDate | null {
  if (sqlState(error) !== "QZ002" || !(error instanceof Error)) return null;
  return isoDate(/\d{4}-\d{2}-\d{2}/.exec(error.message)?.[0] ?? "");
}

/**
 * Amounts that are exact each, with a sum that is not: beyond 2^53 here or in what the database keeps of a
 * customer, or beyond bigint there.
 */
export function isBeyondExact(error: unknown): boolean {
  if (error instanceof BeyondExact) return true;
  if (!(error instanceof Error)) return false;
  const isMinorBeyond = "constraint" in error && error.constraint === "minor_check";
  if (sqlState(error) === "23514") return isMinorBeyond;
  return sqlState(error) === "22003" && /bigint/.test(error.message);
}
