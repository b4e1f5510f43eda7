// One server per data folder. The lock is a listening socket, so it vanishes with its process
// however that ends; a second start asks it who holds the folder.

import { createHash } from "node:crypto";
import { mkdirSync, realpathSync, rmSync } from "node:fs";
import { connect, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { explainSystemError, StartFault, systemErrorCode } from "../start-fault.ts";

const holderSchema = z.object({ pid: z.number(), doing: z.string(), isEnding: z.boolean() });

/** Who holds a data folder: the process, and its address or the command it runs. */
export type Holder = z.infer<typeof holderSchema>;

export type DataLock = {
  /** What a second start is told; for a server its address, once it has one. */
  readonly announce: (doing: string) => void;
  /** From now on a second start waits for our end in place of giving up. */
  readonly announceEnd: () => void;
  readonly release: () => Promise<void>;
};

const answerTimeoutMs = 2_000;
const longestEndMs = 30_000;
const pauseMs = 100;

/** Takes the folder, or says who has it. Creates the folder when it is not there. */
export async function lockDataFolder(dataFolder: string): Promise<DataLock | Holder> {
  const name = socketName(createdFolder(dataFolder));
  let silentAttempts = 0;
  for (let waitedMs = 0; ; waitedMs += pauseMs) {
    const server = await listen(name);
    if (server) return lockOf(server);
    const holder = await askHolder(name);
    // One that was just told to end may not have heard of it yet: asked twice before it counts.
    if (holder && !holder.isEnding && waitedMs > 0) return holder;
    if (holder && waitedMs >= longestEndMs) return holder;
    if (!holder) {
      // It ended between our two questions; or, where sockets are files, long ago.
      if (process.platform !== "linux") rmSync(name, { force: true });
      if (++silentAttempts === 5) throw new StartFault(`Another process is using ${dataFolder}.`);
    }
    await sleep(pauseMs);
  }
}

export function isHolder(lock: DataLock | Holder): lock is Holder {
  return "pid" in lock;
}

export function alreadyRunning(dataFolder: string, { pid, doing }: Holder): StartFault {
  return new StartFault(
    `Qingzhang is already running on ${dataFolder}: process ${pid}, ${doing}. Use that one, stop it (kill ${pid}), or name another folder in QINGZHANG_DATA.`,
  );
}

function lockOf(server: Server): DataLock {
  let doing = "starting";
  let isEnding = false;
  server.on("connection", (socket: Socket) => {
    socket.on("error", () => {});
    socket.end(JSON.stringify({ pid: process.pid, doing, isEnding } satisfies Holder));
  });
  server.unref();
  return {
    announce: (text) => {
      doing = text;
    },
    announceEnd: () => {
      isEnding = true;
    },
    release: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** An abstract socket on Linux; elsewhere a socket file, which a killed process leaves behind. */
function socketName(folder: string): string {
  const name = `qingzhang-${createHash("sha256").update(folder).digest("hex").slice(0, 24)}`;
  return process.platform === "linux" ? `\0${name}` : join(tmpdir(), `${name}.sock`);
}

function createdFolder(dataFolder: string): string {
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
    return realpathSync(dataFolder);
  } catch (error) {
    throw explainSystemError(error, dataFolder) ?? error;
  }
}

function listen(name: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error) => {
      if (systemErrorCode(error) === "EADDRINUSE") resolve(null);
      else reject(error);
    });
    server.listen(name, () => resolve(server));
  });
}

function askHolder(name: string): Promise<Holder | null> {
  return new Promise((resolve) => {
    let answer = "";
    const socket = connect(name);
    socket.setTimeout(answerTimeoutMs, () => socket.destroy());
    socket.setEncoding("utf8").on("data", (text) => {
      answer += text;
    });
    socket.on("error", () => {});
    socket.on("close", () => resolve(holderIn(answer)));
  });
}

function holderIn(answer: string): Holder | null {
  try {
    return holderSchema.parse(JSON.parse(answer));
  } catch {
    return null;
  }
}
