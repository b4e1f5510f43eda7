// Runs in a thread of its own: reads the filtered journal and writes it as a workbook.
import { workerData } from "node:worker_threads";
import type pg from "pg";
import { createPool } from "../../db/pool.ts";
import { handOverPieces } from "../pieces-in-thread.ts";
import { type JournalFileRequest, readSheetPage, writeJournal } from "./journal-file.ts";

export type JournalFileOrder = {
  readonly connection: pg.PoolConfig;
  readonly request: JournalFileRequest;
};

const { connection, request } = workerData as JournalFileOrder; // handed over by export-journal.ts
const pool = createPool({ ...connection, max: 1 }, () => {});
try {
  const first = await readSheetPage(pool, request, null);
  await handOverPieces(writeJournal(pool, request, first));
} finally {
  await pool.end();
}
