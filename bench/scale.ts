// Size: the same books ten times and a hundred times as large through file mode, beside a bare hash
// join over the same rows. Read, match and write are measured apart, memory at its peak.
import { statSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { BenchCommand } from "./commands.ts";
import { withDemoFolder } from "./demo-folder.ts";
import { readTail, runFileMode } from "./file-mode-run.ts";
import type { FloorFigures } from "./hash-join-floor.ts";
import { runMeasured } from "./measured-process.ts";
import { mergeResults } from "./results-file.ts";
import { printTable } from "./text-table.ts";

export const scaleCommand: BenchCommand = {
  name: "scale",
  title: "[--lines 10000,100000,1000000] [--seed 1] [--threads 2]: seconds and memory by size",
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        lines: { type: "string", default: "10000,100000,1000000" },
        seed: { type: "string", default: "1" },
        threads: { type: "string" },
      },
    });
    const sizes = values.lines.split(",").map(Number);
    const rows: string[][] = [];
    for (const lines of sizes) {
      const threads = values.threads === undefined ? {} : { threads: Number(values.threads) };
      const figures = await measureSize({ lines, seed: Number(values.seed), ...threads });
      mergeResults(`scale ${lines} lines`, figures);
      rows.push(rowOf(lines, figures));
    }
    printTable(
      [
        "lines",
        "read s",
        "match s",
        "write s",
        "all s",
        "cpu s",
        "peak MiB",
        "result MB",
        "floor read s",
        "floor join s",
      ],
      rows,
    );
  },
};

type SizeFigures = Awaited<ReturnType<typeof measureSize>>;

async function measureSize(options: { lines: number; seed: number; threads?: number }) {
  return await withDemoFolder(options, async (folder) => {
    const out = join(folder, "result.json");
    const { seconds, cpuSeconds, peakMiB } = await runFileMode(folder, {
      ...{ out, maxWrongPerMille: 1 },
      ...(options.threads === undefined ? {} : { threads: options.threads }),
    });
    const floorProgram = join(import.meta.dirname, "hash-join-floor.ts");
    const floor = await runMeasured(["--max-old-space-size=6144", floorProgram, folder]);
    // The program prints just this.
    const floorFigures = JSON.parse(floor.output) as FloorFigures;
    const resultBytes = statSync(out).size;
    return {
      seconds,
      cpuSeconds,
      peakMiB,
      resultBytes,
      ...readTail(out),
      floor: { ...floorFigures, peakMiB: floor.peakMiB },
    };
  });
}

function rowOf(lines: number, figures: SizeFigures): string[] {
  const seconds = (ms: number) => (ms / 1_000).toFixed(2);
  const { readMs, matchMs, writeMs } = figures.timings;
  return [
    lines.toLocaleString("en"),
    ...[readMs, matchMs, writeMs].map(seconds),
    figures.seconds.toFixed(2),
    figures.cpuSeconds?.toFixed(2) ?? "–",
    String(figures.peakMiB ?? "–"),
    (figures.resultBytes / 1e6).toFixed(0),
    seconds(figures.floor.readMs),
    seconds(figures.floor.joinMs),
  ];
}
