// A person lets notices leave, or not. The ledger is looked at again: what is no longer to be asked
// stays here. A message goes into the outbox, a call or letter into somebody's hands, a stop of supply
// into the register the order release reads.
import type { Released } from "../../contract/dunning.ts";
import { mayRelease, type StepApprover, stepApprovers } from "../../core/dunning/policy.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import type { Role } from "../../core/roles.ts";
import { linkMessages } from "../../db/dunning-messages.ts";
import { lockNotices, type NoticeRow, updateNotice } from "../../db/dunning-notices.ts";
import { insertMessages } from "../../db/outbox.ts";
import type { Db } from "../../db/pool.ts";
import { beginRecording, storeAudit } from "../../db/recording.ts";
import { placeSupplyHold } from "../../db/supply-holds.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { wakeOutbox } from "../sending/send-messages.ts";
import {
  contactOfNotice,
  isLetter,
  leavesByOutbox,
  messageKey,
  messageOf,
  openDesk,
  wordNotice,
} from "./desk.ts";
import { handOut } from "./hand-out.ts";
import { lookAgain, stopNotice, wordingOf } from "./recheck-message.ts";
import { type DunningBooks, loadRules } from "./rules.ts";

type Releaser = Pick<Actor, "orgId" | "memberId" | "name"> & { readonly role: Role };

type Refused = { readonly id: number; readonly code: string };

export async function releaseNotices(
  deps: Deps,
  actor: Releaser,
  of: { readonly books: DunningBooks; readonly ids: readonly number[] },
): Promise<Released> {
  const { books, ids } = of;
  const { orgId, booksId } = books;
  const { memberId } = actor;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const refused: Refused[] = [];
    const done: number[] = [];
    for (const notice of await lockNotices(db, books, ids)) {
      const code = await releaseOne(db, { actor, books, notice });
      if (code === null) done.push(notice.id);
      else refused.push({ id: notice.id, code });
    }
    await storeAudit(db, recording, [
      { actor: actor.name, action: "dunning.release", detail: { ids: done } },
    ]);
    if (done.length > 0) await wakeOutbox(db, { orgId, booksId, memberId });
    return { released: done.length, refused };
  });
}

/** Null: released. Else why it stays. */
async function releaseOne(
  db: Db,
  of: { readonly actor: Releaser; readonly books: DunningBooks; readonly notice: NoticeRow },
): Promise<string | null> {
  const { actor, books, notice } = of;
  const { memberId } = actor;
  if (notice.state !== "proposed") return "notice_state";
  if (!mayRelease(actor.role, approverOf(notice.approver))) return "may_not_release";
  const loaded = await loadRules(db, books);
  const { verdict, customer } = await lookAgain(db, books, { notice, loaded });
  if (verdict.kind === "stop") {
    await stopNotice(db, books.orgId, { id: notice.id, reason: verdict.reason });
    return verdict.reason;
  }
  const base = { id: notice.id, stopReason: "", memberId };
  if (notice.channel === "supply_hold") {
    const reason = { customerId: notice.customerId, reason: "dunning", source: "dunning" } as const;
    await placeSupplyHold(db, books, { ...reason, memberId });
    await updateNotice(db, books.orgId, { ...base, state: "done", takenOn: books.today });
    return null;
  }
  if (!leavesByOutbox(notice.channel)) {
    await updateNotice(db, books.orgId, { ...base, state: "released", takenOn: books.today });
    await handOut(db, books, [notice]);
    return null;
  }
  const desk = await openDesk(db, books, { loaded, memberId });
  const { template, tone } = wordingOf(notice);
  const contact = await contactOfNotice(desk, { planned: notice.contactId, customer, tone });
  const { asks, around } = verdict.kind === "go" ? verdict : { asks: [], around: [] };
  const { channel } = notice;
  const wording = { customer, contact, template, tone, channel, asks, around };
  const text = await wordNotice(desk, wording);
  const about = { noticeId: notice.id, channel, customer, template, contact, text };
  const message = messageOf(desk, about);
  if (message === null) return "no_contact";
  await insertMessages(db, books, [message]);
  await handOut(db, books, [notice]);
  await updateNotice(db, books.orgId, { ...base, state: "released", takenOn: null });
  await linkMessages(db, books.orgId, [{ noticeId: notice.id, dedupeKey: messageKey(notice.id) }]);
  return null;
}

export type NoticeRefusal = { readonly code: "not_found" } | { readonly code: "notice_state" };

/** Not today; a later run may propose it again. */
export async function rejectNotice(
  deps: Deps,
  actor: Releaser,
  of: { readonly books: DunningBooks; readonly id: number; readonly reason: string },
): Promise<Result<null, NoticeRefusal>> {
  return endNotice(deps, actor, {
    ...of,
    from: "proposed",
    state: "rejected",
    action: "dunning.reject",
  });
}

/** The call was made, the letter posted. */
export async function finishNotice(
  deps: Deps,
  actor: Releaser,
  of: { readonly books: DunningBooks; readonly id: number; readonly reason: string },
): Promise<Result<null, NoticeRefusal>> {
  return endNotice(deps, actor, { ...of, from: "released", state: "done", action: "dunning.done" });
}

async function endNotice(
  deps: Deps,
  actor: Releaser,
  of: {
    readonly books: DunningBooks;
    readonly id: number;
    readonly reason: string;
    readonly from: "proposed" | "released";
    readonly state: "rejected" | "done";
    readonly action: string;
  },
): Promise<Result<null, NoticeRefusal>> {
  const { books, id, reason } = of;
  const { memberId } = actor;
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    const recording = await beginRecording(db, { ...books, memberId });
    const [notice] = await lockNotices(db, books, [id]);
    if (!notice) return refuse({ code: "not_found" });
    const isPosted = isLetter(notice.channel) && notice.messageState === "sent";
    if (notice.state !== of.from || (notice.messageId !== null && !isPosted))
      return refuse({ code: "notice_state" });
    const { state } = of;
    await updateNotice(db, books.orgId, { id, state, takenOn: null, stopReason: reason, memberId });
    await storeAudit(db, recording, [
      { actor: actor.name, action: of.action, detail: { id, reason } },
    ]);
    return ok(null);
  });
}

export function approverOf(text: string): StepApprover {
  return isApprover(text) ? text : "lead";
}

function isApprover(text: string): text is StepApprover {
  return Object.hasOwn(stepApprovers, text);
}
