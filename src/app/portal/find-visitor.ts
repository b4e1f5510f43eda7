// Who is behind a request to the portal: a session of one customer of one organisation, for as long
// as the link it was opened by lives.
import { checkLink } from "../../core/portal/access.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import {
  endPortalSession,
  insertPortalEvent,
  selectInvitation,
  selectPortalSession,
  sessionOfToken,
} from "../../db/portal-access.ts";
import { beforeOrganisation, inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import { hashPortalToken } from "./portal-token.ts";

export type Visitor = {
  readonly orgId: number;
  readonly booksId: number;
  readonly customerId: number;
  readonly customerName: string;
  readonly organisation: string;
  readonly sessionId: number;
  readonly invitationId: number;
  readonly statementId: number;
  readonly contactId: number | null;
  readonly contactName: string;
  readonly language: "zh" | "en";
};

export type VisitorRefusal =
  | { readonly code: "portal_not_open" }
  | { readonly code: "portal_link_withdrawn" };

export async function findVisitor(
  deps: Deps,
  { token, address }: { readonly token: string; readonly address: string },
): Promise<Result<Visitor, VisitorRefusal>> {
  const tokenHash = hashPortalToken(token);
  const found = await beforeOrganisation(deps.pool, { tokenHash }, (db) =>
    sessionOfToken(db, tokenHash),
  );
  if (!found) {
    deps.log.warn({ portal: "portal_not_open", address }, "portal refused");
    return refuse({ code: "portal_not_open" });
  }
  const { orgId, id } = found;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const session = await selectPortalSession(db, orgId, id);
    const link = session && (await selectInvitation(db, orgId, session.invitationId));
    if (!session || !link) return refuse({ code: "portal_not_open" });
    const now = deps.clock.now();
    const isOver = session.endedAt !== null || session.expiresAt <= now;
    // an expired link ends nobody's session; a withdrawn one does
    const isWithdrawn = !checkLink({ ...link, expiresAt: session.expiresAt }, now).ok;
    if (isOver || isWithdrawn) {
      const code = isOver ? "portal_not_open" : "portal_link_withdrawn";
      await insertPortalEvent(db, {
        orgId,
        booksId: link.booksId,
        customerId: link.customerId,
        invitationId: link.id,
        sessionId: id,
        act: code,
        isRefusal: true,
        detail: {},
        address,
      });
      return refuse({ code });
    }
    return ok(visitorOf(orgId, id, link));
  });
}

function visitorOf(
  orgId: number,
  sessionId: number,
  link: NonNullable<Awaited<ReturnType<typeof selectInvitation>>>,
): Visitor {
  const { booksId, customerId, customerName, organisation, statementId } = link;
  const { contactId, contactName, language, id: invitationId } = link;
  const who = { contactId, contactName, language };
  const where = { orgId, booksId, customerId, customerName, organisation, statementId };
  return { ...where, ...who, sessionId, invitationId };
}

/** The cookie is worthless from here on, wherever it was copied to. */
export async function leavePortal(deps: Deps, visitor: Visitor, address: string): Promise<void> {
  const { orgId, booksId, customerId, sessionId, invitationId } = visitor;
  await inOrganisation(deps.pool, orgId, async (db) => {
    await endPortalSession(db, orgId, sessionId, deps.clock.now());
    const of = { orgId, booksId, customerId, sessionId, invitationId };
    const event = { act: "session_ended", isRefusal: false, detail: {}, address };
    await insertPortalEvent(db, { ...of, ...event });
  });
}

/** A refusal behind the door: kept with the session. */
export async function noteRefusal(
  deps: Deps,
  visitor: Visitor,
  refused: { readonly act: string; readonly detail: object; readonly address: string },
): Promise<void> {
  const { orgId, booksId, customerId, sessionId, invitationId } = visitor;
  const of = { orgId, booksId, customerId, sessionId, invitationId };
  await inOrganisation(deps.pool, orgId, (db) =>
    insertPortalEvent(db, { ...of, isRefusal: true, ...refused }),
  );
}
