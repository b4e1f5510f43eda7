// Where tests put what they need: data that is thrown away, in memory where there is room, and
// unpacked programs that are too big to unpack for every run.

import { lstatSync, mkdirSync, mkdtempSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const roomNeededMiB = 1024;

/** In memory a database waits for no disk; what a kill -9 may lose is the same there. */
export function roomyFolder(): string {
  try {
    const { bavail, bsize } = statfsSync("/dev/shm");
    return (bavail * bsize) / 2 ** 20 >= roomNeededMiB ? "/dev/shm" : tmpdir();
  } catch {
    return tmpdir();
  }
}

/** Belongs to this user alone and is kept between runs. */
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
