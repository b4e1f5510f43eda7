// A PostgreSQL that lives as long as a test run: in memory where there is room, never synced to
// the disk, gone at the end however that comes.

import { chmodSync, chownSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { preparePostgres } from "../../src/db/embedded/binaries.ts";
import { socketPort, startCluster, superuser } from "../../src/db/embedded/cluster.ts";
import { isAlive } from "../../src/db/embedded/postmaster.ts";
import { databaseUser, type SystemUser } from "../../src/db/embedded/system-user.ts";
import { ensureLoginRole, ownerRole } from "../../src/db/roles.ts";
import { randomSecret } from "../../src/db/secrets.ts";
import { privateFolder, roomyFolder } from "./test-folders.ts";

export type TestCluster = {
  /** An ordinary user that may create databases and roles, as DATABASE_URL would name one. */
  readonly url: string;
  readonly stop: () => Promise<void>;
};

export async function startTestCluster(): Promise<TestCluster> {
  const user = databaseUser(null);
  const home = roomyFolder();
  removeAbandoned(home);
  const folder = mkdtempSync(join(home, `qzt-${process.pid}-`));
  chmodSync(folder, user ? 0o711 : 0o700);
  if (user) chownSync(folder, user.uid, user.gid);
  const removeFolder = () => rmSync(folder, { recursive: true, force: true });
  process.once("exit", removeFolder);
  const superuserPassword = randomSecret();
  const cluster = await startCluster({
    folder: join(folder, "postgres"),
    binaries: await preparePostgres(binariesHome(user)),
    user,
    superuserPassword,
    logFile: join(folder, "postgres.log"),
    settings: throwawaySettings,
    disposable: true,
  });
  const ownerPassword = randomSecret();
  const at = { host: cluster.socketFolder, port: socketPort, database: "postgres" };
  await createOwner({ ...at, user: superuser, password: superuserPassword }, ownerPassword);
  const place = `host=${encodeURIComponent(cluster.socketFolder)}&port=${socketPort}`;
  return {
    url: `postgres://${ownerRole}:${ownerPassword}@localhost/postgres?${place}`,
    stop: async () => {
      await cluster.stop();
      removeFolder();
      process.off("exit", removeFolder);
    },
  };
}

const throwawaySettings = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  shared_buffers: "128MB",
  max_connections: "200",
  max_wal_size: "1GB",
  jit: "off",
  timezone: "UTC",
  random_page_cost: "1.1",
};

async function createOwner(as: pg.ClientConfig, password: string): Promise<void> {
  const db = new pg.Client(as);
  await db.connect();
  try {
    await ensureLoginRole(db, { role: ownerRole, password });
    await db.query(`alter role ${ownerRole} createdb createrole`);
  } finally {
    await db.end();
  }
}

/** Root's copy is where its server has it too; anyone else's in a folder nobody else can write. */
function binariesHome(user: SystemUser | null): string {
  return user ? "/var/lib/qingzhang" : privateFolder();
}

/** What a killed run left: its name holds the number of a process that is no more. */
function removeAbandoned(home: string): void {
  for (const name of readdirSync(home)) {
    const pid = Number(/^qzt-(\d+)-/.exec(name)?.[1] ?? Number.NaN);
    if (!Number.isInteger(pid) || isAlive(pid)) continue;
    try {
      rmSync(join(home, name), { recursive: true, force: true });
    } catch {
      // Another user's: theirs to remove.
    }
  }
}
