// The threshold in force and how it came about, with the reliability curve of all labels.
import type { CalibrationOnWire } from "../../contract/accuracy.ts";
import { calibrate } from "../../core/calibration/calibrate.ts";
import { reliabilityOf } from "../../core/calibration/reliability.ts";
import { weighLabels } from "../../core/calibration/strata.ts";
import { thresholdFor } from "../../core/matching/threshold.ts";
import { countSamples } from "../../db/blind-samples.ts";
import {
  selectBlindLabels,
  selectCalibration,
  selectShadowLabels,
  selectShownDecisions,
  selectStrata,
} from "../../db/calibrations.ts";
import { selectBooks } from "../../db/ledger-state.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import { labelOf } from "./recalibrate.ts";

export async function readCalibration(
  deps: Deps,
  books: { readonly orgId: number; readonly booksId: number },
): Promise<CalibrationOnWire> {
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    const maxWrongPerMille = Number(
      (await selectBooks(db, books.orgId, books.booksId))?.maxWrongPerMille ?? 1,
    );
    const stored = await selectCalibration(db, books);
    // one that was made for another request is no longer in force
    const present =
      stored?.maxWrongPerMille === maxWrongPerMille ? stored : shippedPrior(maxWrongPerMille);
    const labels = [
      ...(await selectBlindLabels(db, books)),
      ...(await selectShadowLabels(db, books)),
      ...(await selectShownDecisions(db, books)).map(labelOf),
    ];
    const weighed = weighLabels(labels, await selectStrata(db, books));
    const { state, threshold, labels: count, blind, wrong, missing, bound } = present;
    const { labelsAbove, wrongAbove } = present;
    return {
      ...{ state, threshold, maxWrongPerMille, labels: count, blind, wrong, missing, bound },
      ...{ labelsAbove, wrongAbove },
      version: present === stored ? stored.version : 0,
      at: present === stored ? stored.recordedAt.toISOString() : null,
      labelsNow: weighed.length,
      samplesWaiting: (await countSamples(db, books)).waiting,
      curve: reliabilityOf(weighed).map((point) => ({
        from: point.from,
        to: point.to,
        said: point.said,
        labels: point.labels,
        blind: point.blind,
        right: point.rightShare,
        interval: point.interval,
      })),
    };
  });
}

function shippedPrior(maxWrongPerMille: number) {
  const priorThreshold = thresholdFor(maxWrongPerMille);
  return calibrate({ labels: [], population: [], undone: [], maxWrongPerMille, priorThreshold });
}
