// Prints documents as PDF in threads of their own: a page takes tens of milliseconds of computing,
// and the server must answer meanwhile.
import { Worker } from "node:worker_threads";
import type { PdfDocument } from "../../exporters/statement-pdf.ts";
import { threadOptions } from "../thread-options.ts";
import type { PrintAnswer, PrintOrder } from "./print-thread.ts";

export type Printer = {
  readonly print: (document: PdfDocument) => Promise<Uint8Array>;
  readonly close: () => Promise<void>;
};

type Waiting = {
  readonly resolve: (bytes: Uint8Array) => void;
  readonly reject: (error: Error) => void;
};

/** Documents go to the threads in turn. */
export function openPrinter(threads: number): Printer {
  const pool = Array.from({ length: threads }, startThread);
  let next = 0;
  return {
    print: (document) => pool[next++ % pool.length]!.print(document),
    close: async () => {
      await Promise.all(pool.map(({ worker }) => worker.terminate()));
    },
  };
}

function startThread() {
  const worker = new Worker(new URL("./print-thread.ts", import.meta.url), threadOptions());
  const waiting = new Map<number, Waiting>();
  let places = 0;
  worker.unref();
  worker.on("message", (answer: PrintAnswer) => {
    const waiter = waiting.get(answer.place);
    waiting.delete(answer.place);
    if (waiting.size === 0) worker.unref();
    if ("bytes" in answer) waiter?.resolve(answer.bytes);
    else waiter?.reject(new Error(answer.fault));
  });
  const end = (error: Error) => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on("error", end);
  worker.on("exit", (code) => end(new Error(`the printing thread ended with ${code}`)));
  const print = (document: PdfDocument) =>
    new Promise<Uint8Array>((resolve, reject) => {
      const place = places++;
      waiting.set(place, { resolve, reject });
      worker.ref();
      worker.postMessage({ place, document } satisfies PrintOrder);
    });
  return { worker, print };
}

let shared: Printer | null = null;
let closing: NodeJS.Timeout | null = null;
const keptForMs = 60_000;

/** One document for somebody who waits; the thread is kept for a minute, opening fonts is slow. */
export async function printOne(document: PdfDocument): Promise<Uint8Array> {
  if (closing) clearTimeout(closing);
  shared ??= openPrinter(1);
  try {
    return await shared.print(document);
  } catch (error) {
    shared = null;
    throw error;
  } finally {
    closing = setTimeout(() => {
      void shared?.close();
      shared = null;
    }, keptForMs);
    closing.unref();
  }
}
