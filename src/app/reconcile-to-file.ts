// Matches files and writes the result: small ones at once, large ones with threads.
import type { Clock } from "../clock.ts";
import { ok, type Result } from "../core/result.ts";
import type { ReconcileResult } from "../exporters/reconcile-result.ts";
import { resultJson } from "../exporters/result-json.ts";
import { type FileModeFault, sizeOf } from "./file-mode/read-files.ts";
import { type ResultTarget, type Writing, writeResult, writeTo } from "./file-mode/write-result.ts";
import { type ReconcileRequest, reconcileFiles } from "./reconcile-files.ts";
import { reconcileInThreads } from "./reconcile-in-threads.ts";

export type ReconcileDeps = {
  readonly clock: Clock;
  /** Asked where threads are of use. */
  readonly threads: () => number;
};

/** What its caller has to say about a result that is written. */
export type WrittenResult = Pick<ReconcileResult, "refused" | "notes">;

export async function reconcileToFile(
  deps: ReconcileDeps,
  request: ReconcileRequest,
  writing: Writing,
): Promise<Result<WrittenResult, FileModeFault>> {
  if (!isLarge(request, writing.target)) return reconcileSmall(deps, request, writing);
  const result = await reconcileInThreads({ ...deps, threads: deps.threads() }, request);
  if (!result.ok) return result;
  request.onProgress("write", 0, 0);
  const { refused, notes, writeJson } = result.value;
  const written = writeTo(writing, writeJson);
  return written.ok ? ok({ refused, notes }) : written;
}

function reconcileSmall(
  deps: ReconcileDeps,
  request: ReconcileRequest,
  writing: Writing,
): Result<WrittenResult, FileModeFault> {
  const result = reconcileFiles(deps, request);
  if (!result.ok) return result;
  request.onProgress("write", 0, 0);
  const written = writeResult(result.value, writing);
  return written.ok ? result : written;
}

/** Threads take a moment to start and are of use from files of this size on. */
const worthThreadsBytes = 6_000_000;

/** A workbook has its limits of size anyway. */
function isLarge({ items, lines }: ReconcileRequest, { exporter }: ResultTarget): boolean {
  return exporter === resultJson && sizeOf([items, ...lines]) >= worthThreadsBytes;
}
