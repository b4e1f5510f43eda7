// Reads the bank lines and the other files at the same time, a thread each.
import type { IsoDate } from "../../core/date.ts";
import { addMonths } from "../../core/date.ts";
import { ok, type Result } from "../../core/result.ts";
import type { ReconcileRequest } from "../reconcile-files.ts";
import type { PackedBooks } from "./pack-books.ts";
import type { FileModeFault } from "./read-files.ts";
import { endOfTime } from "./read-input.ts";
import type { LinesRead, Parts, ReadMessage, ReadOrder } from "./read-thread.ts";
import { runThread } from "./run-thread.ts";

export type ReadFiles = Omit<LinesRead, "asOf"> & { readonly books: PackedBooks; asOf: IsoDate };

/** Rows are refused for a date more than so many months after the as-of date. */
const monthsAhead = 12;

export async function readInThreads(
  request: ReconcileRequest,
): Promise<Result<ReadFiles, FileModeFault>> {
  const [lines, early] = await Promise.all([
    readPart(request, "lines", endOfTime),
    readPart(request, "books", request.asOf ?? endOfTime),
  ]);
  if (!lines.ok) return lines;
  const asOf = lines.value.asOf ?? endOfTime;
  const books = await booksAsOf(request, asOf, early);
  if (!books.ok) return books;
  return ok({ ...lines.value, books: books.value, asOf });
}

/** The books were read before it was known what their dates are measured by: seldom it matters. */
async function booksAsOf(
  request: ReconcileRequest,
  asOf: IsoDate,
  early: Result<PackedBooks, FileModeFault>,
): Promise<Result<PackedBooks, FileModeFault>> {
  if (!early.ok || request.asOf !== null || asOf === endOfTime) return early;
  if (early.value.latestDate <= addMonths(asOf, monthsAhead)) return early;
  return readPart(request, "books", asOf);
}

async function readPart<Part extends keyof Parts>(
  { onProgress, ...request }: ReconcileRequest,
  part: Part,
  asOf: IsoDate,
): Promise<Parts[Part]> {
  const order: ReadOrder = { part, request, asOf };
  const program = new URL("./read-thread.ts", import.meta.url);
  const thread = runThread<ReadMessage<Part>>(program, order, "roomy");
  try {
    for (;;) {
      const message = await thread.next();
      if (message.type === "read") return message.read;
      onProgress("read", message.rows, 0);
    }
  } finally {
    await thread.end();
  }
}
