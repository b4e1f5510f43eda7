// Scores a file-mode result against the truth of generated books and prints what DOMAIN §4 asks.
import { compareLines, type LineScore } from "./scoring/compare.ts";
import { decidableLines } from "./scoring/decidable.ts";
import { type Figures, figuresOf, type GroupFigures, groupFigures } from "./scoring/figures.ts";
import { readInputs, type ScoreInputs } from "./scoring/inputs.ts";
import { writeShare } from "./scoring/interval.ts";
import { type RunResult, readResult } from "./scoring/result.ts";
import { printTable } from "./text-table.ts";

export type Score = {
  readonly scores: readonly LineScore[];
  readonly figures: Figures;
  readonly byKind: ReadonlyMap<string, GroupFigures>;
  readonly byReference: ReadonlyMap<string, GroupFigures>;
  readonly byPayer: ReadonlyMap<string, GroupFigures>;
  readonly byRule: ReadonlyMap<string, GroupFigures>;
};

/** Which lines can be decided does not depend on the answer: computed once for several runs. */
export type Judge = { readonly inputs: ScoreInputs; readonly decidable: ReadonlySet<string> };

export function openJudge(folder: string): Judge {
  const inputs = readInputs(folder);
  return { inputs, decidable: decidableLines(inputs) };
}

export function scoreRun(judge: Judge, resultFile: string): Score {
  return scoreResult(judge, readResult(resultFile));
}

export function scoreResult(judge: Judge, result: RunResult): Score {
  const scores = compareLines(judge.inputs, result);
  const isDecidable = (lineId: string) => judge.decidable.has(lineId);
  const receivable = scores.filter((line) => line.truth.receivable);
  const by = (lines: readonly LineScore[], keyOf: (line: LineScore) => string) =>
    groupFigures(lines, isDecidable, keyOf);
  return {
    scores,
    figures: figuresOf(scores, isDecidable),
    byKind: by(scores, (line) => line.truth.kind),
    byReference: by(receivable, (line) => line.truth.reference),
    byPayer: by(receivable, (line) => line.truth.payer),
    byRule: by(
      scores.filter((line) => line.status === "auto"),
      (line) => line.rule,
    ),
  };
}

export function printScore(score: Score): void {
  const { figures } = score;
  printTable(
    ["figure", "value"],
    [
      ["lines / receivable", `${figures.lines} / ${figures.receivable}`],
      ["automatic / suggested / unmatched", laneText(figures)],
      ["precision of automatic lines", writeShare(figures.precision)],
      ["wrong automatic lines", writeShare(figures.wrong)],
      ["recall over decidable receivable lines", writeShare(figures.recall)],
      ["recall over all receivable lines", writeShare(figures.recallOfAll)],
      ["decidable receivable lines", writeShare(figures.decidable)],
      ["suggestions exactly right", writeShare(figures.suggestedRight)],
      ["payer identified", writeShare(figures.payerIdentified)],
      ["not receivable: found", writeShare(figures.notReceivableFound)],
      ["not receivable: category right", writeShare(figures.notReceivableCategory)],
      ["receipts wrongly put aside", writeShare(figures.receiptsPutAside)],
      ["cause right, averaged over codes", percent(figures.causeRight.average)],
    ],
  );
  printMoney(figures);
  printGroups("kind", score.byKind);
  printGroups("reference", score.byReference);
  printGroups("payer", score.byPayer);
  printGroups("rule (automatic)", score.byRule);
  console.log("\ncauses");
  const causes = Object.entries(figures.causeRight.byCause);
  printTable(
    ["cause", "named"],
    causes.map(([cause, share]) => [cause, writeShare(share)]),
  );
}

function laneText({ automatic, suggested, unmatched }: Figures): string {
  return `${automatic} / ${suggested} / ${unmatched}`;
}

function percent(value: number | null): string {
  return value === null ? "–" : `${(value * 100).toFixed(1)} %`;
}

function printMoney(figures: Figures): void {
  console.log("\nautomatic money (minor units)");
  printTable(
    ["currency", "automatic", "wrong", "wrong ‰"],
    Object.entries(figures.money).map(([currency, { automaticMinor, wrongMinor }]) => [
      currency,
      String(automaticMinor),
      String(wrongMinor),
      automaticMinor === 0 ? "–" : ((wrongMinor / automaticMinor) * 1000).toFixed(2),
    ]),
  );
}

function printGroups(title: string, groups: ReadonlyMap<string, GroupFigures>): void {
  console.log(`\nby ${title}`);
  printTable(
    [
      title,
      "lines",
      "decidable",
      "auto",
      "wrong",
      "recall",
      "suggested",
      "right",
      "unmatched",
      "not rec.",
    ],
    [...groups].map(([key, group]) => [
      key,
      String(group.lines),
      group.decidable.of === 0 ? "–" : percent(group.decidable.value),
      String(group.automatic),
      String(group.wrong),
      percent(group.recall.value),
      String(group.suggested),
      String(group.suggestedRight),
      String(group.unmatched),
      String(group.notReceivable),
    ]),
  );
}

/** Every wrong automatic line with what it got wrong, for people to judge. */
export function printWrong(score: Score, limit: number): void {
  const wrong = score.scores.filter((line) => line.status === "auto" && !line.isExact);
  for (const line of wrong.slice(0, limit)) {
    const { kind, reference, payer } = line.truth;
    console.log(
      `${line.lineId} ${line.rule} ${kind}/${reference}/${payer}: ${line.faults.join("; ")}`,
    );
  }
}
