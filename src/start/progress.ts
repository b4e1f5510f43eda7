// A progress bar on the terminal; without one (a log file) a line at the end of each step.
import type { Sentence } from "../core/words/word.ts";

export type Progress = {
  readonly show: (step: Sentence, done: number, total: number) => void;
  readonly end: () => void;
};

const barWidth = 30;

export function progressOn(out: NodeJS.WriteStream): Progress {
  let step = "";
  const finishStep = () => {
    if (step !== "" && out.isTTY) out.write("\n");
    step = "";
  };
  return {
    show: (words, done, total) => {
      const name = `${words.zh} ${words.en}`;
      if (name !== step) {
        finishStep();
        step = name;
        if (!out.isTTY) out.write(`${name} …\n`);
      }
      if (!out.isTTY || total === 0) return;
      const filled = Math.min(Math.floor((done / total) * barWidth), barWidth);
      const bar = "█".repeat(filled) + "░".repeat(barWidth - filled);
      out.write(`\r${name}  ${bar}  ${done} / ${total} `);
    },
    end: finishStep,
  };
}
