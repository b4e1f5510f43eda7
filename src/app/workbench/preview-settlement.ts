// What a settlement by hand would book, shown before it is posted.
import type { BookingPreview } from "../../contract/workbench.ts";
import { ok, type Result } from "../../core/result.ts";
import { selectDecisionEntries } from "../../db/decisions.ts";
import type { Deps } from "../deps.ts";
import { loadBooksContext } from "../posting/books-context.ts";
import { entriesOnWire, rehearse } from "../posting/rehearse.ts";
import { type HandRefusal, type HandSettlement, postHand } from "./decide.ts";
import type { Decider } from "./hand-rights.ts";

export async function previewSettlement(
  deps: Deps,
  actor: Decider,
  { booksId, settlement }: { readonly booksId: number; readonly settlement: HandSettlement },
): Promise<Result<BookingPreview["entries"], HandRefusal>> {
  const { orgId, memberId } = actor;
  return rehearse(deps, { orgId, booksId, memberId }, async (db, recording) => {
    const posted = await postHand(deps, db, recording, { actor, settlement });
    if (!posted.ok) return posted;
    const entries = await selectDecisionEntries(db, orgId, posted.value.decisionId);
    const { ledger } = await loadBooksContext(db, recording);
    return ok(entriesOnWire(entries, ledger));
  });
}
