// Starts the reader thread for a file, passes its rows on with back-pressure, and ends it when it
// takes too long, too much memory, or is no longer wanted.
import { Worker } from "node:worker_threads";
import { Bug } from "../../core/assert.ts";
import { threadOptions } from "../thread-options.ts";
import type { ReaderMessage, ReadingOrder, ReadingSummary, StagedKind } from "./reading.ts";

export type ReadingLimits = {
  /** Heap of the thread; beyond it the thread dies and the server goes on. */
  readonly heapMb: number;
  /** Growth of the whole process while reading: buffers are not bound by the heap limit. */
  readonly growthMb: number;
  readonly seconds: number;
};

/** A 200 MB CSV of a million lines needs about 1.2 GB of heap; nothing honest needs minutes. */
const readingLimits: ReadingLimits = { heapMb: 2048, growthMb: 3072, seconds: 300 };
const watchEveryMs = 250;

/** The file did something to its reader; nothing of it was used. */
export class ReadingFailed extends Error {
  override name = "ReadingFailed";
  readonly code: "file_too_complex" | "file_too_slow" | "file_unreadable";
  constructor(code: ReadingFailed["code"], cause?: unknown) {
    super(code, { cause });
    this.code = code;
  }
}

class ReadingCancelled extends Error {
  override name = "ReadingCancelled";
}

export type RunningReading = {
  /** Known as soon as the file is parsed. */
  readonly staged: Promise<StagedKind>;
  /** COPY text; to be walked to its end before the summary comes. */
  readonly chunks: () => AsyncGenerator<Uint8Array>;
  readonly summary: Promise<ReadingSummary>;
  /** Ends the thread; everything still awaited rejects with the reason. */
  readonly stop: (reason?: Error) => void;
};

export function readInThread(
  order: Omit<ReadingOrder, "flow">,
  on: { readonly progress?: (rows: number) => void } = {},
  limits: ReadingLimits = readingLimits,
): RunningReading {
  const flow = new SharedArrayBuffer(4);
  const taken = new Int32Array(flow);
  const worker = new Worker(new URL("./reader-thread.ts", import.meta.url), {
    workerData: { ...order, flow } satisfies ReadingOrder,
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMb, stackSizeMb: 8 },
    ...threadOptions(),
  });
  const staged = Promise.withResolvers<StagedKind>();
  const summary = Promise.withResolvers<ReadingSummary>();
  const waiting: Uint8Array[] = [];
  let wake: (() => void) | null = null;
  let ended: Error | "done" | null = null;

  const end = (how: Error | "done") => {
    if (ended !== null) return;
    ended = how;
    clearInterval(watch);
    if (how !== "done") {
      staged.reject(how);
      summary.reject(how);
    }
    wake?.();
    void worker.terminate();
  };
  const watch = watchLimits(limits, end);
  // Either may go unawaited when the other one fails first.
  staged.promise.catch(() => undefined);
  summary.promise.catch(() => undefined);

  worker.on("message", (message: ReaderMessage) => {
    if (message.type === "progress") on.progress?.(message.rows);
    else if (message.type === "staged") staged.resolve(message.kind);
    else if (message.type === "chunk") {
      waiting.push(message.bytes);
      wake?.();
    } else {
      summary.resolve(message.summary);
      end("done");
    }
  });
  worker.on("error", (error: Error) => end(failureOf(error)));
  worker.on("exit", () => end(new ReadingFailed("file_unreadable")));

  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const bytes = waiting.shift();
      if (bytes) {
        yield bytes;
        Atomics.add(taken, 0, 1);
        Atomics.notify(taken, 0);
        continue;
      }
      if (ended === "done") return;
      if (ended !== null) throw ended;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
      wake = null;
    }
  }

  return {
    staged: staged.promise,
    chunks,
    summary: summary.promise,
    stop: (reason = new ReadingCancelled()) => end(reason),
  };
}

function watchLimits(limits: ReadingLimits, end: (how: Error) => void): NodeJS.Timeout {
  const startRss = process.memoryUsage.rss();
  let left = (limits.seconds * 1000) / watchEveryMs;
  const timer = setInterval(() => {
    left -= 1;
    if (left <= 0) end(new ReadingFailed("file_too_slow"));
    const growth = (process.memoryUsage.rss() - startRss) / 2 ** 20;
    if (growth > limits.growthMb) end(new ReadingFailed("file_too_complex"));
  }, watchEveryMs);
  return timer;
}

function failureOf(error: Error): Error {
  const code = "code" in error ? error.code : "";
  if (code === "ERR_WORKER_OUT_OF_MEMORY") return new ReadingFailed("file_too_complex", error);
  // Importers are total: an exception is a fault of ours, and the file is refused all the same.
  return error instanceof Bug ? error : new ReadingFailed("file_unreadable", error);
}
