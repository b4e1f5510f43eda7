// What a file is, by its first bytes and never by its name (ASVS 5.2.2): only these kinds are taken
// from the portal, and each is only ever given back as an attachment.
import type { Sentence } from "../words/word.ts";

export const fileKinds = {
  jpeg: { zh: "照片", en: "Photo", mime: "image/jpeg", extensions: ["jpg", "jpeg"] },
  png: { zh: "图片", en: "Picture", mime: "image/png", extensions: ["png"] },
  webp: { zh: "图片", en: "Picture", mime: "image/webp", extensions: ["webp"] },
  heic: { zh: "照片", en: "Photo", mime: "image/heic", extensions: ["heic", "heif"] },
  pdf: { zh: "PDF", en: "PDF", mime: "application/pdf", extensions: ["pdf"] },
  xlsx: {
    zh: "表格",
    en: "Workbook",
    mime: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    extensions: ["xlsx"],
  },
  csv: { zh: "表格", en: "Table", mime: "text/csv", extensions: ["csv", "txt", "tsv"] },
} as const satisfies Record<
  string,
  Sentence & { readonly mime: string; readonly extensions: readonly string[] }
>;
export type FileKind = keyof typeof fileKinds;

export const largestFileBytes = 10 * 1_048_576;

/** Null: none of the kinds, or its name says another one. */
export function fileKindOf(bytes: Uint8Array, name: string): FileKind | null {
  const kind = kindByContent(bytes);
  if (kind === null) return null;
  const extension = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase() ?? "";
  const own: readonly string[] = fileKinds[kind].extensions;
  return own.includes(extension) ? kind : null;
}

function kindByContent(bytes: Uint8Array): FileKind | null {
  if (begins(bytes, [0xff, 0xd8, 0xff])) return "jpeg";
  if (begins(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return "png";
  if (textAt(bytes, 0, 4) === "RIFF" && textAt(bytes, 8, 12) === "WEBP") return "webp";
  if (textAt(bytes, 4, 8) === "ftyp" && heicBrands.has(textAt(bytes, 8, 12))) return "heic";
  if (textAt(bytes, 0, 5) === "%PDF-") return "pdf";
  if (begins(bytes, [0x50, 0x4b, 0x03, 0x04])) return isWorkbook(bytes) ? "xlsx" : null;
  return isPlainText(bytes) ? "csv" : null;
}

const heicBrands = new Set(["heic", "heix", "mif1", "msf1"]);

function begins(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, at) => bytes[at] === byte);
}

function textAt(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}

/** A zip that names the workbook part, and no macros; its inside is checked again when it is read. */
function isWorkbook(bytes: Uint8Array): boolean {
  return contains(bytes, "xl/workbook.xml") && !contains(bytes, "vbaProject.bin");
}

function contains(bytes: Uint8Array, word: string): boolean {
  const first = word.charCodeAt(0);
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (textAt(bytes, at, at + word.length) === word) return true;
  }
  return false;
}

/** No control characters but line ends and tabs, and it does not begin like a page or a script. */
function isPlainText(bytes: Uint8Array): boolean {
  if (bytes.length === 0) return false;
  for (const byte of bytes) {
    if (byte === 0x7f) return false;
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) return false;
  }
  const start = textAt(bytes, 0, Math.min(bytes.length, 512)).replace(/^\u00ef\u00bb\u00bf/, "");
  return !/^\s*(<|#!|\{\\rtf)/.test(start) && !/<\s*(script|html|svg|iframe)/i.test(start);
}
