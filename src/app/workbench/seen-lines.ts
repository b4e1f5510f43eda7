// What a person saw of a line before deciding about it: the decision takes the place of that, and of
// nothing that others did since. A claim leaves the line's version, so its customer is seen too.
import { type LineFacts, selectLineFacts } from "../../db/line-facts.ts";
import type { Db } from "../../db/pool.ts";
import type { Recording } from "../../db/recording.ts";
import { type StandingClaim, selectStandingClaims } from "../../db/standing-claims.ts";
import { undecidedLanes } from "../posting/post-decisions.ts";

export type SeenLine = {
  readonly lineId: number;
  readonly version: number;
  /** Whose money it was, null = nobody's. */
  readonly customerId: number | null;
};

export type SeenRefusal =
  | { readonly code: "already_decided"; readonly lineId: number; readonly lane: string }
  | { readonly code: "line_changed"; readonly lineId: number; readonly lane: string }
  | { readonly code: "claimed_meanwhile"; readonly customer: string; readonly by: string };

/** Of these lines those that are not any more what was seen, each with its reason, in their order. */
export async function changedSinceSeen(
  db: Db,
  recording: Recording,
  of: {
    readonly lineIds: readonly number[];
    readonly seen: readonly SeenLine[] | undefined;
    /** Whose money it is by the decision to come; null: no customer's. */
    readonly customerId: number | null;
    /** Of a line that was not seen every claim is kept that somebody other than this member made. */
    readonly claimsKeptFrom?: number | null;
  },
): Promise<ReadonlyMap<number, SeenRefusal>> {
  const seen = new Map((of.seen ?? []).map((one) => [one.lineId, one]));
  if (seen.size === 0 && of.claimsKeptFrom === undefined) return new Map();
  const lines = await selectLineFacts(db, recording, [...seen.keys()]);
  const claims = new Map(
    (await selectStandingClaims(db, recording, of.lineIds)).map((claim) => [claim.lineId, claim]),
  );
  const refusals = new Map<number, SeenRefusal>();
  for (const lineId of of.lineIds) {
    const one = seen.get(lineId);
    const line = lines.get(lineId);
    const claim = claims.get(lineId);
    const refusal = one
      ? ((line && changedSince(line, one.version)) ??
        claimedSince(claim, { customerId: of.customerId, seenCustomerId: one.customerId }))
      : of.claimsKeptFrom === undefined
        ? null
        : claimOfOthers(claim, of.claimsKeptFrom);
    if (refusal) refusals.set(lineId, refusal);
  }
  return refusals;
}

/** What is gone is refused by the decision itself, in its own words. */
export function changedSince(line: LineFacts, version: number): SeenRefusal | null {
  const { id: lineId, lane } = line;
  if (line.isCancelled || line.version === version) return null;
  return { code: undecidedLanes.has(lane) ? "line_changed" : "already_decided", lineId, lane };
}

/** A decision takes the place of the claim the person saw, and of no other. */
export function claimedSince(
  claim: StandingClaim | undefined,
  of: { readonly customerId: number | null; readonly seenCustomerId: number | null },
): SeenRefusal | null {
  if (!claim || claim.customerId === of.seenCustomerId) return null;
  return claim.customerId === of.customerId ? null : claimedBy(claim);
}

function claimOfOthers(
  claim: StandingClaim | undefined,
  memberId: number | null,
): SeenRefusal | null {
  if (!claim || claim.byMemberId === null || claim.byMemberId === memberId) return null;
  return claimedBy(claim);
}

function claimedBy(claim: StandingClaim): SeenRefusal {
  const by = claim.byName ?? "Qingzhang 清账";
  return { code: "claimed_meanwhile", customer: claim.customerName, by };
}
