// The formats this product reads, and the one way in: bytes → records and problems.
import { abc } from "./banks/abc.ts";
import { boc } from "./banks/boc.ts";
import { bocom } from "./banks/bocom.ts";
import { ccb } from "./banks/ccb.ts";
import { citic } from "./banks/citic.ts";
import { cmb } from "./banks/cmb.ts";
import { icbc } from "./banks/icbc.ts";
import { learned } from "./banks/learned.ts";
import { spdb } from "./banks/spdb.ts";
import { camt053 } from "./camt053.ts";
import { customers } from "./customers.ts";
import { fileHead } from "./detect.ts";
import type { Importer, ParsedFile, ParseOptions } from "./importer.ts";
import { mt940 } from "./mt940.ts";
import { openItems } from "./open-items.ts";
import { own } from "./own.ts";
import { fatalProblem, refusedFile } from "./problem.ts";
import { rates } from "./rates.ts";
import { tableLines } from "./table-lines.ts";

export const importers: readonly Importer[] = [
  mt940,
  camt053,
  tableLines,
  icbc,
  ccb,
  abc,
  boc,
  cmb,
  bocom,
  citic,
  spdb,
  learned,
  openItems,
  customers,
  rates,
  own,
];

/** Chooses the importer by content and reads the file. Throws only what onProgress throws. */
export function parseFile(name: string, bytes: Uint8Array, options: ParseOptions): ParsedFile {
  const head = fileHead(name, bytes, options.encoding);
  const importer = importers.find((one) => one.recognises(head));
  if (!importer) return refusedFile({ format: "unknown" }, [fatalProblem("not_recognised")]);
  return importer.parse(bytes, options);
}
