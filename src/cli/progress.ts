// One line on a person's terminal that says how far the work is; nothing where nobody watches.
import type { ReconcileStage } from "../app/reconcile-files.ts";
import { groupDigits } from "../core/group-digits.ts";
import type { Language, Sentence } from "../core/words/word.ts";
import type { Terminal } from "./command.ts";

const stageWords: Readonly<Record<ReconcileStage, Sentence>> = {
  read: { zh: "读取文件", en: "Reading" },
  match: { zh: "匹配", en: "Matching" },
  write: { zh: "写出结果", en: "Writing" },
};

export type ProgressLine = {
  /** `of` 0: the whole is not known. */
  show(stage: ReconcileStage, done: number, of: number): void;
  clear(): void;
};

export function drawProgress(terminal: Terminal, language: Language): ProgressLine {
  let shown = "";
  const draw = (text: string) => {
    if (!terminal.isInteractive || text === shown) return;
    shown = text;
    terminal.note(`\r\u001b[2K${text}`);
  };
  return {
    show(stage, done, of) {
      const share =
        of > 0 ? ` ${Math.floor((done * 100) / of)} %` : ` ${groupDigits(String(done))}`;
      draw(`${stageWords[stage][language]}${done > 0 ? share : " …"}`);
    },
    clear: () => draw(""),
  };
}
