// Idempotency keys: the first request with a key does the work, every later one gets its answer.
import type { Db } from "./pool.ts";

export type KeyRow = {
  readonly route: string;
  readonly requestHash: Buffer;
  readonly status: number | null;
  readonly response: unknown;
  readonly ageSeconds: number;
};

/** True for the one request that may do the work. */
export async function claimKey(
  db: Db,
  claim: { orgId: number; key: string; route: string; requestHash: Uint8Array },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into idempotency_key (org_id, key, route, request_hash) values ($1, $2, $3, $4)
     on conflict (org_id, key) do nothing`,
    [claim.orgId, claim.key, claim.route, Buffer.from(claim.requestHash)],
  );
  return rowCount === 1;
}

export async function keyRow(db: Db, orgId: number, key: string): Promise<KeyRow | null> {
  const { rows } = await db.query<KeyRow>(
    `select route, request_hash as "requestHash", status, response,
       extract(epoch from clock_timestamp() - created_at)::float8 as "ageSeconds"
     from idempotency_key where org_id = $1 and key = $2`,
    [orgId, key],
  );
  return rows[0] ?? null;
}

export async function storeAnswer(
  db: Db,
  answer: { orgId: number; key: string; status: number; response: string | null },
): Promise<void> {
  await db.query(
    "update idempotency_key set status = $3, response = $4 where org_id = $1 and key = $2",
    [answer.orgId, answer.key, answer.status, answer.response],
  );
}

/** The work came to nothing (an outage, a bug): the same request may be tried again. */
export async function releaseKey(db: Db, orgId: number, key: string): Promise<void> {
  await db.query("delete from idempotency_key where org_id = $1 and key = $2 and status is null", [
    orgId,
    key,
  ]);
}
