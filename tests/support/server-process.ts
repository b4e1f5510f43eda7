// The real server as its own process on a data folder of its own, for tests of its start, its end
// and what it survives.

import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, lstatSync, mkdtempSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { environmentWith, projectFolder } from "../../src/config.ts";
import { roomyFolder } from "./test-folders.ts";

export type ServerProcess = {
  readonly child: ChildProcess;
  readonly url: string;
  /** Everything it printed so far. */
  readonly output: () => string;
  /** Resolves with the exit code, or null when a signal ended it. */
  readonly ended: Promise<number | null>;
};

/** Neither demo books nor a web build: most tests are about neither. */
const plainSettings = { QINGZHANG_DEMO: "off", QINGZHANG_WEB: "off", DATABASE_URL: undefined };
const longestStartMs = 60_000;

/** The servers on a data folder, by folder: a database whose files are gone takes long to end. */
const servers = new Map<string, (() => Promise<void>)[]>();

/**
 * A data folder that is removed after the test, wherever its database was put, once the servers on it
 * have ended: what is to be done after a test is done in the order in which it was said.
 */
export function temporaryDataFolder(t: Pick<TestContext, "after">): string {
  const folder = mkdtempSync(join(roomyFolder(), "qz-data-"));
  chmodSync(folder, 0o711);
  servers.set(folder, []);
  t.after(async () => {
    for (const end of servers.get(folder) ?? []) await end();
    servers.delete(folder);
    const inside = join(folder, "postgres");
    const link = lstatSync(inside, { throwIfNoEntry: false });
    if (link?.isSymbolicLink()) rmSync(dirname(readlinkSync(inside)), { recursive: true });
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** Starts it without waiting for anything. */
export function spawnServer(
  t: Pick<TestContext, "after">,
  settings: Record<string, string> & { QINGZHANG_DATA: string; PORT: string },
): ServerProcess {
  const child = spawn(process.execPath, [join(projectFolder, "src", "main.ts")], {
    cwd: tmpdir(),
    env: environmentWith({ ...plainSettings, ...settings }),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const end = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
    await ended;
  };
  servers.get(settings.QINGZHANG_DATA)?.push(end);
  t.after(end);
  return { child, url: `http://127.0.0.1:${settings.PORT}`, output: () => output, ended };
}

/** Starts it and waits for its first healthy answer. */
export async function startServer(
  t: Pick<TestContext, "after">,
  settings: Record<string, string> & { QINGZHANG_DATA: string },
): Promise<ServerProcess> {
  const PORT = settings["PORT"] ?? String(await freePort());
  const server = spawnServer(t, { ...settings, PORT });
  await untilHealthy(server);
  return server;
}

export async function untilHealthy(server: ServerProcess): Promise<void> {
  for (let waitedMs = 0; waitedMs < longestStartMs; waitedMs += 25) {
    if (await isHealthy(server)) return;
    const { exitCode, signalCode } = server.child;
    if (exitCode !== null || signalCode !== null) break;
    await sleep(25);
  }
  throw new Error(`the server gave no healthy answer; it printed:\n${server.output()}`);
}

export async function isHealthy({ url }: ServerProcess): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(2_000) });
    await answer.arrayBuffer();
    return answer.status === 200;
  } catch {
    return false;
  }
}

/** Process number of the postmaster that serves a data folder. */
export function postmasterPid(dataFolder: string): number {
  const text = readFileSync(join(dataFolder, "postgres", "postmaster.pid"), "utf8");
  return Number.parseInt(text, 10);
}
