// Payments for several items that cite nothing: only the payer and the amount speak. How many are
// posted rightly and wrongly, how many first answers are right, beside the baselines.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runBaseline } from "./baselines/baseline.ts";
import { readBaselineBooks } from "./baselines/books.ts";
import { baselines } from "./baselines/registry.ts";
import type { BenchCommand } from "./commands.ts";
import { withDemoFolder } from "./demo-folder.ts";
import { runFileMode } from "./file-mode-run.ts";
import { mergeResults } from "./results-file.ts";
import { type Judge, openJudge } from "./score.ts";
import { compareLines, type LineScore } from "./scoring/compare.ts";
import { shareOf, writeShare } from "./scoring/interval.ts";
import { type RunResult, readResult } from "./scoring/result.ts";
import { printTable } from "./text-table.ts";

export const unreferencedCommand: BenchCommand = {
  name: "unreferenced",
  title: "[--lines 5000] [--seed 1] [--max-wrong 1] [--wrong N]: several items and no reference",
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        lines: { type: "string", default: "5000" },
        seed: { type: "string", default: "1" },
        "max-wrong": { type: "string", default: "1" },
        wrong: { type: "string", default: "0" },
      },
    });
    const options = { seed: Number(values.seed), lines: Number(values.lines) };
    await withDemoFolder({ ...options, mix: "unreferenced" }, async (folder) => {
      const out = join(folder, "result.json");
      await runFileMode(folder, { out, maxWrongPerMille: Number(values["max-wrong"]) });
      const judge = openJudge(folder);
      const books = readBaselineBooks(folder);
      const engine = casesOf(judge, readResult(out));
      const entries = [
        { title: "Qingzhang", scores: engine },
        ...baselines.map((one) => ({
          title: one.title,
          scores: casesOf(judge, runBaseline(one, books)),
        })),
      ];
      printEngines(judge, entries);
      printSizes(judge, engine);
      printLines(engine, Number(values.wrong));
      const figures = entries.map(({ title, scores }) => ({ title, ...figuresOf(judge, scores) }));
      mergeResults(`unreferenced ${values.lines} lines`, { ...options, figures });
    });
  },
};

/** Several items, and neither a number nor a month in the memo. */
function casesOf(judge: Judge, result: RunResult): LineScore[] {
  const saysNothing = new Set(["generic", "nothing"]);
  return compareLines(judge.inputs, result).filter(
    ({ truth }) => truth.allocations.length >= 2 && saysNothing.has(truth.reference),
  );
}

const isPosted = (line: LineScore) => line.status === "auto";
const isAnswered = (line: LineScore) => isPosted(line) || line.status === "suggested";

function figuresOf(judge: Judge, scores: readonly LineScore[]) {
  const decidable = scores.filter((line) => judge.decidable.has(line.lineId));
  const right = (list: readonly LineScore[], test: (line: LineScore) => boolean) =>
    shareOf(list.filter((line) => line.isExact && test(line)).length, list.length);
  const wrong = scores.filter((line) => isPosted(line) && !line.isExact).length;
  return {
    posted: right(scores, isPosted),
    postedWrong: shareOf(wrong, scores.length),
    answered: right(scores, isAnswered),
    decidable: shareOf(decidable.length, scores.length),
    postedOfDecidable: right(decidable, isPosted),
  };
}

function printEngines(
  judge: Judge,
  entries: readonly { title: string; scores: readonly LineScore[] }[],
): void {
  printTable(
    ["engine", "posted right", "posted wrong", "first answer right", "posted right of decidable"],
    entries.map(({ title, scores }) => {
      const figures = figuresOf(judge, scores);
      const { posted, postedWrong, answered, postedOfDecidable } = figures;
      return [title, ...[posted, postedWrong, answered, postedOfDecidable].map(writeShare)];
    }),
  );
}

function printSizes(judge: Judge, scores: readonly LineScore[]): void {
  const sizeOf = ({ truth }: LineScore) => {
    const count = truth.allocations.length;
    return count <= 3 ? String(count) : count <= 6 ? "4–6" : "7 and more";
  };
  for (const [title, keyOf] of [
    ["items", sizeOf],
    ["kind", (line: LineScore) => line.truth.kind],
  ] as const) {
    console.log(`\nthe engine by ${title}`);
    const groups = [...Map.groupBy(scores, keyOf)].sort(([a], [b]) => (a < b ? -1 : 1));
    printTable(
      [title, "lines", "decidable", "posted right", "posted wrong", "first answer right"],
      groups.map(([key, list]) => {
        const { decidable, posted, postedWrong, answered } = figuresOf(judge, list);
        const percent = (value: number | null) => `${((value ?? 0) * 100).toFixed(1)} %`;
        const shares = [posted, postedWrong, answered].map((share) => percent(share.value));
        return [key, String(list.length), percent(decidable.value), ...shares];
      }),
    );
  }
}

/** What was posted wrongly, to be judged line by line. */
function printLines(scores: readonly LineScore[], limit: number): void {
  const wrong = scores.filter((line) => isPosted(line) && !line.isExact);
  for (const line of wrong.slice(0, limit)) {
    console.log(`${line.lineId} ${line.rule} ${line.truth.kind}: ${line.faults.join("; ")}`);
  }
}
