// Idempotency keys: the first request with a key does the work, every later one gets its answer.
import type { Db } from "./pool.ts";

export type KeyRow = {
  readonly route: string;
  readonly requestHash: Buffer;
  /** Null: no answer yet. */
  readonly status: number | null;
  readonly response: unknown;
  /** Something of it was committed. */
  readonly isCommitted: boolean;
  readonly claimedBy: string;
  readonly ageSeconds: number;
};

type Claim = {
  readonly orgId: number;
  readonly key: string;
  readonly route: string;
  readonly requestHash: Uint8Array;
  readonly claimedBy: string;
};

/** True for the one request that may do the work. */
export async function claimKey(db: Db, claim: Claim): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into idempotency_key (org_id, key, route, request_hash, claimed_by, created_at)
     values ($1, $2, $3, $4, $5, clock_timestamp()) on conflict (org_id, key) do nothing`,
    [claim.orgId, claim.key, claim.route, Buffer.from(claim.requestHash), claim.claimedBy],
  );
  return rowCount === 1;
}

/** Takes over what a dead process had begun and not committed; true for one of those who try. */
export async function reclaimKey(
  db: Db,
  claim: Claim & { readonly deadHolder: string },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update idempotency_key set claimed_by = $3, created_at = clock_timestamp()
     where org_id = $1 and key = $2 and claimed_by = $4 and status is null and committed_at is null`,
    [claim.orgId, claim.key, claim.claimedBy, claim.deadHolder],
  );
  return rowCount === 1;
}

export async function keyRow(db: Db, orgId: number, key: string): Promise<KeyRow | null> {
  const { rows } = await db.query<KeyRow>(
    `select route, request_hash as "requestHash", status, response,
       committed_at is not null as "isCommitted", claimed_by as "claimedBy",
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

/** The work came to nothing (an outage, a bug): the key is free again. False when something stands. */
export async function releaseKey(db: Db, orgId: number, key: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `delete from idempotency_key
     where org_id = $1 and key = $2 and status is null and committed_at is null`,
    [orgId, key],
  );
  return rowCount === 1;
}

export async function forgetOldKeys(db: Db, orgId: number, days: number): Promise<void> {
  await db.query(
    `delete from idempotency_key
     where org_id = $1 and created_at < clock_timestamp() - make_interval(days => $2)`,
    [orgId, days],
  );
}
