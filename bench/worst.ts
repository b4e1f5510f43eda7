// The worst cases: do time and memory stay bounded, and is nothing posted that nobody can know?
import { join } from "node:path";
import { parseArgs } from "node:util";
import { worstBooks, worstCases } from "../demo/worst.ts";
import type { BenchCommand } from "./commands.ts";
import { withBooksFolder } from "./demo-folder.ts";
import { readTail, runFileMode } from "./file-mode-run.ts";
import { mergeResults } from "./results-file.ts";
import { compareLines, type LineScore } from "./scoring/compare.ts";
import { readInputs } from "./scoring/inputs.ts";
import { readResult } from "./scoring/result.ts";
import { printTable } from "./text-table.ts";

export const worstCommand: BenchCommand = {
  name: "worst",
  title: "[--seed 1]: 5,000 open items, 2,000 of one amount, 40 in one payment: seconds and memory",
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: { seed: { type: "string", default: "1" } },
    });
    const rows: string[][] = [];
    for (const kind of worstCases) {
      const books = worstBooks(kind, Number(values.seed));
      await withBooksFolder(books, async (folder) => {
        const out = join(folder, "result.json");
        const { seconds, peakMiB } = await runFileMode(folder, { out, maxWrongPerMille: 1 });
        const { matchMs } = readTail(out).timings;
        const scores = compareLines(readInputs(folder), readResult(out));
        const groups = Map.groupBy(scores, (line) => line.truth.kind);
        const measured = [seconds.toFixed(1), (matchMs / 1_000).toFixed(2), String(peakMiB ?? "–")];
        for (const [name, lines] of groups) {
          rows.push([name, String(books.items.length), ...countsOf(lines), ...measured]);
        }
        mergeResults(`worst ${kind}`, { seconds, matchMs, peakMiB });
      });
    }
    printTable(
      [
        ...["case", "items", "payments", "posted right", "posted wrong", "proposed right"],
        ...["all s", "match s", "peak MiB"],
      ],
      rows,
    );
  },
};

function countsOf(lines: readonly LineScore[]): string[] {
  const count = (test: (line: LineScore) => boolean) => String(lines.filter(test).length);
  return [
    String(lines.length),
    count((line) => line.status === "auto" && line.isExact),
    count((line) => line.status === "auto" && !line.isExact),
    count((line) => line.status === "suggested" && line.isExact),
  ];
}
