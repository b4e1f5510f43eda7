// Matches bank lines to open items from files, without a database: read – decide – check. The same
// files give the same result whatever the order of their rows; the clock only measures.

import type { Clock } from "../clock.ts";
import type { Because } from "../core/because.ts";
import type { IsoDate } from "../core/date.ts";
import type { MatchInput } from "../core/matching/input.ts";
import { matchLines } from "../core/matching/match.ts";
import { ok, type Result } from "../core/result.ts";
import { wordBecause } from "../core/words/matching.ts";
import type { Language } from "../core/words/word.ts";
import type { ReconcileResult } from "../exporters/reconcile-result.ts";
import { openAfter } from "./file-mode/assert-result.ts";
import type { FileModeFault } from "./file-mode/read-files.ts";
import { readInput } from "./file-mode/read-input.ts";

export type ReconcileRequest = {
  readonly items: string;
  readonly lines: readonly string[];
  readonly customers?: string | undefined;
  readonly rates?: string | undefined;
  readonly own?: string | undefined;
  readonly rules?: string | undefined;
  readonly weights?: string | undefined;
  readonly homeCurrency: string;
  /** Null: the latest date in the lines. */
  readonly asOf: IsoDate | null;
  readonly maxWrongPerMille: number;
  readonly closedDays: number;
  readonly language: Language;
  /** Told now and then how far a stage is; `of` is 0 where that is unknown. */
  readonly onProgress: (stage: ReconcileStage, done: number, of: number) => void;
};

export type ReconcileStage = "read" | "match" | "write";

export function reconcileFiles(
  deps: { readonly clock: Clock },
  request: ReconcileRequest,
): Result<ReconcileResult, FileModeFault> {
  const startMs = deps.clock.monotonicMs();
  const read = readInput(request);
  if (!read.ok) return read;
  const { input, lists } = read.value;
  const readMs = deps.clock.monotonicMs();
  const output = matchLines(input, {
    onProgress: (done, of) => request.onProgress("match", done, of),
  });
  const { verdicts, engineVersion, weightsVersion } = output;
  const openAfterMinor = openAfter({ ...input, verdicts });
  const matchMs = deps.clock.monotonicMs();
  const timings = () => ({
    readMs: Math.round(readMs - startMs),
    matchMs: Math.round(matchMs - readMs),
    writeMs: Math.round(deps.clock.monotonicMs() - matchMs),
  });
  const { asOf, items, lines } = input;
  const { refused, skipped, notes } = lists;
  const about = { engineVersion, weightsVersion, asOf, customerNames: namesOf(input) };
  const sentenceOf = (reason: Because) => wordBecause(reason, request.language);
  return ok({
    ...about,
    items,
    lines,
    verdicts,
    openAfterMinor,
    refused,
    skipped,
    notes,
    sentenceOf,
    timings,
  });
}

function namesOf({ customers }: MatchInput): ReadonlyMap<string, string> {
  return new Map(customers.map(({ customerNo, name }) => [customerNo, name]));
}
