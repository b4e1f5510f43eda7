// XML as a stream of events, for untrusted files: any DOCTYPE is refused (so no entity of its own can
// exist), depth and the length of one text are capped, and errors come back as problems.
import { SaxesParser } from "saxes";
import type { ImportProblem } from "./importer.ts";
import { fatalProblem } from "./problem.ts";

export type XmlSink = {
  /** Local name without prefix. */
  open(name: string, attributes: Readonly<Record<string, string>>, line: number): void;
  text(text: string): void;
  close(name: string): void;
  /** Asked after each piece; true ends the reading without fault. */
  isDone?(): boolean;
};

const DEEPEST = 100;
/** Characters without any tag; longer is no text a person or bank wrote. */
const LONGEST_TEXT = 4_000_000;

class Refused extends Error {
  readonly problem: ImportProblem;
  constructor(problem: ImportProblem) {
    super(problem.code);
    this.problem = problem;
  }
}

export class XmlReader {
  private readonly parser: SaxesParser<{ xmlns: false; position: boolean }>;
  private depth = 0;
  private events = 0;
  private eventsBefore = -1;
  private silent = 0;
  private readonly sink: XmlSink;

  constructor(sink: XmlSink, withLines = false) {
    this.sink = sink;
    this.parser = new SaxesParser({ xmlns: false, position: withLines });
    this.listen();
  }

  private listen(): void {
    const { parser, sink } = this;
    const place = () => (parser.line > 0 ? { row: parser.line } : {});
    parser.on("error", (error) => {
      const detail = error.message.replace(/^\d+:\d+:\s*/, "");
      throw new Refused(fatalProblem("xml_damaged", { place: place(), detail }));
    });
    parser.on("doctype", () => {
      throw new Refused(fatalProblem("xml_doctype", { place: place() }));
    });
    parser.on("opentag", (tag) => {
      this.events++;
      this.depth++;
      if (this.depth > DEEPEST) {
        const fields = { limit: DEEPEST };
        throw new Refused(fatalProblem("xml_too_deep", { place: place(), fields }));
      }
      sink.open(localName(tag.name), tag.attributes, parser.line);
    });
    parser.on("text", (text) => sink.text(text));
    parser.on("cdata", (text) => sink.text(text));
    parser.on("closetag", (tag) => {
      this.events++;
      this.depth--;
      sink.close(localName(tag.name));
    });
  }

  /** The problem that ends the reading, or null. */
  take(piece: string): ImportProblem | null {
    return this.guarded(() => {
      this.parser.write(piece);
      this.silent = this.events === this.eventsBefore ? this.silent + piece.length : 0;
      this.eventsBefore = this.events;
      if (this.silent > LONGEST_TEXT) {
        throw new Refused(fatalProblem("xml_damaged", { detail: "text too long" }));
      }
    });
  }

  /** What is open when the text ends was cut off, by a broken download most often. */
  finish(): ImportProblem | null {
    const problem = this.guarded(() => this.parser.close());
    return problem?.code === "xml_damaged" ? { ...problem, code: "xml_cut_off" } : problem;
  }

  private guarded(act: () => void): ImportProblem | null {
    try {
      act();
      return null;
    } catch (error) {
      if (error instanceof Refused) return error.problem;
      throw error; // not ours: a bug, or what the caller's sink threw to cancel
    }
  }
}

/** Reads all pieces. */
export function readXml(
  pieces: Iterable<string>,
  sink: XmlSink,
  withLines = false,
): ImportProblem | null {
  const reader = new XmlReader(sink, withLines);
  for (const piece of pieces) {
    const problem = reader.take(piece);
    if (problem) return problem;
    if (sink.isDone?.()) return null;
  }
  return reader.finish();
}

function localName(name: string): string {
  const colon = name.indexOf(":");
  return colon < 0 ? name : name.slice(colon + 1);
}
