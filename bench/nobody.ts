// Lines that belong to nobody: payers who are no customers, many in amounts customers owe. None may
// be posted. The baselines stand beside it.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { generateBooks } from "../demo/generate.ts";
import { withStrangersOnly } from "../demo/nobody.ts";
import { runBaseline } from "./baselines/baseline.ts";
import { readBaselineBooks } from "./baselines/books.ts";
import { baselines } from "./baselines/registry.ts";
import type { BenchCommand } from "./commands.ts";
import { withBooksFolder } from "./demo-folder.ts";
import { runFileMode } from "./file-mode-run.ts";
import { mergeResults } from "./results-file.ts";
import { readInputs, type ScoreInputs } from "./scoring/inputs.ts";
import { shareOf, writeShare } from "./scoring/interval.ts";
import { type ResultLine, type RunResult, readResult } from "./scoring/result.ts";
import { printTable } from "./text-table.ts";

export const nobodyCommand: BenchCommand = {
  name: "nobody",
  title: "[--lines 10000] [--seed 1] [--max-wrong 1]: lines of strangers; none may be posted",
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        lines: { type: "string", default: "10000" },
        seed: { type: "string", default: "1" },
        "max-wrong": { type: "string", default: "1" },
      },
    });
    const [seed, lines] = [Number(values.seed), Number(values.lines)];
    const books = withStrangersOnly(generateBooks({ seed, lines }), { seed, lines });
    await withBooksFolder(books, async (folder) => {
      const out = join(folder, "result.json");
      await runFileMode(folder, { out, maxWrongPerMille: Number(values["max-wrong"]) });
      const inputs = readInputs(folder);
      const engine = readResult(out);
      const books = readBaselineBooks(folder);
      const rows = [
        laneRow("Qingzhang", engine),
        ...baselines.map((one) => laneRow(one.title, runBaseline(one, books))),
      ];
      const head = ["engine", "posted", "share", "suggested", "unmatched", "not receivable"];
      printTable(head, rows);
      printPosted(inputs, engine);
      mergeResults(`nobody ${lines} lines`, { seed, rows: rows.map((row) => row.slice(0, 2)) });
    });
  },
};

function laneRow(title: string, { lines }: RunResult): string[] {
  const count = (status: ResultLine["status"]) =>
    lines.filter((one) => one.status === status).length;
  const posted = count("auto");
  return [
    title,
    String(posted),
    writeShare(shareOf(posted, lines.length)),
    ...(["suggested", "unmatched", "not_receivable"] as const).map((lane) => String(count(lane))),
  ];
}

/** What the engine posted, to be judged line by line. */
function printPosted(inputs: ScoreInputs, { lines, allocations }: RunResult): void {
  const byId = new Map(inputs.lines.map((line) => [line.lineId, line]));
  for (const { lineId } of lines.filter((one) => one.status === "auto").slice(0, 20)) {
    const line = byId.get(lineId);
    const mine = allocations.filter((one) => one.lineId === lineId);
    const items = mine.map((one) => `${one.customerNo} ${one.itemNo} ${one.amount}`).join(", ");
    const kind = inputs.truth.get(lineId)?.kind ?? "";
    const said = `${line?.payerName} ${line?.payerAccount} "${line?.memo}"`;
    console.log(`${lineId} ${kind} ${mine[0]?.rule ?? "on account"} ${said}: ${items}`);
  }
}
