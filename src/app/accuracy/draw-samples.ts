// After a run: draws automatic postings for 抽检 and sets beside each posted reading others that
// somebody might think of, in an order that says nothing about which one was posted.
import { createHash } from "node:crypto";
import { assert } from "../../core/assert.ts";
import { drawSample } from "../../core/calibration/sample.ts";
import {
  countDrawnInWeek,
  type DrawnRow,
  insertSamples,
  type NewSample,
  type OtherItem,
  type SampleChoice,
  selectDrawn,
  selectOtherItems,
  selectPostedOfRun,
} from "../../db/blind-samples.ts";
import type { StoredCandidate } from "../../db/matches.ts";
import { beginRecording, storeAudit } from "../../db/recording.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";

/** As many as the judge takes in at a glance. */
const mostChoices = 4;

/** Safe to call twice: a run is sampled once. */
export async function drawSamples(
  deps: Deps,
  run: { readonly orgId: number; readonly booksId: number; readonly runId: number },
): Promise<number> {
  const { orgId, runId } = run;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { ...run, memberId: null });
    const posted = await selectPostedOfRun(db, run);
    const sample = drawSample(posted, { drawnThisWeek: await countDrawnInWeek(db, run) });
    if (sample.length === 0) return 0;
    const weights = new Map(sample.map((one) => [one.decisionId, one.weight]));
    const drawn = await selectDrawn(db, orgId, [...weights.keys()]);
    const others = Map.groupBy(
      await selectOtherItems(
        db,
        run,
        drawn.map((one) => ({ ...one, customerId: one.candidates[0]?.customerId ?? 0 })),
      ),
      ({ decisionId }) => decisionId,
    );
    await insertSamples(
      db,
      recording,
      runId,
      drawn.map((one) =>
        sampleOf(one, others.get(one.decisionId) ?? [], weights.get(one.decisionId) ?? 1),
      ),
    );
    const detail = { posted: posted.length, drawn: drawn.length };
    await storeAudit(db, recording, [
      { actor: "system", action: "sample.draw", subjectKind: "run", subjectId: runId, detail },
    ]);
    return drawn.length;
  });
}

function sampleOf(drawn: DrawnRow, others: readonly OtherItem[], weight: number): NewSample {
  const [posted, ...alternatives] = drawn.candidates.map(choiceOf);
  assert(posted !== undefined, "what was posted has its reading");
  const decoys = others.map(({ customerId, itemId, openMinor }): SampleChoice => {
    const amountMinor = Math.min(openMinor, drawn.amountMinor);
    return {
      customerId,
      parts: [{ itemId, amountMinor, lineAmountMinor: amountMinor }],
      booked: [],
    };
  });
  const distinct = new Map([posted, ...alternatives, ...decoys].map((one) => [keyOf(one), one]));
  const choices = [...distinct.values()].slice(0, mostChoices);
  const order = (choice: SampleChoice) =>
    createHash("sha256")
      .update(`${drawn.decisionId} ${keyOf(choice)}`)
      .digest("hex");
  choices.sort((a, b) => (order(a) < order(b) ? -1 : 1));
  return {
    ...drawn,
    weight,
    choices,
    postedChoice: choices.findIndex((one) => keyOf(one) === keyOf(posted)),
  };
}

function choiceOf(candidate: StoredCandidate): SampleChoice {
  return {
    customerId: candidate.customerId,
    parts: candidate.allocations,
    booked: candidate.residuals
      .filter((residual) => residual.posted)
      .map(({ code, side, amountMinor, currency }) => ({ code, side, amountMinor, currency })),
  };
}

function keyOf({ customerId, parts, booked }: SampleChoice): string {
  return JSON.stringify([customerId, parts.map((p) => [p.itemId, p.amountMinor]), booked]);
}
