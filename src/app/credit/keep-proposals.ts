// The rule's proposals follow the ratings: a new one is kept, one that no longer holds gives way, and
// what people decide about or have just rejected is left alone.
import { beginOf, type Proposed } from "../../core/credit/propose.ts";
import type { NewCreditEvent } from "../../db/credit-ratings.ts";
import {
  insertProposals,
  type LastProposal,
  type NewProposal,
  supersedeProposals,
} from "../../db/credit-terms.ts";
import type { Db } from "../../db/pool.ts";
import { dayOf } from "./load-customers.ts";
import type { Rated } from "./rate-customer.ts";
import type { RatingBooks } from "./rate-customers.ts";

/** A rejected change is not proposed again within this many days. */
const quietDays = 90;

/** An event for every new one. */
export async function keepProposals(
  db: Db,
  books: RatingBooks,
  { rated, last }: { readonly rated: readonly Rated[]; readonly last: readonly LastProposal[] },
): Promise<NewCreditEvent[]> {
  const byCustomer = Map.groupBy(last, ({ customerId }) => customerId);
  const verdicts = rated.map((one) =>
    verdictOn(one, byCustomer.get(one.subject.facts.id) ?? [], books),
  );
  await supersedeProposals(
    db,
    books.orgId,
    verdicts.flatMap(({ gone }) => (gone === null ? [] : [gone])),
  );
  const fresh = verdicts.flatMap(({ proposal }) => (proposal === null ? [] : [proposal]));
  const ids = await insertProposals(db, books, fresh);
  return fresh.map(({ customerId, change }) => ({
    customerId,
    act: "proposal_made",
    detail: { proposalId: ids.get(customerId), ...change },
  }));
}

type Verdict = {
  /** The one that no longer holds. */
  readonly gone: number | null;
  readonly proposal: NewProposal | null;
};

function verdictOn(
  { subject, proposal }: Rated,
  last: readonly LastProposal[],
  { today }: RatingBooks,
): Verdict {
  const nothing: Verdict = { gone: null, proposal: null };
  if (last.some(({ state }) => state === "asked")) return nothing;
  const waiting = last.find(({ state }) => state === "open");
  if (waiting && proposal && isSame(waiting.change, proposal.change)) return nothing;
  const gone = waiting?.id ?? null;
  const rejected = last.find(({ state }) => state === "rejected");
  const isQuiet =
    proposal !== null &&
    rejected?.decidedOn != null &&
    dayOf(today) - dayOf(rejected.decidedOn) < quietDays &&
    isSame(rejected.change, proposal.change);
  if (proposal === null || isQuiet) return { gone, proposal: null };
  const { inForce, facts } = subject;
  return {
    gone,
    proposal: {
      customerId: facts.id,
      state: "open",
      change: proposal.change,
      before: inForce,
      because: proposal.because,
      effectiveFrom: beginOf(proposal.change, inForce, today),
      approvalId: null,
      madeBy: null,
    },
  };
}

function isSame(a: Proposed["change"], b: Proposed["change"]): boolean {
  return a.limitMinor === b.limitMinor && a.method === b.method && a.creditDays === b.creditDays;
}
