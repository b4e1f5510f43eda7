// Runs in a thread of its own: one share of a matching run, stage by stage as it is told.
import { parentPort, workerData } from "node:worker_threads";
import { assert } from "../../core/assert.ts";
import { type ShareOrder, type ShareTask, ShareWork } from "./share-work.ts";

assert(parentPort !== null, "runs as a thread");
const port = parentPort;
// the one that starts this thread puts it there: match-in-shares.ts
const work = new ShareWork(workerData as ShareOrder, (message) => port.postMessage(message));
work.read();
port.on("message", (task: ShareTask) => {
  if (task.task === "decide") work.decide(task.groups);
  else work.close(task.first, task.end);
});
