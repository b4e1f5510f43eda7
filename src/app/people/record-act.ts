// Leaves an act of a person in the organisation's chained audit trail, inside the act's own
// transaction.

import type { Db } from "../../db/pool.ts";
import { beginRecording, type NewAudit, storeAudit } from "../../db/recording.ts";
import type { Actor } from "../actor.ts";

export async function recordAct(
  db: Db,
  actor: Pick<Actor, "orgId" | "memberId" | "name">,
  act: Omit<NewAudit, "actor">,
): Promise<void> {
  const { orgId, memberId, name } = actor;
  // An act on people or settings belongs to no books; the recording only needs the organisation.
  const recording = await beginRecording(db, { orgId, booksId: 0, memberId });
  await storeAudit(db, recording, [{ actor: name, ...act }]);
}
