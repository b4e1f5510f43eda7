// Reads the files of a file-mode run from disk and through the importers' registry.
import { readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import { type Because, because } from "../../core/because.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { contentWords } from "../../core/words/file-mode.ts";
import { problemSentence } from "../../core/words/importing.ts";
import type { Language } from "../../core/words/word.ts";
import type { ParsedContent, ParsedFile, ParseOptions } from "../../importers/importer.ts";
import { parseFile } from "../../importers/registry.ts";
import type { RowLists } from "./row-lists.ts";

/** Worded in core/words/file-mode.ts: file_not_found, file_unreadable, file_unusable, wrong_content, not_json, … */
export type FileModeFault = Because;

export type FileReading<Kind extends ParsedContent["kind"]> = {
  readonly path: string;
  /** How the file is called in the result. */
  readonly label: string;
  readonly option: string;
  readonly expect: Kind;
  readonly language: Language;
  readonly parse: ParseOptions;
  readonly lists: RowLists;
};

type ContentOf<Kind extends ParsedContent["kind"]> = Extract<ParsedContent, { kind: Kind }>;

export type FileContent<Kind extends ParsedContent["kind"]> = {
  readonly content: ContentOf<Kind>;
  readonly latestDate: ParsedFile["latestDate"];
};

/** What the file holds; refused rows go to the lists, a file that cannot be used is a fault. */
export function readContent<Kind extends ParsedContent["kind"]>(
  reading: FileReading<Kind>,
): Result<FileContent<Kind>, FileModeFault> {
  const bytes = readBytes(reading.path);
  if (!bytes.ok) return bytes;
  const parsed = parseFile(reading.label, bytes.value, {
    ...reading.parse,
    expect: reading.expect,
  });
  const fatal = parsed.problems.find(({ severity }) => severity === "fatal");
  if (fatal) {
    const sentence = problemSentence(fatal, reading.language);
    return refuse(because("file_unusable", { file: reading.label, sentence }));
  }
  for (const problem of parsed.problems) reading.lists.take(reading.label, problem);
  const content = contentAsExpected(reading, parsed.content);
  return content.ok ? ok({ content: content.value, latestDate: parsed.latestDate }) : content;
}

function contentAsExpected<Kind extends ParsedContent["kind"]>(
  { label, option, expect, language }: FileReading<Kind>,
  content: ParsedContent,
): Result<ContentOf<Kind>, FileModeFault> {
  if (isContent(content, expect)) return ok(content);
  return refuse(
    because("wrong_content", {
      file: label,
      option,
      found: contentWords[content.kind][language],
      expected: contentWords[expect][language],
    }),
  );
}

function isContent<Kind extends ParsedContent["kind"]>(
  content: ParsedContent,
  kind: Kind,
): content is ContentOf<Kind> {
  return content.kind === kind;
}

/** Bytes of the files together; one that is not there counts nothing, its reader will say so. */
export function sizeOf(paths: readonly string[]): number {
  let bytes = 0;
  for (const path of paths) bytes += statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return bytes;
}

function readBytes(path: string): Result<Uint8Array, FileModeFault> {
  try {
    return ok(readFileSync(path));
  } catch (error) {
    const detail = systemCode(error);
    if (detail === "ENOENT") return refuse(because("file_not_found", { file: path }));
    return refuse(because("file_unreadable", { file: path, detail }));
  }
}

export function readJson(path: string): Result<unknown, FileModeFault> {
  const bytes = readBytes(path);
  if (!bytes.ok) return bytes;
  try {
    return ok(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes.value)));
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return refuse(because("not_json", { file: path, detail }));
  }
}

/** "EACCES" and the like; anything else that was thrown, as text. */
export function systemCode(error: unknown): string {
  if (error instanceof Error && "code" in error) return String(error.code);
  return String(error);
}

export type InputPaths = {
  readonly items: string;
  readonly lines: readonly string[];
  readonly customers?: string | undefined;
  readonly rates?: string | undefined;
  readonly own?: string | undefined;
};

/** Its name without the folder, so that a result does not depend on where the files lie; else its path. */
export function labelOf({ items, lines, customers, rates, own }: InputPaths, path: string): string {
  const paths = [items, ...lines, customers, rates, own];
  const name = basename(path);
  const namesakes = paths.filter((other) => other !== undefined && basename(other) === name);
  return namesakes.length > 1 ? path : name;
}
