// Reads zip containers without trusting them: sizes and ratio are checked in the central directory
// before anything is inflated, and again while it is. (PKWARE APPNOTE 6.3; OWASP ASVS 5.2.)
import { Inflate } from "fflate";
import type { ImportProblem } from "./importer.ts";
import { fatalProblem } from "./problem.ts";

export type ZipEntry = {
  readonly name: string;
  readonly isDeflated: boolean;
  readonly isEncrypted: boolean;
  readonly packedSize: number;
  readonly size: number;
  readonly headerAt: number;
};

export type ZipReading =
  | { readonly ok: true; readonly value: readonly ZipEntry[] }
  | { readonly ok: false; readonly error: ImportProblem };

const MOST_ENTRIES = 2000;
/** All entries unpacked; a full sheet of a million rows stays below. */
const MOST_BYTES = 1_200_000_000;
/** Unpacked ÷ packed. Sheets reach 10 to 40; only above this many bytes does the ratio count. */
const HIGHEST_RATIO = 100;
const RATIO_COUNTS_FROM_BYTES = 1 << 20;
/** Packed bytes inflated at a time: at the highest ratio of deflate (1032) they stay below 17 MB. */
const PIECE = 1 << 14;

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_SIZE = 22;
const LONGEST_COMMENT = 65_535;

export function readZip(bytes: Uint8Array): ZipReading {
  const end = endOfDirectory(bytes);
  if (end === null) return { ok: false, error: fatalProblem("zip_damaged") };
  const count = u16(bytes, end + 10);
  let at = u32(bytes, end + 16);
  if (count > MOST_ENTRIES) {
    const fields = { count, limit: MOST_ENTRIES };
    return { ok: false, error: fatalProblem("zip_too_many_entries", { fields }) };
  }
  const entries: ZipEntry[] = [];
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || u32(bytes, at) !== ENTRY_SIGNATURE) {
      return { ok: false, error: fatalProblem("zip_damaged") };
    }
    const entry = readEntry(bytes, at);
    const fault = entryFault(entry);
    if (fault) return { ok: false, error: fault };
    entries.push(entry);
    at += 46 + u16(bytes, at + 28) + u16(bytes, at + 30) + u16(bytes, at + 32);
  }
  const total = entries.reduce((sum, entry) => sum + entry.size, 0);
  if (total > MOST_BYTES) return { ok: false, error: tooLarge() };
  return { ok: true, value: entries };
}

function readEntry(bytes: Uint8Array, at: number): ZipEntry {
  const flags = u16(bytes, at + 8);
  const nameLength = u16(bytes, at + 28);
  const nameBytes = bytes.subarray(at + 46, at + 46 + nameLength);
  const sizes = {
    size: u32(bytes, at + 24),
    packedSize: u32(bytes, at + 20),
    headerAt: u32(bytes, at + 42),
  };
  return {
    name: decodeName(nameBytes, (flags & 0x800) !== 0),
    isDeflated: u16(bytes, at + 10) === 8,
    isEncrypted: (flags & 1) !== 0,
    ...zip64Sizes(bytes, at + 46 + nameLength, u16(bytes, at + 30), sizes),
  };
}

/** Sizes of 0xFFFFFFFF stand in extra field 1 instead (APPNOTE 4.5.3). */
function zip64Sizes<S extends { size: number; packedSize: number; headerAt: number }>(
  bytes: Uint8Array,
  from: number,
  length: number,
  sizes: S,
): S {
  const result = { ...sizes };
  for (let at = from; at + 4 <= from + length; at += 4 + u16(bytes, at + 2)) {
    if (u16(bytes, at) !== 1) continue;
    let field = at + 4;
    for (const key of ["size", "packedSize", "headerAt"] as const) {
      if (sizes[key] !== 0xffffffff) continue;
      result[key] = u32(bytes, field) + u32(bytes, field + 4) * 2 ** 32;
      field += 8;
    }
  }
  return result;
}

/** Zips made in China without the UTF-8 flag name their files in GBK. */
function decodeName(bytes: Uint8Array, isUtf8: boolean): string {
  if (isUtf8) return new TextDecoder("utf-8").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

function entryFault(entry: ZipEntry): ImportProblem | null {
  if (/(^|[\\/])\.\.([\\/]|$)|^[\\/]|^[A-Za-z]:|\u0000/.test(entry.name)) {
    return fatalProblem("zip_path_unsafe", { fields: { value: entry.name } });
  }
  if (entry.size > MOST_BYTES) return tooLarge();
  return isBomb(entry.size, entry.packedSize) ? bomb(entry.name) : null;
}

function isBomb(size: number, packedSize: number): boolean {
  return size > RATIO_COUNTS_FROM_BYTES && size > packedSize * HIGHEST_RATIO;
}

function bomb(name: string): ImportProblem {
  return fatalProblem("zip_bomb", { excerpt: name });
}

function tooLarge(): ImportProblem {
  return fatalProblem("file_too_large", { fields: { limit: `${MOST_BYTES / 1_000_000} MB` } });
}

/** Hands over an entry's content in pieces; the sink returns false to stop. Null when all is well. */
export function inflateEntry(
  bytes: Uint8Array,
  entry: ZipEntry,
  sink: (piece: Uint8Array) => boolean,
): ImportProblem | null {
  if (entry.isEncrypted) return fatalProblem("zip_encrypted", { excerpt: entry.name });
  const at = entry.headerAt;
  if (at + 30 > bytes.length || u32(bytes, at) !== LOCAL_SIGNATURE)
    return fatalProblem("zip_damaged");
  const from = at + 30 + u16(bytes, at + 26) + u16(bytes, at + 28);
  const packed = bytes.subarray(from, from + entry.packedSize);
  if (packed.length < entry.packedSize) return fatalProblem("zip_damaged");
  if (!entry.isDeflated) {
    sink(packed);
    return null;
  }
  return inflatePieces(packed, entry, sink);
}

function inflatePieces(
  packed: Uint8Array,
  entry: ZipEntry,
  sink: (piece: Uint8Array) => boolean,
): ImportProblem | null {
  let unpacked = 0;
  let goesOn = true;
  let isFinished = false;
  const pending: Uint8Array[] = [];
  const inflate = new Inflate((piece, last) => {
    pending.push(piece);
    isFinished ||= last;
  });
  for (let at = 0; at < packed.length && goesOn; at += PIECE) {
    try {
      inflate.push(packed.subarray(at, at + PIECE), at + PIECE >= packed.length);
    } catch {
      return fatalProblem("zip_damaged"); // fflate throws on data that is no deflate stream
    }
    for (const piece of pending.splice(0)) {
      unpacked += piece.length;
      if (unpacked > entry.size || isBomb(unpacked, at + PIECE)) return bomb(entry.name);
      if (goesOn && piece.length > 0) goesOn = sink(piece);
    }
  }
  if (goesOn && (!isFinished || unpacked !== entry.size)) return fatalProblem("zip_damaged");
  return null;
}

/** The whole of an entry that must be small; null pieces never happen. */
export function inflateWhole(
  bytes: Uint8Array,
  entry: ZipEntry,
  mostBytes: number,
):
  | { readonly ok: true; readonly value: Uint8Array }
  | { readonly ok: false; readonly error: ImportProblem } {
  if (entry.size > mostBytes) return { ok: false, error: tooLarge() };
  const whole = new Uint8Array(entry.size);
  let at = 0;
  const fault = inflateEntry(bytes, entry, (piece) => {
    if (at + piece.length > whole.length) return false;
    whole.set(piece, at);
    at += piece.length;
    return true;
  });
  return fault ? { ok: false, error: fault } : { ok: true, value: whole.subarray(0, at) };
}

function endOfDirectory(bytes: Uint8Array): number | null {
  const lowest = Math.max(0, bytes.length - END_SIZE - LONGEST_COMMENT);
  for (let at = bytes.length - END_SIZE; at >= lowest; at--) {
    if (bytes[at] === 0x50 && u32(bytes, at) === END_SIGNATURE) return at;
  }
  return null;
}

function u16(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
}

function u32(bytes: Uint8Array, at: number): number {
  return u16(bytes, at) + u16(bytes, at + 2) * 65_536;
}
