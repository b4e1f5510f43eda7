// XLSX workbooks.
import { fatalProblem } from "./problem.ts";
import type { OpenedTable } from "./table-source.ts";

export function openXlsx(_bytes: Uint8Array): OpenedTable {
  return { ok: false, error: fatalProblem("no_table") };
}
