// Starts the thread that compares, and ends it when it takes too long or too much memory. One at a
// time: two large files beside each other would take the memory of the whole server.
import { Worker } from "node:worker_threads";
import { Bug } from "../../core/assert.ts";
import { ReadingFailed } from "../importing/read-in-thread.ts";
import { threadOptions } from "../thread-options.ts";
import type { ComparingAnswer, ComparingOrder } from "./comparing.ts";

/** 10,000 entries a side take about two seconds and 200 MB. */
const heapMb = 1024;
const growthMb = 1536;
const longestSeconds = 90;
const watchEveryMs = 250;

let last: Promise<unknown> = Promise.resolve();

/** Throws ReadingFailed when the file does something to its reader. */
export function compareInThread(order: ComparingOrder): Promise<ComparingAnswer> {
  const turn = last.then(() => run(order));
  last = turn.catch(() => undefined);
  return turn;
}

function run(order: ComparingOrder): Promise<ComparingAnswer> {
  const worker = new Worker(new URL("./compare-thread.ts", import.meta.url), {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: heapMb, stackSizeMb: 8 },
    ...threadOptions(),
  });
  return new Promise<ComparingAnswer>((resolve, reject) => {
    const startRss = process.memoryUsage.rss();
    let ticks = (longestSeconds * 1000) / watchEveryMs;
    const watch = setInterval(() => {
      ticks -= 1;
      if (ticks <= 0) end(new ReadingFailed("file_too_slow"));
      const growth = (process.memoryUsage.rss() - startRss) / 2 ** 20;
      if (growth > growthMb) end(new ReadingFailed("file_too_complex"));
    }, watchEveryMs);
    const end = (how: Error | ComparingAnswer) => {
      clearInterval(watch);
      void worker.terminate();
      if (how instanceof Error) reject(how);
      else resolve(how);
    };
    worker.on("message", (answer: ComparingAnswer) => end(answer));
    worker.on("error", (error: Error) => end(failureOf(error)));
    worker.on("exit", () => end(new ReadingFailed("file_unreadable")));
  });
}

function failureOf(error: Error): Error {
  const code = "code" in error ? error.code : "";
  if (code === "ERR_WORKER_OUT_OF_MEMORY") return new ReadingFailed("file_too_complex", error);
  return error instanceof Bug ? error : new ReadingFailed("file_unreadable", error);
}
