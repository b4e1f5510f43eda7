// A file written for someone else: a person, a ledger system, another program. One file a format;
// the list is registry.ts. Pure: content in, bytes handed to a sink piece by piece, never whole.
import type { Language } from "../core/words/word.ts";
import type { Deflater } from "./deflater.ts";

/** Takes the next piece of the file. The piece is the sink's to keep. */
export type ByteSink = (piece: Uint8Array) => void;

export interface Exporter<Content> {
  readonly format: string;
  readonly title: { readonly zh: string; readonly en: string };
  /** With the dot; the first is the usual one. */
  readonly extensions: readonly string[];
  readonly mediaType: string;
  /** Compressed by `deflater` where it is a workbook and one is handed in. */
  write(content: Content, language: Language, sink: ByteSink, deflater?: Deflater): void;
}
