// Lines that could be decided and were not posted rightly: what came in, what was meant, what was
// answered. For people who ask why a figure is as it is.
import type { Judge, Score } from "./score.ts";
import type { LineScore } from "./scoring/compare.ts";
import type { RunResult } from "./scoring/result.ts";
import { printTable } from "./text-table.ts";

export function printMissed(
  given: { judge: Judge; score: Score; result: RunResult },
  limitPerKind: number,
): void {
  if (limitPerKind === 0) return;
  const { judge, score } = given;
  const missed = score.scores.filter(
    (line) =>
      judge.decidable.has(line.lineId) &&
      line.truth.receivable &&
      !(line.status === "auto" && line.isExact),
  );
  const groups = [...Map.groupBy(missed, (line) => line.truth.kind)];
  groups.sort((a, b) => b[1].length - a[1].length);
  const papers = papersOf(given);
  printReasons(missed, papers);
  for (const [kind, lines] of groups) {
    console.log(`\n${kind}: ${lines.length} decidable lines not posted rightly`);
    for (const line of lines.slice(0, limitPerKind)) printLine(line, papers);
  }
}

/** What the engine said of them, numbers and names left out: the most frequent first. */
function printReasons(missed: readonly LineScore[], { answers }: Papers): void {
  const reasonOf = ({ lineId, status }: LineScore) => {
    const said = JSON.stringify(answers.get(lineId)?.reason ?? "");
    return `${status} ${said.replace(/[A-Z]{0,3}[\d][\d.,A-Z-]*/g, "…")}`;
  };
  const groups = [...Map.groupBy(missed, reasonOf)].sort((a, b) => b[1].length - a[1].length);
  console.log(`\n${missed.length} decidable lines not posted rightly, by what was said`);
  const exact = (lines: readonly LineScore[]) => lines.filter((line) => line.isExact).length;
  printTable(
    ["said", "lines", "right as said"],
    groups.slice(0, 25).map(([said, list]) => [said, String(list.length), String(exact(list))]),
  );
}

type Papers = ReturnType<typeof papersOf>;

function papersOf({ judge, result }: { judge: Judge; result: RunResult }) {
  return {
    lines: new Map(judge.inputs.lines.map((line) => [line.lineId, line])),
    names: new Map(judge.inputs.customers.map((one) => [one.customerNo, one.names[0] ?? ""])),
    answers: new Map(result.lines.map((line) => [line.lineId, line])),
    allocations: Map.groupBy(result.allocations, (one) => one.lineId),
  };
}

function printLine(score: LineScore, papers: Papers): void {
  const { truth, lineId } = score;
  const line = papers.lines.get(lineId);
  const answer = papers.answers.get(lineId);
  if (!line || !answer) return;
  const { reference, payer, payerNo } = truth;
  console.log(
    `  ${lineId} ${line.date} ${line.currency} ${answer.amount} (${reference}, ${payer})`,
  );
  console.log(`    came: "${line.payerName}" ${line.payerAccount || "no account"}; "${line.memo}"`);
  const meant = truth.allocations.map((one) => `${one.itemNo} ${one.amountMinor / 100}`);
  const left = truth.residuals.map((one) => `${one.code} ${one.amountMinor / 100}`);
  console.log(`    meant: ${payerNo} ${papers.names.get(payerNo ?? "")}: ${short(meant)} ${left}`);
  const said = (papers.allocations.get(lineId) ?? []).map(
    (one) => `${one.itemNo} ${one.amount} ${one.rule} ${one.confidence} tied ${one.tiedWith}`,
  );
  const reason = JSON.stringify(answer.reason ?? "");
  console.log(
    `    said: ${answer.status} ${answer.customerNo ?? "nobody"}: ${short(said)} ${reason}`,
  );
}

function short(list: readonly string[]): string {
  return list.length <= 4 ? list.join(", ") : `${list.slice(0, 4).join(", ")} … (${list.length})`;
}
