// The postmaster.pid of a data folder: who serves it, where its socket is, whether it is ready;
// and the end of a server that an earlier, killed process of ours left behind.

import { spawnSync } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { StartFault } from "../../start-fault.ts";

export type Postmaster = {
  readonly pid: number;
  readonly socketFolder: string | null;
  readonly isReady: boolean;
};

const waitForFastShutdownMs = 60_000;
const waitForImmediateShutdownMs = 10_000;

/** Lines 1, 5 and 8 of the file hold pid, socket folder and state (PostgreSQL: pidfile.h). */
export async function readPostmaster(cluster: string): Promise<Postmaster | null> {
  const text = await readFile(join(cluster, "postmaster.pid"), "utf8").catch(() => null);
  if (text === null) return null;
  const lines = text.split("\n").map((line) => line.trim());
  const pid = Math.abs(Number.parseInt(lines[0] ?? "", 10));
  if (!Number.isSafeInteger(pid) || pid === 0) return null;
  return { pid, socketFolder: lines[4] || null, isReady: lines[7] === "ready" };
}

/** Whether that process is a PostgreSQL serving this very folder, not a stranger with its number. */
export async function servesCluster(pid: number, cluster: string): Promise<boolean> {
  const words = await commandLine(pid);
  if (words === null) return false;
  const isPostgres = /(^|\/)postgres$/.test(words[0] ?? "");
  return isPostgres && words.includes(cluster);
}

/** Stops a server left behind and clears a stale pid file. Returns its socket folder, if any. */
export async function endLeftover(cluster: string): Promise<string | null> {
  const leftover = await readPostmaster(cluster);
  if (leftover === null) return null;
  if (await servesCluster(leftover.pid, cluster)) {
    await stopPostmaster(leftover.pid, cluster);
  } else if (isAlive(leftover.pid)) {
    // The number was given to another program since, as happens after a restart of the machine or
    // in a container. PostgreSQL itself would refuse to start when that program runs as our user.
    await rm(join(cluster, "postmaster.pid"), { force: true });
  }
  return leftover.socketFolder;
}

/** Fast shutdown; after a minute an immediate one, which the next start recovers from. */
export async function stopPostmaster(pid: number, cluster: string): Promise<void> {
  signal(pid, "SIGINT", cluster);
  if (await waitUntilGone(pid, cluster, waitForFastShutdownMs)) return;
  signal(pid, "SIGQUIT", cluster);
  if (await waitUntilGone(pid, cluster, waitForImmediateShutdownMs)) return;
  throw new StartFault(
    `The database process ${pid} of ${cluster} does not end. End it by hand (kill ${pid}) and start again.`,
  );
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function signal(pid: number, name: "SIGINT" | "SIGQUIT", cluster: string): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!isAlive(pid)) return;
    throw new StartFault(
      `The database process ${pid} of ${cluster} belongs to another user (${String(error)}). Start as that user, or end it first.`,
    );
  }
}

async function waitUntilGone(pid: number, cluster: string, limitMs: number): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < limitMs; waitedMs += 10) {
    if (!(await servesCluster(pid, cluster))) return true;
    await sleep(10);
  }
  return false;
}

async function commandLine(pid: number): Promise<readonly string[] | null> {
  if (process.platform === "linux") {
    const text = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
    return text === "" ? null : text.split("\0");
  }
  const listed = spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  return listed.status === 0 ? listed.stdout.trim().split(/\s+/) : null;
}
