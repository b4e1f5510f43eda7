// Accuracy of file mode on generated books: how much is posted alone, and how much of it is wrong.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type MixName, mixes } from "../demo/mix.ts";
import type { BenchCommand } from "./commands.ts";
import { withDemoFolder } from "./demo-folder.ts";
import { runFileMode } from "./file-mode-run.ts";
import { mergeResults } from "./results-file.ts";
import { openJudge, printScore, printWrong, type Score, scoreRun } from "./score.ts";

const permittedWrong = [1, 5];

export const matchCommand: BenchCommand = {
  name: "match",
  title: "[--lines 20000] [--seed 1] [--mix standard] [--wrong N]: precision and recall by kind",
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        lines: { type: "string", default: "20000" },
        seed: { type: "string", default: "1" },
        mix: { type: "string", default: "standard" },
        wrong: { type: "string", default: "0" },
      },
    });
    const mix = Object.keys(mixes).find((name): name is MixName => name === values.mix);
    if (!mix) throw new Error(`no such mix: ${values.mix}`);
    const options = { seed: Number(values.seed), lines: Number(values.lines), mix };
    await withDemoFolder(options, async (folder) => {
      const judge = openJudge(folder);
      for (const maxWrongPerMille of permittedWrong) {
        const out = join(folder, "result.json");
        const { seconds, cpuSeconds, peakMiB } = await runFileMode(folder, {
          out,
          maxWrongPerMille,
        });
        const score = scoreRun(judge, out);
        console.log(`\n== ${mix}, seed ${options.seed}, at most ${maxWrongPerMille} ‰ wrong ==`);
        printScore(score);
        printWrong(score, Number(values.wrong));
        const name = `match ${mix} ${options.lines} lines, ${maxWrongPerMille} permille`;
        mergeResults(name, {
          ...options,
          maxWrongPerMille,
          seconds,
          cpuSeconds,
          peakMiB,
          ...summary(score),
        });
      }
    });
  },
};

function summary({ figures, byKind }: Score) {
  return { ...figures, byKind: Object.fromEntries(byKind) };
}
