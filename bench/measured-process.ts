// Runs a Node program in a process of its own and measures time and peak memory.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { environmentWith } from "../src/config.ts";

export type ProcessMeasure = {
  readonly seconds: number;
  /** Peak resident memory; null where the system does not tell. */
  readonly peakMiB: number | null;
  /** Processor time of all its threads: on a busy machine nearer the truth than the clock. */
  readonly cpuSeconds: number | null;
  readonly output: string;
  /** The end of what it said on standard error. */
  readonly said: string;
};

/** `allowed`: exit statuses that count as done; `settings`: changes to the environment. */
export async function runMeasured(
  args: readonly string[],
  allowed: readonly number[] = [0],
  settings: Readonly<Record<string, string>> = {},
): Promise<ProcessMeasure> {
  const start = process.hrtime.bigint();
  const child = spawn(process.execPath, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: environmentWith(settings),
  });
  let output = "";
  let said = "";
  child.stdout.on("data", (data: Buffer) => {
    output += data.toString();
  });
  child.stderr.on("data", (data: Buffer) => {
    said = (said + data.toString()).slice(-2_000);
  });
  let peakKiB = 0;
  let cpuTicks = 0;
  const watch = setInterval(() => {
    peakKiB = Math.max(peakKiB, peakOf(child.pid));
    cpuTicks = Math.max(cpuTicks, cpuTicksOf(child.pid));
  }, 50);
  const status = await new Promise<number | null>((resolve) => child.on("close", resolve));
  clearInterval(watch);
  if (status === null || !allowed.includes(status)) {
    throw new Error(`${args.slice(0, 3).join(" ")} ended with ${status}: ${said}`);
  }
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  return {
    seconds,
    peakMiB: peakKiB === 0 ? null : Math.round(peakKiB / 1024),
    cpuSeconds: cpuTicks === 0 ? null : cpuTicks / ticksPerSecond,
    output,
    said,
  };
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

/** USER_HZ, 100 on every Linux Node runs on. */
const ticksPerSecond = 100;

/** utime + stime, fields 14 and 15 of proc(5) stat; the name before them may hold blanks. */
function cpuTicksOf(pid: number | undefined): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return Number(fields[11]) + Number(fields[12]);
  } catch {
    return 0;
  }
}
