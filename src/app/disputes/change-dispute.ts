// What a person changes of a dispute on its way: whose it is, the step, where it stands, the cause,
// the day; asking for a red invoice starts its 72 hours.
import type { DisputeChangeBody } from "../../contract/disputes.ts";
import { mayDispute } from "../../core/disputes/dispute.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { isActiveMember } from "../../db/difference-life.ts";
import {
  type DisputeRow,
  insertDisputeEvent,
  lockDispute,
  updateDispute,
} from "../../db/dispute-tickets.ts";
import { beginRecording, storeAudit } from "../../db/recording.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";

export type ChangeDisputeRefusal =
  | { readonly code: "not_found" }
  | { readonly code: "dispute_state"; readonly state: string; readonly action: string }
  | { readonly code: "member_gone" };

export async function changeDispute(
  deps: Deps,
  actor: Actor,
  input: { readonly booksId: number; readonly id: number; readonly change: DisputeChangeBody },
): Promise<Result<null, ChangeDisputeRefusal>> {
  const { orgId, memberId } = actor;
  const { booksId, id, change } = input;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const dispute = await lockDispute(db, orgId, id);
    if (!dispute || dispute.booksId !== booksId) return refuse({ code: "not_found" });
    const { state } = dispute;
    const action = actionOf(change);
    if (!mayDispute(action, state)) return refuse({ code: "dispute_state", state, action });
    const { ownerId, note } = change;
    if (ownerId !== undefined && !(await isActiveMember(db, orgId, ownerId))) {
      return refuse({ code: "member_gone" });
    }
    await updateDispute(db, orgId, id, changed(change, dispute, deps.clock.now()));
    const { note: _, ...detail } = change;
    const event = { act: eventOf(change), side: "us", author: actor.name, memberId } as const;
    await insertDisputeEvent(db, { orgId, disputeId: id }, { ...event, body: note, detail });
    const act = { actor: actor.name, action: "dispute.change", subjectKind: "dispute" };
    await storeAudit(db, recording, [{ ...act, subjectId: id, detail: change }]);
    return ok(null);
  });
}

/** The one that is allowed least. */
function actionOf(change: DisputeChangeBody) {
  if (change.askCredit) return "ask_credit";
  if (change.step !== undefined || change.state !== undefined) return "move";
  if (change.code !== undefined) return "code";
  return change.dueOn === undefined ? "assign" : "date";
}

function eventOf(change: DisputeChangeBody): string {
  const events = {
    ask_credit: "credit_asked",
    move: "moved",
    code: "coded",
    date: "dated",
  } as const;
  const action = actionOf(change);
  return action === "assign" ? "assigned" : events[action];
}

function changed(change: DisputeChangeBody, { state }: DisputeRow, now: Date) {
  const { ownerId, step, code, dueOn } = change;
  const taken = state === "new" ? ("in_progress" as const) : undefined;
  const moved = change.state ?? (change.askCredit ? ("waiting_us" as const) : taken);
  return {
    ...(ownerId === undefined ? {} : { ownerId }),
    ...(step === undefined ? {} : { step }),
    ...(code === undefined ? {} : { code }),
    ...(dueOn === undefined ? {} : { dueOn }),
    ...(moved === undefined ? {} : { state: moved }),
    ...(change.askCredit ? { redAskedAt: now } : {}),
  };
}
