// The tables of ARBench: all engines beside each other, in all and by kind of case, and whether a
// second seed gives the same.
import type { MixName } from "../demo/mix.ts";
import type { Score } from "./score.ts";
import type { Figures, GroupFigures } from "./scoring/figures.ts";
import { type Share, writeShare } from "./scoring/interval.ts";
import { printTable } from "./text-table.ts";

export type Entry = {
  readonly name: string;
  readonly title: string;
  readonly score: Score;
  readonly seconds: number;
};

export type Bout = {
  readonly seed: number;
  readonly mix: MixName;
  readonly lines: number;
  readonly maxWrongPerMille: number;
  /** The engine first. */
  readonly entries: readonly Entry[];
};

export function printBout(bout: Bout): void {
  const { mix, seed, lines, maxWrongPerMille, entries } = bout;
  console.log(`\n== ${mix}, seed ${seed}, ${lines} lines, at most ${maxWrongPerMille} ‰ wrong ==`);
  printTotals(entries);
  printKinds(entries);
  printEngineKinds(entries);
}

function printTotals(entries: readonly Entry[]): void {
  const first = entries[0];
  if (!first) return;
  const { decidable, receivable } = first.score.figures;
  const undecidable = percent(1 - (decidable.value ?? 0));
  console.log(`receivable ${receivable}, undecidable ${undecidable}`);
  printTable(
    [
      "engine",
      "recall of decidable",
      "precision of automatic",
      "first answer right",
      "payer identified",
      "cause right",
      "seconds",
    ],
    entries.map(({ title, score, seconds }) => [
      title,
      writeShare(score.figures.recall),
      writeShare(score.figures.precision),
      writeShare(score.figures.answeredRight),
      writeShare(score.figures.payerIdentified),
      percent(score.figures.causeRight.average),
      seconds.toFixed(1),
    ]),
  );
}

/** Recall of decidable and, behind it, the wrong automatic lines: "98.7 / 2". */
function printKinds(entries: readonly Entry[]): void {
  const first = entries[0];
  if (!first) return;
  console.log("\nby kind: recall of decidable % / wrong automatic lines");
  const kinds = [...first.score.byKind].filter(([, group]) => group.decidable.of > 0);
  printTable(
    ["kind", "lines", "undecidable", ...entries.map((entry) => entry.name)],
    [
      ...kinds.map(([kind, group]) => [
        kind,
        String(group.lines),
        percent(1 - (group.decidable.value ?? 0)),
        ...entries.map(({ score }) => kindText(score.byKind.get(kind))),
      ]),
      notReceivableRow(entries),
    ],
  );
}

/** The engine alone, each share with its n and interval. */
function printEngineKinds(entries: readonly Entry[]): void {
  const first = entries[0];
  if (!first) return;
  console.log(`\n${first.title} by kind`);
  const kinds = [...first.score.byKind].filter(([, group]) => group.decidable.of > 0);
  printTable(
    ["kind", "undecidable", "recall of decidable", "precision of automatic", "payer identified"],
    kinds.map(([kind, group]) => [
      kind,
      percent(1 - (group.decidable.value ?? 0)),
      writeShare(group.recall),
      writeShare(group.precision),
      writeShare(group.payerIdentified),
    ]),
  );
  console.log("\ncauses named");
  const causes = Object.entries(first.score.figures.causeRight.byCause);
  printTable(
    ["cause", first.name],
    causes.map(([cause, share]) => [cause, writeShare(share)]),
  );
}

function kindText(group: GroupFigures | undefined): string {
  return group ? `${tenth(group.recall.value)} / ${group.wrong}` : "–";
}

/** Interest, transfers, duplicates, money of others: nothing to recall, much to post wrongly. */
function notReceivableRow(entries: readonly Entry[]): string[] {
  const groupsOf = ({ score }: Entry) =>
    [...score.byKind.values()].filter((group) => group.decidable.of === 0);
  const sum = (groups: readonly GroupFigures[], of: (group: GroupFigures) => number) =>
    String(groups.reduce((total, group) => total + of(group), 0));
  const lines = entries.slice(0, 1).map((entry) => sum(groupsOf(entry), (group) => group.lines));
  const wrong = entries.map((entry) => `– / ${sum(groupsOf(entry), (group) => group.wrong)}`);
  return ["not receivable", ...lines, "–", ...wrong];
}

function percent(value: number | null): string {
  return value === null ? "–" : `${tenth(value)} %`;
}

function tenth(value: number | null): string {
  return value === null ? "–" : (value * 100).toFixed(1);
}

/** DOMAIN §4: two figures are the same while their intervals overlap. */
export function printSeeds(bouts: readonly Bout[]): void {
  const rows = [...Map.groupBy(bouts, (bout) => bout.mix)].flatMap(([mix, list]) =>
    list.length < 2 ? [] : [[mix, ...figureNames.map((name) => sameness(list, name))]],
  );
  if (rows.length === 0) return;
  console.log("\nthe engine on another seed: lowest and highest");
  printTable(["mix", ...figureNames], rows);
}

const figureNames = ["recall", "precision", "payerIdentified", "decidable"] as const;

function sameness(bouts: readonly Bout[], name: (typeof figureNames)[number]): string {
  const shares = bouts
    .flatMap((bout) => bout.entries.slice(0, 1))
    .map((e) => e.score.figures[name]);
  const values = shares.map((share) => (share.value ?? 0) * 100);
  const range = `${Math.min(...values).toFixed(2)}–${Math.max(...values).toFixed(2)}`;
  return `${range} ${isSame(shares) ? "same" : "differs"}`;
}

function isSame(shares: readonly Share[]): boolean {
  const low = Math.max(...shares.map((share) => share.low));
  return low <= Math.min(...shares.map((share) => share.high));
}

/** What bench/results.json keeps: shares as they are printed, by kind as "hits of n". */
export function summaryOf(bout: Bout) {
  const { entries, ...of } = bout;
  const engines = entries.map(({ score, name, title, ...measured }) => {
    const byKind = Object.fromEntries(
      [...score.byKind].map(([kind, group]) => [kind, kindSummary(group)] as const),
    );
    return [name, { title, ...measured, ...totalSummary(score.figures), byKind }] as const;
  });
  return { ...of, engines: Object.fromEntries(engines) };
}

function totalSummary(figures: Figures) {
  const { receivable, automatic, suggested, unmatched, wrong } = figures;
  return {
    ...{ receivable, automatic, suggested, unmatched, wrongAutomatic: wrong.hits },
    decidable: writeShare(figures.decidable),
    recall: writeShare(figures.recall),
    recallOfAll: writeShare(figures.recallOfAll),
    precision: writeShare(figures.precision),
    answeredRight: writeShare(figures.answeredRight),
    payerIdentified: writeShare(figures.payerIdentified),
    causeRight: percent(figures.causeRight.average),
    notReceivableFound: writeShare(figures.notReceivableFound),
    receiptsPutAside: writeShare(figures.receiptsPutAside),
  };
}

function kindSummary(group: GroupFigures): string {
  const part = ({ hits, of }: Share) => `${hits} of ${of}`;
  return [
    `decidable ${part(group.decidable)}`,
    `right ${part(group.recall)}`,
    `precise ${part(group.precision)}`,
    `payer ${part(group.payerIdentified)}`,
  ].join(", ");
}
