// What other files waited for has come in: they go on by themselves.
import type { ContentKind } from "../../contract/imports.ts";
import { batchesMissingAccounts, batchesMissingRates, setBatchState } from "../../db/imports.ts";
import type { Db } from "../../db/pool.ts";
import type { Recording } from "../../db/recording.ts";
import { startJob } from "../jobs/start-job.ts";

/** In the transaction of the import that brought it. */
export async function goOnAfter(
  client: Db,
  recording: Recording,
  imported: ContentKind,
): Promise<void> {
  if (imported === "rates") await continueMissingRates(client, recording);
  if (imported === "own") await readWaiting(client, recording);
}

/**
 * Rows that were refused for want of a rate go on by themselves: imported files are imported again
 * (which adds those rows alone), files still looked at are read again.
 */
async function continueMissingRates(client: Db, recording: Recording): Promise<void> {
  const { orgId, booksId } = recording;
  const start = async (id: number, name: "commit_import" | "read_file", queue?: string) => {
    await setBatchState(client, orgId, id, name === "read_file" ? "reading" : "committing");
    await startJob(client, recording, { name, booksId, refId: id, ...(queue && { queue }) });
  };
  const committed = await batchesMissingRates(client, orgId, { booksId, state: "committed" });
  for (const id of committed) await start(id, "commit_import");
  const previewed = await batchesMissingRates(client, orgId, { booksId, state: "previewed" });
  for (const id of previewed) await start(id, "read_file", "reading");
}

/** Statements that waited for an account find it in the list of own accounts. */
async function readWaiting(client: Db, recording: Recording): Promise<void> {
  const { orgId, booksId } = recording;
  for (const id of await batchesMissingAccounts(client, orgId, booksId)) {
    await setBatchState(client, orgId, id, "reading");
    await startJob(client, recording, { name: "read_file", booksId, refId: id, queue: "reading" });
  }
}
