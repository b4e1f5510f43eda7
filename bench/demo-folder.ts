// A folder of generated file-mode CSV files for a run, made by a process of its own (its memory goes
// with it) and removed afterwards.
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { GeneratedBooks } from "../demo/books.ts";
import { fileModeFiles } from "../demo/file-mode.ts";
import type { MixName } from "../demo/mix.ts";
import { runMeasured } from "./measured-process.ts";

const generator = join(import.meta.dirname, "..", "tools", "demo-files.ts");

export async function withDemoFolder<T>(
  options: { seed: number; lines: number; mix?: MixName },
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const { seed, lines, mix = "standard" } = options;
  return await withFolder(async (folder) => {
    await runMeasured([
      ...["--max-old-space-size=6144", generator, "--out", folder, "--file-mode-only"],
      ...["--seed", String(seed), "--lines", String(lines), "--mix", mix],
    ]);
    return await use(folder);
  });
}

/** The same for books made here: special ones, small enough for this process. */
export async function withBooksFolder<T>(
  books: GeneratedBooks,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  return await withFolder(async (folder) => {
    for (const { name, chunks } of fileModeFiles(books)) {
      const handle = openSync(join(folder, name), "w");
      for (const chunk of chunks) writeSync(handle, chunk);
      closeSync(handle);
    }
    return await use(folder);
  });
}

async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "qingzhang-bench-"));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
