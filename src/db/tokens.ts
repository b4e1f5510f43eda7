// API tokens: only their sha256 is stored.
import type { Pool } from "pg";
import type { Role } from "../core/roles.ts";
import type { Language } from "../core/words/word.ts";
import type { Db } from "./pool.ts";

export type TokenRow = {
  readonly id: number;
  readonly name: string;
  readonly scopes: readonly ("read" | "write")[];
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
  readonly createdAt: Date;
};

const tokenColumns = `id, name, scopes, expires_at as "expiresAt", last_used_at as "lastUsedAt",
  revoked_at as "revokedAt", created_at as "createdAt"`;

export type TokenActor = {
  readonly orgId: number;
  readonly memberId: number;
  readonly scopes: readonly string[];
  readonly role: Role;
  readonly language: Language;
  readonly name: string;
  readonly limits: Readonly<Record<string, string>>;
};

/**
 * The member behind a token, while both are live; notes the use at most once a minute. One round trip:
 * a program asks many times a second (function of migration 0023).
 */
export async function actorOfHash(
  pool: Pick<Pool, "query">,
  hash: Uint8Array,
  now: Date,
): Promise<TokenActor | null> {
  const { rows } = await pool.query<TokenActor>({
    name: "actor_of_token",
    text: `select org_id as "orgId", member_id as "memberId", scopes, role, language, name, limits
       from actor_of_token($1, $2)`,
    values: [Buffer.from(hash), now],
  });
  return rows[0] ?? null;
}

export async function tokensOfMember(db: Db, orgId: number, memberId: number): Promise<TokenRow[]> {
  const { rows } = await db.query<TokenRow>(
    `select ${tokenColumns} from api_token where org_id = $1 and member_id = $2 order by id desc`,
    [orgId, memberId],
  );
  return rows;
}

export async function insertToken(
  db: Db,
  token: {
    orgId: number;
    memberId: number;
    name: string;
    hash: Uint8Array;
    scopes: readonly string[];
    expiresAt: Date | null;
  },
): Promise<TokenRow> {
  const { rows } = await db.query<TokenRow>(
    `insert into api_token (org_id, member_id, name, token_hash, scopes, expires_at)
     values ($1, $2, $3, $4, $5, $6) returning ${tokenColumns}`,
    [
      token.orgId,
      token.memberId,
      token.name,
      Buffer.from(token.hash),
      token.scopes,
      token.expiresAt,
    ],
  );
  return rows[0]!;
}

/** False when the member has no such live token. */
export async function revokeToken(
  db: Db,
  token: { orgId: number; memberId: number; id: number; now: Date },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update api_token set revoked_at = $4
     where org_id = $1 and member_id = $2 and id = $3 and revoked_at is null`,
    [token.orgId, token.memberId, token.id, token.now],
  );
  return rowCount === 1;
}

/** A member who leaves takes every token along. */
export async function revokeTokensOfMember(
  db: Db,
  orgId: number,
  memberId: number,
  now: Date,
): Promise<void> {
  await db.query(
    `update api_token set revoked_at = $3
     where org_id = $1 and member_id = $2 and revoked_at is null`,
    [orgId, memberId, now],
  );
}
