// Runs `qingzhang reconcile` as a person would: files on disk, arguments, its status and output.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runCommandLine } from "../../src/cli/command-line.ts";
import { checkResult, type FileModeResult, factsOf } from "./check-result.ts";

const main = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));
const fileOptions = ["items", "lines", "customers", "rates", "own", "rules", "weights"];

export type Files = Readonly<Record<string, string | Uint8Array>>;
export type Run = {
  readonly status: number | null;
  readonly notes: string;
  /** Bytes of the result: the file of --out, or standard output. */
  readonly bytes: Uint8Array;
};

/**
 * Writes the files into a folder of their own and runs the command on them. A file named
 * items/lines/customers/rates/own/rules/weights.* is passed as that option unless `args` does; a
 * value of `args` that names one of the files means it.
 */
export async function run(
  files: Files,
  args: readonly string[] = [],
  out = "result.json",
): Promise<Run> {
  return inFolder(files, args, out, async (words) => {
    let notes = "";
    const printed: Uint8Array[] = [];
    const status = await runCommandLine(words, {
      isInteractive: false,
      note: (text) => {
        notes += text;
      },
      out: (bytes) => printed.push(bytes),
    });
    return { status, notes, bytes: Buffer.concat(printed) };
  });
}

/** The same in a process of its own, as from a shell. */
export async function runProcess(
  files: Files,
  args: readonly string[] = [],
  out = "result.json",
): Promise<Run> {
  return inFolder(files, args, out, async (words) => {
    const done = spawnSync(process.execPath, [main, ...words]);
    return { status: done.status, notes: done.stderr.toString(), bytes: done.stdout };
  });
}

async function inFolder(
  files: Files,
  args: readonly string[],
  out: string,
  start: (words: readonly string[]) => Promise<Run>,
): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), "qingzhang-file-mode-"));
  const place = (name: string) => (name in files ? join(folder, name) : name);
  const target = out === "-" ? out : join(folder, out);
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(place(name), content);
    const known = Object.keys(files).flatMap((name) => {
      const option = name.slice(0, name.indexOf("."));
      const isGiven = !fileOptions.includes(option) || args.includes(`--${option}`);
      return isGiven ? [] : [`--${option}`, place(name)];
    });
    const done = await start(["reconcile", ...known, ...args.map(place), "--out", target]);
    return existsSync(target) ? { ...done, bytes: readFileSync(target) } : done;
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
export async function reconciled(
  files: Files & { readonly "items.csv": string; readonly "lines.csv": string },
  args: readonly string[] = [],
): Promise<FileModeResult & { readonly status: number | null }> {
  const done = await run(files, args);
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
