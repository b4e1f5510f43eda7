// Runs PostgreSQL so that it never outlives us: a small shell starts it and reads a pipe that we
// hold. When we die, in whatever way, the pipe closes and the shell stops the database.

import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import type { Writable } from "node:stream";
import { type SystemUser, spawnAs } from "./system-user.ts";

export type WatchedPostgres = {
  /** The shell; it exits when the database has ended. */
  readonly shell: ChildProcess;
  readonly ended: Promise<void>;
  readonly hasEnded: () => boolean;
};

// The reader is a subshell with the `read` builtin: one process less to be left behind. The pipe
// is descriptor 3 because a background job of a non-interactive shell has /dev/null as its stdin.
// The shell's own children must not hold the log or the pipe open longer than PostgreSQL does.
const script = `
"$@" 3<&- &
postgres=$!
( while read -r _ <&3; do :; done; kill -INT $postgres ) &
reader=$!
wait $postgres
status=$?
kill $reader 2>/dev/null
exit $status
`;

/**
 * A large statement asks for memory in blocks of megabytes. glibc would hand each back to the system at
 * once and take it again, page by page, with the next statement: a seventh of the time of posting.
 */
const keepMemory = {
  MALLOC_MMAP_THRESHOLD_: String(32 * 2 ** 20),
  MALLOC_TRIM_THRESHOLD_: String(64 * 2 ** 20),
  MALLOC_TOP_PAD_: String(4 * 2 ** 20),
};

export function spawnWatched(
  command: readonly string[],
  user: SystemUser | null,
  logFile: string,
): WatchedPostgres {
  const log = openSync(logFile, "a", 0o600);
  // Detached: its own session, or a Ctrl-C in the terminal would stop it before we have finished.
  const shell = spawn("/bin/sh", ["-c", script, "sh", ...command], {
    ...spawnAs(user),
    detached: true,
    env: { LC_ALL: "C", TZ: "UTC", PATH: "/usr/bin:/bin", ...keepMemory },
    stdio: ["ignore", log, log, "pipe"],
  });
  closeSync(log);
  const pipe = shell.stdio[3] as Writable | null;
  pipe?.on("error", () => {});
  let isOver = false;
  const ended = new Promise<void>((resolve) => {
    const finish = () => {
      isOver = true;
      pipe?.destroy();
      resolve();
    };
    shell.once("exit", finish);
    shell.once("error", finish);
  });
  shell.unref();
  if (pipe && "unref" in pipe && typeof pipe.unref === "function") pipe.unref();
  return { shell, ended, hasEnded: () => isOver };
}
