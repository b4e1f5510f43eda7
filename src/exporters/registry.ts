// The forms a reconciliation result can be written in; a file's extension chooses.
import type { Exporter } from "./exporter.ts";
import type { ReconcileResult } from "./reconcile-result.ts";
import { resultJson } from "./result-json.ts";
import { resultXlsx } from "./result-xlsx.ts";

const resultExporters: readonly Exporter<ReconcileResult>[] = [resultJson, resultXlsx];

/** By the extension of a file name, or null where no exporter writes it. */
export function resultExporterFor(fileName: string): Exporter<ReconcileResult> | null {
  const name = fileName.toLowerCase();
  return (
    resultExporters.find(({ extensions }) => extensions.some((end) => name.endsWith(end))) ?? null
  );
}
