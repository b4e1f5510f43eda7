// Scores one result file against the folder it was made from; lists the wrong lines on request.
import { parseArgs } from "node:util";
import type { BenchCommand } from "./commands.ts";
import { openJudge, printScore, printWrong, scoreRun } from "./score.ts";

export const scoreCommand: BenchCommand = {
  name: "score",
  title: "--dir DIR --result FILE [--wrong N]: score one file-mode result",
  run: (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        dir: { type: "string" },
        result: { type: "string" },
        wrong: { type: "string", default: "0" },
      },
    });
    if (!values.dir || !values.result) throw new Error("score needs --dir and --result");
    const score = scoreRun(openJudge(values.dir), values.result);
    printScore(score);
    printWrong(score, Number(values.wrong));
  },
};
