// Makes the link that a statement is sent with. Only the hash of its token is kept, so the link
// exists in the message alone.
import { linkDays } from "../../core/portal/access.ts";
import type { Db } from "../../db/pool.ts";
import { insertInvitation } from "../../db/portal-access.ts";
import type { Deps } from "../deps.ts";
import { hashPortalToken, newPortalToken } from "./portal-token.ts";

export type Invitation = {
  readonly orgId: number;
  readonly booksId: number;
  readonly customerId: number;
  readonly statementId: number;
  /** Of the statement as it will be sent: a later version kills this link. */
  readonly linkVersion: number;
  readonly contactId: number | null;
};

export async function inviteContact(
  deps: Pick<Deps, "clock">,
  db: Db,
  invitation: Invitation,
): Promise<{ readonly id: number; readonly token: string; readonly path: string }> {
  const token = newPortalToken();
  const expiresAt = new Date(deps.clock.now().getTime() + linkDays * 86_400_000);
  const id = await insertInvitation(db, {
    ...invitation,
    tokenHash: hashPortalToken(token),
    expiresAt,
  });
  return { id, token, path: portalPath(token) };
}

/** Behind the number sign, so that the token stands in no server's log (ASVS 14.2.1). */
function portalPath(token: string): string {
  return `/portal/#${token}`;
}
