// Gathers text into pieces of a few hundred kilobytes of UTF-8, so that a file of any size is
// written without ever being one string (an engine's longest string is about 512 MiB).
import type { ByteSink } from "./exporter.ts";

export type TextStream = {
  write(text: string): void;
  /** Passes bytes on that are text already. */
  writeBytes(bytes: Uint8Array): void;
  /** Grows with whatever is written; tells whether anything was. */
  length(): number;
  /** Hands over what is left; nothing may be written after it. */
  end(): void;
};

/** Bytes handed over at a time: large enough to be rare, small enough to be cheap. */
const pieceBytes = 1 << 18;
/** Characters gathered before they are encoded: a long string of many parts is copied several times. */
const gatheredLength = 1 << 12;
/** Of a UTF-16 character, at most. */
const bytesPerCharacter = 3;

export function openTextStream(sink: ByteSink): TextStream {
  const encoder = new TextEncoder();
  const bytes = new Uint8Array(pieceBytes);
  let filled = 0;
  let gathered = "";
  let length = 0;
  const handOver = () => {
    if (filled > 0) sink(bytes.slice(0, filled));
    filled = 0;
  };
  const encode = () => {
    const most = gathered.length * bytesPerCharacter;
    if (most > pieceBytes - filled) handOver();
    if (most > pieceBytes) sink(encoder.encode(gathered));
    else filled += encoder.encodeInto(gathered, bytes.subarray(filled)).written;
    gathered = "";
  };
  const flush = () => {
    if (gathered.length > 0) encode();
    handOver();
  };
  return {
    write(text) {
      gathered += text;
      length += text.length;
      if (gathered.length >= gatheredLength) encode();
    },
    writeBytes(piece) {
      flush();
      length += piece.length;
      sink(piece);
    },
    length: () => length,
    end: flush,
  };
}
