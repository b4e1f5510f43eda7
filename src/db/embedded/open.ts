// Opens the embedded database of a data folder: creates it at the first start, recovers what an
// earlier, killed process left, and prepares the three roles and the database itself.

import { randomBytes } from "node:crypto";
import { chmod, chown, mkdir, readlink, stat, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { Config } from "../../config.ts";
import { explainSystemError, StartFault } from "../../start-fault.ts";
import type { Database, DatabaseNews } from "../open-database.ts";
import { appRole, authRole, ensureLoginRole, ownerRole } from "../roles.ts";
import { readOrCreateSecrets, type Secrets } from "../secrets.ts";
import { preparePostgres } from "./binaries.ts";
import { type RunningCluster, socketPort, startCluster, superuser } from "./cluster.ts";
import { readPostmaster, servesCluster } from "./postmaster.ts";
import { canEnter, databaseUser, type SystemUser } from "./system-user.ts";

const databaseName = "qingzhang";

/** Where the database lies when its user may not enter the data folder (a private home of root). */
const sharedHome = "/var/lib/qingzhang";

export async function openEmbeddedDatabase(config: Config, tell: DatabaseNews): Promise<Database> {
  const { dataFolder } = config;
  const link = join(dataFolder, "postgres");
  const user = databaseUser(
    await stat(link).then(
      () => link,
      () => null,
    ),
  );
  try {
    await prepareDataFolder(dataFolder, user);
    const secrets = await readOrCreateSecrets(dataFolder);
    const folder = await clusterFolder(dataFolder, user);
    const binaries = await preparePostgres(user ? sharedHome : dataFolder);
    const cluster = await startCluster({
      folder,
      binaries,
      user,
      superuserPassword: secrets.superuserPassword,
      logFile: join(dataFolder, "postgres.log"),
      settings: serverSettings(config.sharedBuffersMb),
      onRestart: (outcome) => tell(restartNews[outcome]),
    });
    await prepareRoles(cluster, secrets).catch(async (error: unknown) => {
      await cluster.stop();
      throw explainLostPassword(error, dataFolder);
    });
    return { ...connections(cluster.socketFolder, secrets), stop: cluster.stop };
  } catch (error) {
    throw explainSystemError(error, dataFolder) ?? error;
  }
}

/** The ways into an embedded database that another process of ours is running; null if none is. */
export async function attachEmbeddedDatabase(config: Config, waitMs = 0): Promise<Database | null> {
  const link = join(config.dataFolder, "postgres");
  for (let waitedMs = 0; ; waitedMs += 50) {
    const folder = await realFolder(link);
    const running = folder === null ? null : await readPostmaster(folder);
    if (folder && running?.isReady && running.socketFolder) {
      if (await servesCluster(running.pid, folder)) {
        const secrets = await readOrCreateSecrets(config.dataFolder);
        return { ...connections(running.socketFolder, secrets), stop: async () => {} };
      }
    }
    if (waitedMs >= waitMs) return null;
    await sleep(50);
  }
}

const restartNews = {
  restarted: "The database had died and was started again; every committed record is there.",
  failed: "The database died and could not be started again; see postgres.log in the data folder.",
};

function connections(socketFolder: string, secrets: Secrets): Omit<Database, "stop"> {
  const at = { host: socketFolder, port: socketPort, database: databaseName };
  return {
    kind: "embedded",
    owner: { ...at, user: ownerRole, password: secrets.ownerPassword },
    app: { ...at, user: appRole, password: secrets.appPassword },
    auth: {
      ...at,
      user: authRole,
      password: secrets.authPassword,
      options: "-c search_path=auth",
    },
    sessionSecret: secrets.sessionSecret,
  };
}

/** Sized for a laptop; a bigger machine sets DATABASE_URL. */
function serverSettings(sharedBuffersMb: number): Record<string, string> {
  return {
    shared_buffers: `${sharedBuffersMb}MB`,
    max_wal_size: "4GB",
    wal_buffers: "64MB",
    min_wal_size: "256MB",
    checkpoint_timeout: "15min",
    work_mem: "32MB",
    maintenance_work_mem: "256MB",
    random_page_cost: "1.1",
    jit: "off",
    max_connections: "100",
    timezone: "UTC",
    log_timezone: "UTC",
  };
}

async function prepareRoles(cluster: RunningCluster, secrets: Secrets): Promise<void> {
  const password = secrets.superuserPassword;
  const host = cluster.socketFolder;
  const at = { host, port: socketPort, user: superuser, password };
  const db = new pg.Client({ ...at, database: "postgres" });
  await db.connect();
  try {
    await ensureLoginRole(db, { role: ownerRole, password: secrets.ownerPassword });
    await ensureLoginRole(db, { role: appRole, password: secrets.appPassword });
    await ensureLoginRole(db, { role: authRole, password: secrets.authPassword });
    const present = await db.query("select 1 from pg_database where datname = $1", [databaseName]);
    if (!present.rowCount) await db.query(`create database ${databaseName} owner ${ownerRole}`);
    await db.query(`revoke all on database ${databaseName} from public`);
    await db.query(`grant connect on database ${databaseName} to ${appRole}, ${authRole}`);
    // bulk inserts are staged in temporary tables (db/bulk-insert.ts)
    await db.query(`grant temporary on database ${databaseName} to ${appRole}`);
  } finally {
    await db.end();
  }
}

function explainLostPassword(error: unknown, dataFolder: string): unknown {
  if (!(error instanceof pg.DatabaseError) || error.code !== "28P01") return error;
  return new StartFault(
    `The passwords in ${join(dataFolder, "secrets.json")} are not those of the database beside it. Put back the file that belongs to it.`,
  );
}

/** Private; but where the database runs as another user, that one must be able to pass through. */
async function prepareDataFolder(dataFolder: string, user: SystemUser | null): Promise<void> {
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const { mode } = await stat(dataFolder);
  if (user && (mode & 0o011) !== 0o011) await chmod(dataFolder, (mode & 0o777) | 0o011);
}

/** `postgres` in the data folder: the data itself, or a link to where its user can reach it. */
async function clusterFolder(dataFolder: string, user: SystemUser | null): Promise<string> {
  const inside = join(dataFolder, "postgres");
  const present = await realFolder(inside);
  if (present) return present;
  if (user === null || canEnter(user, dataFolder)) return inside;
  const outside = join(sharedHome, randomBytes(6).toString("hex"), "postgres");
  await mkdir(dirname(outside), { recursive: true, mode: 0o711 });
  await chmod(sharedHome, 0o755);
  await chown(dirname(outside), user.uid, user.gid);
  await symlink(outside, inside);
  return outside;
}

/** The folder itself, or where the link leads, whether or not anything is there yet. */
async function realFolder(path: string): Promise<string | null> {
  const target = await readlink(path).catch(() => null);
  if (target !== null) return target;
  return stat(path).then(
    () => path,
    () => null,
  );
}
