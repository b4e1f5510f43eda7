// One PostgreSQL data folder and the server that serves it: created, started, watched, restarted
// when it dies, stopped. It listens on a socket in a private folder, never on a port.

import { spawn } from "node:child_process";
import {
  chown,
  mkdir,
  mkdtemp,
  readFile,
  rename,
  rm,
  stat,
  statfs,
  truncate,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { assert } from "../../core/assert.ts";
import { explainSystemError, StartFault, systemErrorCode } from "../../start-fault.ts";
import type { PostgresBinaries } from "./binaries.ts";
import { endLeftover, readPostmaster, servesCluster, stopPostmaster } from "./postmaster.ts";
import { type SystemUser, spawnAs } from "./system-user.ts";
import { spawnWatched, type WatchedPostgres } from "./watchdog.ts";

export type ClusterOptions = {
  readonly folder: string;
  readonly binaries: PostgresBinaries;
  readonly user: SystemUser | null;
  readonly superuserPassword: string;
  readonly logFile: string;
  readonly settings: Readonly<Record<string, string>>;
  /** For clusters that are thrown away: skip every wait for the disk. */
  readonly disposable?: boolean;
  /** Told when the server died and was started again, or could not be. */
  readonly onRestart?: (outcome: "restarted" | "failed") => void;
};

export type RunningCluster = {
  readonly socketFolder: string;
  readonly postmasterPid: () => Promise<number | null>;
  readonly stop: () => Promise<void>;
};

/** Everything connects through the file .s.PGSQL.<port> in the socket folder. */
export const socketPort = 5432;
export const superuser = "postgres";

// A socket's whole path may have 107 bytes (sockaddr_un); the file name takes 15 of them.
const longestSocketFolder = 90;
const leastFreeMiB = 200;

export async function startCluster(options: ClusterOptions): Promise<RunningCluster> {
  await refuseNewerData(options);
  await refuseFullDisk(options);
  if (!(await exists(join(options.folder, "PG_VERSION")))) await createCluster(options);
  const abandoned = await endLeftover(options.folder);
  if (abandoned) await removeSocketFolder(abandoned);
  await keepLogShort(options.logFile);
  const socketFolder = await createSocketFolder(options.user);
  try {
    return await supervise(options, socketFolder);
  } catch (error) {
    await removeSocketFolder(socketFolder);
    throw error;
  }
}

async function supervise(options: ClusterOptions, socketFolder: string): Promise<RunningCluster> {
  let isStopping = false;
  let current = await startServer(options, socketFolder, () => isStopping);
  let watching = watch();
  async function watch(): Promise<void> {
    for (;;) {
      await current.ended;
      if (isStopping) return;
      try {
        current = await restartServer(options, socketFolder, () => isStopping);
        if (!isStopping) options.onRestart?.("restarted");
      } catch {
        if (!isStopping) options.onRestart?.("failed");
        return;
      }
    }
  }
  return {
    socketFolder,
    postmasterPid: async () => (await readPostmaster(options.folder))?.pid ?? null,
    stop: async () => {
      isStopping = true;
      current.shell.ref();
      const running = await readPostmaster(options.folder);
      if (running && !current.hasEnded()) await stopPostmaster(running.pid, options.folder);
      await current.ended;
      await watching;
      watching = Promise.resolve();
      await removeSocketFolder(socketFolder);
    },
  };
}

/** Its other processes need a moment to notice that their parent is gone, so it is tried again. */
async function restartServer(
  options: ClusterOptions,
  socketFolder: string,
  isStopping: () => boolean,
): Promise<WatchedPostgres> {
  const attempts = 20;
  for (let attempt = 1; ; attempt++) {
    try {
      await endLeftover(options.folder);
      await restoreSocketFolder(socketFolder, options.user);
      return await startServer(options, socketFolder, isStopping);
    } catch (error) {
      if (attempt === attempts || isStopping()) throw error;
      await sleep(50 * attempt);
    }
  }
}

async function startServer(
  options: ClusterOptions,
  socketFolder: string,
  isStopping: () => boolean,
): Promise<WatchedPostgres> {
  const settings = Object.entries({
    ...options.settings,
    listen_addresses: "",
    unix_socket_permissions: "0700",
    ...(await sharedMemorySetting()),
  }).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const command = [options.binaries.postgres, "-D", options.folder, "-k", socketFolder];
  command.push("-p", String(socketPort), ...settings);
  const server = spawnWatched(command, options.user, options.logFile);
  // Recovery after a crash may take long; it is waited for as long as the process lives.
  while (!(await isServing(options.folder))) {
    if (server.hasEnded()) throw await explainFailedStart(options);
    if (isStopping()) break;
    await sleep(5);
  }
  return server;
}

/** Ready, and by a living process: after a crash the old pid file still says "ready". */
async function isServing(folder: string): Promise<boolean> {
  const postmaster = await readPostmaster(folder);
  if (!postmaster?.isReady) return false;
  return servesCluster(postmaster.pid, folder);
}

async function createCluster(options: ClusterOptions): Promise<void> {
  const { folder, user } = options;
  const draft = `${folder}.new`;
  const passwordFile = `${folder}.password`;
  try {
    await rm(draft, { recursive: true, force: true });
    await mkdir(draft, { recursive: true, mode: 0o700 });
    await rm(passwordFile, { force: true });
    await writeFile(passwordFile, options.superuserPassword, { mode: 0o600, flag: "wx" });
    if (user) {
      await chown(draft, user.uid, user.gid);
      await chown(passwordFile, user.uid, user.gid);
    }
    await runInitdb(options, draft, passwordFile);
    await rm(folder, { recursive: true, force: true });
    await rename(draft, folder);
  } catch (error) {
    throw explainSystemError(error, dirname(folder)) ?? error;
  } finally {
    await rm(passwordFile, { force: true });
    await rm(draft, { recursive: true, force: true });
  }
}

async function runInitdb(
  options: ClusterOptions,
  draft: string,
  passwordFile: string,
): Promise<void> {
  const args = ["-D", draft, "-U", superuser, `--pwfile=${passwordFile}`, "-A", "scram-sha-256"];
  // Any other locale leaves Chinese text without word characters or trigrams.
  args.push("-E", "UTF8", "--locale=C.UTF-8", "--no-instructions");
  if (options.disposable) args.push("--no-sync");
  const child = spawn(options.binaries.initdb, args, {
    ...spawnAs(options.user),
    env: { LC_ALL: "C", TZ: "UTC", PATH: "/usr/bin:/bin" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint += text;
  });
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (status === 0) return;
  if (/No space left/.test(complaint)) throw fullDisk(options.folder);
  throw new StartFault(
    `The database could not be created in ${options.folder}: ${firstLine(complaint)}`,
  );
}

/** PostgreSQL would only say "database files are incompatible with server". */
async function refuseNewerData({ folder, binaries }: ClusterOptions): Promise<void> {
  const text = await readFile(join(folder, "PG_VERSION"), "utf8").catch((error: unknown) => {
    if (systemErrorCode(error) === "ENOENT") return null;
    throw explainSystemError(error, folder) ?? error;
  });
  if (text === null) return;
  const major = Number.parseInt(text, 10);
  if (major === binaries.major) return;
  throw new StartFault(
    major > binaries.major
      ? `The data in ${folder} was written by PostgreSQL ${major}, which is newer than the ${binaries.major} that comes with this version of Qingzhang. Start the newer version of Qingzhang.`
      : `The data in ${folder} was written by PostgreSQL ${major}; this version of Qingzhang comes with ${binaries.major}. Make a backup with the version that wrote it and restore it here.`,
  );
}

/** A database that meets a full disk while shutting down may not start again; better not to begin. */
async function refuseFullDisk({ folder, disposable }: ClusterOptions): Promise<void> {
  if (disposable) return;
  const { bavail, bsize } = await statfs(await nearestExisting(folder));
  if ((bavail * bsize) / 2 ** 20 < leastFreeMiB) throw fullDisk(folder);
}

function fullDisk(folder: string): StartFault {
  return new StartFault(
    `The disk that holds ${folder} has less than ${leastFreeMiB} MiB free. Free some space and start again; nothing was changed.`,
  );
}

async function explainFailedStart(options: ClusterOptions): Promise<StartFault> {
  const log = await readFile(options.logFile, "utf8").catch(() => "");
  const fatal = log
    .trimEnd()
    .split("\n")
    .reverse()
    .find((line) => /FATAL|PANIC/.test(line));
  if (/No space left/.test(fatal ?? "")) return fullDisk(options.folder);
  return new StartFault(
    `The database in ${options.folder} did not start: ${fatal ?? "no reason given"} (log: ${options.logFile})`,
  );
}

async function createSocketFolder(user: SystemUser | null): Promise<string> {
  const preferred = join(tmpdir(), "qz-");
  const prefix = preferred.length + 6 <= longestSocketFolder ? preferred : "/tmp/qz-";
  const folder = await mkdtemp(prefix).catch((error: unknown) => {
    throw explainSystemError(error, dirname(prefix)) ?? error;
  });
  if (user) await chown(folder, user.uid, user.gid);
  return folder;
}

/** Something that cleans the temporary folder may have taken it; the pools know only this path. */
async function restoreSocketFolder(folder: string, user: SystemUser | null): Promise<void> {
  if (await exists(folder)) return;
  await mkdir(folder, { mode: 0o700 });
  if (user) await chown(folder, user.uid, user.gid);
}

/** Only what we made ourselves; the name comes from a file that others might have written. */
async function removeSocketFolder(folder: string): Promise<void> {
  if (/\/qz-[^/]{6}$/.test(folder)) await rm(folder, { recursive: true, force: true });
}

/** Containers often have 64 MiB of /dev/shm, too little for parallel queries. */
async function sharedMemorySetting(): Promise<Record<string, string>> {
  if (process.platform !== "linux") return {};
  const shm = await statfs("/dev/shm").catch(() => null);
  const isRoomy = shm !== null && (shm.bavail * shm.bsize) / 2 ** 20 >= 256;
  return isRoomy ? {} : { dynamic_shared_memory_type: "mmap" };
}

async function keepLogShort(logFile: string): Promise<void> {
  const size = (await stat(logFile).catch(() => null))?.size ?? 0;
  if (size > 10 * 2 ** 20) await truncate(logFile);
}

async function nearestExisting(path: string): Promise<string> {
  if (await exists(path)) return path;
  assert(dirname(path) !== path, `no folder above ${path}`);
  return nearestExisting(dirname(path));
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}

function firstLine(text: string): string {
  return (
    text.split("\n").find((line) => /error|fatal/i.test(line)) ?? text.trim().split("\n")[0] ?? ""
  );
}
