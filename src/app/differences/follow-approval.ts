// A difference that waited for a second person ends with the approval, or goes back to its owner.

import { endWaiting, resolveDifference, selectAwaiting } from "../../db/difference-life.ts";
import { insertDifferenceEvents } from "../../db/differences.ts";
import type { Db } from "../../db/pool.ts";
import type { Recording } from "../../db/recording.ts";

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
  await resolveDifference(db, recording, { id, outcome, decisionId });
  const detail = { outcome, decisionId, approvalId };
  await insertDifferenceEvents(db, recording, [{ id, act: "resolved", detail, note }]);
}
