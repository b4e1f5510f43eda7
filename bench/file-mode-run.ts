// Runs file mode on a folder of generated CSV files as a user would.
import { closeSync, existsSync, fstatSync, openSync, readSync } from "node:fs";
import { join } from "node:path";
import { type ProcessMeasure, runMeasured } from "./measured-process.ts";

const cli = join(import.meta.dirname, "..", "src", "cli", "main.ts");

export async function runFileMode(
  folder: string,
  options: { out: string; maxWrongPerMille: number; threads?: number },
): Promise<ProcessMeasure> {
  const file = (name: string) => join(folder, name);
  const args = [
    ...[cli, "reconcile"],
    ...["--items", file("items.csv"), "--lines", file("lines.csv")],
    ...[
      "--customers",
      file("customers.csv"),
      "--rates",
      file("rates.csv"),
      "--own",
      file("own.csv"),
    ],
    ...["--max-wrong-per-mille", String(options.maxWrongPerMille), "--out", options.out],
  ];
  // 1 = done, some rows refused; generated rows are sound, but that is for the engine to say.
  const { threads } = options;
  const settings = threads === undefined ? {} : { QINGZHANG_ENGINE_THREADS: String(threads) };
  const measure = await runMeasured(args, [0, 1], settings);
  if (!existsSync(options.out)) throw new Error(`file mode wrote no result: ${measure.said}`);
  return measure;
}

export type RunTail = {
  readonly timings: { readonly readMs: number; readonly matchMs: number; readonly writeMs: number };
  readonly totals: Readonly<Record<string, unknown>>;
};

/** The end of a result holds totals and timings; a million lines do not fit one string. */
export function readTail(resultFile: string): RunTail {
  const handle = openSync(resultFile, "r");
  const size = fstatSync(handle).size;
  const bytes = Buffer.alloc(Math.min(size, 65_536));
  readSync(handle, bytes, 0, bytes.length, size - bytes.length);
  closeSync(handle);
  const text = bytes.toString("utf8");
  const at = text.lastIndexOf('"totals"');
  if (at < 0) throw new Error("the result has no totals at its end");
  return JSON.parse(`{${text.slice(at)}`) as RunTail;
}
