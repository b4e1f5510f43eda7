// Which character set a text file is written in, and its text in pieces. The order of the rule:
// byte order mark, UTF-16 by its NULs, strict UTF-8, strict GB18030 that also contains a word of
// Chinese banking (8-bit European text can be valid GB18030), else windows-1252.
import { dosCodePages } from "./dos-code-pages.ts";

export type Charset = {
  readonly encoding: string;
  /** Bytes of the byte order mark to skip. */
  readonly markLength: number;
  /** Some bytes are not valid in this encoding and show as �. */
  readonly damaged: boolean;
};

/** Bytes decoded at once; a multiple of 4 so that UTF-16 and UTF-32 units are not torn needlessly. */
const PIECE = 1 << 20;
/** Bytes in which a keyword is looked for. */
const KEYWORD_BYTES = 1 << 18;

const chineseKeywords = [
  "交易", "金额", "支付宝", "银行", "账", "公司", "客户", "发票", "日期", "余额", "收入", "支出", "摘要", "户名", "名称", "币种",
]; // biome-ignore format: one list

/** What a person may write for an encoding → the label used here. */
const encodingAliases: Readonly<Record<string, string>> = {
  utf8: "utf-8",
  gbk: "gb18030",
  gb2312: "gb18030",
  cp936: "gb18030",
  latin1: "windows-1252",
  "iso-8859-1": "windows-1252",
  cp1252: "windows-1252",
  utf16: "utf-16le",
  ibm437: "cp437",
  ibm850: "cp850",
  ibm852: "cp852",
};

/** A file is looked at before it is read; the strict pass over all its bytes is made once. */
const decided = new WeakMap<Uint8Array, { readonly chosen: string; readonly charset: Charset }>();

export function charsetOf(bytes: Uint8Array, chosen?: string): Charset {
  const known = decided.get(bytes);
  if (known?.chosen === (chosen ?? "")) return known.charset;
  const charset = decideCharset(bytes, chosen);
  decided.set(bytes, { chosen: chosen ?? "", charset });
  return charset;
}

function decideCharset(bytes: Uint8Array, chosen?: string): Charset {
  const mark = byteOrderMark(bytes);
  const wanted = chosen === undefined ? null : knownEncoding(chosen);
  if (wanted !== null) {
    return {
      encoding: wanted,
      markLength: mark?.encoding === wanted ? mark.markLength : 0,
      damaged: false,
    };
  }
  if (mark) return mark;
  const utf16 = utf16WithoutMark(bytes);
  if (utf16) return { encoding: utf16, markLength: 0, damaged: false };
  if (isStrictly("utf-8", bytes)) return { encoding: "utf-8", markLength: 0, damaged: false };
  const chinese = hasChineseKeyword(bytes);
  if (chinese && isStrictly("gb18030", bytes)) {
    return { encoding: "gb18030", markLength: 0, damaged: false };
  }
  if (isMostlyUtf8(bytes)) return { encoding: "utf-8", markLength: 0, damaged: true };
  if (chinese) return { encoding: "gb18030", markLength: 0, damaged: true };
  return { encoding: "windows-1252", markLength: 0, damaged: false };
}

/** The label of an encoding this program reads, or null. */
export function knownEncoding(name: string): string | null {
  const lower = name.trim().toLowerCase();
  const label = encodingAliases[lower] ?? lower;
  if (dosCodePages[label] !== undefined) return label;
  return decoderFor(label, false) === null ? null : label;
}

/** The text in pieces of about a megabyte, so that no second whole copy need exist. */
export function* decodePieces(bytes: Uint8Array, charset: Charset): Generator<string> {
  const codePage = dosCodePages[charset.encoding];
  const decoder = codePage === undefined ? decoderFor(charset.encoding, false) : null;
  for (let at = charset.markLength; at < bytes.length; at += PIECE) {
    const piece = bytes.subarray(at, at + PIECE);
    if (codePage !== undefined) yield soundPiece(decodeSingleByte(piece, codePage));
    else if (decoder)
      yield soundPiece(decoder.decode(piece, { stream: at + PIECE < bytes.length }));
  }
}

/** Printers and terminals pad with NUL; it is no part of a text. */
function soundPiece(text: string): string {
  return text.includes("\0") ? text.replaceAll("\0", "") : text;
}

export function decodeAll(bytes: Uint8Array, charset: Charset): string {
  let text = "";
  for (const piece of decodePieces(bytes, charset)) text += piece;
  return text;
}

function decodeSingleByte(bytes: Uint8Array, upperHalf: string): string {
  let text = "";
  for (const byte of bytes) {
    text += byte < 0x80 ? String.fromCharCode(byte) : (upperHalf[byte - 0x80] ?? "�");
  }
  return text;
}

function decoderFor(label: string, fatal: boolean): TextDecoder | null {
  try {
    return new TextDecoder(label, { fatal });
  } catch {
    return null; // a label the platform does not know
  }
}

function byteOrderMark(bytes: Uint8Array): Charset | null {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) {
    return { encoding: "utf-8", markLength: 3, damaged: !isStrictly("utf-8", bytes) };
  }
  if (a === 0xff && b === 0xfe) return { encoding: "utf-16le", markLength: 2, damaged: false };
  if (a === 0xfe && b === 0xff) return { encoding: "utf-16be", markLength: 2, damaged: false };
  return null;
}

/** Digits, blanks and tabs of UTF-16 text have a NUL half: nearly all on one side, and not few. */
function utf16WithoutMark(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  const length = Math.min(bytes.length, 1 << 16);
  if (length < 4) return null;
  let even = 0;
  let odd = 0;
  for (let at = 0; at < length; at++) {
    if (bytes[at] !== 0) continue;
    if (at % 2 === 0) even++;
    else odd++;
  }
  const nulls = even + odd;
  if (nulls * 12 < length) return null;
  if (odd * 20 >= nulls * 19) return "utf-16le";
  if (even * 20 >= nulls * 19) return "utf-16be";
  return null;
}

/** Valid throughout; a character cut off by the end of the file does not count against it. */
function isStrictly(label: string, bytes: Uint8Array): boolean {
  const decoder = decoderFor(label, true);
  if (!decoder) return false;
  try {
    for (let at = 0; at < bytes.length; at += PIECE) {
      decoder.decode(bytes.subarray(at, at + PIECE), { stream: true });
    }
    return true;
  } catch {
    return false; // the fatal decoder met an invalid sequence
  }
}

function hasChineseKeyword(bytes: Uint8Array): boolean {
  const text = decoderFor("gb18030", false)?.decode(bytes.subarray(0, KEYWORD_BYTES)) ?? "";
  return chineseKeywords.some((word) => text.includes(word));
}

/** Many valid multi-byte characters and hardly a broken one: UTF-8 with a damaged byte. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  let valid = 0;
  let broken = 0;
  for (let at = 0; at < bytes.length; at++) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) continue;
    const following = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : lead >= 0xc2 ? 1 : 0;
    if (following > 0 && areContinuations(bytes, at + 1, following)) {
      valid++;
      at += following;
    } else broken++;
  }
  return valid >= broken * 20 && valid > 0;
}

function areContinuations(bytes: Uint8Array, from: number, count: number): boolean {
  for (let at = from; at < from + count; at++) {
    if (((bytes[at] ?? 0) & 0xc0) !== 0x80) return false;
  }
  return true;
}
