// Runs a Node program in a process of its own and measures time and peak memory.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

export type ProcessMeasure = {
  readonly seconds: number;
  /** Peak resident memory; null where the system does not tell. */
  readonly peakMiB: number | null;
  readonly output: string;
};

/** `allowed`: exit statuses that count as done. */
export async function runMeasured(
  args: readonly string[],
  allowed: readonly number[] = [0],
): Promise<ProcessMeasure> {
  const start = process.hrtime.bigint();
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  let said = "";
  child.stdout.on("data", (data: Buffer) => {
    output += data.toString();
  });
  child.stderr.on("data", (data: Buffer) => {
    said = (said + data.toString()).slice(-2_000);
  });
  let peakKiB = 0;
  const watch = setInterval(() => {
    peakKiB = Math.max(peakKiB, peakOf(child.pid));
  }, 100);
  const status = await new Promise<number | null>((resolve) => child.on("close", resolve));
  clearInterval(watch);
  if (status === null || !allowed.includes(status)) {
    throw new Error(`${args.slice(0, 3).join(" ")} ended with ${status}: ${said}`);
  }
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  return { seconds, peakMiB: peakKiB === 0 ? null : Math.round(peakKiB / 1024), output };
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
