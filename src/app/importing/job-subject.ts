// Which import a job works on, and for whom.
import { ok, type Result, refuse } from "../../core/result.ts";
import { batchById } from "../../db/imports.ts";
import { jobRunById } from "../../db/job-runs.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";

export async function findJobSubject(
  deps: Deps,
  of: { readonly orgId: number; readonly runId: number },
): Promise<
  Result<
    { readonly batchId: number; readonly actor: string },
    { readonly code: "import_not_found" }
  >
> {
  return inOrganisation(deps.pool, of.orgId, async (client) => {
    const run = await jobRunById(client, of.orgId, of.runId);
    const batch = run?.refId ? await batchById(client, of.orgId, run.refId) : null;
    if (batch === null) return refuse({ code: "import_not_found" });
    return ok({ batchId: batch.id, actor: batch.by || "system" });
  });
}
