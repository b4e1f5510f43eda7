// One transaction under one organisation: row-level security sees its rows and nothing else.
// A serialisation failure or deadlock runs the whole function again, so it must hold no effects
// outside the database.
import type { Pool, PoolClient } from "pg";
import { assert } from "../core/assert.ts";
import { isConflict } from "./pool.ts";
import { portalSettings } from "./portal-scope.ts";
import { markRequest } from "./request-mark.ts";

const attempts = 5;

/** begin; app.org_id (and the portal's customer) for this transaction alone; the work; commit. */
export function inOrganisation<T>(
  pool: Pool,
  orgId: number,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  assert(Number.isSafeInteger(orgId) && orgId > 0, "an organisation is named");
  return inTransaction(pool, { "app.org_id": String(orgId), ...portalSettings(orgId) }, work);
}

/** For figures made of several statements: all of them see the same instant, and nothing is written. */
export function inSnapshot<T>(
  pool: Pool,
  orgId: number,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  assert(Number.isSafeInteger(orgId) && orgId > 0, "an organisation is named");
  const settings = { "app.org_id": String(orgId), ...portalSettings(orgId) };
  return inTransaction(pool, settings, work, "begin isolation level repeatable read read only");
}

/**
 * Before an organisation is known: a person's own memberships or a token's own row are visible
 * (policies own_memberships and own_token), no business data at all.
 */
export function beforeOrganisation<T>(
  pool: Pool,
  known: { userId: string } | { tokenHash: Uint8Array },
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const who: Record<string, string> =
    "userId" in known
      ? { "app.user_id": known.userId }
      : { "app.token_hash": Buffer.from(known.tokenHash).toString("hex") };
  return inTransaction(pool, { "app.org_id": "0", ...who }, work);
}

async function inTransaction<T>(
  pool: Pool,
  settings: Readonly<Record<string, string>>,
  work: (client: PoolClient) => Promise<T>,
  begin = "begin",
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const client = await pool.connect();
    let broken: Error | undefined;
    const onError = (error: Error) => {
      broken = error;
    };
    client.on("error", onError);
    try {
      await client.query(begin);
      await client.query(settingsSql(settings), Object.entries(settings).flat());
      const value = await work(client);
      if (begin === "begin") await markRequest(client);
      await client.query("commit");
      return value;
    } catch (error) {
      const rolledBack = await rollback(client);
      if (!rolledBack) broken = error instanceof Error ? error : new Error(String(error));
      if (attempt >= attempts || !isConflict(error)) throw error;
    } finally {
      client.off("error", onError);
      client.release(broken);
    }
    await pause(attempt * 5 + Math.floor(attempt * 10 * jitter()));
  }
}

function settingsSql(settings: Readonly<Record<string, string>>): string {
  const calls = Object.keys(settings).map(
    (_, index) => `set_config($${index * 2 + 1}, $${index * 2 + 2}, true)`,
  );
  return `select ${calls.join(", ")}`;
}

async function rollback(client: PoolClient): Promise<boolean> {
  try {
    await client.query("rollback");
    return true;
  } catch {
    return false;
  }
}

export function sqlState(error: unknown): string | null {
  if (!(error instanceof Error) || !("code" in error)) return null;
  return typeof error.code === "string" ? error.code : null;
}

/** Spreads the retries of concurrent writers; not a secret, not a figure. */
function jitter(): number {
  return (process.hrtime()[1] % 1000) / 1000;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
