// With an import undone, the lines whose place its details had taken come back as they were.
import { addDays, type IsoDate, isoDate } from "../../core/date.ts";
import { lineStaging, makeStaging } from "../../db/bank-lines-in.ts";
import { stageReplaced } from "../../db/line-twins.ts";
import type { Db } from "../../db/pool.ts";
import type { Recording } from "../../db/recording.ts";
import { type BooksContext, loadBooksContext } from "../posting/books-context.ts";
import { storeLines } from "./commit-lines.ts";
import { silentProgress } from "./progress.ts";

/** Each to its own statement and import. */
export async function restoreReplaced(
  client: Db,
  recording: Recording,
  batchId: number,
): Promise<void> {
  const { orgId, booksId } = recording;
  const books = await loadBooksContext(client, { orgId, booksId });
  await makeStaging(client, lineStaging);
  const statements = await stageReplaced(client, orgId, { batchId, earliest: earliestOf(books) });
  const batches = Map.groupBy(statements, (statement) => statement.batchId);
  for (const [ownBatch, own] of batches) {
    const ids = new Map(own.map(({ id }) => [id, id]));
    const input = { batchId: ownBatch, ledger: books.ledger, expected: 0, statements: ids };
    await storeLines(client, recording, input, silentProgress);
  }
}

function earliestOf({ row }: BooksContext): IsoDate | null {
  return row.closedThrough === null ? null : addDays(isoDate(row.closedThrough), 1);
}
