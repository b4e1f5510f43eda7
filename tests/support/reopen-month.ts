// Reopens the last closed month of books, as the signature of a second person does.
import type { Actor } from "../../src/app/actor.ts";
import type { Deps } from "../../src/app/deps.ts";
import { reopenMonth } from "../../src/app/periods/close-period.ts";
import { assert } from "../../src/core/assert.ts";
import type { IsoDate, Month } from "../../src/core/date.ts";
import { beginRecording } from "../../src/db/recording.ts";
import { inOrganisation } from "../../src/db/transaction.ts";

/** Through which day the books are closed afterwards. */
export async function reopen(
  deps: Pick<Deps, "pool">,
  actor: Actor,
  { booksId, month }: { readonly booksId: number; readonly month: Month },
): Promise<IsoDate | null> {
  const { orgId, memberId } = actor;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const reopened = await reopenMonth(db, recording, { actor, month, reason: "random" });
    assert(reopened.ok, `${month} was closed last`);
    return reopened.value.closedThrough;
  });
}
