// What a file that nothing can read looks like, and what to do instead.
import type { ImportProblemCode } from "../core/words/importing.ts";
import { startsWith } from "./container.ts";
import type { FileHead, ImportProblem } from "./importer.ts";
import { excerptOfCells, fatalProblem } from "./problem.ts";

type Look = { readonly code: ImportProblemCode; readonly format?: string };

const magics: readonly (readonly [readonly number[], Look])[] = [
  [[0x25, 0x50, 0x44, 0x46], { code: "file_is_pdf" }],
  [[0x89, 0x50, 0x4e, 0x47], { code: "file_is_image" }],
  [[0xff, 0xd8, 0xff], { code: "file_is_image" }],
  [[0x47, 0x49, 0x46, 0x38], { code: "file_is_image" }],
  [[0x49, 0x49, 0x2a, 0x00], { code: "file_is_image" }],
  [[0x4d, 0x4d, 0x00, 0x2a], { code: "file_is_image" }],
  [[0x52, 0x49, 0x46, 0x46], { code: "file_is_image" }],
  [[0x52, 0x61, 0x72, 0x21], { code: "file_is_archive", format: "RAR" }],
  [[0x37, 0x7a, 0xbc, 0xaf], { code: "file_is_archive", format: "7z" }],
  [[0x1f, 0x8b], { code: "file_is_archive", format: "GZIP" }],
  [[0x7f, 0x45, 0x4c, 0x46], { code: "file_is_program" }],
  [[0x4d, 0x5a], { code: "file_is_program" }],
  [[0x7b, 0x5c, 0x72, 0x74, 0x66], { code: "file_is_document" }],
];

const textLooks: readonly (readonly [RegExp, Look])[] = [
  [/^OFXHEADER:/im, { code: "statement_missing" }],
  [
    /<(\w+:)?(EInvoice|eInvoice|Invoice|CreditNote|CrossIndustryInvoice|FatturaElettronica)[\s>]/,
    { code: "file_is_einvoice" },
  ],
];

/** Names inside a zip that tell what it is. */
const zipLooks: readonly (readonly [RegExp, Look])[] = [
  [/^OFD\.xml$/im, { code: "file_is_ofd" }],
  [/^(word|ppt)\//im, { code: "file_is_document" }],
  [/^content\.xml$/im, { code: "file_is_other_format", format: "OpenDocument" }],
  [/^Index\/.*\.iwa$/im, { code: "file_is_other_format", format: "Apple Numbers" }],
];

export function refusalOf(head: FileHead): ImportProblem {
  for (const [magic, look] of magics) {
    if (startsWith(head.bytes, magic)) return problemOf(look, "");
  }
  if (isHeic(head.bytes)) return problemOf({ code: "file_is_image" }, "");
  for (const [pattern, look] of textLooks) {
    if (pattern.test(head.text)) return problemOf(look, head.text);
  }
  if (/<!DOCTYPE(?!\s+html)/i.test(head.text)) return problemOf({ code: "xml_doctype" }, head.text);
  if (head.fault && head.fault.code !== "no_table") return head.fault;
  return unknownFile(head);
}

/** It begins with words, or with none: then there is nothing to show. */
function unknownFile(head: FileHead): ImportProblem {
  if (head.container === "binary") return problemOf({ code: "file_is_binary" }, "");
  const cells = head.sheets.flatMap(({ rows }) => excerptOfCells(rows[0]?.cells ?? []))[0] ?? "";
  const words = firstWords(head.text) || cells;
  return problemOf({ code: words === "" ? "nothing_in_it" : "not_recognised" }, words);
}

/** What the names inside a zip say, or null. */
export function zipRefusal(names: readonly string[]): ImportProblem | null {
  const list = names.join("\n");
  const found = zipLooks.find(([pattern]) => pattern.test(list));
  return found ? problemOf(found[1], names.slice(0, 3).join(", ")) : null;
}

function problemOf(look: Look, excerpt: string): ImportProblem {
  const fields = look.format === undefined ? {} : { format: look.format };
  return fatalProblem(look.code, { excerpt: firstWords(excerpt), fields });
}

function firstWords(text: string): string {
  return text.trim().slice(0, 60);
}

function isHeic(bytes: Uint8Array): boolean {
  return startsWith(bytes.subarray(4), [0x66, 0x74, 0x79, 0x70]);
}
