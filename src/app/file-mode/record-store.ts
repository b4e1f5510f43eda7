// The records of a result as bytes, made by several threads and put together in the order of the
// lines: each thread keeps what it wrote, shared columns say where the record of a line stands.
import { assert } from "../../core/assert.ts";
import { firstSeparator, type RecordWriter, recordSeparator } from "../../exporters/result-json.ts";
import { sharedCounts } from "./columns.ts";

const lineSections = ["allocations", "residuals", "lines"] as const;
export type LineSection = (typeof lineSections)[number];

/** Where the records of each line stand: in which part, from which byte, how many bytes. */
export type RecordPlaces = {
  readonly part: Uint8Array<SharedArrayBuffer>;
  readonly sections: Readonly<
    Record<LineSection, { readonly at: Uint32Array; readonly size: Uint32Array }>
  >;
};

/** Chunks of one part; a record never crosses from one to the next. */
export type Chunks = readonly SharedArrayBuffer[];

/** A place is chunk × chunkSize + offset, below 4 GiB. */
const chunkSize = 1 << 24;
const mostChunks = 2 ** 32 / chunkSize;

export function openPlaces(lineCount: number): RecordPlaces {
  const columns = () => ({ at: sharedCounts(lineCount), size: sharedCounts(lineCount) });
  return {
    part: new Uint8Array(new SharedArrayBuffer(lineCount)),
    sections: { allocations: columns(), residuals: columns(), lines: columns() },
  };
}

/** Keeps the texts of one thread, each character a byte: see byte-wording.ts. */
export class RecordStore {
  readonly chunks: SharedArrayBuffer[] = [];
  private buffer = Buffer.from(new SharedArrayBuffer(0));
  private used = 0;

  /** Writes a text; `at` and `size` say where it stands. */
  write(text: string): { readonly at: number; readonly size: number } {
    if (this.buffer.length - this.used < text.length) this.openChunk(text);
    const at = (this.chunks.length - 1) * chunkSize + this.used;
    const size = this.buffer.write(text, this.used, "latin1");
    this.used += size;
    return { at, size };
  }

  private openChunk(text: string): void {
    assert(this.chunks.length < mostChunks, "the records of a thread stay below 4 GiB");
    const chunk = new SharedArrayBuffer(Math.max(chunkSize, text.length));
    this.chunks.push(chunk);
    this.buffer = Buffer.from(chunk);
    this.used = 0;
  }
}

/** Writes one section of all lines, in their order, from the parts that hold it. */
export function sectionWriter(
  section: LineSection,
  places: RecordPlaces,
  parts: readonly Chunks[],
): RecordWriter {
  const { part } = places;
  const { at, size } = places.sections[section];
  const bytes = parts.map((chunks) => chunks.map((chunk) => Buffer.from(chunk)));
  return (out) => {
    const gathered = new Gathered((piece) => out.writeBytes(piece));
    for (let line = 0; line < size.length; line++) {
      if (size[line] === 0) continue;
      const chunk = bytes[part[line]!]![Math.floor(at[line]! / chunkSize)]!;
      const from = at[line]! % chunkSize;
      gathered.add(chunk, from, from + size[line]!);
    }
    gathered.end();
  };
}

/** Records copied one after another, separators between, handed on in large pieces. */
class Gathered {
  private readonly pass: (piece: Uint8Array) => void;
  private piece = Buffer.allocUnsafe(pieceSize);
  private used = 0;
  private separator = Buffer.from(firstSeparator);

  constructor(pass: (piece: Uint8Array) => void) {
    this.pass = pass;
  }

  add(from: Buffer, start: number, end: number): void {
    const needed = end - start + this.separator.length;
    if (this.piece.length - this.used < needed) {
      this.end();
      this.piece = Buffer.allocUnsafe(Math.max(pieceSize, needed));
    }
    this.used += this.separator.copy(this.piece, this.used);
    this.used += from.copy(this.piece, this.used, start, end);
    this.separator = laterSeparator;
  }

  end(): void {
    if (this.used > 0) this.pass(this.piece.subarray(0, this.used));
    this.used = 0;
  }
}

const pieceSize = 1 << 20;
const laterSeparator = Buffer.from(recordSeparator);
