// Compares in a process of its own: the other side's ledger is a stranger's file.
import { Bug } from "../../core/assert.ts";
import { readApart } from "../apart/read-apart.ts";
import { ReadingFailed } from "../importing/read-in-thread.ts";
import type { ComparingAnswer, ComparingFault, ComparingOrder } from "./comparing.ts";

/** 10,000 entries a side take about two seconds and 200 MB. */
const limits = { memoryMb: 1536, waitMs: 90_000 };

/** Throws ReadingFailed when the file does something to its reader, TooManyWaiting, and what is our mistake. */
export async function compareApart(
  sender: string,
  order: ComparingOrder,
): Promise<ComparingAnswer> {
  const program = new URL("./compare-process.ts", import.meta.url);
  const answer = await readApart<ComparingAnswer | ComparingFault>({
    sender,
    program,
    order,
    limits,
  });
  if (answer === null) throw new ReadingFailed("file_unreadable");
  if (answer.state === "bug") throw new Bug(answer.stack);
  return answer;
}
