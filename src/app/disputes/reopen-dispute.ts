// A resolved dispute is taken up again: its documents are marked anew, its line of the statement is
// objected to again. What its end booked must be undone first, so that nothing stands twice.
import type { IsoDate } from "../../core/date.ts";
import { addWorkingDays } from "../../core/differences/route.ts";
import { disputeReasons, mayDispute } from "../../core/disputes/dispute.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { selectDecision } from "../../db/decisions.ts";
import {
  type DisputeRow,
  insertDisputeEvent,
  lockDispute,
  selectDisputable,
  selectDisputeItems,
  selectDisputesOfStatement,
  updateDispute,
  updateMarked,
} from "../../db/dispute-tickets.ts";
import type { Db } from "../../db/pool.ts";
import { beginRecording, type Recording, storeAudit } from "../../db/recording.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { objectAgain } from "../statements/answer-statement.ts";
import { markItem } from "./open-dispute.ts";

export type ReopenRefusal =
  | { readonly code: "not_found" }
  | { readonly code: "dispute_state"; readonly state: string; readonly action: string }
  /** The booking that ended it still stands. */
  | { readonly code: "dispute_posted"; readonly decisionId: number }
  | { readonly code: "dispute_line_open"; readonly id: number };

export async function reopenDispute(
  deps: Deps,
  actor: Actor,
  input: {
    readonly booksId: number;
    readonly id: number;
    readonly today: IsoDate;
    readonly note: string;
  },
): Promise<Result<null, ReopenRefusal>> {
  const { orgId, memberId } = actor;
  const { booksId, id, today, note } = input;
  const reopened = await inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const dispute = await lockDispute(db, orgId, id);
    if (!dispute || dispute.booksId !== booksId) return refuse({ code: "not_found" });
    const allowed = await checkReopen(db, dispute, orgId);
    if (!allowed.ok) return allowed;
    await markAgain(db, recording, { dispute, today });
    await updateDispute(db, orgId, id, {
      state: "in_progress",
      step: "investigate",
      resolution: null,
      decisionId: null,
      approvalId: null,
      redAskedAt: null,
      escalatedAt: null,
      resolvedAt: null,
      dueOn: addWorkingDays(today, disputeReasons[dispute.reason].days),
    });
    const { resolution, decisionId } = dispute;
    await insertDisputeEvent(
      db,
      { orgId, disputeId: id },
      {
        act: "reopened",
        side: "us",
        author: actor.name,
        memberId,
        isShared: true,
        body: note,
        detail: { resolution, decisionId },
      },
    );
    const act = { actor: actor.name, action: "dispute.reopen", subjectKind: "dispute" };
    await storeAudit(db, recording, [{ ...act, subjectId: id, detail: { note, resolution } }]);
    return ok(dispute);
  });
  if (!reopened.ok) return reopened;
  const { statementId, statementLine: n } = reopened.value;
  if (statementId !== null && n !== null) {
    const who = { side: "us", name: actor.name, memberId } as const;
    await objectAgain(deps, who, { orgId, statementId, n, note });
  }
  return ok(null);
}

async function checkReopen(
  db: Db,
  dispute: DisputeRow,
  orgId: number,
): Promise<Result<null, ReopenRefusal>> {
  const { state, decisionId, statementId, statementLine } = dispute;
  if (!mayDispute("reopen", state)) {
    return refuse({ code: "dispute_state", state, action: "reopen" });
  }
  const decision = decisionId === null ? null : await selectDecision(db, orgId, decisionId);
  if (decision !== null && decision.undoneById === null) {
    return refuse({ code: "dispute_posted", decisionId: decision.id });
  }
  if (statementId === null) return ok(null);
  const others = await selectDisputesOfStatement(db, orgId, statementId);
  const open = others.find(
    (one) => one.statementLine === statementLine && one.state !== "resolved",
  );
  return open ? refuse({ code: "dispute_line_open", id: open.id }) : ok(null);
}

/** As much of each document as is open and not in dispute otherwise. */
async function markAgain(
  db: Db,
  recording: Recording,
  { dispute, today }: { readonly dispute: DisputeRow; readonly today: IsoDate },
): Promise<void> {
  const { orgId } = recording;
  const items = await selectDisputeItems(db, orgId, [dispute.id]);
  const documents = await selectDisputable(
    db,
    orgId,
    items.map(({ itemId }) => itemId),
  );
  for (const { itemId, openMinor, disputedMinor, accountingDate } of documents) {
    const amountMinor = items.find((item) => item.itemId === itemId)?.amountMinor ?? 0;
    const markedMinor = Math.max(0, Math.min(amountMinor, openMinor - disputedMinor));
    await markItem(db, recording, { itemId, accountingDate, deltaMinor: markedMinor, today });
    await updateMarked(db, orgId, { disputeId: dispute.id, itemId, markedMinor });
  }
}
