// What waits for a second person: adjustments over a limit, reopened months, a wider automatic share.
// Every position is another person; nobody approves their own.
import type { Approval, ApprovalDetail } from "../../contract/adjustments.ts";
import { formatMinor, parseMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { actNames, factsOfAct, mayDo, type Position } from "../../core/roles.ts";
import {
  type ApprovalRow,
  lockApproval,
  selectApproval,
  selectApprovals,
  setApprovalPayload,
  setApprovalState,
} from "../../db/approvals.ts";
import { updateBooks } from "../../db/books.ts";
import { selectFilesOfApprovals } from "../../db/evidence-files.ts";
import { notifyLive } from "../../db/live-events.ts";
import type { Db } from "../../db/pool.ts";
import { beginRecording, type Recording, storeAudit } from "../../db/recording.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import { type SettingsMoved, setAccounts } from "../books-settings/accounts.ts";
import { setBooksLimits } from "../books-settings/books-limits.ts";
import { followCreditApproval } from "../credit/grant-terms.ts";
import type { Deps } from "../deps.ts";
import { followApproval } from "../differences/follow-approval.ts";
import { followDisputeApproval } from "../disputes/end-dispute.ts";
import { printPayAccount } from "../pay-accounts/print.ts";
import { grantLimits } from "../people/ask-limits.ts";
import { type ReopenRefusal, reopenMonth } from "../periods/close-period.ts";
import type { Decider } from "../workbench/hand-rights.ts";
import { postAdjustment } from "./adjust.ts";
import type { AdjustmentRefusal } from "./adjustment.ts";
import { namedIn } from "./approval-names.ts";
import { lackingPaper, type PaperRefusal } from "./approval-papers.ts";
import { type ApprovalPayload, payloadOf } from "./approval-payload.ts";
import { approvalOnWire } from "./approval-wire.ts";
import { effectOf, narrationsOf } from "./effect.ts";
import { prepareAdjustment } from "./prepare.ts";
import { isTheirs, signatureState, signerOf } from "./signing.ts";

export type ApprovalRefusal =
  | { readonly code: "approval_gone" }
  | { readonly code: "approval_closed"; readonly state: string }
  | { readonly code: "own_approval" }
  | { readonly code: "approved_already" }
  | { readonly code: "not_allowed"; readonly act: string; readonly role: string }
  | { readonly code: "over_your_approval_limit"; readonly amount: string; readonly limit: string }
  | { readonly code: "reason_missing" }
  /** The second person says which number known before they called. */
  | { readonly code: "call_back_missing" }
  | PaperRefusal
  | SettingsMoved
  | AdjustmentRefusal
  | ReopenRefusal;

export type ApprovalOutcome = {
  readonly state: "pending" | "approved" | "rejected";
  readonly decisionId: number | null;
  readonly missing: readonly Position[];
};

export async function decideApproval(
  deps: Deps,
  actor: Decider & { readonly memberId: number },
  input: {
    readonly booksId: number;
    readonly approvalId: number;
    readonly approve: boolean;
    readonly comment: string;
  },
): Promise<Result<ApprovalOutcome, ApprovalRefusal>> {
  const { orgId, memberId } = actor;
  const { booksId, approvalId, approve, comment } = input;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const approval = await lockApproval(db, { orgId, booksId }, approvalId);
    if (!approval) return refuse({ code: "approval_gone" });
    if (approval.state !== "pending") {
      return refuse({ code: "approval_closed", state: approval.state });
    }
    const payload = payloadOf(approval);
    // whose limits get wider is no second person to that
    if (approve && "limits" in payload && payload.limits.memberId === memberId) {
      return refuse({ code: "own_approval" });
    }
    const signer = await signerOf(db, actor);
    const signed = signatureState(approval, payload, signer);
    if (signed.kind === "refused") return refuse(signerRefusal(signed.reason.key, actor));
    const overLimit = approve ? limitRefusal(actor, approval) : null;
    if (overLimit) return refuse(overLimit);
    if (!approve && comment.trim() === "") return refuse({ code: "reason_missing" });
    const lacking = approve ? lackingPaper(payload) : null;
    if (lacking) return refuse(lacking);
    if (approve && needsCall(approval) && comment.trim() === "") {
      return refuse({ code: "call_back_missing" });
    }
    let decisionId: number | null = null;
    const isComplete = !approve || signed.kind === "approved";
    if (approve && signed.kind === "waiting") {
      const at = deps.clock.now().toISOString();
      const { isLead } = signer;
      const signature = { memberId, name: actor.name, role: actor.role, isLead, at };
      const signatures = [...(payload.signatures ?? []), signature];
      await setApprovalPayload(db, orgId, { id: approvalId, payload: { ...payload, signatures } });
    } else if (approve) {
      const carried = await carryOut(deps, db, recording, { actor, payload, approval });
      if (!carried.ok) return carried;
      decisionId = carried.value;
    }
    const ended = approve ? "approved" : "rejected";
    const state = isComplete ? ended : "pending";
    if (isComplete) {
      const to = { id: approvalId, state: ended, decidedBy: memberId, comment } as const;
      await setApprovalState(db, orgId, to);
      const followed = { approvalId, state: to.state, decisionId, comment };
      await followApproval(db, recording, followed);
      await followDisputeApproval(deps, db, recording, followed);
      if ("credit" in payload) {
        const { from } = payload.credit;
        await followCreditApproval(deps, db, recording, { ...followed, from, actor });
      }
    }
    await storeAudit(db, recording, [
      {
        actor: actor.name,
        action: isComplete ? `approval.${state}` : "approval.signed",
        subjectKind: "approval",
        subjectId: approvalId,
        detail: { act: approval.act, comment, decisionId },
      },
    ]);
    await notifyLive(db, { orgId, booksId, topic: "approvals", id: null });
    return ok({ state, decisionId, missing: signed.kind === "waiting" ? signed.missing : [] });
  });
}

function needsCall({ act }: ApprovalRow): boolean {
  const known = actNames.find((name) => name === act);
  return known !== undefined && (factsOfAct(known).requires ?? []).includes("call_back");
}

/** A member's own limit for signing, where one is set. */
function limitRefusal({ limits = {} }: Decider, approval: ApprovalRow): ApprovalRefusal | null {
  const { currency, amountMinor } = approval;
  const limit = limits["approve"];
  if (limit === undefined || currency === null || amountMinor === null) return null;
  const most = parseMinor(limit, currency);
  if (most === null || BigInt(amountMinor) <= most) return null;
  const amount = formatMinor(amountMinor, currency);
  return { code: "over_your_approval_limit", amount, limit: formatMinor(most, currency) };
}

function signerRefusal(reason: string, { role }: Actor): ApprovalRefusal {
  if (reason === "own_act") return { code: "own_approval" };
  if (reason === "approved_already") return { code: "approved_already" };
  return { code: "not_allowed", act: "sign_approvals", role };
}

/** Does what was asked for, now that everybody has signed. */
async function carryOut(
  deps: Deps,
  db: Db,
  recording: Recording,
  on: {
    readonly actor: Actor & { readonly memberId: number };
    readonly payload: ApprovalPayload;
    readonly approval: ApprovalRow;
  },
): Promise<Result<number | null, AdjustmentRefusal | ReopenRefusal | SettingsMoved>> {
  const { payload, approval, actor } = on;
  if ("request" in payload) {
    const prepared = await prepareAdjustment(deps, db, recording, payload.request);
    if (!prepared.ok) return prepared;
    return ok(await postAdjustment(db, recording, payload.request, prepared.value));
  }
  if ("reopen" in payload) {
    const { month } = payload.reopen;
    const reopened = await reopenMonth(db, recording, { actor, month, reason: approval.reason });
    return reopened.ok ? ok(null) : reopened;
  }
  // follows below, whichever way it was decided
  if ("credit" in payload) return ok(null);
  if ("limits" in payload) {
    await grantLimits(db, recording.orgId, payload.limits);
    return ok(null);
  }
  if ("accounts" in payload) {
    const set = await setAccounts(db, recording, payload.accounts);
    return set.ok ? ok(null) : set;
  }
  if ("booksLimits" in payload) {
    const set = await setBooksLimits(db, recording, payload.booksLimits);
    return set.ok ? ok(null) : set;
  }
  if ("payAccount" in payload) {
    const of = { actor, approval, payload: payload.payAccount };
    const printed = await printPayAccount(db, recording, of);
    return printed.ok ? ok(null) : printed;
  }
  await updateBooks(db, recording.orgId, recording.booksId, {
    name: null,
    ownNames: null,
    ownTaxIds: null,
    maxWrongPerMille: payload.accuracy.to,
  });
  return ok(null);
}

export async function listApprovals(
  deps: Deps,
  actor: Actor & { readonly memberId: number },
  { booksId, state }: { readonly booksId: number; readonly state: "pending" | "all" },
): Promise<Approval[]> {
  const { orgId } = actor;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const signer = await signerOf(db, actor);
    const all = await selectApprovals(db, { orgId, booksId }, state);
    const seesAll = mayDo(actor.role, "view_bank_lines");
    const rows = seesAll ? all : all.filter((row) => isTheirs(row, signer));
    const ids = rows.map(({ id }) => id);
    const files = await selectFilesOfApprovals(db, orgId, ids);
    return rows.map((row) => approvalOnWire(row, { files, signer }));
  });
}

/** One approval with the entry it would make today, or why it cannot be posted any more. */
export async function readApproval(
  deps: Deps,
  actor: Actor & { readonly memberId: number },
  { booksId, approvalId }: { readonly booksId: number; readonly approvalId: number },
): Promise<
  Result<
    Omit<ApprovalDetail, "problem"> & { readonly refusal: AdjustmentRefusal | PaperRefusal | null },
    { readonly code: "approval_gone" }
  >
> {
  const books = { orgId: actor.orgId, booksId };
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    const row = await selectApproval(db, books, approvalId);
    const signer = await signerOf(db, actor);
    const maySee = row && (mayDo(actor.role, "view_bank_lines") || isTheirs(row, signer));
    if (!row || !maySee) return refuse({ code: "approval_gone" });
    const files = await selectFilesOfApprovals(db, books.orgId, [row.id]);
    const approval = approvalOnWire(row, { files, signer });
    const payload = payloadOf(row);
    if (!("request" in payload)) {
      return ok({ approval, named: null, effect: null, narrations: [], refusal: null });
    }
    const named = await namedIn(db, books, payload.request);
    if (row.state !== "pending") {
      return ok({ approval, named, effect: null, narrations: [], refusal: null });
    }
    const recording = { ...books, memberId: null, recordedAt: "" };
    const prepared = await prepareAdjustment(deps, db, recording, payload.request);
    if (!prepared.ok) {
      return ok({ approval, named, effect: null, narrations: [], refusal: prepared.error });
    }
    const narrations = narrationsOf(prepared.value);
    const effect = effectOf(prepared.value);
    return ok({ approval, named, effect, narrations, refusal: lackingPaper(payload) });
  });
}
