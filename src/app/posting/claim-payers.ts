// Money whose payer is certain though nothing says yet what it pays stands on the customer's account
// (2203.01), not among the unclaimed (DOMAIN §3.2). A run claims it (J09); the line keeps waiting in
// its lane, and a person who sees it otherwise gets the claim given back first (free-claims.ts).
import type { PostableMatch } from "../../db/matches.ts";
import type { DecisionRequest } from "./post-decisions.ts";

/** Evidence that proves the payer by itself (core/matching/payer.ts, standing `full`). */
const proofs: ReadonlySet<string> = new Set([
  "who.account",
  "who.account_seen",
  "who.assigned_account",
  "who.memory",
  "who.name_name",
  "who.name_alias",
]);

/** The payer is proven, and no reading says that somebody else's debt is paid. */
export function isCertain({ lane, payerId, payerBecause, candidates }: PostableMatch): boolean {
  if (payerId === null || (lane !== "suggested" && lane !== "unmatched")) return false;
  if (!payerBecause.some(({ key }) => proofs.has(key))) return false;
  return candidates.every((candidate) => candidate.customerId === payerId);
}

/** One that is claimed already is refused by itself. */
export function claimOf(
  { bankLineId, payerId, id }: PostableMatch,
  runId: number,
): DecisionRequest {
  return {
    kind: "claim",
    bankLineIds: [bankLineId],
    customerId: payerId,
    parts: [],
    residuals: [],
    matchId: id,
    runId,
    rule: "",
    reason: "",
  };
}
