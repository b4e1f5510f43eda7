// The formats this product reads, and the one way in: bytes → records and problems.

import { bai2 } from "./bai2.ts";
import { knownBanks } from "./banks/bank-name.ts";
import { learned } from "./banks/learned.ts";
import { camt053 } from "./camt053.ts";
import type { TableKind } from "./column-names.ts";
import { refusalOf } from "./container-refusal.ts";
import { customerLedgerIn } from "./customer-ledger.ts";
import { customers } from "./customers.ts";
import { fileHead } from "./detect.ts";
import type { FileHead, Importer, ParsedContent, ParsedFile, ParseOptions } from "./importer.ts";
import { mt940, mt942 } from "./mt940.ts";
import { ofx } from "./ofx.ts";
import { openItems } from "./open-items.ts";
import { own } from "./own.ts";
import { fatalProblem, refusedFile } from "./problem.ts";
import { qif } from "./qif.ts";
import { rates } from "./rates.ts";
import { findHeader, kindOfMapping, mappedLayout } from "./table-layout.ts";
import { tableLines } from "./table-lines.ts";
import { taxBureau } from "./tax-bureau.ts";
import { unwrapFile } from "./unwrap.ts";
import { wechatBill } from "./wechat-bill.ts";

export const importers: readonly Importer[] = [
  mt940,
  mt942,
  camt053,
  ofx,
  bai2,
  qif,
  wechatBill,
  tableLines,
  ...knownBanks,
  learned,
  taxBureau,
  openItems,
  customers,
  rates,
  own,
];

/** The reader for a table of which only the purpose is known. */
const tableReaders: Readonly<
  Record<ParsedContent["kind"], { readonly importer: Importer; readonly kind: TableKind }>
> = {
  statements: { importer: learned, kind: "statement" },
  items: { importer: openItems, kind: "items" },
  customers: { importer: customers, kind: "customers" },
  rates: { importer: rates, kind: "rates" },
  own: { importer: own, kind: "own" },
};

/** Chooses the importer by content and reads the file. Throws only what onProgress throws. */
export function parseFile(name: string, bytes: Uint8Array, options: ParseOptions): ParsedFile {
  const kind = options.expect ?? "statements";
  if (bytes.length === 0) {
    return refusedFile({ format: "unknown", kind }, [fatalProblem("file_empty")]);
  }
  const file = unwrapFile(name, bytes);
  if (!file.ok) return refusedFile({ format: "unknown", kind }, [file.problem]);
  const head = fileHead(file.name, file.bytes, options.encoding);
  const importer = chooseImporter(head, options);
  const ledger = isForStatements(importer, head, options) ? customerLedgerIn(head) : null;
  if (ledger) return refusedFile({ format: "unknown", kind: "statements" }, [ledger]);
  if (importer) return importer.parse(file.bytes, options);
  const refusal = refusalOf(head);
  const isUnknownTable = refusal.code === "not_recognised" && looksLikeTable(head);
  // The reader for the purpose says what is missing and shows the columns to be mapped.
  if (isUnknownTable) return tableReaders[kind].importer.parse(file.bytes, options);
  return refusedFile({ format: "unknown", kind }, [refusal]);
}

/** Would the table be read as bank lines, by its columns alone? What a person mapped is what they say. */
function isForStatements(
  importer: Importer | null,
  head: FileHead,
  { expect = "statements", mappings }: ParseOptions,
): boolean {
  const content = importer?.content ?? expect;
  if (content !== "statements" || head.sheets.length === 0) return false;
  return !head.sheets.some(({ rows }) => mappedLayout(rows, mappings));
}

/** What the user expects decides between two readings of one table; it forces none. */
function chooseImporter(head: FileHead, options: ParseOptions): Importer | null {
  const recognised = importers.find((one) => one.recognises(head)) ?? null;
  const expected = options.expect === undefined ? null : tableReaders[options.expect];
  const mapped = readerOfMapping(head, options);
  if (mapped && recognised?.content !== mapped.content) return mapped;
  if (!expected || recognised?.content === options.expect) return recognised;
  const fits = head.sheets.some((sheet) => findHeader(sheet.rows, expected.kind, options.mappings));
  return fits ? expected.importer : recognised;
}

/** A layout that a person mapped is what they said it is, also when it comes again. */
function readerOfMapping(head: FileHead, { mappings, expect }: ParseOptions): Importer | null {
  for (const { rows } of head.sheets) {
    const mapping = mappedLayout(rows, mappings);
    if (!mapping) continue;
    if (expect !== undefined) return tableReaders[expect].importer;
    const readers = Object.values(tableReaders);
    const kind = kindOfMapping(
      mapping,
      readers.map((reader) => reader.kind),
    );
    return readers.find((reader) => reader.kind === kind)?.importer ?? learned;
  }
  return null;
}

/** Several rows of several cells. */
function looksLikeTable(head: FileHead): boolean {
  return head.sheets.some((sheet) => {
    const wide = sheet.rows.filter(
      (row) => row.cells.filter((cell) => cell.trim() !== "").length > 2,
    );
    return wide.length > 1;
  });
}
