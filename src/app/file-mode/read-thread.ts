// Runs in a thread of its own: reads the bank lines, or all the other files, into shared columns.
import { parentPort, workerData } from "node:worker_threads";
import { assert } from "../../core/assert.ts";
import type { IsoDate } from "../../core/date.ts";
import type { Result } from "../../core/result.ts";
import { ok } from "../../core/result.ts";
import type { ReconcileRequest } from "../reconcile-files.ts";
import { passTexts } from "./own-text.ts";
import { type PackedBooks, packBooks } from "./pack-books.ts";
import { type PackedLines, packLines } from "./packed-lines.ts";
import type { FileModeFault } from "./read-files.ts";
import { readLines } from "./read-input.ts";
import { type ListedRows, RowLists } from "./row-lists.ts";

export type PlainRequest = Omit<ReconcileRequest, "onProgress">;

export type ReadOrder = {
  readonly part: keyof Parts;
  readonly request: PlainRequest;
  /** For the books: what dates are measured by. */
  readonly asOf: IsoDate;
};

export type LinesRead = {
  readonly lines: PackedLines;
  readonly asOf: IsoDate | null;
  readonly lists: ListedRows;
};

export type Parts = {
  readonly lines: Result<LinesRead, FileModeFault>;
  readonly books: Result<PackedBooks, FileModeFault>;
};

export type ReadMessage<Part extends keyof Parts> =
  | { readonly type: "progress"; readonly rows: number }
  | { readonly type: "read"; readonly read: Parts[Part] };

function readPart(request: ReconcileRequest, { part, asOf }: ReadOrder): Parts[keyof Parts] {
  if (part === "books") return packBooks(request, asOf);
  const lists = new RowLists(request.language);
  const read = readLines(request, { lists, texts: passTexts });
  if (!read.ok) return read;
  const { lines, asOf: latest } = read.value;
  return ok({ lines: packLines(lines), asOf: latest, lists: lists.plain });
}

assert(parentPort !== null, "runs as a thread");
const port = parentPort;
const send = (message: ReadMessage<keyof Parts>) => port.postMessage(message);
// the one that starts this thread puts it there: read-in-threads.ts
const order = workerData as ReadOrder;
const onProgress = (_stage: string, rows: number) => send({ type: "progress", rows });
send({ type: "read", read: readPart({ ...order.request, onProgress }, order) });
