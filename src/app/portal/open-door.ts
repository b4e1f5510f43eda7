// Link → code → session. Every refusal leaves its trail; the answer to a token nobody made tells
// nothing but that.
import {
  type CodeRefusal,
  type CodeWait,
  checkLink,
  codeMinutes,
  judgeCode,
  type LinkRefusal,
  maskAddress,
  mayIssueCode,
  rememberedDays,
  sessionHours,
} from "../../core/portal/access.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { portalWords } from "../../core/words/portal.ts";
import { fillSentence } from "../../core/words/word.ts";
import { insertMessages, noteLinkUsed } from "../../db/outbox.ts";
import type { Db } from "../../db/pool.ts";
import {
  countWrongCode,
  endCodes,
  type InvitationRow,
  insertCode,
  insertPortalEvent,
  insertPortalSession,
  invitationOfToken,
  lockInvitation,
  selectCodeHistory,
  selectInvitation,
  selectLastCode,
} from "../../db/portal-access.ts";
import { beforeOrganisation, inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import { newMessageId } from "../sending/compose.ts";
import { wakeOutbox } from "../sending/send-messages.ts";
import { loadSendingSettings } from "../sending/sending-settings.ts";
import { codeWayTo } from "../sending/way-to.ts";
import { hashCode, hashPortalToken, newCode, newPortalToken, sameHash } from "./portal-token.ts";

/** A knock at the door: the token of the link, and from where. */
export type Knock = { readonly token: string; readonly address: string };

export type DoorFacts = {
  readonly organisation: string;
  readonly customer: string;
  readonly statementNo: string;
  readonly from: string;
  readonly to: string;
  readonly language: "zh" | "en";
  readonly contact: string;
  /** Masked; "" when the contact has neither mail nor phone. */
  readonly sentTo: string;
  readonly expiresAt: string;
};

/** What a link says before any code: who sends, to whom, which period. */
export async function readDoor(deps: Deps, knock: Knock): Promise<Result<DoorFacts, LinkRefusal>> {
  return atDoor(deps, knock, "link", async (_db, link) => ok(doorFacts(link)));
}

function doorFacts(link: InvitationRow): DoorFacts {
  return {
    organisation: link.organisation,
    customer: link.customerName,
    statementNo: link.statementNo,
    from: link.from,
    to: link.to,
    language: link.language,
    contact: link.contactName,
    sentTo: maskedContact(link),
    expiresAt: link.expiresAt.toISOString(),
  };
}

function maskedContact({ email, phone }: InvitationRow): string {
  const address = email || phone;
  return address === "" ? "" : maskAddress(address);
}

export type IssueRefusal =
  | LinkRefusal
  | CodeWait
  | { readonly code: "portal_link_locked" }
  | { readonly code: "portal_no_contact" };

/** Sends a code to the contact the link was made for, never to an address that is told here. */
export async function issueCode(
  deps: Deps,
  knock: Knock,
): Promise<Result<{ readonly sentTo: string; readonly minutes: number }, IssueRefusal>> {
  return atDoor<{ sentTo: string; minutes: number }, IssueRefusal>(
    deps,
    knock,
    "code",
    async (db, link) => {
      const now = deps.clock.now();
      if (link.email === "" && link.phone === "") return refuse({ code: "portal_no_contact" });
      const history = await selectCodeHistory(db, link.orgId, link.id, now);
      const allowed = mayIssueCode(history, now);
      if (!allowed.ok) return allowed;
      const code = newCode();
      await endCodes(db, link.orgId, link.id, now);
      const codeId = await insertCode(db, {
        orgId: link.orgId,
        invitationId: link.id,
        codeHash: hashCode(knock.token, code),
        now,
        expiresAt: new Date(now.getTime() + codeMinutes * 60_000),
      });
      await sendCode(db, link, codeId, code);
      await trail(db, link, { act: "code_sent", address: knock.address });
      return ok({ sentTo: maskedContact(link), minutes: codeMinutes });
    },
  );
}

async function sendCode(db: Db, link: InvitationRow, codeId: number, code: string): Promise<void> {
  const { orgId, booksId, customerId, contactId, statementId, language } = link;
  const settings = await loadSendingSettings(db, orgId);
  const fields = { code, minutes: codeMinutes, organisation: link.organisation };
  const way = codeWayTo(settings, link);
  await insertMessages(db, { orgId, booksId }, [
    {
      dedupeKey: `portal-code ${codeId}`,
      channel: way.channel,
      template: "portal_code",
      language,
      customerId,
      contactId,
      statementId: statementId || null,
      toName: link.contactName,
      toAddress: way.address,
      subject: fillSentence(portalWords["portal.code_subject"], language, fields),
      body: fillSentence(portalWords["portal.code_body"], language, fields),
      attachments: [],
      isUrgent: true,
      messageId: newMessageId(settings.domain),
      memberId: null,
      params: { ...fields, minutes: String(codeMinutes) },
    },
  ]);
  await wakeOutbox(db, { orgId, booksId, memberId: null });
}

export type OpenRefusal = LinkRefusal | CodeRefusal | { readonly code: "portal_link_locked" };

export type OpenedSession = {
  readonly token: string;
  readonly expiresAt: Date;
};

/** A right code, once: a session of 12 hours, or of 30 days on a device that is to be remembered. */
export async function openSession(
  deps: Deps,
  knock: Knock,
  { code, remember }: { readonly code: string; readonly remember: boolean },
): Promise<Result<OpenedSession, OpenRefusal>> {
  return atDoor<OpenedSession, OpenRefusal>(deps, knock, "session", async (db, link) => {
    const now = deps.clock.now();
    const issued = await selectLastCode(db, link.orgId, link.id);
    const isRight = issued !== null && sameHash(issued.codeHash, hashCode(knock.token, code));
    const judged = judgeCode(issued, isRight, now);
    if (!judged.ok) {
      if (issued !== null && !isRight) await countWrongCode(db, link.orgId, issued.id);
      return judged;
    }
    await endCodes(db, link.orgId, link.id, now);
    const token = newPortalToken();
    const hours = remember ? rememberedDays * 24 : sessionHours;
    const expiresAt = new Date(now.getTime() + hours * 3_600_000);
    const sessionId = await insertPortalSession(db, {
      orgId: link.orgId,
      booksId: link.booksId,
      customerId: link.customerId,
      invitationId: link.id,
      tokenHash: hashPortalToken(token),
      isRemembered: remember,
      now,
      expiresAt,
    });
    await noteLinkUsed(db, link.orgId, link);
    await trail(db, link, { act: "session_opened", address: knock.address, sessionId });
    return ok({ token, expiresAt });
  });
}

/** An expired or withdrawn link: our side is told that a new one is wanted. */
export async function askForNewLink(
  deps: Deps,
  knock: Knock,
): Promise<Result<null, { readonly code: "portal_link_unknown" }>> {
  return onLink<null, { readonly code: "portal_link_unknown" }>(deps, knock, async (db, link) => {
    await trail(db, link, { act: "new_link_wanted", address: knock.address });
    return ok(null);
  });
}

/** The wrong person holds the link: says who the right one is; nothing is sent by that alone. */
export async function handOver(
  deps: Deps,
  knock: Knock,
  to: { readonly name: string; readonly email: string },
): Promise<Result<null, LinkRefusal>> {
  return atDoor(deps, knock, "hand_over", async (db, link) => {
    await trail(db, link, { act: "handed_over", address: knock.address, detail: to });
    return ok(null);
  });
}

/** With a living link alone; a refusal is kept with the link it concerns. */
async function atDoor<T, E extends { readonly code: string }>(
  deps: Deps,
  knock: Knock,
  what: string,
  work: (db: Db, link: InvitationRow) => Promise<Result<T, E>>,
): Promise<Result<T, E | LinkRefusal>> {
  return onLink<T, E | LinkRefusal>(deps, knock, async (db, link) => {
    const alive = checkLink(link, deps.clock.now());
    const done = alive.ok ? await work(db, link) : alive;
    if (!done.ok) {
      const { code, ...rest } = done.error;
      const detail = { what, ...rest };
      await trail(db, link, { act: code, isRefusal: true, detail, address: knock.address });
    }
    return done;
  });
}

async function onLink<T, E extends { readonly code: string }>(
  deps: Deps,
  { token, address }: Knock,
  work: (db: Db, link: InvitationRow) => Promise<Result<T, E>>,
): Promise<Result<T, E | { readonly code: "portal_link_unknown" }>> {
  const tokenHash = hashPortalToken(token);
  const found = await beforeOrganisation(deps.pool, { tokenHash }, (db) =>
    invitationOfToken(db, tokenHash),
  );
  if (!found) {
    // nobody's link, so no organisation's trail: the server's own log keeps it
    deps.log.warn({ portal: "portal_link_unknown", address }, "portal refused");
    return refuse({ code: "portal_link_unknown" });
  }
  return inOrganisation(deps.pool, found.orgId, async (db) => {
    await lockInvitation(db, found.orgId, found.id);
    const link = await selectInvitation(db, found.orgId, found.id);
    if (!link) return refuse({ code: "portal_link_unknown" });
    return work(db, link);
  });
}

async function trail(
  db: Db,
  { orgId, booksId, customerId, id }: InvitationRow,
  event: {
    readonly act: string;
    readonly address: string;
    readonly isRefusal?: boolean;
    readonly detail?: object;
    readonly sessionId?: number;
  },
): Promise<void> {
  await insertPortalEvent(db, {
    orgId,
    booksId,
    customerId,
    invitationId: id,
    sessionId: event.sessionId ?? null,
    act: event.act,
    isRefusal: event.isRefusal ?? false,
    detail: event.detail ?? {},
    address: event.address,
  });
}
