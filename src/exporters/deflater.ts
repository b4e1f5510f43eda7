// How large workbooks are compressed where something faster than JavaScript is at hand: handed in, because
// these folders know no platform. Without it they are compressed all the same, by fflate.
import type { AsyncFlateStreamHandler, ZipInputFile } from "fflate";
import { assert } from "../core/assert.ts";

export type Deflater = {
  /**
   * Raw deflate (RFC 1951) of a piece in whole blocks, none of them the last, that end at a byte.
   * `before`: what stands right before the piece, as far as a match may reach back.
   */
  readonly deflate: (piece: Uint8Array, before: Uint8Array) => Uint8Array<ArrayBuffer>;
  /** CRC-32 of everything so far, from that of everything before the piece. */
  readonly crc32: (piece: Uint8Array, before: number) => number;
};

/** How far a match of deflate reaches back. */
const windowBytes = 32_768;
/** An empty block that says it is the last. */
const lastBlock = Uint8Array.of(3, 0);
/** "Deflated" (APPNOTE.TXT 4.4.5). */
const deflated = 8;

/** A file of an archive that is compressed by what was handed in, piece by piece. */
export class DeflatedPart implements ZipInputFile {
  readonly filename: string;
  readonly compression = deflated;
  size = 0;
  crc = 0;
  mtime = "";
  /** Set by the archive the part is added to. */
  declare ondata?: AsyncFlateStreamHandler;
  readonly #deflater: Deflater;
  #before: Uint8Array = new Uint8Array(0);

  constructor(filename: string, deflater: Deflater) {
    this.filename = filename;
    this.#deflater = deflater;
  }

  push(piece: Uint8Array, isLast: boolean): void {
    const { ondata } = this;
    assert(ondata !== undefined, "the part stands in an archive");
    if (piece.length > 0) {
      this.crc = this.#deflater.crc32(piece, this.crc);
      this.size += piece.length;
      const packed = this.#deflater.deflate(piece, this.#before);
      this.#before = piece.slice(-windowBytes);
      ondata(null, packed, false);
    }
    if (isLast) ondata(null, lastBlock, true);
  }
}
