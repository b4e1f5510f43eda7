// Columns that grow row by row while a file is read, and are put into their order at the end.
import { sharedCounts, sharedFloats, type TextColumn, type ValueColumn } from "./columns.ts";
import { ownText } from "./own-text.ts";

const firstRows = 1 << 12;
const firstBytes = 1 << 16;
const lastOfLatin1 = 0xff;

export class NumberBuilder {
  private numbers = new Float64Array(firstRows);
  private count = 0;

  add(number: number): void {
    if (this.count === this.numbers.length) this.numbers = grown(this.numbers);
    this.numbers[this.count++] = number;
  }

  at(row: number): number {
    return this.numbers[row]!;
  }

  inOrder(order: Uint32Array): Float64Array<SharedArrayBuffer> {
    const sorted = sharedFloats(order.length);
    for (let place = 0; place < order.length; place++) sorted[place] = this.numbers[order[place]!]!;
    return sorted;
  }
}

function grown(numbers: Float64Array): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}

export class ValueBuilder<Value> {
  private codes = new Uint32Array(firstRows);
  private count = 0;
  private readonly values: Value[] = [];
  private readonly known = new Map<string, number>();
  private lastKey: string | null = null;
  private lastCode = 0;

  /**
   * Equal keys stand for equal values; `make` is asked once a key, for a value that keeps nothing
   * alive. Answers the code of the value.
   */
  add(key: string, make: (key: string) => Value): number {
    if (this.count === this.codes.length) this.grow();
    if (key !== this.lastKey) {
      this.lastCode = this.codeOf(key, make);
      this.lastKey = key;
    }
    this.codes[this.count++] = this.lastCode;
    return this.lastCode;
  }

  at(row: number): Value {
    return this.values[this.codes[row]!]!;
  }

  /** The same for equal values; they are counted from 0. */
  codeAt(row: number): number {
    return this.codes[row]!;
  }

  inOrder(order: Uint32Array): ValueColumn<Value> {
    const codes = sharedCounts(order.length);
    for (let place = 0; place < order.length; place++) codes[place] = this.codes[order[place]!]!;
    return { codes, values: this.values };
  }

  private codeOf(key: string, make: (key: string) => Value): number {
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const own = ownText(key);
    const code = this.values.push(make(own)) - 1;
    this.known.set(own, code);
    return code;
  }

  private grow(): void {
    const larger = new Uint32Array(this.codes.length * 2);
    larger.set(this.codes);
    this.codes = larger;
  }
}

/** Latin-1 as long as it does, UTF-16 from the first text on that needs it. */
export class TextBuilder {
  private bytes = Buffer.allocUnsafeSlow(firstBytes);
  private used = 0;
  private ends = new Uint32Array(firstRows);
  private count = 0;
  private isWide = false;

  add(text: string): void {
    if (this.count === this.ends.length) {
      const larger = new Uint32Array(this.ends.length * 2);
      larger.set(this.ends);
      this.ends = larger;
    }
    if (text !== "") this.write(text);
    this.ends[this.count++] = this.used;
  }

  /** Which of the texts of two rows comes first, unit by unit: as `compareText` has it. */
  compare(a: number, b: number): number {
    const { bytes, ends, isWide } = this;
    let [atA, atB] = [a === 0 ? 0 : ends[a - 1]!, b === 0 ? 0 : ends[b - 1]!];
    const lengthA = ends[a]! - atA;
    const lengthB = ends[b]! - atB;
    const end = atA + Math.min(lengthA, lengthB);
    while (atA < end && bytes[atA] === bytes[atB]) {
      atA++;
      atB++;
    }
    if (atA === end) return lengthA - lengthB;
    if (!isWide) return bytes[atA]! - bytes[atB]!;
    // the first byte that differs may be the lower half of a unit
    const isLower = (end - atA) % 2 === 0;
    const upper = isLower ? bytes[atA + 1]! - bytes[atB + 1]! : 0;
    return upper || bytes[atA]! - bytes[atB]!;
  }

  inOrder(order: Uint32Array): TextColumn {
    const shared = new SharedArrayBuffer(this.used);
    const target = Buffer.from(shared);
    const ends = sharedCounts(order.length);
    let end = 0;
    for (let place = 0; place < order.length && this.used > 0; place++) {
      const row = order[place]!;
      const start = row === 0 ? 0 : this.ends[row - 1]!;
      end = copyText(this.bytes, start, this.ends[row]!, target, end);
      ends[place] = end;
    }
    return { bytes: shared, ends, isWide: this.isWide };
  }

  private write(text: string): void {
    const { length } = text;
    this.reserve(length * 2);
    if (this.isWide) {
      this.used += this.bytes.write(text, this.used, "utf16le");
      return;
    }
    const { bytes, used } = this;
    for (let at = 0; at < length; at++) {
      const code = text.charCodeAt(at);
      if (code > lastOfLatin1) {
        this.widen();
        this.write(text);
        return;
      }
      bytes[used + at] = code;
    }
    this.used = used + length;
  }

  private widen(): void {
    const wide = Buffer.alloc(Math.max(firstBytes, this.used * 2));
    for (let at = 0; at < this.used; at++) wide[at * 2] = this.bytes[at]!;
    this.bytes = wide;
    this.used *= 2;
    for (let row = 0; row < this.count; row++) this.ends[row]! *= 2;
    this.isWide = true;
  }

  private reserve(more: number): void {
    if (this.used + more <= this.bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.bytes.length * 2, this.used + more));
    this.bytes.copy(larger, 0, 0, this.used);
    this.bytes = larger;
  }
}

/** Shorter texts are copied byte by byte: a call into the runtime takes longer. */
const fewBytes = 48;

/** Answers where the copy ends. */
function copyText(from: Buffer, start: number, end: number, to: Buffer, at: number): number {
  if (end - start > fewBytes) return at + from.copy(to, at, start, end);
  let place = at;
  for (let byte = start; byte < end; byte++) to[place++] = from[byte]!;
  return place;
}

export type Gathered = {
  /** The rows, those of one code one after another, else in the order they were given in. */
  readonly order: Uint32Array;
  /** Where each of the given rows has come to stand. */
  readonly places: Uint32Array<SharedArrayBuffer>;
};

export function gather(rows: Uint32Array, codeOf: (row: number) => number): Gathered {
  const starts: number[] = [];
  for (const row of rows) {
    const code = codeOf(row);
    while (starts.length <= code) starts.push(0);
    starts[code]!++;
  }
  let before = 0;
  for (const [code, count] of starts.entries()) {
    starts[code] = before;
    before += count;
  }
  const order = new Uint32Array(rows.length);
  const places = sharedCounts(rows.length);
  for (let at = 0; at < rows.length; at++) {
    const place = starts[codeOf(rows[at]!)]!++;
    order[place] = rows[at]!;
    places[at] = place;
  }
  return { order, places };
}

/** A builder for each of some columns. */
export function builders<Name extends string, Builder>(
  names: readonly Name[],
  open: () => Builder,
): Readonly<Record<Name, Builder>> {
  // Object.fromEntries forgets which names it was given.
  return Object.fromEntries(names.map((name) => [name, open()])) as Record<Name, Builder>;
}

export function inOrder<Name extends string, Column>(
  columns: Readonly<Record<Name, { inOrder(order: Uint32Array): Column }>>,
  order: Uint32Array,
): Readonly<Record<Name, Column>> {
  const entries = Object.entries<{ inOrder(order: Uint32Array): Column }>(columns);
  return Object.fromEntries(
    entries.map(([name, column]) => [name, column.inOrder(order)]),
    // the names are those of `columns`
  ) as Record<Name, Column>;
}
