// The filtered journal as a workbook, handed on piece by piece. More than a page of entries is written
// in a thread: a row takes microseconds, and there are hundreds of thousands.
import type { Deps } from "../deps.ts";
import { exportTime } from "../lists/export-time.ts";
import { connectionOf } from "../matching/match-in-thread.ts";
import { piecesOfThread } from "../pieces-in-thread.ts";
import type { JournalFileOrder } from "./export-thread.ts";
import { type JournalFileRequest, readSheetPage, writeJournal } from "./journal-file.ts";

export async function* exportJournal(
  deps: Pick<Deps, "pool" | "clock">,
  { timeZone, ...asked }: Omit<JournalFileRequest, "exportedAt"> & { readonly timeZone: string },
): AsyncGenerator<Uint8Array> {
  const request = { ...asked, exportedAt: exportTime(deps.clock.now(), timeZone) };
  const first = await readSheetPage(deps.pool, request, null);
  if (first.nextBefore === null) {
    yield* writeJournal(deps.pool, request, first);
    return;
  }
  const order: JournalFileOrder = { connection: connectionOf(deps.pool), request };
  yield* piecesOfThread(new URL("./export-thread.ts", import.meta.url), order);
}
