// What was disputed of an item is not any more once its difference has ended by a booking; dated like
// that booking and taken back with it.
import { insertDisputes } from "../../db/disputes.ts";
import type { Db } from "../../db/pool.ts";
import type { Recording } from "../../db/recording.ts";

export async function liftDispute(
  db: Db,
  recording: Recording,
  of: {
    readonly itemId: number | null;
    readonly decisionId: number | null;
    /** What the booking ended. */
    readonly endedMinor: number;
    /** What stands as disputed on the item. */
    readonly disputedMinor: number;
  },
): Promise<void> {
  const { itemId, decisionId, endedMinor, disputedMinor } = of;
  const lifted = Math.min(disputedMinor, endedMinor);
  if (itemId === null || decisionId === null || lifted <= 0) return;
  await insertDisputes(db, recording, [{ decisionId, itemId, amountMinor: -lifted }]);
}
