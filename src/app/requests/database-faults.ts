// What an error of the database means to whoever asked.
import { isOutage } from "../../db/pool.ts";
import { sqlState } from "../../db/transaction.ts";

export const isOutageError = isOutage;

/** The day through which the books are closed, when that is why the database refused (QZ002). */
export function periodClosedThrough(error: unknown): string | null {
  if (sqlState(error) !== "QZ002" || !(error instanceof Error)) return null;
  return /\d{4}-\d{2}-\d{2}/.exec(error.message)?.[0] ?? "";
}
