// Runs as a process of its own: one mail that came in, read. Anybody may write to us; whatever a mail
// does to its reader, the server goes on. A thread that runs out of memory may take its process along.
import { assert } from "../../core/assert.ts";
import { readMailHere } from "./mail-reading.ts";

assert(process.send !== undefined, "runs as a process that is sent a mail: read-mail.ts");
process.once("message", async (source) => {
  const read = await readMailHere(source as Uint8Array); // what read-mail.ts sends
  process.send?.(read, () => process.disconnect());
});
