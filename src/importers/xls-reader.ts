// Old Excel workbooks (BIFF in an OLE2 container), read by SheetJS behind a size cap.
import { fatalProblem } from "./problem.ts";
import type { OpenedTable } from "./table-source.ts";

export function openXls(_bytes: Uint8Array): OpenedTable {
  return { ok: false, error: fatalProblem("no_table") };
}
