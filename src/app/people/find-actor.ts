// Who is behind a request: a signed-in person with one of their memberships, or an API token.
import { createHash } from "node:crypto";
import { ok, type Result, refuse } from "../../core/result.ts";
import { membershipsOfUser } from "../../db/members.ts";
import { actorOfHash } from "../../db/tokens.ts";
import { beforeOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";

export type KnownActor = Actor & {
  readonly memberId: number;
  readonly limits: Readonly<Record<string, string>>;
  /** Null for a session: everything the role may do. */
  readonly scopes: readonly string[] | null;
};

/** `organisation` names one of several memberships; without it the first one counts. */
export async function actorOfUser(
  deps: Deps,
  input: { userId: string; organisation: number | null },
): Promise<Result<KnownActor, ActorRefusal>> {
  const memberships = await beforeOrganisation(deps.pool, { userId: input.userId }, (db) =>
    membershipsOfUser(db, input.userId),
  );
  if (memberships.length === 0) return refuse({ code: "no_membership" });
  const chosen =
    input.organisation === null
      ? memberships[0]
      : memberships.find((one) => one.orgId === input.organisation);
  if (!chosen) return refuse({ code: "organisation_not_found" });
  return ok({ ...chosen, scopes: null });
}

export async function actorOfToken(
  deps: Deps,
  secret: string,
): Promise<Result<KnownActor, ActorRefusal>> {
  const found = await actorOfHash(deps.pool, hashOfToken(secret), deps.clock.now());
  return found ? ok(found) : refuse({ code: "token_invalid" });
}

export type ActorRefusal =
  | { readonly code: "no_membership" }
  | { readonly code: "organisation_not_found" }
  | { readonly code: "token_invalid" };

export const tokenPrefix = "qz_";

export function hashOfToken(secret: string): Uint8Array {
  return createHash("sha256").update(secret).digest();
}
