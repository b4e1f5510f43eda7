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

/** Characters gathered before they are encoded: large enough to be rare, small enough to be cheap. */
const pieceLength = 1 << 18;

export function openTextStream(sink: ByteSink): TextStream {
  const encoder = new TextEncoder();
  let gathered = "";
  let length = 0;
  const flush = () => {
    if (gathered.length > 0) sink(encoder.encode(gathered));
    gathered = "";
  };
  return {
    write(text) {
      gathered += text;
      length += text.length;
      if (gathered.length >= pieceLength) flush();
    },
    writeBytes(bytes) {
      flush();
      length += bytes.length;
      sink(bytes);
    },
    length: () => length,
    end: flush,
  };
}
