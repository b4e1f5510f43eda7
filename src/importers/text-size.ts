// How large a file may be that is read as one text.
import type { ParsedFile } from "./importer.ts";
import { fatalProblem, refusedFile } from "./problem.ts";

const MOST_BYTES = 200_000_000;

/** Null where it may be read. */
export function refusalOfSize(format: string, bytes: Uint8Array): ParsedFile | null {
  if (bytes.length <= MOST_BYTES) return null;
  const fields = { limit: `${MOST_BYTES / 1_000_000} MB` };
  return refusedFile({ format }, [fatalProblem("file_too_large", { fields })]);
}
