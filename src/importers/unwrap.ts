// A zip that holds a single file is that file; a zip of several is refused with their names.

import { containerOf } from "./container.ts";
import { zipRefusal } from "./container-refusal.ts";
import type { ImportProblem } from "./importer.ts";
import { fatalProblem } from "./problem.ts";
import { isWorkbook } from "./xlsx-reader.ts";
import { inflateWhole, readZip } from "./zip.ts";

const MOST_BYTES = 400_000_000;

export type Unwrapped =
  | { readonly ok: true; readonly name: string; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly problem: ImportProblem };

export function unwrapFile(name: string, bytes: Uint8Array): Unwrapped {
  if (containerOf(bytes) !== "zip") return { ok: true, name, bytes };
  const zip = readZip(bytes);
  if (!zip.ok) return { ok: false, problem: zip.error };
  if (isWorkbook(zip.value)) return { ok: true, name, bytes };
  const files = zip.value.filter((entry) => isRealFile(entry.name));
  const refusal = zipRefusal(files.map((entry) => entry.name));
  if (refusal) return { ok: false, problem: refusal };
  const [only, ...others] = files;
  if (!only) return { ok: false, problem: fatalProblem("zip_empty") };
  if (others.length > 0) {
    const names = files.map((entry) => entry.name).join(", ");
    const details = { excerpt: names, fields: { files: names.slice(0, 200) } };
    return { ok: false, problem: fatalProblem("zip_many_files", details) };
  }
  const content = inflateWhole(bytes, only, MOST_BYTES);
  if (!content.ok) return { ok: false, problem: content.error };
  const isZipAgain = containerOf(content.value) === "zip";
  if (isZipAgain) return unwrapInner(only.name, content.value);
  return { ok: true, name: only.name, bytes: content.value };
}

/** One level only: a workbook in a zip is fine, a zip in a zip is not opened. */
function unwrapInner(name: string, bytes: Uint8Array): Unwrapped {
  const zip = readZip(bytes);
  if (!zip.ok) return { ok: false, problem: zip.error };
  if (isWorkbook(zip.value)) return { ok: true, name, bytes };
  return { ok: false, problem: fatalProblem("zip_many_files", { fields: { files: name } }) };
}

/** Folders and what macOS adds are no files of the user. */
function isRealFile(name: string): boolean {
  return !/\/$|(^|\/)__MACOSX\/|(^|\/)\.DS_Store$|(^|\/)Thumbs\.db$/i.test(name);
}
