// The process's own standard output and error as a Terminal.
import { writeSync } from "node:fs";
import type { Terminal } from "./command.ts";

const standardOutput = 1;
/** Milliseconds to wait for a reader whose pipe is full. */
const fullPipeWaitMs = 5;

export function processTerminal(): Terminal {
  return {
    note: (text) => void process.stderr.write(text),
    out: writeAll,
    isInteractive: process.stderr.isTTY === true,
  };
}

/** Written synchronously, so that nothing is lost or piles up however slowly it is read. */
function writeAll(bytes: Uint8Array): void {
  for (let from = 0; from < bytes.length; ) {
    try {
      from += writeSync(standardOutput, bytes, from);
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : "";
      if (code === "EPIPE") process.exit(0);
      if (code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, fullPipeWaitMs);
    }
  }
}
