// Runs file mode as a user would, in a process of its own, and measures time and peak memory.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const cli = join(import.meta.dirname, "..", "src", "cli", "main.ts");

export type RunMeasure = {
  readonly seconds: number;
  /** Peak resident memory; null where the system does not tell. */
  readonly peakMiB: number | null;
};

export async function runFileMode(
  folder: string,
  options: { out: string; maxWrongPerMille: number },
): Promise<RunMeasure> {
  const file = (name: string) => join(folder, name);
  const args = [
    ...["--max-old-space-size=6144", cli, "reconcile"],
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
  const start = process.hrtime.bigint();
  const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (data: Buffer) => {
    said = (said + data.toString()).slice(-2_000);
  });
  let peakKiB = 0;
  const watch = setInterval(() => {
    peakKiB = Math.max(peakKiB, peakOf(child.pid));
  }, 200);
  const status = await new Promise<number | null>((resolve) => child.on("close", resolve));
  clearInterval(watch);
  if (status !== 0 && status !== 1) throw new Error(`file mode ended with ${status}: ${said}`);
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  return { seconds, peakMiB: peakKiB === 0 ? null : Math.round(peakKiB / 1024) };
}

/** VmHWM, the high-water mark the kernel keeps; Linux only. */
function peakOf(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0);
  } catch {
    return 0;
  }
}
