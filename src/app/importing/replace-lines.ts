// Details take the place of the sum they add up to: its entry is reversed (红字冲销) and the line leaves
// the lists, in the transaction that stores them.
import { firstOpenDay } from "../../core/ledger/accounting-date.ts";
import { insertDecisions } from "../../db/decisions.ts";
import { cancelLines, entriesOfLines, linesToReplace } from "../../db/line-twins.ts";
import type { Db } from "../../db/pool.ts";
import { type Recording, reserveIds } from "../../db/recording.ts";
import { loadBooksContext } from "../posting/books-context.ts";
import { takeEntriesBack } from "./take-entries-back.ts";

export async function replaceLines(
  client: Db,
  recording: Recording,
  batchId: number,
): Promise<void> {
  const lineIds = await linesToReplace(client);
  if (lineIds.length === 0) return;
  const { orgId } = recording;
  const { periods } = await loadBooksContext(client, recording);
  const entryIds = await entriesOfLines(client, orgId, lineIds);
  const [undoId] = await reserveIds(client, "decision", 1);
  await takeEntriesBack(client, recording, {
    entryIds,
    undoId: undoId!,
    dateOf: (date) => firstOpenDay(periods, date),
  });
  await cancelLines(client, recording, lineIds);
  await insertDecisions(client, recording, [
    {
      id: undoId!,
      kind: "reverse",
      bankLineId: null,
      matchId: null,
      runId: null,
      reason: "",
      reversesId: null,
      detail: { orgId, importId: batchId, replaced: lineIds },
    },
  ]);
}
