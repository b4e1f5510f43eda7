// Wider money limits of a member wait for a second person; narrower ones hold at once.
import type { MemberLimits } from "../../contract/members.ts";
import { booksDefault, isWider } from "../../core/ledger/wider-limits.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { acts } from "../../core/roles.ts";
import { insertApproval } from "../../db/approvals.ts";
import { booksOf } from "../../db/books.ts";
import { selectAloneLimits } from "../../db/books-settings.ts";
import { notifyLive } from "../../db/live-events.ts";
import { type MemberRow, updateMember } from "../../db/members.ts";
import type { Db } from "../../db/pool.ts";
import type { Actor } from "../actor.ts";
import type { LimitsPayload } from "../adjustments/approval-payload.ts";
import { recordAct } from "./record-act.ts";

export type AskLimitsRefusal = { readonly code: "reason_missing" };

export type AskedLimits = {
  /** What holds at once; null: what held before. */
  readonly limits: Record<string, string> | null;
  readonly approvalId: number | null;
};

export async function askLimits(
  db: Db,
  actor: Actor,
  of: {
    readonly member: Pick<MemberRow, "id" | "name" | "limits">;
    readonly to: MemberLimits;
    readonly reason: string;
  },
): Promise<Result<AskedLimits, AskLimitsRefusal>> {
  const { member, reason } = of;
  const to = definedLimits(of.to);
  const books = booksDefault(await selectAloneLimits(db, actor.orgId));
  if (!isWider(member.limits, to, books)) return ok({ limits: to, approvalId: null });
  if (reason.trim() === "") return refuse({ code: "reason_missing" });
  const { orgId, memberId } = actor;
  // an organisation without books has nobody's money to adjust yet
  const [first] = await booksOf(db, orgId);
  if (!first || memberId === null) return ok({ limits: to, approvalId: null });
  const limits: LimitsPayload = { memberId: member.id, name: member.name, from: member.limits, to };
  const approvalId = await insertApproval(db, {
    orgId,
    booksId: first.id,
    act: "change_limits",
    payload: { limits, by: acts.change_limits.approvers },
    currency: null,
    amountMinor: null,
    reason,
    askedBy: memberId,
  });
  await notifyLive(db, { orgId, booksId: first.id, topic: "approvals", id: null });
  const act = { action: "limits.ask", subjectKind: "approval", subjectId: approvalId };
  await recordAct(db, actor, { ...act, detail: { ...limits, reason } });
  return ok({ limits: null, approvalId });
}

/** Carried out with the approval. */
export async function grantLimits(
  db: Db,
  orgId: number,
  { memberId, to }: LimitsPayload,
): Promise<void> {
  const kept = { name: null, role: null, isLead: null, active: null };
  await updateMember(db, orgId, memberId, { ...kept, limits: to });
}

function definedLimits(limits: MemberLimits): Record<string, string> {
  const defined: Record<string, string> = {};
  for (const [act, limit] of Object.entries(limits)) if (limit !== undefined) defined[act] = limit;
  return defined;
}
