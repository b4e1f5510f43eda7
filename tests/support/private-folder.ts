// A folder in the temporary folder that belongs to this user alone, kept between runs: unpacked
// programs that are too big to unpack for every test.

import { lstatSync, mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export function privateFolder(): string {
  const uid = process.getuid?.() ?? 0;
  const folder = join(tmpdir(), `qingzhang-${uid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const stats = lstatSync(folder);
  // Someone else may have made it first, to slip us a program of theirs.
  const isOurs =
    process.getuid === undefined ||
    (stats.isDirectory() && stats.uid === uid && (stats.mode & 0o022) === 0);
  return isOurs ? folder : mkdtempSync(join(tmpdir(), "qingzhang-"));
}
