// Opens a PostgreSQL server of the user's own (DATABASE_URL): checks that it can do what we need,
// prepares the roles of the application and of the sign-in, and says in a sentence what is missing.

import { createHmac } from "node:crypto";
import pg from "pg";
import type { Config } from "../config.ts";
import { assert } from "../core/assert.ts";
import { StartFault } from "../start-fault.ts";
import type { Database } from "./open-database.ts";
import {
  appRole,
  authRole,
  ensureLoginRole,
  errorCode,
  refuseMightyRole,
  rolesByHand,
} from "./roles.ts";
import { randomSecret } from "./secrets.ts";

const leastMajor = 15;

export async function openServerDatabase(
  config: Pick<Config, "databaseAppUrl" | "databaseAuthUrl">,
  url: string,
): Promise<Database> {
  const owner: pg.ClientConfig = { connectionString: url };
  const db = await connected(owner, "DATABASE_URL");
  try {
    await checkServer(db);
    const logins = await ensureLogins(db, config, url);
    await refuseMightyRole(db);
    const sessionSecret = await sharedSessionSecret(db);
    await tryConnection(logins.app, "DATABASE_APP_URL");
    await tryConnection(logins.auth, "DATABASE_AUTH_URL");
    const auth = { ...logins.auth, options: "-c search_path=auth" };
    return { kind: "server", owner, app: logins.app, auth, sessionSecret, stop: async () => {} };
  } finally {
    await db.end();
  }
}

async function checkServer(db: pg.Client): Promise<void> {
  const { rows } = await db.query<{ version: string; encoding: string; icu: boolean }>(
    `select current_setting('server_version_num') as version,
       current_setting('server_encoding') as encoding,
       exists (select from pg_collation where collprovider = 'i') as icu`,
  );
  const { version, encoding, icu } = rows[0]!;
  const major = Math.floor(Number(version) / 10_000);
  if (major < leastMajor) {
    throw new StartFault(`DATABASE_URL is PostgreSQL ${major}; ${leastMajor} or newer is needed.`);
  }
  if (encoding !== "UTF8") {
    throw new StartFault(
      `The database of DATABASE_URL is encoded in ${encoding}. Create one with: create database qingzhang encoding 'UTF8' locale 'C.UTF-8' template template0;`,
    );
  }
  if (!icu) {
    throw new StartFault(
      "The server of DATABASE_URL was built without ICU, which sorts Chinese names.",
    );
  }
  await checkChineseSearch(db);
}

/** With the locale C, trigrams of Chinese text are empty and no customer is ever found. */
async function checkChineseSearch(db: pg.Client): Promise<void> {
  await db.query("create extension if not exists pg_trgm").catch((error: unknown) => {
    throw new StartFault(
      `The extension pg_trgm is missing in the database of DATABASE_URL and its user may not add it (${errorCode(error)}). Let an administrator run: create extension pg_trgm;`,
    );
  });
  const { rows } = await db.query<{ works: boolean }>(
    "select coalesce(array_length(show_trgm('华为技术'), 1), 0) > 0 as works",
  );
  if (rows[0]?.works) return;
  throw new StartFault(
    "The database of DATABASE_URL cannot search Chinese text because of its locale. Create one with: create database qingzhang encoding 'UTF8' locale 'C.UTF-8' template template0;",
  );
}

/** The logins that openServerDatabase makes for this owner, for any database of the same server. */
export function derivedLogins(url: string): Logins {
  const ownerPassword = new pg.Client({ connectionString: url }).password;
  assert(typeof ownerPassword === "string", "DATABASE_URL has no password to derive from");
  return {
    app: withUser(url, appRole, derivedPassword(ownerPassword, appRole)),
    auth: {
      ...withUser(url, authRole, derivedPassword(ownerPassword, authRole)),
      options: "-c search_path=auth",
    },
  };
}

type Logins = { readonly app: pg.ClientConfig; readonly auth: pg.ClientConfig };

async function ensureLogins(
  db: pg.Client,
  config: Pick<Config, "databaseAppUrl" | "databaseAuthUrl">,
  url: string,
): Promise<Logins> {
  if (config.databaseAppUrl && config.databaseAuthUrl) {
    return {
      app: { connectionString: config.databaseAppUrl },
      auth: { connectionString: config.databaseAuthUrl },
    };
  }
  const ownerPassword = new pg.Client({ connectionString: url }).password;
  if (typeof ownerPassword !== "string" || ownerPassword === "") {
    throw new StartFault(
      `DATABASE_URL has no password to derive those of ${appRole} and ${authRole} from. Create them (${rolesByHand()}) and set DATABASE_APP_URL and DATABASE_AUTH_URL.`,
    );
  }
  const passwords = {
    app: derivedPassword(ownerPassword, appRole),
    auth: derivedPassword(ownerPassword, authRole),
  };
  try {
    await ensureLoginRole(db, { role: appRole, password: passwords.app });
    await ensureLoginRole(db, { role: authRole, password: passwords.auth });
    await db.query(
      `grant connect on database ${quoteIdentifier(db.database)} to ${appRole}, ${authRole}`,
    );
    await db.query(`grant temporary on database ${quoteIdentifier(db.database)} to ${appRole}`);
  } catch (error) {
    if (errorCode(error) !== "42501") throw error;
    throw new StartFault(
      `The user of DATABASE_URL may not create roles. Let an administrator run: ${rolesByHand()} and set DATABASE_APP_URL and DATABASE_AUTH_URL.`,
    );
  }
  return {
    app: withUser(url, appRole, passwords.app),
    auth: withUser(url, authRole, passwords.auth),
  };
}

/** The same on every server machine, without anything to hand round but DATABASE_URL. */
function derivedPassword(ownerPassword: string, role: string): string {
  return createHmac("sha256", ownerPassword).update(`qingzhang ${role}`).digest("base64url");
}

function withUser(url: string, user: string, password: string): pg.ClientConfig {
  const changed = new URL(url);
  changed.username = user;
  changed.password = password;
  return { connectionString: changed.href };
}

/** One for all servers of this database, where only its owner can read it. */
async function sharedSessionSecret(db: pg.Client): Promise<string> {
  await db.query("create schema if not exists house");
  await db.query("revoke all on schema house from public");
  await db.query(
    "create table if not exists house.secret (name text primary key, value text not null)",
  );
  await db.query(
    "insert into house.secret (name, value) values ('session', $1) on conflict (name) do nothing",
    [randomSecret()],
  );
  const { rows } = await db.query<{ value: string }>(
    "select value from house.secret where name = 'session'",
  );
  return rows[0]!.value;
}

async function tryConnection(login: pg.ClientConfig, setting: string): Promise<void> {
  await (await connected(login, setting)).end();
}

async function connected(login: pg.ClientConfig, setting: string): Promise<pg.Client> {
  const db = new pg.Client({ ...login, connectionTimeoutMillis: 15_000 });
  try {
    await db.connect();
    return db;
  } catch (error) {
    // Not waited for: a server that is still asking for a password closes only after a minute.
    db.on("error", () => {});
    void db.end().catch(() => {});
    throw explainRefusedConnection(error, setting);
  }
}

function explainRefusedConnection(error: unknown, setting: string): unknown {
  const words = refusedConnections[errorCode(error) || codeOfDriver(error)];
  return words ? new StartFault(`${setting}: ${words}`) : error;
}

/** The driver's own complaints carry no code. */
function codeOfDriver(error: unknown): string {
  if (!(error instanceof Error)) return "";
  if (/password must be a/.test(error.message)) return "no password";
  return /timeout/.test(error.message) ? "ETIMEDOUT" : "";
}

const refusedConnections: Record<string, string> = {
  ECONNREFUSED: "no PostgreSQL answers at that address.",
  ENOTFOUND: "there is no machine of that name.",
  EAI_AGAIN: "the name of the machine cannot be looked up at the moment.",
  ETIMEDOUT: "the server does not answer.",
  ENOENT: "no PostgreSQL has its socket in that folder.",
  "no password": "the server asks for a password and the address holds none.",
  "28P01":
    "the server refuses the user or the password. (A role that is there already with another password needs DATABASE_APP_URL and DATABASE_AUTH_URL.)",
  "28000": "the server does not let this user in from here (pg_hba.conf).",
  "3D000": "the server has no database of that name.",
  "53300": "the server has no connection free.",
};

function quoteIdentifier(name: string | undefined): string {
  return `"${(name ?? "").replaceAll('"', '""')}"`;
}
