// Makes the problems an importer reports: code, place, what stands there, values for the sentence.
import { cutText } from "../core/sound-text.ts";
import type { ImportProblemCode } from "../core/words/importing.ts";
import type { ImportProblem, ParsedContent, ParsedFile, SourcePlace } from "./importer.ts";

/** Longest excerpt kept with a problem, in characters. */
const EXCERPT_LENGTH = 120;

/** One line of what stands in the file, control characters made visible as blanks. */
function excerptOf(text: string): string {
  const line = cutText(text, EXCERPT_LENGTH * 2)
    .replace(/[\u0000-\u001f\u007f-\u009f]+/g, " ")
    .trim();
  return cutText(line, EXCERPT_LENGTH);
}

export function excerptOfCells(cells: readonly string[]): string {
  return excerptOf(
    cells
      .filter((cell) => cell !== "")
      .slice(0, 12)
      .join(" | "),
  );
}

type Details = {
  readonly place?: SourcePlace;
  readonly excerpt?: string;
  readonly fields?: Readonly<Record<string, string | number>>;
  readonly detail?: string;
};

function problem(
  severity: ImportProblem["severity"],
  code: ImportProblemCode,
  details: Details,
): ImportProblem {
  return {
    code,
    severity,
    place: details.place ?? {},
    excerpt: excerptOf(details.excerpt ?? ""),
    fields: details.fields ?? {},
    ...(details.detail === undefined ? {} : { detail: details.detail }),
  };
}

export function fatalProblem(code: ImportProblemCode, details: Details = {}): ImportProblem {
  return problem("fatal", code, details);
}

export function rowProblem(code: ImportProblemCode, details: Details): ImportProblem {
  return problem("row", code, details);
}

export function warning(code: ImportProblemCode, details: Details): ImportProblem {
  return problem("warning", code, details);
}

function emptyContent(kind: ParsedContent["kind"]): ParsedContent {
  switch (kind) {
    case "statements":
      return { kind, statements: [] };
    case "items":
      return { kind, items: [] };
    case "customers":
      return { kind, customers: [] };
    case "rates":
      return { kind, rates: [] };
    case "own":
      return { kind, own: [] };
  }
}

/** A file of which nothing can be used. */
export function refusedFile(
  refusal: {
    readonly format: string;
    readonly encoding?: string;
    readonly kind?: ParsedContent["kind"];
    readonly mapping?: ParsedFile["mapping"];
  },
  problems: readonly ImportProblem[],
): ParsedFile {
  return {
    format: refusal.format,
    encoding: refusal.encoding ?? "",
    content: emptyContent(refusal.kind ?? "statements"),
    mapping: refusal.mapping ?? null,
    problems,
    ignoredRows: 0,
  };
}

/** With a fatal problem nothing of the file counts. */
export function finishedFile(file: ParsedFile): ParsedFile {
  const isUnusable = file.problems.some((problem) => problem.severity === "fatal");
  return isUnusable ? { ...file, content: emptyContent(file.content.kind) } : file;
}
