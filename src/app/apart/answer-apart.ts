// The other end of read-apart.ts: the one answer of a process that reads what strangers send.
import { Worker } from "node:worker_threads";
import { assert } from "../../core/assert.ts";
import { threadOptions } from "../thread-options.ts";

/** Called once by a program of its own; `Order` is what its caller sends. */
export function answerApart<Order>(answer: (order: Order) => unknown): void {
  assert(process.send !== undefined, "runs as a process that is sent its order: read-apart.ts");
  const [, , mostMb] = process.argv;
  new Worker(new URL("./memory-thread.ts", import.meta.url), {
    workerData: Number(mostMb),
    ...threadOptions(),
  }).unref();
  process.once("message", async (order) => {
    const answered = await answer(order as Order); // what the caller sends
    process.send?.(answered, () => process.disconnect());
  });
}
