// Where the sample corpus lies: beside the project, never in it. The tests here run only where it is,
// and say so where it is not.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { type IsoDate, isoDate } from "../../src/core/date.ts";
import { problemSentence } from "../../src/core/words/importing.ts";
import type { ParsedFile, ParseOptions, StatementEntry } from "../../src/importers/importer.ts";

const folder = join(import.meta.dirname, "../../../shared/corpus");

export const skipReason: string | false = existsSync(folder)
  ? false
  : "the sample corpus (../shared/corpus) is not on this machine";

export const corpusOptions: ParseOptions = {
  homeCurrency: "CNY",
  asOf: isoDate("2030-12-31") satisfies IsoDate,
};

export type CorpusFile = {
  readonly name: string;
  readonly path: string;
  readonly bytes: Uint8Array;
};

export function corpusFiles(...areas: readonly string[]): CorpusFile[] {
  if (skipReason !== false) return [];
  return areas
    .flatMap((area) => readdirSync(join(folder, area), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({ name: relative(folder, path), path, bytes: readFileSync(path) }));
}

/** The golden beside it: mt940/a/b.sta → mt940-golden/a/b.<extension>, or null. */
export function goldenOf(file: CorpusFile, extension: string): string | null {
  const [area = "", ...rest] = file.name.split("/");
  const name = rest.join("/").replace(/\.[^./]+$/, "") + extension;
  const path = join(folder, `${area}-golden`, name);
  return existsSync(path) ? readFileSync(path, "utf8") : null;
}

export function entriesOf(parsed: ParsedFile): readonly StatementEntry[] {
  if (parsed.content.kind !== "statements") return [];
  return parsed.content.statements.flatMap((statement) => statement.entries);
}

/** Why nothing of a file was used, or null when it was read. */
export function refusalOf(parsed: ParsedFile): string | null {
  const fatal = parsed.problems.find((problem) => problem.severity === "fatal");
  return fatal ? problemSentence(fatal, "en") : null;
}

export function countOf(parsed: ParsedFile, ...codes: readonly string[]): number {
  return parsed.problems.filter((problem) => codes.includes(problem.code)).length;
}
