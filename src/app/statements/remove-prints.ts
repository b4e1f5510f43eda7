// Archives of bulk prints go after the days the organisation keeps them: they are copies, made again in
// a minute. The frozen papers of what was sent lie elsewhere and are never removed.
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { markPrintRemoved, selectOldPrints } from "../../db/print-orders.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { ClockBooks } from "../clock/clock-work.ts";
import type { Deps } from "../deps.ts";
import { loadSendingSettings } from "../sending/sending-settings.ts";

/** A turn removes so many; the rest follows the next day. */
const mostATurn = 500;
const dayMs = 86_400_000;

export async function removeOldPrints(
  deps: Pick<Deps, "pool" | "clock" | "dataFolder">,
  books: Pick<ClockBooks, "orgId" | "booksId">,
): Promise<number> {
  const { orgId } = books;
  const now = deps.clock.now();
  const old = await inOrganisation(deps.pool, orgId, async (db) => {
    const { policy } = await loadSendingSettings(db, orgId);
    const before = new Date(now.getTime() - policy.printDays * dayMs);
    return selectOldPrints(db, books, { before, limit: mostATurn });
  });
  for (const { id, storedAs } of old) {
    // the file first: a mark without it would leave it for ever
    await rm(join(deps.dataFolder, storedAs), { force: true });
    await inOrganisation(deps.pool, orgId, (db) => markPrintRemoved(db, orgId, { id, at: now }));
  }
  return old.length;
}
