// A mail that came in, read within limits of time and memory. Null: it cannot be read so; that it came
// is kept all the same.
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { threadOptions } from "../thread-options.ts";
import { type ReadMail, readMailHere } from "./mail-reading.ts";

/** So little is read at once, whatever stands in it; most mails without a file are no longer. */
const quickBytes = 32_768;
const heapMb = 512;
const longestMs = 10_000;

export function readMail(source: Uint8Array, waitMs = longestMs): Promise<ReadMail | null> {
  return source.length <= quickBytes ? readMailHere(source) : readApart(source, waitMs);
}

function readApart(source: Uint8Array, waitMs: number): Promise<ReadMail | null> {
  const reader = fork(fileURLToPath(new URL("./mail-process.ts", import.meta.url)), {
    ...threadOptions(),
    execArgv: [`--max-old-space-size=${heapMb}`],
    serialization: "advanced",
    stdio: "ignore",
  });
  return new Promise((resolve) => {
    const end = (read: ReadMail | null) => {
      clearTimeout(timer);
      reader.kill("SIGKILL");
      resolve(read);
    };
    const timer = setTimeout(() => end(null), waitMs);
    reader.on("message", (read: ReadMail | null) => end(read));
    reader.on("error", () => end(null));
    reader.on("exit", () => end(null));
    reader.send(source, () => {});
  });
}
