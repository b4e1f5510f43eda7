// The customer's one answer to a difference. It agrees or will pay the rest: what stood as disputed can
// be demanded again, and a payment gets its code. It gives a reason: a dispute is opened.
import type { NoticeAnswerBody, PortalNotices } from "../../contract/difference-notices.ts";
import { isoDate } from "../../core/date.ts";
import { formatMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { updateDifference } from "../../db/difference-life.ts";
import {
  lockNotice,
  type NoticeRow,
  storeNoticeAnswer,
  sumTicketMarks,
} from "../../db/difference-notices.ts";
import { insertDifferenceEvents } from "../../db/differences.ts";
import { selectDisputable } from "../../db/dispute-tickets.ts";
import { notifyLive } from "../../db/live-events.ts";
import type { Db } from "../../db/pool.ts";
import { beyondPortal } from "../../db/portal-scope.ts";
import { beginRecording, type Recording, storeAudit } from "../../db/recording.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import { markItem, openDispute } from "../disputes/open-dispute.ts";
import { type AnnounceRefusal, announcePayment } from "../portal/announce-payment.ts";
import { hasFiles } from "../portal/ask-question.ts";
import type { Visitor } from "../portal/find-visitor.ts";
import { portalDay } from "../portal/read-overview.ts";
import { readPortalNotices } from "./read-notices.ts";

export type AnswerNoticeRefusal =
  | { readonly code: "not_found" }
  | { readonly code: "notice_answered" }
  | { readonly code: "file_gone" }
  | AnnounceRefusal;

type Answer = NoticeAnswerBody & { readonly id: number };

export async function answerNotice(
  deps: Deps,
  visitor: Visitor,
  answer: Answer,
): Promise<Result<PortalNotices, AnswerNoticeRefusal>> {
  const { orgId, customerId } = visitor;
  const asked = await inOrganisation(deps.pool, orgId, async (db) => {
    const notice = await lockNotice(db, orgId, { id: answer.id, customerId });
    if (notice === null || notice.state === "withdrawn") return refuse({ code: "not_found" });
    if (notice.state !== "sent") return refuse({ code: "notice_answered" });
    if (!(await hasFiles(db, visitor, answer.fileIds))) return refuse({ code: "file_gone" });
    return ok(notice);
  });
  if (!asked.ok) return asked;
  const announced = await announceRest(deps, visitor, { notice: asked.value, answer });
  if (!announced.ok) return announced;
  // the difference itself is ours: the customer never sees it
  const stored = await beyondPortal(() =>
    storeAnswer(deps, visitor, { answer, announcementId: announced.value }),
  );
  return stored.ok ? ok(await readPortalNotices(deps, visitor)) : stored;
}

/** The payment the customer says it will make, with a code of its own; the same again is the same one. */
async function announceRest(
  deps: Deps,
  visitor: Visitor,
  { notice, answer }: { readonly notice: NoticeRow; readonly answer: Answer },
): Promise<Result<number | null, AnswerNoticeRefusal>> {
  if (answer.answer !== "will_pay" || notice.leftMinor <= 0) return ok(null);
  const announced = await announcePayment(deps, visitor, {
    key: `notice-${String(notice.id).padStart(8, "0")}`,
    items: [{ id: notice.itemId, amount: formatMinor(notice.leftMinor, notice.currency) }],
    payOn: answer.payOn,
    note: answer.note,
    name: visitor.contactName,
    fileIds: [],
  });
  return announced.ok ? ok(announced.value.id) : announced;
}

async function storeAnswer(
  deps: Deps,
  visitor: Visitor,
  of: { readonly answer: Answer; readonly announcementId: number | null },
): Promise<Result<null, AnswerNoticeRefusal>> {
  const { orgId, booksId, customerId } = visitor;
  const { answer, announcementId } = of;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId: null });
    const notice = await lockNotice(db, orgId, { id: answer.id, customerId });
    if (notice?.state !== "sent") return refuse({ code: "notice_answered" });
    const by = visitor.contactName || visitor.customerName;
    const isDisputed = answer.answer === "disputed";
    const disputeId = isDisputed
      ? await disputeNotice(deps, db, recording, { notice, answer, by })
      : null;
    if (!isDisputed) await liftMark(deps, db, recording, notice);
    await storeNoticeAnswer(db, orgId, {
      id: notice.id,
      state: answer.answer,
      note: answer.note,
      payOn: answer.payOn,
      by,
      at: deps.clock.now(),
      disputeId,
      announcementId,
    });
    await noteOnDifference(db, recording, { notice, answer, disputeId, by });
    await notifyLive(db, { orgId, booksId, topic: "approvals", id: null });
    return ok(null);
  });
}

async function disputeNotice(
  deps: Deps,
  db: Db,
  recording: Recording,
  of: { readonly notice: NoticeRow; readonly answer: Answer; readonly by: string },
): Promise<number> {
  const { notice, answer, by } = of;
  const { orgId } = recording;
  const today = await portalDay(deps, db, recording);
  const [document] = await selectDisputable(db, orgId, [notice.itemId]);
  const amountMinor = Math.max(notice.leftMinor, 0);
  const free = document ? document.openMinor - document.disputedMinor : 0;
  const item = document && {
    itemId: document.itemId,
    accountingDate: document.accountingDate,
    amountMinor,
    markedMinor: Math.max(0, Math.min(amountMinor, free)),
  };
  return openDispute(db, recording, {
    customerId: notice.customerId,
    source: "short_payment",
    reason: answer.reason,
    currency: notice.currency,
    amountMinor,
    note: answer.note,
    items: item ? [item] : [],
    statement: null,
    differenceId: notice.differenceId,
    by: { side: "customer", name: by },
    fileIds: answer.fileIds,
    today,
  });
}

/** A run marks what a customer held back; agreed to, it can be demanded. Tickets keep their own marks. */
async function liftMark(
  deps: Deps,
  db: Db,
  recording: Recording,
  notice: NoticeRow,
): Promise<void> {
  const { orgId } = recording;
  const [document] = await selectDisputable(db, orgId, [notice.itemId]);
  if (!document) return;
  const ofTickets = await sumTicketMarks(db, orgId, notice.itemId);
  const lifted = Math.min(document.disputedMinor - ofTickets, notice.shortMinor);
  if (lifted <= 0) return;
  const today = await portalDay(deps, db, recording);
  const { itemId, accountingDate } = document;
  await markItem(db, recording, {
    itemId,
    accountingDate: isoDate(accountingDate),
    deltaMinor: -lifted,
    today,
  });
}

async function noteOnDifference(
  db: Db,
  recording: Recording,
  of: {
    readonly notice: NoticeRow;
    readonly answer: Answer;
    readonly disputeId: number | null;
    readonly by: string;
  },
): Promise<void> {
  const { notice, answer, disputeId, by } = of;
  const { differenceId: id } = notice;
  const stage = disputeId === null ? "waiting_customer" : "in_progress";
  await updateDifference(db, recording, { id, stage });
  const detail = { noticeId: notice.id, answer: answer.answer, payOn: answer.payOn, disputeId, by };
  const note = answer.note;
  await insertDifferenceEvents(db, recording, [{ id, act: "noted", detail, note }]);
  await storeAudit(db, recording, [
    {
      actor: by,
      action: "difference.answer",
      subjectKind: "difference",
      subjectId: id,
      detail,
    },
  ]);
}
