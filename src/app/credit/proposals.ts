// Proposals of the rule are taken over or rejected; a person's own always needs a second one. What was
// approved counts from its day on.
import type { CreditChangeBody } from "../../contract/credit.ts";
import { because } from "../../core/because.ts";
import { isoDate, laterDate } from "../../core/date.ts";
import { parseMinor, toSafeMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { acts, mayDo, type Position } from "../../core/roles.ts";
import {
  insertProposals,
  lockProposal,
  selectLastProposals,
  supersedeProposals,
} from "../../db/credit-terms.ts";
import { beginRecording } from "../../db/recording.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { askApprover, closeProposal, grantTerms, rateAgain } from "./grant-terms.ts";
import { loadSubjects } from "./load-customers.ts";
import type { RatingBooks } from "./rate-customers.ts";

type Person = Actor & { readonly memberId: number };

export type ProposalOutcome = {
  readonly state: "approved" | "asked";
  readonly approvalId: number | null;
  readonly by: Position[];
};

export type ProposalRefusal =
  | { readonly code: "not_found" }
  /** Somebody decided meanwhile, or it no longer holds. */
  | { readonly code: "credit_proposal_closed"; readonly state: string }
  | { readonly code: "credit_proposal_waits" }
  | { readonly code: "credit_amount_invalid"; readonly currency: string }
  | { readonly code: "credit_date_past"; readonly today: string }
  | { readonly code: "reason_missing" };

/** Takes over what the rule proposed: an approver grants it, anybody else asks one. */
export async function acceptProposal(
  deps: Deps,
  actor: Person,
  books: RatingBooks,
  of: { readonly id: number; readonly effectiveFrom: string | null; readonly comment: string },
): Promise<Result<ProposalOutcome, ProposalRefusal>> {
  const { orgId, booksId, today, homeCurrency } = books;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId: actor.memberId });
    const proposal = await lockProposal(db, books, of.id);
    if (!proposal) return refuse({ code: "not_found" });
    if (proposal.state !== "open") {
      return refuse({ code: "credit_proposal_closed", state: proposal.state });
    }
    const wanted = of.effectiveFrom ?? proposal.effectiveFrom;
    if (of.effectiveFrom !== null && wanted < today) {
      return refuse({ code: "credit_date_past", today });
    }
    const from = laterDate(isoDate(wanted), today);
    if (mayDo(actor.role, "approve")) {
      await grantTerms(db, recording, { proposal, from, today, actor, comment: of.comment });
      await rateAgain(db, books, proposal.customerId);
      return ok({ state: "approved", approvalId: null, by: [] });
    }
    const by = [...acts.change_credit.approvers];
    const approvalId = await askApprover(db, recording, {
      ...{ actor, proposal, from, homeCurrency },
      reason: of.comment,
    });
    return ok({ state: "asked", approvalId, by });
  });
}

/** Only what the rule proposed: a person's own is decided among the approvals. */
export async function rejectProposal(
  deps: Deps,
  actor: Person,
  books: RatingBooks,
  of: { readonly id: number; readonly comment: string },
): Promise<Result<{ readonly done: true }, ProposalRefusal>> {
  const { orgId, booksId } = books;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId: actor.memberId });
    const proposal = await lockProposal(db, books, of.id);
    if (!proposal) return refuse({ code: "not_found" });
    if (proposal.state !== "open") {
      return refuse({ code: "credit_proposal_closed", state: proposal.state });
    }
    if (of.comment.trim() === "") return refuse({ code: "reason_missing" });
    await closeProposal(db, recording, { proposal, state: "rejected", comment: of.comment, actor });
    return ok({ done: true });
  });
}

/** A person's own change, waiting for a second person from the start. */
export async function proposeChange(
  deps: Deps,
  actor: Person,
  books: RatingBooks,
  of: CreditChangeBody & { readonly customerId: number },
): Promise<Result<ProposalOutcome, ProposalRefusal>> {
  const { orgId, booksId, today, homeCurrency } = books;
  const limit = of.limit === null ? null : parseMinor(of.limit, homeCurrency);
  if (of.limit !== null && (limit === null || limit < 0n)) {
    return refuse({ code: "credit_amount_invalid", currency: homeCurrency });
  }
  if (of.effectiveFrom < today) return refuse({ code: "credit_date_past", today });
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId: actor.memberId });
    const { customerId } = of;
    const at = { ...books, customerIds: [customerId], asOf: today };
    const [subject] = await loadSubjects(db, at);
    if (!subject) return refuse({ code: "not_found" });
    const waiting = await selectLastProposals(db, orgId, [customerId]);
    if (waiting.some(({ state }) => state === "asked")) {
      return refuse({ code: "credit_proposal_waits" });
    }
    const open = waiting.find(({ state }) => state === "open");
    if (open) await supersedeProposals(db, orgId, [open.id]);
    const change = {
      limitMinor: limit === null ? null : toSafeMinor(limit),
      method: of.method,
      creditDays: of.creditDays,
    };
    const made = await insertProposals(db, books, [
      {
        customerId,
        state: "open",
        change,
        before: subject.inForce,
        because: [because("credit_propose_person", { name: actor.name, reason: of.reason })],
        effectiveFrom: of.effectiveFrom,
        approvalId: null,
        madeBy: actor.memberId,
      },
    ]);
    const proposal = await lockProposal(db, books, made.get(customerId) ?? 0);
    if (!proposal) return refuse({ code: "not_found" });
    const from = isoDate(of.effectiveFrom);
    const approvalId = await askApprover(db, recording, {
      ...{ actor, proposal, from, homeCurrency },
      reason: of.reason,
    });
    return ok({ state: "asked", approvalId, by: [...acts.change_credit.approvers] });
  });
}
