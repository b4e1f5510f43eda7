// What becomes of a proposal: sent to an approver, granted from a day on, closed; and what follows when
// the approver has decided.
import { dayIn } from "../../clock.ts";
import type { CreditChangeOnWire } from "../../contract/credit.ts";
import { type IsoDate, isoDate, laterDate } from "../../core/date.ts";
import { acts } from "../../core/roles.ts";
import { insertApproval } from "../../db/approvals.ts";
import { booksById } from "../../db/books.ts";
import { insertCreditEvents } from "../../db/credit-ratings.ts";
import {
  insertTerm,
  lockProposal,
  type ProposalRow,
  selectProposalOfApproval,
  setProposalState,
} from "../../db/credit-terms.ts";
import { notifyLive } from "../../db/live-events.ts";
import type { Db } from "../../db/pool.ts";
import { type Recording, storeAudit } from "../../db/recording.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { applyTermsWithin } from "./apply-terms.ts";
import { changeOnWire } from "./list-credit.ts";
import { type RatingBooks, rateSome } from "./rate-customers.ts";

type Person = Actor & { readonly memberId: number };

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

export async function askApprover(
  db: Db,
  recording: Recording,
  of: {
    readonly actor: Pick<Person, "name" | "memberId">;
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

export async function grantTerms(
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
  await closeProposal(db, recording, { proposal, state: "approved", comment, actor });
  await applyTermsWithin(db, { ...recording, today: of.today });
  await insertCreditEvents(db, recording, [
    { customerId, act: "terms_changed", detail: { from: before, to: change, effectiveFrom: from } },
  ]);
}

export async function closeProposal(
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
    await closeProposal(db, recording, { proposal, state, comment, actor });
    return;
  }
  const today = isoDate(dayIn(row.timeZone, deps.clock.now()));
  const from = laterDate(isoDate(of.from), today);
  await grantTerms(db, recording, { proposal, from, today, actor, comment });
  const { homeCurrency } = row;
  await rateAgain(db, { orgId, booksId, homeCurrency, today }, proposal.customerId);
}

export async function rateAgain(db: Db, books: RatingBooks, customerId: number): Promise<void> {
  await rateSome(db, books, [customerId]);
}
