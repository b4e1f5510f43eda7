// What strangers send, read in a process of its own within limits of memory and time. Whatever it does
// to its reader, the server goes on: a thread that runs out of memory may take its process along, and
// no limit of a thread counts what its buffers hold.
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { threadOptions } from "../thread-options.ts";
import { Turns } from "../turns.ts";

/**
 * Many at once would take the memory of the whole machine. What one sender sends is read one after
 * another, that of others meanwhile.
 */
const turns = new Turns({ atOnce: 2, atOnceEach: 1, waitingEach: 8 });

export type ApartLimits = {
  /** Of all the process holds, in MiB: heap, buffers, and some 90 of its own. */
  readonly memoryMb: number;
  readonly waitMs: number;
};

/** For a table that somebody fills in: its rows come back at once. */
export const workbookLimits: ApartLimits = { memoryMb: 1024, waitMs: 60_000 };

/**
 * What the program (a module that calls answer-apart.ts) answers to the order; null when it did not
 * end within its limits. Order and answer are copied, as between threads. Throws TooManyWaiting.
 */
export function readApart<Answer>({
  sender,
  program,
  order,
  limits,
}: ApartWork): Promise<Answer | null> {
  return turns.take(sender, () => read<Answer>(program, order, limits));
}

export type ApartWork = {
  /** Whose file it is: "customer 7", "mail of 3". */
  readonly sender: string;
  readonly program: URL;
  readonly order: unknown;
  readonly limits: ApartLimits;
};

function read<Answer>(
  program: URL,
  order: unknown,
  { memoryMb, waitMs }: ApartLimits,
): Promise<Answer | null> {
  const reader = fork(fileURLToPath(program), [String(memoryMb)], {
    ...threadOptions(),
    execArgv: [`--max-old-space-size=${memoryMb}`],
    serialization: "advanced",
    stdio: "ignore",
  });
  return new Promise((resolve) => {
    const end = (answer: Answer | null) => {
      clearTimeout(timer);
      reader.kill("SIGKILL");
      resolve(answer);
    };
    const timer = setTimeout(() => end(null), waitMs);
    reader.on("message", (answer) => end(answer as Answer)); // what the program answers
    reader.on("error", () => end(null));
    reader.on("exit", () => end(null));
    reader.send(order as object, () => {});
  });
}
