// A member's own API tokens: made, listed, revoked. The secret is shown once and kept as a hash.
import { randomBytes } from "node:crypto";
import type { ApiToken, NewApiToken } from "../../contract/tokens.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { insertToken, revokeToken, type TokenRow, tokensOfMember } from "../../db/tokens.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import { hashOfToken, type KnownActor, tokenPrefix } from "./find-actor.ts";
import { recordAct } from "./record-act.ts";

export async function listTokens(deps: Deps, actor: KnownActor): Promise<ApiToken[]> {
  const rows = await inOrganisation(deps.pool, actor.orgId, (db) =>
    tokensOfMember(db, actor.orgId, actor.memberId),
  );
  return rows.map(tokenOnWire);
}

/** 256 random bits: guessing one is out of the question, so a plain hash is enough. */
export async function createToken(
  deps: Deps,
  actor: KnownActor,
  input: NewApiToken,
): Promise<{ token: ApiToken; secret: string }> {
  const { orgId, memberId } = actor;
  const secret = tokenPrefix + randomBytes(32).toString("base64url");
  const { expiresInDays } = input;
  const expiresAt =
    expiresInDays === null
      ? null
      : new Date(deps.clock.now().getTime() + expiresInDays * 86_400_000);
  const row = await inOrganisation(deps.pool, orgId, async (db) => {
    const token = await insertToken(db, {
      orgId,
      memberId,
      name: input.name,
      hash: hashOfToken(secret),
      scopes: [...new Set(input.scopes)],
      expiresAt,
    });
    await recordAct(db, actor, {
      action: "token_created",
      subjectKind: "api_token",
      subjectId: token.id,
      detail: { name: input.name, scopes: input.scopes, expiresInDays },
    });
    return token;
  });
  return { token: tokenOnWire(row), secret };
}

export async function revokeOwnToken(
  deps: Deps,
  actor: KnownActor,
  id: number,
): Promise<Result<null, { readonly code: "token_not_found" }>> {
  const { orgId, memberId } = actor;
  const now = deps.clock.now();
  const revoked = await inOrganisation(deps.pool, orgId, async (db) => {
    if (!(await revokeToken(db, { orgId, memberId, id, now }))) return false;
    await recordAct(db, actor, {
      action: "token_revoked",
      subjectKind: "api_token",
      subjectId: id,
    });
    return true;
  });
  return revoked ? ok(null) : refuse({ code: "token_not_found" });
}

function tokenOnWire(row: TokenRow): ApiToken {
  return {
    id: row.id,
    name: row.name,
    scopes: [...row.scopes],
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}
