// A file of ours in a dispute: looked at like a customer's (size, kind by its content), kept by its
// hash. The customer sees it only where it stands beside an answer that was shared.

import type { PortalFile } from "../../contract/portal.ts";
import { largestFileBytes } from "../../core/portal/file-kind.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { selectDispute } from "../../db/dispute-tickets.ts";
import { insertPortalFile } from "../../db/portal-threads.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { keepBytes } from "../importing/keep-pasted.ts";
import { checkFile, type FileRefusal, type IncomingFile } from "../portal/keep-file.ts";
import { fileOnWire } from "../portal/threads.ts";

export const mostBytes = largestFileBytes;

export async function keepOurFile(
  deps: Deps,
  actor: Actor,
  of: { readonly booksId: number; readonly id: number; readonly file: IncomingFile },
): Promise<Result<PortalFile, FileRefusal>> {
  const kind = checkFile(of.file);
  if (!kind.ok) return kind;
  const { orgId, memberId } = actor;
  const { booksId, file } = of;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const dispute = await selectDispute(db, { orgId, booksId }, of.id);
    if (dispute === null) return refuse({ code: "not_found" });
    const { sha256, sizeBytes, storedAs } = await keepBytes(deps, orgId, file);
    const row = await insertPortalFile(db, {
      orgId,
      booksId,
      customerId: dispute.customerId,
      side: "us",
      name: file.name,
      kind: kind.value,
      sizeBytes,
      sha256,
      storedAs,
      sessionId: null,
      memberId,
    });
    return ok(fileOnWire(row));
  });
}
