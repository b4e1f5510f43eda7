// Our own accounts and names: money from them is a transfer, not a receipt.
import type { Importer, ImportProblem, OwnRow, ParsedFile, ParseOptions } from "./importer.ts";
import { finishedFile } from "./problem.ts";
import { type RowFaults, TableCells } from "./table-cells.ts";
import { openRecords } from "./table-records.ts";

export const own: Importer = {
  format: "own",
  content: "own",
  title: { zh: "本方账户清单", en: "Our own accounts" },
  extensions: [".csv", ".xlsx", ".xls"],
  recognises: (head) => head.tableKind === "own",
  parse: parseOwn,
};

function parseOwn(bytes: Uint8Array, options: ParseOptions): ParsedFile {
  const opened = openRecords(bytes, options, { format: "own", content: "own", kind: "own" });
  if (!opened.ok) return opened.error;
  const table = opened.value;
  const reader = new TableCells(table, options, { amounts: [], dates: [] });
  const problems: ImportProblem[] = [];
  const rows: OwnRow[] = [];
  const outcome = table.eachRow((cells, row) => {
    const faults: RowFaults = [];
    const account = reader.identifier(cells, row, "account", faults);
    const name = reader.text(cells, "name");
    if (account === "" && name === "") reader.fault(faults, "own_row_empty", { cells, row });
    if (faults.length === 0) rows.push({ place: reader.place(row), account, name });
    else problems.push(...faults);
  });
  problems.push(...outcome.problems);
  return finishedFile({
    format: "own",
    encoding: table.encoding,
    content: { kind: "own", own: rows },
    mapping: table.mapping,
    problems,
    ignoredRows: outcome.ignoredRows,
    latestDate: reader.latestDate,
  });
}
