// A folder of generated file-mode CSV files for a run, made by a process of its own (its memory goes
// with it) and removed afterwards.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { MixName } from "../demo/mix.ts";
import { runMeasured } from "./measured-process.ts";

const generator = join(import.meta.dirname, "..", "tools", "demo-files.ts");

export async function withDemoFolder<T>(
  options: { seed: number; lines: number; mix?: MixName },
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "qingzhang-bench-"));
  const { seed, lines, mix = "standard" } = options;
  try {
    await runMeasured([
      ...["--max-old-space-size=6144", generator, "--out", folder, "--file-mode-only"],
      ...["--seed", String(seed), "--lines", String(lines), "--mix", mix],
    ]);
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
