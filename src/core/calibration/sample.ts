// Which automatic postings go to blind sampling 抽检 (DOMAIN §3.12): 1 % of each stratum, at least
// twenty a week, chosen by hash, so that nobody can foresee or steer which.
import { assert } from "../assert.ts";
import { stratumOf } from "./strata.ts";

export type Posted = {
  readonly decisionId: number;
  readonly rule: string;
  readonly score: number;
  /** Even over all postings, and unknown before they are made. */
  readonly hash: string;
};

export type Drawn = {
  readonly decisionId: number;
  /** Postings of its stratum ÷ drawn ones: how many this one stands for. */
  readonly weight: number;
};

const sampledPercent = 1;
const leastAWeek = 20;

export function drawSample(
  posted: readonly Posted[],
  { drawnThisWeek }: { readonly drawnThisWeek: number },
): Drawn[] {
  const strata = [...Map.groupBy(posted, ({ rule, score }) => stratumOf(rule, score))]
    .map(([name, members]) => ({
      name,
      members: members.toSorted((a, b) => compare(a.hash, b.hash) || a.decisionId - b.decisionId),
      drawn: Math.ceil((members.length * sampledPercent) / 100),
    }))
    .sort((a, b) => compare(a.name, b.name));
  let wanted = Math.min(posted.length, leastAWeek - drawnThisWeek) - total(strata);
  for (; wanted > 0; wanted--) {
    // where one drawn line stands for the most others
    const next = strata
      .filter(({ members, drawn }) => drawn < members.length)
      .reduce((a, b) => (b.members.length / b.drawn > a.members.length / a.drawn ? b : a));
    next.drawn++;
  }
  const sample = strata.flatMap(({ members, drawn }) =>
    members.slice(0, drawn).map(({ decisionId }) => ({
      decisionId,
      weight: members.length / drawn,
    })),
  );
  assert(sample.length <= posted.length, "nothing is drawn twice");
  return sample.sort((a, b) => a.decisionId - b.decisionId);
}

function total(strata: readonly { readonly drawn: number }[]): number {
  return strata.reduce((sum, { drawn }) => sum + drawn, 0);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
