// Posts an adjustment within the person's limits, or sends it to whoever must approve it.
import type { AdjustmentPreview } from "../../contract/adjustments.ts";
import { assert } from "../../core/assert.ts";
import { actOfAdjustment, paperOf } from "../../core/ledger/adjustment-kinds.ts";
import { type ActDecision, decideAct } from "../../core/ledger/rights.ts";
import type { NotReceivableCategory } from "../../core/matching/output.ts";
import { formatMinor, toSafeMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { mayDo, type Position, type Requirement } from "../../core/roles.ts";
import { insertApproval } from "../../db/approvals.ts";
import { updateLineStates, updateReceiptCustomers } from "../../db/decisions.ts";
import { insertEvidenceLinks } from "../../db/evidence-files.ts";
import { notifyLive } from "../../db/live-events.ts";
import type { Db } from "../../db/pool.ts";
import { beginRecording, type Recording, storeAudit } from "../../db/recording.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import { checkEvidence, type EvidenceRefusal } from "../evidence/evidence-files.ts";
import { storeAdjustment } from "../posting/store-adjustment.ts";
import { type Decider, limitsOf } from "../workbench/hand-rights.ts";
import type { AdjustmentRefusal, AdjustmentRequest } from "./adjustment.ts";
import { effectOf, narrationsOf } from "./effect.ts";
import { type Prepared, prepareAdjustment } from "./prepare.ts";

export type AdjustOutcome =
  | { readonly kind: "posted"; readonly decisionId: number }
  | { readonly kind: "waiting"; readonly approvalId: number; readonly by: readonly Position[] };

export type AdjustRefusal =
  | AdjustmentRefusal
  | EvidenceRefusal
  | { readonly code: "not_allowed"; readonly act: string; readonly role: string };

export async function adjust(
  deps: Deps,
  actor: Decider,
  { booksId, request }: { readonly booksId: number; readonly request: AdjustmentRequest },
): Promise<Result<AdjustOutcome, AdjustRefusal>> {
  const { orgId, memberId } = actor;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    return adjustWithin(deps, db, recording, { actor, request });
  });
}

/** The transaction must hold the writing lock (beginRecording). */
export async function adjustWithin(
  deps: Deps,
  db: Db,
  recording: Recording,
  { actor, request }: { readonly actor: Decider; readonly request: AdjustmentRequest },
): Promise<Result<AdjustOutcome, AdjustRefusal>> {
  const { orgId, booksId, memberId } = recording;
  // before anything of the books is told to somebody who may not ask
  const stranger = roleRefusal(actor, request);
  if (stranger) return refuse(stranger);
  const prepared = await prepareAdjustment(deps, db, recording, request);
  if (!prepared.ok) return prepared;
  const { homeCurrency, homeMinor } = prepared.value;
  const decision = decisionOn(actor, request, prepared.value);
  assert(decision.kind !== "refused", "the role was looked at before");
  const lacking = await checkEvidence(db, recording, request);
  if (lacking) return refuse(lacking);
  await notifyLive(db, { orgId, booksId, topic: "approvals", id: null });
  if (decision.kind === "needs_approval") {
    assert(memberId !== null, "a person asks for an approval");
    const approvalId = await insertApproval(db, {
      orgId,
      booksId,
      act: actOfAdjustment[request.kind],
      payload: { request, by: decision.by },
      currency: homeCurrency,
      amountMinor: toSafeMinor(homeMinor),
      reason: request.reason,
      askedBy: memberId,
    });
    await insertEvidenceLinks(db, orgId, { approvalId }, request.fileIds);
    await storeAudit(db, recording, [
      audit(actor, "adjustment.ask", "approval", approvalId, request),
    ]);
    return ok({ kind: "waiting", approvalId, by: decision.by });
  }
  const decisionId = await postAdjustment(db, recording, request, prepared.value);
  await storeAudit(db, recording, [
    audit(actor, "adjustment.post", "decision", decisionId, request),
  ]);
  return ok({ kind: "posted", decisionId });
}

function roleRefusal({ role }: Decider, { kind }: AdjustmentRequest): AdjustRefusal | null {
  const act = actOfAdjustment[kind];
  return mayDo(role, act) ? null : { code: "not_allowed", act, role };
}

function decisionOn(
  actor: Decider,
  request: AdjustmentRequest,
  { homeCurrency, homeMinor, books }: Prepared,
): ActDecision {
  return decideAct({
    role: actor.role,
    act: actOfAdjustment[request.kind],
    amountMinor: homeMinor,
    homeCurrency,
    limits: limitsOf(actor, books),
  });
}

/** What an adjustment would do, and whether it posts alone; nothing is stored. */
export async function previewAdjustment(
  deps: Deps,
  actor: Decider,
  { booksId, request }: { readonly booksId: number; readonly request: AdjustmentRequest },
): Promise<Result<AdjustmentPreview, AdjustRefusal>> {
  const { orgId, memberId } = actor;
  const stranger = roleRefusal(actor, request);
  if (stranger) return refuse(stranger);
  return inOrganisation(deps.pool, orgId, async (db) => {
    const at = { orgId, booksId, memberId, recordedAt: "" };
    const prepared = await prepareAdjustment(deps, db, at, request);
    if (!prepared.ok) return prepared;
    const { homeCurrency, homeMinor } = prepared.value;
    const decision = decisionOn(actor, request, prepared.value);
    assert(decision.kind !== "refused", "the role was looked at before");
    const needs = decision.kind === "needs_approval";
    return ok({
      kind: decision.kind,
      by: needs ? [...decision.by] : [],
      requires: requirementsOf(request, decision.requires),
      reason: needs ? { key: decision.reason.key, fields: { ...decision.reason.fields } } : null,
      homeAmount: formatMinor(homeMinor, homeCurrency),
      homeCurrency,
      effect: effectOf(prepared.value),
      narrations: narrationsOf(prepared.value),
    });
  });
}

/** Those of the act, and the paper of this kind. */
function requirementsOf({ kind }: AdjustmentRequest, ofAct: readonly Requirement[]): Requirement[] {
  const paper = paperOf(kind);
  return [...new Set([...ofAct, ...(paper === null ? [] : [paper])])];
}

function audit(
  actor: Pick<Decider, "name">,
  action: string,
  subjectKind: string,
  subjectId: number,
  detail: unknown,
) {
  return { actor: actor.name, action, subjectKind, subjectId, detail };
}

/** Paid to whoever holds a bill, or to a factor. */
const outgoingKinds: ReadonlySet<string> = new Set([
  "recourse_bill",
  "recourse_factored",
  "pay_factor",
]);

/** What the outgoing line is from now on. */
function categoryOfPayout({ kind }: AdjustmentRequest): NotReceivableCategory {
  if (kind === "return_deposit") return "deposit";
  return outgoingKinds.has(kind) ? "outgoing" : "refund_to_customer";
}

/** Stores the postings with what else they change: the outgoing line, whose money a receipt is. */
export async function postAdjustment(
  db: Db,
  recording: Recording,
  request: AdjustmentRequest,
  { postings, date, line, ended, moved }: Prepared,
): Promise<number> {
  const { orgId } = recording;
  const decisionId = await storeAdjustment(db, recording, {
    postings,
    detail: {
      adjustment: request.kind,
      difference: request.difference,
      ...(line ? { line: { lane: line.lane, category: line.category } } : {}),
      ...(ended ? { line: { lane: ended.lane, category: null } } : {}),
      ...(moved ? { moved } : {}),
    },
    reason: request.reason,
    bankLineId: line?.id ?? ended?.id ?? null,
    date,
  });
  if (moved) {
    await updateReceiptCustomers(db, [{ receiptId: moved.receiptId, customerId: moved.to }]);
  }
  if (line) {
    const category = categoryOfPayout(request);
    const state = { lane: "not_receivable", category, matchId: null };
    await updateLineStates(db, orgId, [{ lineId: line.id, ...state }]);
  }
  if (ended) {
    const state = { lane: "confirmed", category: null, matchId: null };
    await updateLineStates(db, orgId, [{ lineId: ended.id, ...state }]);
  }
  await insertEvidenceLinks(db, orgId, { decisionId }, request.fileIds);
  return decisionId;
}
