// A change of what the books rest on (accounts, limits) waits for a second person: one at a time of
// each kind, with a reason.
import { ok, type Result, refuse } from "../../core/result.ts";
import { acts } from "../../core/roles.ts";
import { insertApproval } from "../../db/approvals.ts";
import { selectWaitingApproval } from "../../db/books-settings.ts";
import { notifyLive } from "../../db/live-events.ts";
import type { Db } from "../../db/pool.ts";
import { beginRecording, storeAudit } from "../../db/recording.ts";
import type { Actor } from "../actor.ts";

export type AskSettingsRefusal =
  | { readonly code: "reason_missing" }
  | { readonly code: "change_waiting"; readonly approvalId: number };

export async function askSettings(
  db: Db,
  actor: Actor & { readonly memberId: number },
  of: {
    readonly booksId: number;
    readonly act: "change_accounts" | "change_limits";
    /** Its name in the approval's payload. */
    readonly payload: "accounts" | "booksLimits";
    readonly value: object;
    readonly reason: string;
  },
): Promise<Result<number, AskSettingsRefusal>> {
  const { booksId, act, payload, value, reason } = of;
  const { orgId, memberId } = actor;
  if (reason.trim() === "") return refuse({ code: "reason_missing" });
  const recording = await beginRecording(db, { orgId, booksId, memberId });
  const waiting = await selectWaitingApproval(db, recording, { act, payload });
  if (waiting !== null) return refuse({ code: "change_waiting", approvalId: waiting });
  const approvalId = await insertApproval(db, {
    orgId,
    booksId,
    act,
    payload: { [payload]: value, by: acts[act].approvers },
    currency: null,
    amountMinor: null,
    reason,
    askedBy: memberId,
  });
  const detail = { ...value, reason };
  const subject = { subjectKind: "approval", subjectId: approvalId };
  const action = payload === "accounts" ? "accounts.ask" : "books_limits.ask";
  await storeAudit(db, recording, [{ actor: actor.name, action, ...subject, detail }]);
  await notifyLive(db, { orgId, booksId, topic: "approvals", id: null });
  return ok(approvalId);
}
