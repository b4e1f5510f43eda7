// Gives unused claims back before a line is decided otherwise: what a run took for one customer's
// money turns out to be another's, or no receipt at all.
import type { IsoDate } from "../../core/date.ts";
import type { Db } from "../../db/pool.ts";
import type { Recording } from "../../db/recording.ts";
import { type StandingClaim, selectStandingClaims } from "../../db/standing-claims.ts";
import { undoDecision } from "./undo-decision.ts";

export type LineOwner = {
  readonly lineId: number;
  /** Whose money it is by the decision to come; null: no customer's. */
  readonly customerId: number | null;
};

/** Claims of runs; those of people only where asked. */
export async function freeClaims(
  db: Db,
  recording: Recording,
  of: {
    readonly owners: readonly LineOwner[];
    readonly byPeopleToo: boolean;
    readonly today: IsoDate;
    readonly actor: string;
  },
): Promise<void> {
  const wanted = new Map(of.owners.map(({ lineId, customerId }) => [lineId, customerId]));
  const claims = await selectStandingClaims(db, recording, [...wanted.keys()]);
  const isWrong = ({ lineId, customerId, byMemberId }: StandingClaim) =>
    customerId !== wanted.get(lineId) && (of.byPeopleToo || byMemberId === null);
  for (const { decisionId } of claims.filter(isWrong)) {
    const { today, actor } = of;
    // a claim that something stands on is left; the decision then says why it does not fit
    await undoDecision(db, recording, { decisionId, today, actor, reason: "" });
  }
}
