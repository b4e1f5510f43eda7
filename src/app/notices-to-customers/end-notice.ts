// A notice of a difference is taken back, or only its link is made dead. Either way the old link opens
// nothing any more, who is inside by it is shown out, and what has not left yet does not leave.
import type { NoticeChange } from "../../contract/difference-notices.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { lockNotice, type NoticeRow, storeNoticeWithdrawn } from "../../db/difference-notices.ts";
import { insertDifferenceEvents } from "../../db/differences.ts";
import { cancelNoticeMessages } from "../../db/outbox.ts";
import type { Db } from "../../db/pool.ts";
import { insertPortalEvent, revokeInvitation } from "../../db/portal-access.ts";
import { beginRecording, type Recording, storeAudit } from "../../db/recording.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";

export type EndNoticeRefusal =
  | { readonly code: "not_found" }
  | { readonly code: "notice_answered" }
  | { readonly code: "notice_link_dead" };

export async function endNotice(
  deps: Pick<Deps, "pool" | "clock">,
  actor: Actor,
  of: { readonly booksId: number; readonly id: number; readonly act: NoticeChange["act"] },
): Promise<Result<null, EndNoticeRefusal>> {
  const { booksId, id, act } = of;
  const { orgId, memberId } = actor;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const notice = await lockNotice(db, orgId, { id, customerId: null });
    if (notice?.booksId !== booksId) return refuse({ code: "not_found" });
    if (act === "withdraw" && notice.state !== "sent") return refuse({ code: "notice_answered" });
    const isKilled = await killLink(deps, db, recording, { notice, by: actor.name });
    if (act === "revoke_link" && !isKilled) return refuse({ code: "notice_link_dead" });
    const at = deps.clock.now();
    if (act === "withdraw") await storeNoticeWithdrawn(db, orgId, { id, by: actor.name, at });
    await noteEnd(db, recording, { notice, act, by: actor.name });
    return ok(null);
  });
}

/** False: there was no living link. */
async function killLink(
  deps: Pick<Deps, "clock">,
  db: Db,
  recording: Recording,
  of: { readonly notice: NoticeRow; readonly by: string },
): Promise<boolean> {
  const { orgId, booksId } = recording;
  const { id, customerId, invitationId } = of.notice;
  await cancelNoticeMessages(db, orgId, id);
  if (invitationId === null) return false;
  const at = deps.clock.now();
  if (!(await revokeInvitation(db, orgId, { id: invitationId, at }))) return false;
  await insertPortalEvent(db, {
    ...{ orgId, booksId, customerId, invitationId, sessionId: null },
    ...{ act: "link_revoked", isRefusal: false, address: "" },
    detail: { noticeId: id, by: of.by },
  });
  return true;
}

async function noteEnd(
  db: Db,
  recording: Recording,
  of: { readonly notice: NoticeRow; readonly act: NoticeChange["act"]; readonly by: string },
): Promise<void> {
  const { notice, act, by } = of;
  const isWithdrawn = act === "withdraw";
  const detail = { noticeId: notice.id };
  const { differenceId: id } = notice;
  await insertDifferenceEvents(db, recording, [
    { id, act: isWithdrawn ? "notice_withdrawn" : "link_revoked", detail },
  ]);
  const action = isWithdrawn ? "difference.withdraw_notice" : "difference.revoke_link";
  await storeAudit(db, recording, [
    { actor: by, action, subjectKind: "difference", subjectId: id, detail },
  ]);
}
