// Runs `qingzhang reconcile` as a person would: files on disk, a process, its status and output.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkResult, type FileModeResult, factsOf } from "./check-result.ts";

const main = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));

/** As bin/qingzhang.mjs keeps it: a process starts in a third of the time. */
const cacheFolder = fileURLToPath(new URL("../../node_modules/.cache/qingzhang", import.meta.url));
const fileOptions = ["items", "lines", "customers", "rates", "own", "rules", "weights"];

export type Files = Readonly<Record<string, string | Uint8Array>>;
export type Run = {
  readonly status: number | null;
  readonly notes: string;
  /** Bytes of the result: the file of --out, or standard output. */
  readonly bytes: Uint8Array;
};

/**
 * Writes the files into a folder of their own and runs the command there. A file named
 * items/lines/customers/rates/own/rules/weights.* is passed as that option unless `args` does.
 */
export function run(files: Files, args: readonly string[] = [], out = "result.json"): Run {
  const folder = mkdtempSync(join(tmpdir(), "qingzhang-file-mode-"));
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    const known = Object.keys(files).flatMap((name) => {
      const option = name.slice(0, name.indexOf("."));
      return !fileOptions.includes(option) || args.includes(`--${option}`)
        ? []
        : [`--${option}`, name];
    });
    const words = ["reconcile", ...known, ...args, "--out", out];
    const env = { NODE_COMPILE_CACHE: cacheFolder, ...process.env };
    const done = spawnSync(process.execPath, [main, ...words], { cwd: folder, env });
    const path = join(folder, out);
    const bytes = out === "-" || !existsSync(path) ? done.stdout : readFileSync(path);
    return { status: done.status, notes: done.stderr.toString(), bytes };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function resultOf({ bytes, notes, status }: Run): FileModeResult {
  if (bytes.length === 0) throw new Error(`no result (status ${status}): ${notes}`);
  // Its shape is what checkResult checks.
  return JSON.parse(new TextDecoder().decode(bytes)) as FileModeResult;
}

/** Runs plain CSV files, checks the result against them, and returns it with the status. */
export function reconciled(
  files: Files & { readonly "items.csv": string; readonly "lines.csv": string },
  args: readonly string[] = [],
): FileModeResult & { readonly status: number | null } {
  const done = run(files, args);
  const result = resultOf(done);
  const facts = factsOf({ items: files["items.csv"], lines: files["lines.csv"] });
  const faults = checkResult(result, facts);
  if (faults.length > 0) throw new Error(`the result breaks its rules:\n${faults.join("\n")}`);
  return { ...result, status: done.status };
}

/** Without the one part that differs from run to run. */
export function withoutTimings(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes).replace(/"timings": \{[^}]*\}/, "");
}
