// A mail that came in, read within limits of time and memory. Null: it cannot be read so; that it came
// is kept all the same.
import { readApart } from "../apart/read-apart.ts";
import { type ReadMail, readMailHere } from "./mail-reading.ts";

/** So little is read at once, whatever stands in it; most mails without a file are no longer. */
const quickBytes = 32_768;
const memoryMb = 768;
const longestMs = 10_000;

export function readMail(
  orgId: number,
  source: Uint8Array,
  waitMs = longestMs,
): Promise<ReadMail | null> {
  if (source.length <= quickBytes) return readMailHere(source);
  const program = new URL("./mail-process.ts", import.meta.url);
  const limits = { memoryMb, waitMs };
  return readApart<ReadMail>({ sender: `mail of ${orgId}`, program, order: source, limits });
}
