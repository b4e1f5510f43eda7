// The threshold for posting from the books' own labels, as a new version where anything changed.
// Before a run, on request, and with the templates' standing, which the same labels decide.
import { type Calibration, calibrate, type Label } from "../../core/calibration/calibrate.ts";
import { thresholdFor } from "../../core/matching/threshold.ts";
import {
  type CalibrationRow,
  insertCalibration,
  type ShownDecision,
  selectBlindLabels,
  selectCalibration,
  selectShadowLabels,
  selectShownDecisions,
  selectStrata,
  selectUndoneScores,
} from "../../db/calibrations.ts";
import { selectBooks } from "../../db/ledger-state.ts";
import type { Db } from "../../db/pool.ts";
import { beginRecording, type Recording, storeAudit } from "../../db/recording.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import { demoteFallen } from "../rules/rule-standing.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

/** What a run stands on: the present threshold and standings. Safe to call twice. */
export async function prepareAccuracy(
  deps: Deps,
  who: InBooks & { readonly memberId: number | null; readonly actor: string },
): Promise<CalibrationRow> {
  return inOrganisation(deps.pool, who.orgId, async (db) => {
    const recording = await beginRecording(db, who);
    await demoteFallen(db, recording);
    return recalibrate(db, recording, who.actor);
  });
}

async function recalibrate(db: Db, recording: Recording, actor: string): Promise<CalibrationRow> {
  const row = await selectBooks(db, recording.orgId, recording.booksId);
  const maxWrongPerMille = Number(row?.maxWrongPerMille ?? 1);
  const present = await selectCalibration(db, recording);
  const next = await calibrationOf(db, recording, maxWrongPerMille);
  if (present && isSame(present, { ...next, maxWrongPerMille })) return present;
  const version = (present?.version ?? 0) + 1;
  await insertCalibration(db, recording, { ...next, version, maxWrongPerMille });
  await storeAudit(db, recording, [
    {
      actor,
      action: "accuracy.calibrate",
      subjectKind: "books",
      subjectId: recording.booksId,
      detail: { version, state: next.state, threshold: String(next.threshold) },
    },
  ]);
  return { ...next, version, maxWrongPerMille, recordedAt: new Date(recording.recordedAt) };
}

async function calibrationOf(
  db: Db,
  books: InBooks,
  maxWrongPerMille: number,
): Promise<Calibration> {
  return calibrate({
    labels: [
      ...(await selectBlindLabels(db, books)).filter(({ isRecent }) => isRecent),
      ...(await selectShadowLabels(db, books)),
      ...(await selectShownDecisions(db, books)).map(labelOf),
    ],
    population: await selectStrata(db, books),
    undone: await selectUndoneScores(db, books),
    maxWrongPerMille,
    priorThreshold: thresholdFor(maxWrongPerMille),
  });
}

/** A person who saw the proposal and posted exactly that, or something else. */
export function labelOf({ rule, score, proposed, decided }: ShownDecision): Label {
  const isRight = JSON.stringify(proposed) === JSON.stringify(decided);
  return { rule, score, isRight, isBlind: false };
}

type Compared = Calibration & { readonly maxWrongPerMille: number };

function isSame(a: Compared, b: Compared): boolean {
  const keyOf = (one: Compared) =>
    JSON.stringify([
      one.state,
      one.threshold,
      one.maxWrongPerMille,
      one.labels,
      one.blind,
      one.wrong,
      one.missing,
    ]);
  return keyOf(a) === keyOf(b);
}
