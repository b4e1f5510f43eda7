// A mail that came in, read within limits of time and memory. Null: it cannot be read so; that it came
// is kept all the same.
import { Worker } from "node:worker_threads";
import { threadOptions } from "../thread-options.ts";
import { type ReadMail, readMailHere } from "./mail-reading.ts";

/** So little is read at once, whatever stands in it; most mails without a file are no longer. */
const quickBytes = 32_768;
const heapMb = 512;
const longestMs = 10_000;

export function readMail(source: Uint8Array, waitMs = longestMs): Promise<ReadMail | null> {
  return source.length <= quickBytes ? readMailHere(source) : readInThread(source, waitMs);
}

function readInThread(source: Uint8Array, waitMs: number): Promise<ReadMail | null> {
  const worker = new Worker(new URL("./mail-thread.ts", import.meta.url), {
    workerData: source,
    resourceLimits: { maxOldGenerationSizeMb: heapMb, stackSizeMb: 8 },
    ...threadOptions(),
  });
  return new Promise((resolve) => {
    const end = (read: ReadMail | null) => {
      clearTimeout(timer);
      void worker.terminate();
      resolve(read);
    };
    const timer = setTimeout(() => end(null), waitMs);
    worker.on("message", (read: ReadMail | null) => end(read));
    worker.on("error", () => end(null));
    worker.on("exit", () => end(null));
  });
}
