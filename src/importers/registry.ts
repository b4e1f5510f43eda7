// The formats this product reads, and the one way in: bytes → records and problems.
import { customers } from "./customers.ts";
import { fileHead } from "./detect.ts";
import type { Importer, ParsedFile, ParseOptions } from "./importer.ts";
import { openItems } from "./open-items.ts";
import { own } from "./own.ts";
import { fatalProblem, refusedFile } from "./problem.ts";
import { rates } from "./rates.ts";
import { tableLines } from "./table-lines.ts";

export const importers: readonly Importer[] = [tableLines, openItems, customers, rates, own];

/** Chooses the importer by content and reads the file. Throws only what onProgress throws. */
export function parseFile(name: string, bytes: Uint8Array, options: ParseOptions): ParsedFile {
  const head = fileHead(name, bytes, options.encoding);
  const importer = importers.find((one) => one.recognises(head));
  if (!importer) return refusedFile({ format: "unknown" }, [fatalProblem("not_recognised")]);
  return importer.parse(bytes, options);
}
