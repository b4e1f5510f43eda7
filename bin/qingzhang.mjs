#!/usr/bin/env node
// The command `qingzhang`. Plain JavaScript for whatever Node (>= 18) there is: installs what is
// missing, then runs the command line under the pinned Node.
import { spawn } from "node:child_process";
import { realpathSync } from "node:fs";
import * as module from "node:module";
import { constants, totalmem } from "node:os";
import { fileURLToPath } from "node:url";
import { BootstrapFault, bootstrap } from "../tools/bootstrap.mjs";

const main = new URL("../src/cli/main.ts", import.meta.url);
/** Compiled sources are kept here: it saves a quarter of a second a call. */
const cacheFolder = fileURLToPath(new URL("../node_modules/.cache/qingzhang", import.meta.url));

/** Share of the machine's memory its objects may take; Node's own limit is a fraction of that. */
const heapShare = 0.6;
const heapMb = Math.floor((totalmem() / 2 ** 20) * heapShare);

/** Ends as the child ended, so that a caller sees one process. */
function runUnder(node) {
  const words = [`--max-old-space-size=${heapMb}`, fileURLToPath(main), ...process.argv.slice(2)];
  const child = spawn(node, words, {
    stdio: "inherit",
    env: { NODE_COMPILE_CACHE: cacheFolder, ...process.env },
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => child.kill(signal));
  }
  child.on("error", (error) => {
    process.stderr.write(`${node} could not be started: ${error.message}\n`);
    process.exitCode = 2;
  });
  child.on("exit", (code, signal) => {
    process.exit(signal ? 128 + constants.signals[signal] : code);
  });
}

try {
  const node = bootstrap();
  if (realpathSync(node) === realpathSync(process.execPath)) {
    module.enableCompileCache?.(cacheFolder);
    await import(main.href);
  } else runUnder(node);
} catch (error) {
  if (!(error instanceof BootstrapFault)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
