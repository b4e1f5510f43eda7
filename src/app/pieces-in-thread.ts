// Files of hundreds of thousands of rows are written in a thread of their own, for that computes for
// seconds; piece by piece, and no faster than they are taken.
import { parentPort, Worker } from "node:worker_threads";
import { assert } from "../core/assert.ts";
import { threadOptions } from "./thread-options.ts";

type PieceMessage =
  | { readonly type: "piece"; readonly bytes: Uint8Array }
  | { readonly type: "end" };

/** Pieces of a few hundred kilobytes that may wait to be taken. */
const mostAhead = 4;

/** What the thread of this script hands over; who stops taking ends it. */
export async function* piecesOfThread(script: URL, order: object): AsyncGenerator<Uint8Array> {
  const worker = new Worker(script, { workerData: order, ...threadOptions() });
  const pieces: Uint8Array[] = [];
  let isWhole = false;
  let fault: unknown = null;
  let wake = () => {};
  worker.on("message", (message: PieceMessage) => {
    if (message.type === "piece") pieces.push(message.bytes);
    else isWhole = true;
    wake();
  });
  worker.on("error", (error) => {
    fault = error;
    wake();
  });
  worker.on("exit", (code) => {
    if (!isWhole) fault ??= new Error(`the writing thread ended with ${code}`);
    wake();
  });
  try {
    for (;;) {
      const piece = pieces.shift();
      if (piece) {
        yield piece;
        worker.postMessage("taken");
      } else if (fault !== null) {
        throw fault;
      } else if (isWhole) {
        return;
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  } finally {
    await worker.terminate();
  }
}

/** In the thread: hands the pieces over. */
export async function handOverPieces(pieces: AsyncIterable<Uint8Array>): Promise<void> {
  const port = parentPort;
  assert(port !== null, "it runs in a thread");
  let ahead = 0;
  let wake = () => {};
  port.on("message", () => {
    ahead -= 1;
    wake();
  });
  for await (const piece of pieces) {
    while (ahead >= mostAhead) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    ahead += 1;
    // of its own memory: what it was cut from may still be in use here
    const bytes = new Uint8Array(piece);
    port.postMessage({ type: "piece", bytes } satisfies PieceMessage, [bytes.buffer]);
  }
  port.postMessage({ type: "end" } satisfies PieceMessage);
  port.close();
}
