// A difference that waited for a second person ends with the approval, or goes back to its owner.

import { endWaiting, resolveDifference, selectAwaiting } from "../../db/difference-life.ts";
import { selectDifference } from "../../db/difference-list.ts";
import { insertDifferenceEvents } from "../../db/differences.ts";
import type { Db } from "../../db/pool.ts";
import type { Recording } from "../../db/recording.ts";
import { liftDispute } from "./lift-dispute.ts";

export async function followApproval(
  db: Db,
  recording: Recording,
  of: {
    readonly approvalId: number;
    readonly state: "approved" | "rejected";
    readonly decisionId: number | null;
    readonly comment: string;
  },
): Promise<void> {
  const { approvalId, decisionId, comment: note } = of;
  const waiting = await selectAwaiting(db, recording.orgId, approvalId);
  if (!waiting) return;
  const { id, outcome } = waiting;
  if (of.state === "rejected") {
    await endWaiting(db, recording, id);
    const detail = { stage: "in_progress", approvalId };
    await insertDifferenceEvents(db, recording, [{ id, act: "moved", detail, note }]);
    return;
  }
  const row = await selectDifference(db, recording, { id, lock: false });
  const { itemId, amountMinor: endedMinor } = waiting;
  const disputedMinor = row?.itemDisputedMinor ?? 0;
  await liftDispute(db, recording, { itemId, decisionId, endedMinor, disputedMinor });
  await resolveDifference(db, recording, { id, outcome, decisionId });
  const detail = { outcome, decisionId, approvalId };
  await insertDifferenceEvents(db, recording, [{ id, act: "resolved", detail, note }]);
}
