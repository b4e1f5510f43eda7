// The rows of a remittance advice — a workbook, a CSV or a text PDF — read in a thread with limits of
// time and memory. Null: nothing in it can be read; it is kept as evidence all the same.
import { Worker } from "node:worker_threads";
import { type AdviceRow, adviceRows } from "../../core/portal/advice.ts";
import type { FileKind } from "../../core/portal/file-kind.ts";
import { threadOptions } from "../thread-options.ts";
import type { AdviceAnswer, AdviceOrder } from "./advice-reading.ts";

/** A larger file is kept and not read. */
const largestBytes = 5 * 1_048_576;
const heapMb = 256;
const longestMs = 15_000;

export async function readAdviceRows(
  file: { readonly kind: FileKind; readonly bytes: Uint8Array },
  isKnown: (no: string) => boolean,
): Promise<AdviceRow[] | null> {
  const { kind, bytes } = file;
  if (bytes.length > largestBytes) return null;
  if (kind !== "pdf" && kind !== "xlsx" && kind !== "csv") return null;
  const { rows } = await readInThread({ kind, bytes });
  const read = rows === null ? [] : adviceRows(rows, isKnown);
  return read.length === 0 ? null : read;
}

let last: Promise<unknown> = Promise.resolve();

/** One after another: many at once would take the memory of the whole server. */
function readInThread(order: AdviceOrder): Promise<AdviceAnswer> {
  const turn = last.then(() => run(order));
  last = turn;
  return turn;
}

/** A file that kills its thread, or keeps it too long, is one that cannot be read. */
function run(order: AdviceOrder): Promise<AdviceAnswer> {
  const worker = new Worker(new URL("./advice-thread.ts", import.meta.url), {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: heapMb, stackSizeMb: 8 },
    ...threadOptions(),
  });
  return new Promise<AdviceAnswer>((resolve) => {
    const end = (answer: AdviceAnswer) => {
      clearTimeout(timer);
      void worker.terminate();
      resolve(answer);
    };
    const timer = setTimeout(() => end({ rows: null }), longestMs);
    worker.on("message", (answer: AdviceAnswer) => end(answer));
    worker.on("error", () => end({ rows: null }));
    worker.on("exit", () => end({ rows: null }));
  });
}
