// Columns in memory that threads share: what millions of rows hold is written once, costs no garbage
// collection, and is handed to a thread without being copied.
import { assert } from "../../core/assert.ts";

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

/** A column of Uint32 ends reaches this far; longer texts than that fit no machine we know. */
const mostBytes = 0xffffffff;

export function packTexts<Row>(rows: readonly Row[], textOf: (row: Row) => string): TextColumn {
  let length = 0;
  let isWide = false;
  for (const row of rows) {
    const text = textOf(row);
    length += text.length;
    isWide ||= beyondLatin1.test(text);
  }
  const size = isWide ? length * 2 : length;
  assert(size <= mostBytes, "the texts of a column fit into 4 GiB");
  const bytes = new SharedArrayBuffer(size);
  const buffer = Buffer.from(bytes);
  const ends = sharedCounts(rows.length);
  let end = 0;
  for (const [row, record] of rows.entries()) {
    const text = textOf(record);
    if (text !== "") end += buffer.write(text, end, isWide ? "utf16le" : "latin1");
    ends[row] = end;
  }
  return { bytes, ends, isWide };
}

const beyondLatin1 = /[^\u0000-\u00ff]/;

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

export function packValues<Row, Value extends string | null>(
  rows: readonly Row[],
  read: (row: Row) => Value,
): ValueColumn<Value> {
  const codes = sharedCounts(rows.length);
  const values: Value[] = [];
  const known = new Map<Value, number>();
  let code = 0;
  for (const [row, record] of rows.entries()) {
    const value = read(record);
    if (values.length === 0 || value !== values[code]) {
      code = known.get(value) ?? values.length;
      if (code === values.length) {
        values.push(value);
        known.set(value, code);
      }
    }
    codes[row] = code;
  }
  return { codes, values };
}

export function packNumbers<Row>(
  rows: readonly Row[],
  numberOf: (row: Row) => number,
): Float64Array<SharedArrayBuffer> {
  const numbers = sharedFloats(rows.length);
  for (const [row, record] of rows.entries()) numbers[row] = numberOf(record);
  return numbers;
}
