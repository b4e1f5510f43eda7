// Deliveries of webhooks go some days after their end, events with their last delivery: what happened
// stands in the books and the audit trail. What is still on its way never goes.
import { inOrganisation } from "../../db/transaction.ts";
import { deleteOldDeliveries, deleteToldEvents } from "../../db/webhook-retention.ts";
import type { ClockBooks } from "../clock/clock-work.ts";
import type { Deps } from "../deps.ts";
import { loadSendingSettings } from "../sending/sending-settings.ts";

/** Of one transaction, so that nobody who sends waits for long. */
const rowsAtOnce = 5_000;
const dayMs = 86_400_000;

export async function removeOldDeliveries(
  deps: Pick<Deps, "pool" | "clock">,
  books: Pick<ClockBooks, "orgId" | "booksId">,
): Promise<{ readonly deliveries: number; readonly events: number }> {
  const now = deps.clock.now().getTime();
  const { pool } = deps;
  const { policy } = await inOrganisation(pool, books.orgId, (db) =>
    loadSendingSettings(db, books.orgId),
  );
  const before = (days: number) => new Date(now - days * dayMs);
  const ends = {
    deliveredBefore: before(policy.webhookDays),
    endedBefore: before(policy.webhookFailedDays),
    limit: rowsAtOnce,
  };
  const deliveries = await untilNone(() =>
    inOrganisation(pool, books.orgId, (db) => deleteOldDeliveries(db, books, ends)),
  );
  const happenedBefore = before(Math.min(policy.webhookDays, policy.webhookFailedDays));
  const events = await untilNone(() =>
    inOrganisation(pool, books.orgId, (db) =>
      deleteToldEvents(db, books, { happenedBefore, limit: rowsAtOnce }),
    ),
  );
  return { deliveries, events };
}

async function untilNone(removeSome: () => Promise<number>): Promise<number> {
  let sum = 0;
  for (;;) {
    const removed = await removeSome();
    sum += removed;
    if (removed < rowsAtOnce) return sum;
  }
}
