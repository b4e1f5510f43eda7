// Runs in a thread of its own: one mail that came in, read. Anybody may write to us; whatever a mail
// does to its reader, the server goes on.
import { parentPort, workerData } from "node:worker_threads";
import { assert } from "../../core/assert.ts";
import { readMailHere } from "./mail-reading.ts";

assert(parentPort !== null, "runs as a thread");
// the one that starts this thread puts it there: read-mail.ts
parentPort.postMessage(await readMailHere(workerData as Uint8Array));
