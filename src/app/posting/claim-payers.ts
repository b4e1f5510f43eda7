// Money whose payer is certain though nothing says yet what it pays stands on the customer's account
// (2203.01), not among the unclaimed (DOMAIN §3.2). A run claims it (J09); the line keeps waiting in
// its lane, and a person who sees it otherwise gets the claim given back first (free-claims.ts).
import { selectReceiptsOfLines } from "../../db/ledger-state.ts";
import type { MatchRow } from "../../db/matches.ts";
import type { Db } from "../../db/pool.ts";
import type { Recording } from "../../db/recording.ts";
import { type DecisionRequest, postDecisions } from "./post-decisions.ts";

/** Evidence that proves the payer by itself (core/matching/payer.ts, standing `full`). */
const proofs: ReadonlySet<string> = new Set([
  "who.account",
  "who.account_seen",
  "who.assigned_account",
  "who.memory",
  "who.name_name",
  "who.name_alias",
]);

/** How many lines it claimed. The transaction must hold the writing lock. */
export async function claimPayers(
  db: Db,
  recording: Recording,
  runId: number,
  matches: readonly MatchRow[],
): Promise<number> {
  const certain = matches.filter(isCertain);
  if (certain.length === 0) return 0;
  const lineIds = certain.map((match) => match.bankLineId);
  const receipts = await selectReceiptsOfLines(db, recording, lineIds);
  const requests = certain.flatMap((match) =>
    receipts.get(match.bankLineId)?.receipt.account === "unidentified"
      ? [claimOf(match, runId)]
      : [],
  );
  const outcomes = await postDecisions(db, recording, requests);
  return outcomes.filter((outcome) => outcome.ok).length;
}

/** The payer is proven, and no reading says that somebody else's debt is paid. */
export function isCertain({ lane, payerId, payerBecause, candidates }: MatchRow): boolean {
  if (payerId === null || (lane !== "suggested" && lane !== "unmatched")) return false;
  if (!payerBecause.some(({ key }) => proofs.has(key))) return false;
  return candidates.every((candidate) => candidate.customerId === payerId);
}

function claimOf({ bankLineId, payerId, id }: MatchRow, runId: number): DecisionRequest {
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
