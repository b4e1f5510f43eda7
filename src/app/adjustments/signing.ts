// Who may see and sign an approval: everybody who sees vouchers sees all of them; others see what they
// asked for and what waits for a signature they may give.
import { type Approver, approvalState } from "../../core/ledger/rights.ts";
import { mayDo, type Position } from "../../core/roles.ts";
import type { ApprovalRow } from "../../db/approvals.ts";
import { memberById } from "../../db/members.ts";
import type { Db } from "../../db/pool.ts";
import type { Actor } from "../actor.ts";
import { payloadOf, type Signature } from "./approval-payload.ts";

type Member = Pick<Actor, "orgId" | "role"> & { readonly memberId: number };

/** A member as a signature sees them; whoever leads the team is asked of the record, not of the session. */
export async function signerOf(
  db: Db,
  { orgId, memberId, role }: Member,
): Promise<Approver & { readonly isLead: boolean }> {
  const member = await memberById(db, orgId, memberId);
  return { personId: String(memberId), role, isLead: member?.isLead ?? false };
}

export function signatureState(
  approval: Pick<ApprovalRow, "askedBy">,
  {
    by,
    signatures = [],
  }: { by: readonly Position[]; signatures?: readonly Signature[] | undefined },
  signer: Approver,
): ReturnType<typeof approvalState> {
  const people = signatures.map((one) => ({
    personId: String(one.memberId),
    role: one.role,
    isLead: one.isLead ?? false,
  }));
  return approvalState(by, String(approval.askedBy), [...people, signer]);
}

export async function maySeeApproval(
  db: Db,
  actor: Member,
  approval: ApprovalRow,
): Promise<boolean> {
  if (mayDo(actor.role, "view_bank_lines")) return true;
  return isTheirs(approval, await signerOf(db, actor));
}

/** Asked for by them, signed by them, or open to their signature. */
export function isTheirs(approval: ApprovalRow, signer: Approver): boolean {
  if (String(approval.askedBy) === signer.personId) return true;
  const payload = payloadOf(approval);
  const { signatures = [] } = payload;
  if (signatures.some(({ memberId }) => String(memberId) === signer.personId)) return true;
  return signatureState(approval, { by: payload.by }, signer).kind !== "refused";
}
