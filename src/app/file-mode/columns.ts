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

/** Memory for columns that the engine makes itself. */
export function sharedMemory(bytes: number): SharedArrayBuffer {
  return new SharedArrayBuffer(bytes);
}

export function sharedFloats(count: number): Float64Array<SharedArrayBuffer> {
  return new Float64Array(new SharedArrayBuffer(count * Float64Array.BYTES_PER_ELEMENT));
}

export function sharedIntegers(count: number): Int32Array<SharedArrayBuffer> {
  return new Int32Array(new SharedArrayBuffer(count * Int32Array.BYTES_PER_ELEMENT));
}

export function sharedCounts(count: number): Uint32Array<SharedArrayBuffer> {
  return new Uint32Array(new SharedArrayBuffer(count * Uint32Array.BYTES_PER_ELEMENT));
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
