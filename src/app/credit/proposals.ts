// Proposals of the rule are taken over or rejected; a person's own always needs a second one. What was
// approved counts from its day on.
import { dayIn } from "../../clock.ts";
import type { CreditChangeBody, CreditChangeOnWire } from "../../contract/credit.ts";
import { because } from "../../core/because.ts";
import { type IsoDate, isoDate, laterDate } from "../../core/date.ts";
import { parseMinor, toSafeMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { acts, mayDo, type Position } from "../../core/roles.ts";
import { insertApproval } from "../../db/approvals.ts";
import { booksById } from "../../db/books.ts";
import { insertCreditEvents } from "../../db/credit-ratings.ts";
import {
  insertProposal,
  insertTerm,
  lockProposal,
  type ProposalRow,
  selectLastProposals,
  selectProposalOfApproval,
  setProposalState,
} from "../../db/credit-terms.ts";
import { notifyLive } from "../../db/live-events.ts";
import type { Db } from "../../db/pool.ts";
import { beginRecording, type Recording, storeAudit } from "../../db/recording.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { applyTermsWithin } from "./apply-terms.ts";
import { changeOnWire } from "./list-credit.ts";
import { loadSubjects } from "./load-customers.ts";
import { type RatingBooks, rateSome } from "./rate-customers.ts";

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
      await grant(db, recording, { proposal, from, today, actor, comment: of.comment });
      await rateAgain(db, books, proposal.customerId);
      return ok({ state: "approved", approvalId: null, by: [] });
    }
    const by = [...acts.change_credit.approvers];
    const approvalId = await ask(db, recording, {
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
    await close(db, recording, { proposal, state: "rejected", comment: of.comment, actor });
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
    if (open) await setProposalState(db, orgId, { id: open.id, state: "superseded" });
    const change = {
      limitMinor: limit === null ? null : toSafeMinor(limit),
      method: of.method,
      creditDays: of.creditDays,
    };
    const id = await insertProposal(db, books, {
      customerId,
      state: "open",
      change,
      before: subject.inForce,
      because: [because("credit_propose_person", { name: actor.name, reason: of.reason })],
      effectiveFrom: of.effectiveFrom,
      approvalId: null,
      madeBy: actor.memberId,
    });
    const proposal = await lockProposal(db, books, id);
    if (!proposal) return refuse({ code: "not_found" });
    const from = isoDate(of.effectiveFrom);
    const approvalId = await ask(db, recording, {
      ...{ actor, proposal, from, homeCurrency },
      reason: of.reason,
    });
    return ok({ state: "asked", approvalId, by: [...acts.change_credit.approvers] });
  });
}

/** What stands in the approval; `from` may differ from what was first proposed. */
export type CreditPayload = {
  readonly proposalId: number;
  readonly customerId: number;
  readonly customerName: string;
  readonly currency: string;
  readonly from: string;
  readonly before: CreditChangeOnWire;
  readonly change: CreditChangeOnWire;
};

async function ask(
  db: Db,
  recording: Recording,
  of: {
    readonly actor: Person;
    readonly proposal: ProposalRow;
    readonly from: IsoDate;
    readonly reason: string;
    readonly homeCurrency: string;
  },
): Promise<number> {
  const { orgId, booksId } = recording;
  const { actor, proposal, from, reason } = of;
  const { id: proposalId, customerId, customerName, change } = proposal;
  const { homeCurrency: currency } = of;
  const credit: CreditPayload = {
    ...{ proposalId, customerId, customerName, currency, from },
    before: changeOnWire(proposal.before, currency),
    change: changeOnWire(change, currency),
  };
  const approvalId = await insertApproval(db, {
    orgId,
    booksId,
    act: "change_credit",
    payload: { credit, by: acts.change_credit.approvers },
    currency: null,
    amountMinor: null,
    reason,
    askedBy: actor.memberId,
  });
  await setProposalState(db, orgId, { id: proposalId, state: "asked", approvalId });
  await storeAudit(db, recording, [
    {
      actor: actor.name,
      action: "credit.ask",
      subjectKind: "customer",
      subjectId: customerId,
      detail: { ...change, from, approvalId, reason },
    },
  ]);
  await notifyLive(db, { orgId, booksId, topic: "approvals", id: null });
  return approvalId;
}

async function grant(
  db: Db,
  recording: Recording,
  of: {
    readonly proposal: ProposalRow;
    readonly from: IsoDate;
    readonly today: IsoDate;
    readonly actor: Pick<Person, "name" | "memberId">;
    readonly comment: string;
  },
): Promise<void> {
  const { proposal, from, actor, comment } = of;
  const { change, before, customerId } = proposal;
  await insertTerm(db, recording, {
    customerId,
    effectiveFrom: from,
    ...change,
    proposalId: proposal.id,
    reason: comment,
    memberId: actor.memberId,
  });
  await close(db, recording, { proposal, state: "approved", comment, actor });
  await applyTermsWithin(db, { ...recording, today: of.today });
  await insertCreditEvents(db, recording, [
    { customerId, act: "terms_changed", detail: { from: before, to: change, effectiveFrom: from } },
  ]);
}

async function close(
  db: Db,
  recording: Recording,
  of: {
    readonly proposal: ProposalRow;
    readonly state: "approved" | "rejected";
    readonly comment: string;
    readonly actor: Pick<Person, "name" | "memberId">;
  },
): Promise<void> {
  const { proposal, state, comment, actor } = of;
  const { memberId, name } = actor;
  const to = { id: proposal.id, state, decidedBy: memberId, comment };
  await setProposalState(db, recording.orgId, to);
  await storeAudit(db, recording, [
    {
      actor: name,
      action: `credit.${state}`,
      subjectKind: "customer",
      subjectId: proposal.customerId,
      detail: { ...proposal.change, proposalId: proposal.id, comment },
    },
  ]);
  const { orgId, booksId } = recording;
  await notifyLive(db, { orgId, booksId, topic: "approvals", id: null });
}

/** Carries out or gives up what an approval was about. */
export async function followCreditApproval(
  deps: Pick<Deps, "clock">,
  db: Db,
  recording: Recording,
  of: {
    readonly approvalId: number;
    readonly state: "approved" | "rejected";
    readonly comment: string;
    readonly from: string;
    readonly actor: Pick<Person, "name" | "memberId">;
  },
): Promise<void> {
  const { approvalId, state, comment, actor } = of;
  const { orgId, booksId } = recording;
  const id = await selectProposalOfApproval(db, orgId, approvalId);
  const proposal = id === null ? null : await lockProposal(db, recording, id);
  const row = await booksById(db, orgId, booksId);
  if (!proposal || !row) return;
  if (state === "rejected") {
    await close(db, recording, { proposal, state, comment, actor });
    return;
  }
  const today = isoDate(dayIn(row.timeZone, deps.clock.now()));
  const from = laterDate(isoDate(of.from), today);
  await grant(db, recording, { proposal, from, today, actor, comment });
  const { homeCurrency } = row;
  await rateAgain(db, { orgId, booksId, homeCurrency, today }, proposal.customerId);
}

async function rateAgain(db: Db, books: RatingBooks, customerId: number): Promise<void> {
  await rateSome(db, books, [customerId]);
}
