// How many wrong automatic postings in a thousand the user accepts: fewer at once, more only with a
// second person (ACCOUNTING §8, "raise the automatic share").
import { ok, type Result, refuse } from "../../core/result.ts";
import { acts } from "../../core/roles.ts";
import { insertApproval } from "../../db/approvals.ts";
import { booksById, updateBooks } from "../../db/books.ts";
import { notifyLive } from "../../db/live-events.ts";
import { beginRecording, storeAudit } from "../../db/recording.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";

export type AccuracyOutcome = {
  readonly kind: "set" | "waiting";
  readonly approvalId: number | null;
};

export async function setAccuracy(
  deps: Deps,
  actor: Actor & { readonly memberId: number },
  input: { readonly booksId: number; readonly maxWrongPerMille: number; readonly reason: string },
): Promise<Result<AccuracyOutcome, { readonly code: "books_not_found" | "reason_missing" }>> {
  const { orgId, memberId } = actor;
  const { booksId, maxWrongPerMille: to, reason } = input;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const from = (await booksById(db, orgId, booksId))?.maxWrongPerMille;
    if (from === undefined) return refuse({ code: "books_not_found" });
    const isWider = to > from;
    if (isWider && reason.trim() === "") return refuse({ code: "reason_missing" });
    let approvalId: number | null = null;
    if (isWider) {
      approvalId = await insertApproval(db, {
        orgId,
        booksId,
        act: "raise_automatic_share",
        payload: { accuracy: { from, to }, by: acts.raise_automatic_share.approvers },
        currency: null,
        amountMinor: null,
        reason,
        askedBy: memberId,
      });
      await notifyLive(db, { orgId, booksId, topic: "approvals", id: null });
    } else {
      const kept = { name: null, ownNames: null, ownTaxIds: null };
      await updateBooks(db, orgId, booksId, { ...kept, maxWrongPerMille: to });
    }
    await storeAudit(db, recording, [
      {
        actor: actor.name,
        action: isWider ? "accuracy.ask" : "accuracy.set",
        subjectKind: isWider ? "approval" : "books",
        subjectId: approvalId ?? booksId,
        detail: { from, to, reason },
      },
    ]);
    return ok({ kind: isWider ? "waiting" : "set", approvalId });
  });
}
