// A folder of generated files for a run, removed afterwards.
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileModeFiles } from "../demo/file-mode.ts";
import { type GenerateOptions, generateBooks } from "../demo/generate.ts";

export async function withDemoFolder<T>(
  options: GenerateOptions,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "qingzhang-bench-"));
  try {
    for (const file of fileModeFiles(generateBooks(options))) {
      const handle = openSync(join(folder, file.name), "w");
      for (const chunk of file.chunks) writeSync(handle, chunk);
      closeSync(handle);
    }
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
