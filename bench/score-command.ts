// Scores one result file against the folder it was made from; lists the wrong lines on request.
import { parseArgs } from "node:util";
import type { BenchCommand } from "./commands.ts";
import { printMissed } from "./missed.ts";
import { openJudge, printScore, printWrong, scoreResult } from "./score.ts";
import { readResult } from "./scoring/result.ts";

export const scoreCommand: BenchCommand = {
  name: "score",
  title: "--dir DIR --result FILE [--wrong N] [--missed N]: score one file-mode result",
  run: (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        dir: { type: "string" },
        result: { type: "string" },
        wrong: { type: "string", default: "0" },
        missed: { type: "string", default: "0" },
      },
    });
    if (!values.dir || !values.result) throw new Error("score needs --dir and --result");
    const judge = openJudge(values.dir);
    const result = readResult(values.result);
    const score = scoreResult(judge, result);
    printScore(score);
    printWrong(score, Number(values.wrong));
    printMissed({ judge, score, result }, Number(values.missed));
  },
};
