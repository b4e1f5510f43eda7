// A dispute comes to its end: what must be posted is posted in the same transaction, the mark is
// taken off its documents, the customer reads how it ended, the line of the statement is resolved.
import type { DisputeEndBody } from "../../contract/disputes.ts";
import type { IsoDate } from "../../core/date.ts";
import { disputeResolutions, mayDispute } from "../../core/disputes/dispute.ts";
import { formatMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import {
  type DisputeItemRow,
  type DisputeRow,
  insertDisputeEvent,
  lockDispute,
  selectDisputeItems,
  selectDisputeOfApproval,
  updateDispute,
  wereGoodsTaken,
} from "../../db/dispute-tickets.ts";
import type { Db } from "../../db/pool.ts";
import { beginRecording, type Recording, storeAudit } from "../../db/recording.ts";
import { inOrganisation } from "../../db/transaction.ts";
import { type AdjustOutcome, type AdjustRefusal, adjustWithin } from "../adjustments/adjust.ts";
import type { AdjustmentRequest } from "../adjustments/adjustment.ts";
import type { Deps } from "../deps.ts";
import { portalDay } from "../portal/read-overview.ts";
import { resolveLine } from "../statements/answer-statement.ts";
import type { Decider } from "../workbench/hand-rights.ts";
import { releaseMarks } from "./open-dispute.ts";

export type EndRefusal =
  | { readonly code: "not_found" }
  | { readonly code: "dispute_state"; readonly state: string; readonly action: string }
  | { readonly code: "dispute_no_document" }
  | { readonly code: "dispute_needs_credit" }
  | { readonly code: "dispute_needs_goods" }
  | AdjustRefusal;

export type EndOutcome = {
  readonly kind: "resolved" | "waiting";
  readonly approvalId: number | null;
  readonly decisionId: number | null;
};

type Input = {
  readonly booksId: number;
  readonly id: number;
  readonly today: IsoDate;
  readonly end: DisputeEndBody;
};

export async function endDispute(
  deps: Deps,
  actor: Decider,
  { booksId, id, today, end }: Input,
): Promise<Result<EndOutcome, EndRefusal>> {
  const { orgId, memberId } = actor;
  const ended = await inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const dispute = await lockDispute(db, orgId, id);
    if (!dispute || dispute.booksId !== booksId) return refuse({ code: "not_found" });
    const { state } = dispute;
    if (!mayDispute("resolve", state)) {
      return refuse({ code: "dispute_state", state, action: "resolve" });
    }
    const items = await selectDisputeItems(db, orgId, [id]);
    const posted = await post(deps, db, recording, { actor, dispute, items, end });
    if (!posted.ok) return posted;
    const who = { side: "us", name: actor.name } as const;
    const outcome = await storeEnd(db, recording, {
      dispute,
      items,
      end,
      today,
      who,
      posted: posted.value,
    });
    return ok({ outcome, dispute });
  });
  if (!ended.ok) return ended;
  const { outcome, dispute } = ended.value;
  if (outcome.kind === "resolved") {
    await settleLine(deps, dispute, { orgId, name: actor.name, memberId, note: end.note });
  }
  return ok(outcome);
}

/** Null: this end books nothing. */
async function post(
  deps: Deps,
  db: Db,
  recording: Recording,
  of: {
    readonly actor: Decider;
    readonly dispute: DisputeRow;
    readonly items: readonly DisputeItemRow[];
    readonly end: DisputeEndBody;
  },
): Promise<Result<AdjustOutcome | null, EndRefusal>> {
  const { posts } = disputeResolutions[of.end.resolution];
  if (
    of.end.resolution === "goods_taken" &&
    !(await wereGoodsTaken(db, recording.orgId, of.items))
  ) {
    return refuse({ code: "dispute_needs_goods" });
  }
  if (posts === null) return ok(null);
  const item = of.items.find(({ itemId }) => itemId === (of.end.itemId ?? itemId));
  if (!item) return refuse({ code: "dispute_no_document" });
  if (posts === "credit" && of.end.creditItemId === null) {
    return refuse({ code: "dispute_needs_credit" });
  }
  const request = requestOf(of.dispute, item, of.end);
  return adjustWithin(deps, db, recording, { actor: of.actor, request });
}

function requestOf(
  { code, currency }: DisputeRow,
  item: DisputeItemRow,
  end: DisputeEndBody,
): AdjustmentRequest {
  const isCredit = disputeResolutions[end.resolution].posts === "credit";
  const minor = Math.min(item.amountMinor, Math.abs(item.openMinor));
  return {
    kind: isCredit ? "offset_credit" : "write_off",
    itemId: item.itemId,
    otherItemId: end.creditItemId,
    receiptId: null,
    toCustomerId: null,
    bankLineId: null,
    bankAccountId: null,
    toAccount: "",
    amount: end.amount ?? formatMinor(minor, currency),
    reason: end.note,
    difference: code,
    due: null,
    isUnconditional: false,
    agreementNo: "",
    evidence: end.evidence,
    responsible: end.responsible,
    fileIds: end.fileIds,
  };
}

type Ended = {
  readonly dispute: DisputeRow;
  readonly items: readonly DisputeItemRow[];
  readonly end: Pick<DisputeEndBody, "resolution" | "note">;
  readonly today: IsoDate;
  readonly who: { readonly side: "us" | "system"; readonly name: string };
  readonly posted: AdjustOutcome | null;
};

async function storeEnd(db: Db, recording: Recording, ended: Ended): Promise<EndOutcome> {
  const { orgId, memberId, recordedAt } = recording;
  const { dispute, items, end, today, who, posted } = ended;
  const { resolution, note } = end;
  const of = { orgId, disputeId: dispute.id };
  const audit = { actor: who.name, subjectKind: "dispute", subjectId: dispute.id };
  if (posted?.kind === "waiting") {
    const { approvalId } = posted;
    await updateDispute(db, orgId, dispute.id, {
      state: "waiting_approval",
      resolution,
      resolutionNote: note,
      approvalId,
    });
    const event = { act: "approval_asked", side: who.side, author: who.name, memberId };
    await insertDisputeEvent(db, of, { ...event, body: note, detail: { resolution, approvalId } });
    await storeAudit(db, recording, [
      { ...audit, action: "dispute.ask", detail: { resolution, approvalId } },
    ]);
    return { kind: "waiting", approvalId, decisionId: null };
  }
  const decisionId = posted?.decisionId ?? null;
  await releaseMarks(db, recording, { disputeId: dispute.id, items, today });
  await updateDispute(db, orgId, dispute.id, {
    state: "resolved",
    step: "resolve",
    resolution,
    resolutionNote: note,
    decisionId,
    resolvedAt: recordedAt,
  });
  await insertDisputeEvent(db, of, {
    act: "resolved",
    side: who.side,
    author: who.name,
    memberId,
    isShared: true,
    body: note,
    detail: { resolution, decisionId },
  });
  await storeAudit(db, recording, [
    { ...audit, action: "dispute.resolve", detail: { resolution, decisionId } },
  ]);
  return { kind: "resolved", approvalId: null, decisionId };
}

/** The statement's own trail; a line that was answered otherwise meanwhile stays as it is. */
async function settleLine(
  deps: Deps,
  { statementId, statementLine }: DisputeRow,
  by: {
    readonly orgId: number;
    readonly name: string;
    readonly memberId: number | null;
    readonly note: string;
  },
): Promise<void> {
  if (statementId === null || statementLine === null) return;
  const { orgId, name, memberId, note } = by;
  const who = { side: "us", name, memberId } as const;
  await resolveLine(deps, who, { orgId, statementId, n: statementLine, note });
}

/** A write-off that waited ends the dispute with its approval, or gives it back to its owner. */
export async function followDisputeApproval(
  deps: Deps,
  db: Db,
  recording: Recording,
  of: {
    readonly approvalId: number;
    readonly state: "approved" | "rejected";
    readonly decisionId: number | null;
    readonly comment: string;
  },
): Promise<void> {
  const { orgId } = recording;
  const id = await selectDisputeOfApproval(db, orgId, of.approvalId);
  const dispute = id === null ? null : await lockDispute(db, orgId, id);
  if (!dispute) return;
  if (of.state === "rejected") {
    const change = { state: "in_progress", resolution: null, approvalId: null } as const;
    await updateDispute(db, orgId, dispute.id, change);
    const event = { act: "approval_refused", side: "us", author: "", body: of.comment } as const;
    await insertDisputeEvent(db, { orgId, disputeId: dispute.id }, event);
    return;
  }
  await storeEnd(db, recording, {
    dispute,
    items: await selectDisputeItems(db, orgId, [dispute.id]),
    end: {
      resolution: dispute.resolution ?? "written_off",
      note: dispute.resolutionNote,
    },
    today: await portalDay(deps, db, recording),
    who: { side: "system", name: "" },
    posted: of.decisionId === null ? null : { kind: "posted", decisionId: of.decisionId },
  });
}
