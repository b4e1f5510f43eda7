// The rows of a remittance advice — a workbook, a CSV or a text PDF — read apart, within limits of time
// and memory. Null: nothing in it can be read; it is kept as evidence all the same.
import { type AdviceRow, adviceRows } from "../../core/portal/advice.ts";
import type { FileKind } from "../../core/portal/file-kind.ts";
import { readApart } from "../apart/read-apart.ts";
import { TooManyWaiting } from "../turns.ts";
import type { AdviceCells, AdviceOrder } from "./advice-reading.ts";

/** A larger file is kept and not read. */
const largestBytes = 5 * 1_048_576;
const limits = { memoryMb: 512, waitMs: 15_000 };

export async function readAdviceRows(
  sender: string,
  file: { readonly kind: FileKind; readonly bytes: Uint8Array },
  isKnown: (no: string) => boolean,
): Promise<AdviceRow[] | null> {
  const { kind, bytes } = file;
  if (bytes.length > largestBytes) return null;
  if (kind !== "pdf" && kind !== "xlsx" && kind !== "csv") return null;
  const cells = await readCells(sender, { kind, bytes });
  const read = cells === null ? [] : adviceRows(cells, isKnown);
  return read.length === 0 ? null : read;
}

/** Null too for whoever sends more at once than is read: it is kept as evidence. */
async function readCells(sender: string, order: AdviceOrder): Promise<AdviceCells | null> {
  const program = new URL("./advice-process.ts", import.meta.url);
  try {
    return await readApart<AdviceCells>({ sender, program, order, limits });
  } catch (error) {
    if (error instanceof TooManyWaiting) return null;
    throw error;
  }
}
