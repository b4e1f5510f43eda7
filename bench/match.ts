// ARBench: the engine beside baselines from public documentation, on generated books, by kind of case.
import { execFileSync } from "node:child_process";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type MixName, mixes } from "../demo/mix.ts";
import { runBaseline } from "./baselines/baseline.ts";
import { readBaselineBooks } from "./baselines/books.ts";
import { baselines } from "./baselines/registry.ts";
import type { BenchCommand } from "./commands.ts";
import { withDemoFolder } from "./demo-folder.ts";
import { runFileMode } from "./file-mode-run.ts";
import { type Bout, type Entry, printBout, printSeeds, summaryOf } from "./match-tables.ts";
import { mergeResults } from "./results-file.ts";
import { type Judge, openJudge, printScore, printWrong, scoreResult, scoreRun } from "./score.ts";

export const matchCommand: BenchCommand = {
  name: "match",
  title:
    "[--lines 20000] [--seeds 1,2] [--mixes standard,noisy,english] [--max-wrong 1] [--wrong N] " +
    "[--detail] [--also NAME=PROGRAM]: ARBench, the engine and the baselines side by side",
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        lines: { type: "string", default: "20000" },
        seeds: { type: "string", default: "1,2" },
        mixes: { type: "string", default: "standard,noisy,english" },
        "max-wrong": { type: "string", default: "1" },
        wrong: { type: "string", default: "0" },
        detail: { type: "boolean", default: false },
        also: { type: "string", multiple: true, default: [] },
      },
    });
    const bouts: Bout[] = [];
    for (const mix of values.mixes.split(",").map(mixNamed)) {
      for (const seed of values.seeds.split(",").map(Number)) {
        const books = { seed, mix, lines: Number(values.lines) };
        const maxWrongPerMille = Number(values["max-wrong"]);
        const bout = await withDemoFolder(books, async (folder) => {
          const judge = openJudge(folder);
          const engine = await runEngine(folder, judge, maxWrongPerMille);
          if (values.detail) printScore(engine.score);
          printWrong(engine.score, Number(values.wrong));
          const guests = values.also.map((text) => runGuest(folder, judge, text));
          const entries = [engine, ...guests, ...runBaselines(folder, judge)];
          return { ...books, maxWrongPerMille, entries };
        });
        printBout(bout);
        mergeResults(`arbench ${mix} ${books.lines} lines seed ${seed}`, summaryOf(bout));
        bouts.push(bout);
      }
    }
    printSeeds(bouts);
  },
};

export function mixNamed(text: string): MixName {
  const mix = Object.keys(mixes).find((name): name is MixName => name === text);
  if (!mix) throw new Error(`no such mix: ${text}`);
  return mix;
}

async function runEngine(folder: string, judge: Judge, maxWrongPerMille: number) {
  const out = join(folder, "result.json");
  const { seconds, cpuSeconds, peakMiB } = await runFileMode(folder, { out, maxWrongPerMille });
  const score = scoreRun(judge, out);
  return { name: "qingzhang", title: "Qingzhang", score, seconds, cpuSeconds, peakMiB };
}

const given = ["items.csv", "lines.csv", "customers.csv", "rates.csv", "own.csv"];

/** Another engine: a program that gets a folder of the CSV files alone and the file to write. */
function runGuest(folder: string, judge: Judge, text: string): Entry {
  const [name = "", program = ""] = text.split("=");
  const room = join(folder, `guest-${name}`);
  for (const file of given) cpSync(join(folder, file), join(room, file));
  const out = join(room, "result.json");
  const start = process.hrtime.bigint();
  execFileSync(program, [room, out], { stdio: "inherit" });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  return { name, title: name, score: scoreRun(judge, out), seconds };
}

function runBaselines(folder: string, judge: Judge) {
  const books = readBaselineBooks(folder);
  return baselines.map((baseline) => {
    const start = process.hrtime.bigint();
    const result = runBaseline(baseline, books);
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    const { name, title } = baseline;
    return { name, title, score: scoreResult(judge, result), seconds };
  });
}
