// Bank lines in our own columns (src/cli/reconcile.md, file `lines`).
import type { Importer } from "./importer.ts";
import { parseStatementTable } from "./table-statement.ts";

export const tableLines: Importer = {
  format: "lines",
  content: "statements",
  title: { zh: "流水（标准列名）", en: "Bank lines in our own columns" },
  extensions: [".csv", ".xlsx", ".xls"],
  recognises: (head) => head.tableKind === "lines",
  parse: (bytes, options) =>
    parseStatementTable(bytes, options, { format: "lines", kind: "lines", bank: "" }),
};
