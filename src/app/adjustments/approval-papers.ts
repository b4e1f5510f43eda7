// Papers of an approval that waits: what it still lacks, and a paper handed in later. An approval may
// have been asked for before its kind of adjustment needed one.
import type { EvidenceFile } from "../../contract/adjustments.ts";
import { actOfAdjustment, paperOf } from "../../core/ledger/adjustment-kinds.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { mayDo, type Requirement } from "../../core/roles.ts";
import { lockApproval, setApprovalPayload } from "../../db/approvals.ts";
import {
  insertEvidenceLinks,
  selectEvidenceFiles,
  selectFilesOfApprovals,
} from "../../db/evidence-files.ts";
import { notifyLive } from "../../db/live-events.ts";
import { beginRecording, storeAudit } from "../../db/recording.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { evidenceOnWire } from "../evidence/evidence-files.ts";
import { type ApprovalPayload, payloadOf } from "./approval-payload.ts";

export type PaperRefusal = {
  readonly code: "approval_paper_missing";
  readonly requirement: Requirement;
};

/** The paper without which it cannot be signed; null: it has it, or needs none. */
export function lackingPaper(payload: ApprovalPayload): PaperRefusal | null {
  if (!("request" in payload)) return null;
  const { kind, fileIds } = payload.request;
  const requirement = paperOf(kind);
  if (requirement === null || fileIds.length > 0) return null;
  return { code: "approval_paper_missing", requirement };
}

export type AddPapersRefusal =
  | { readonly code: "approval_gone" }
  | { readonly code: "approval_closed"; readonly state: string }
  | { readonly code: "not_allowed"; readonly act: string; readonly role: string }
  | { readonly code: "file_gone" };

/** By whoever asked, or might have asked, for this kind; only while it waits. */
export async function addPapers(
  deps: Deps,
  actor: Actor & { readonly memberId: number },
  input: {
    readonly booksId: number;
    readonly approvalId: number;
    readonly fileIds: readonly number[];
  },
): Promise<Result<EvidenceFile[], AddPapersRefusal>> {
  const { orgId, memberId, role } = actor;
  const { booksId, approvalId, fileIds } = input;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const approval = await lockApproval(db, { orgId, booksId }, approvalId);
    const payload = approval && payloadOf(approval);
    if (!payload || !("request" in payload)) return refuse({ code: "approval_gone" });
    const act = actOfAdjustment[payload.request.kind];
    if (approval.askedBy !== memberId && !mayDo(role, act)) {
      return refuse({ code: "not_allowed", act, role });
    }
    const { state } = approval;
    if (state !== "pending") return refuse({ code: "approval_closed", state });
    const wanted = new Set(fileIds);
    const found = await selectEvidenceFiles(db, { orgId, booksId }, [...wanted]);
    if (found.length < wanted.size) return refuse({ code: "file_gone" });
    const all = [...new Set([...payload.request.fileIds, ...wanted])];
    const request = { ...payload.request, fileIds: all };
    await setApprovalPayload(db, orgId, { id: approvalId, payload: { ...payload, request } });
    await insertEvidenceLinks(db, orgId, { approvalId }, [...wanted]);
    const detail = { files: found.map(({ name }) => name) };
    const subject = { subjectKind: "approval", subjectId: approvalId };
    const event = { actor: actor.name, action: "approval.paper", ...subject, detail };
    await storeAudit(db, recording, [event]);
    await notifyLive(db, { orgId, booksId, topic: "approvals", id: null });
    const files = await selectFilesOfApprovals(db, orgId, [approvalId]);
    return ok(files.map(evidenceOnWire));
  });
}
