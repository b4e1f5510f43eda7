// Columns in memory that threads share: what millions of rows hold is written once, costs no garbage
// collection, and is handed to a thread without being copied.

/** Texts one after another; `ends[row]` is where row's text ends. Wide: UTF-16, else Latin-1. */
export type TextColumn = {
  readonly bytes: SharedArrayBuffer;
  readonly ends: Uint32Array;
  readonly isWide: boolean;
};

/** Few different values in many rows. */
export type ValueColumn<Value> = { readonly codes: Uint32Array; readonly values: readonly Value[] };

export function sharedFloats(count: number): Float64Array<SharedArrayBuffer> {
  return new Float64Array(new SharedArrayBuffer(count * Float64Array.BYTES_PER_ELEMENT));
}

export function sharedIntegers(count: number): Int32Array<SharedArrayBuffer> {
  return new Int32Array(new SharedArrayBuffer(count * Int32Array.BYTES_PER_ELEMENT));
}

export function sharedCounts(count: number): Uint32Array<SharedArrayBuffer> {
  return new Uint32Array(new SharedArrayBuffer(count * Uint32Array.BYTES_PER_ELEMENT));
}

/** Texts kept as they were decoded, a power of two: rows near each other are asked for again and again. */
const keptTexts = 1 << 10;

/** The same, for texts that several tests read one after another. */
export function openKeptTexts(column: TextColumn): (row: number) => string {
  const textOf = openTexts(column);
  const rows = new Int32Array(keptTexts).fill(-1);
  const texts = new Array<string>(keptTexts).fill("");
  return (row) => {
    const slot = row & (keptTexts - 1);
    if (rows[slot] === row) return texts[slot]!;
    const text = textOf(row);
    rows[slot] = row;
    texts[slot] = text;
    return text;
  };
}

/** Reads the text of a row. */
export function openTexts({ bytes, ends, isWide }: TextColumn): (row: number) => string {
  const buffer = Buffer.from(bytes);
  const encoding = isWide ? "utf16le" : "latin1";
  return (row) => {
    const start = row === 0 ? 0 : ends[row - 1]!;
    const end = ends[row]!;
    if (start === end) return "";
    return buffer.toString(encoding, start, end);
  };
}
