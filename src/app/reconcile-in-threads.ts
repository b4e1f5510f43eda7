// The same as reconcile-files.ts for files of any size: read and matched in threads, the JSON result
// put together from what they wrote.
import type { Clock } from "../clock.ts";
import { engineVersion } from "../core/matching/match.ts";
import { ok, type Result } from "../core/result.ts";
import type { ByteSink } from "../exporters/exporter.ts";
import type { ReconcileResult } from "../exporters/reconcile-result.ts";
import { writeResultJson } from "../exporters/result-json.ts";
import { matchInShares } from "./file-mode/match-in-shares.ts";
import type { FileModeFault } from "./file-mode/read-files.ts";
import { readInThreads } from "./file-mode/read-in-threads.ts";
import { readSettings } from "./file-mode/read-input.ts";
import { RowLists } from "./file-mode/row-lists.ts";
import type { ReconcileRequest } from "./reconcile-files.ts";

export type ThreadedResult = Pick<ReconcileResult, "refused" | "notes"> & {
  readonly writeJson: (sink: ByteSink) => void;
};

export async function reconcileInThreads(
  deps: { readonly clock: Clock; readonly threads: number },
  request: ReconcileRequest,
): Promise<Result<ThreadedResult, FileModeFault>> {
  const startMs = deps.clock.monotonicMs();
  const settings = readSettings(request);
  if (!settings.ok) return settings;
  const read = await readInThreads(request);
  if (!read.ok) return read;
  const { lines, asOf, books } = read.value;
  const { items, numbers, customers, rates, own, incompleteCustomers } = books;
  const lists = new RowLists(request.language);
  lists.absorb(read.value.lists);
  lists.absorb(books.lists);
  const readMs = deps.clock.monotonicMs();
  const { writers, totals, weightsVersion } = await matchInShares({
    shares: deps.threads,
    language: request.language,
    input: { ...settings.value, asOf, customers, rates, own, incompleteCustomers },
    ...{ items, numbers, lines },
    onProgress: (done, of) => request.onProgress("match", done, of),
  });
  const matchMs = deps.clock.monotonicMs();
  const timings = () => ({
    readMs: Math.round(readMs - startMs),
    matchMs: Math.round(matchMs - readMs),
    writeMs: Math.round(deps.clock.monotonicMs() - matchMs),
  });
  const { refused, skipped, notes } = lists;
  const about = { engineVersion, weightsVersion, refused, skipped, totals, timings };
  return ok({
    refused,
    notes,
    writeJson: (sink) => writeResultJson({ ...about, ...writers }, sink),
  });
}
