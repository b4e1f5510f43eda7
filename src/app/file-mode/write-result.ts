// Writes a result to a file, whole or not at all: into a neighbour that takes the name at the end.
import {
  accessSync,
  closeSync,
  constants,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { dirname, resolve } from "node:path";
import { because } from "../../core/because.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import type { Language } from "../../core/words/word.ts";
import type { ByteSink, Exporter } from "../../exporters/exporter.ts";
import type { ReconcileResult } from "../../exporters/reconcile-result.ts";
import { resultExporterFor } from "../../exporters/registry.ts";
import { resultJson } from "../../exporters/result-json.ts";
import { type FileModeFault, systemCode } from "./read-files.ts";

export type ResultTarget = {
  /** Null: standard output. */
  readonly path: string | null;
  readonly exporter: Exporter<ReconcileResult>;
};

/**
 * By the extension; "-" is JSON to standard output. Asked before the work begins. Refused:
 * unknown_extension, output_is_input, unwritable.
 */
export function resultTarget(
  path: string,
  inputs: readonly string[],
): Result<ResultTarget, FileModeFault> {
  if (path === "-") return ok({ path: null, exporter: resultJson });
  const exporter = resultExporterFor(path);
  if (!exporter) return refuse(because("unknown_extension", { file: path }));
  if (inputs.some((input) => resolve(input) === resolve(path))) {
    return refuse(because("output_is_input", { file: path }));
  }
  try {
    accessSync(dirname(resolve(path)), constants.W_OK);
  } catch (error) {
    return refuse(because("unwritable", { file: path, detail: systemCode(error) }));
  }
  return ok({ path, exporter });
}

export type Writing = {
  readonly target: ResultTarget;
  readonly language: Language;
  readonly out: ByteSink;
};

export function writeResult(
  result: ReconcileResult,
  writing: Writing,
): Result<null, FileModeFault> {
  const { target, language } = writing;
  return writeTo(writing, (sink) => target.exporter.write(result, language, sink));
}

export function writeTo(
  { target, out }: Pick<Writing, "target" | "out">,
  write: (sink: ByteSink) => void,
): Result<null, FileModeFault> {
  if (target.path !== null) return writeFile(target.path, write);
  write(out);
  return ok(null);
}

function writeFile(path: string, write: (sink: ByteSink) => void): Result<null, FileModeFault> {
  const partial = isReplaceable(path) ? `${path}.${process.pid}.part` : path;
  try {
    const handle = openSync(partial, "w");
    try {
      write((piece) => writeAll(handle, piece));
    } finally {
      closeSync(handle);
    }
    if (partial !== path) renameSync(partial, path);
    return ok(null);
  } catch (error) {
    if (partial !== path) rmSync(partial, { force: true });
    if (!isSystemError(error)) throw error;
    return refuse(because("unwritable", { file: path, detail: systemCode(error) }));
  }
}

/** A device or a pipe (/dev/stdout) keeps its name; only a plain file is replaced. */
function isReplaceable(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? true;
}

function writeAll(handle: number, bytes: Uint8Array): void {
  for (let from = 0; from < bytes.length; ) from += writeSync(handle, bytes, from);
}

/** A full disk and the like; anything else is a bug and stays one. */
function isSystemError(error: unknown): boolean {
  return error instanceof Error && "syscall" in error;
}
