// Is the error rate a user asks for held? Fresh seeds, several requests each; the pooled rate must be
// at or under the request and no seed's lower bound above it (95 %, exact).
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { BenchCommand } from "./commands.ts";
import { withDemoFolder } from "./demo-folder.ts";
import { runFileMode } from "./file-mode-run.ts";
import { mixNamed } from "./match.ts";
import { mergeResults } from "./results-file.ts";
import { compareLines } from "./scoring/compare.ts";
import { readInputs } from "./scoring/inputs.ts";
import { type Share, shareOf } from "./scoring/interval.ts";
import { readResult } from "./scoring/result.ts";
import { printTable } from "./text-table.ts";

/** Far from the seeds of the other commands and of the tests. */
const firstFreshSeed = 101;

type SeedRate = { readonly seed: number; readonly wrong: Share; readonly lines: number };
type RateFigures = ReturnType<typeof judge>;

export const errorRateCommand: BenchCommand = {
  name: "error-rate",
  title:
    "[--seeds 20] [--first-seed 101] [--lines 20000] [--requests 1,5,20] [--mix standard]: " +
    "requested and measured wrong lines",
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        seeds: { type: "string", default: "20" },
        "first-seed": { type: "string", default: String(firstFreshSeed) },
        lines: { type: "string", default: "20000" },
        requests: { type: "string", default: "1,5,20" },
        mix: { type: "string", default: "standard" },
      },
    });
    const requests = values.requests.split(",").map(Number);
    const mix = mixNamed(values.mix);
    const lines = Number(values.lines);
    const rates = new Map(requests.map((request) => [request, [] as SeedRate[]]));
    for (let i = 0; i < Number(values.seeds); i++) {
      const seed = Number(values["first-seed"]) + i;
      await withDemoFolder({ seed, lines, mix }, async (folder) => {
        for (const request of requests) {
          const wrong = await measureWrong(folder, request);
          rates.get(request)?.push({ seed, wrong, lines });
        }
      });
      console.error(`seed ${seed}: ${requests.map((r) => lastOf(rates, r)).join(", ")}`);
    }
    const judged = requests.map((request) => judge(request, rates.get(request) ?? []));
    printRates(judged);
    mergeResults(`error-rate ${mix} ${values.seeds} seeds ${lines} lines`, { mix, lines, judged });
  },
};

async function measureWrong(folder: string, maxWrongPerMille: number): Promise<Share> {
  const out = join(folder, "result.json");
  await runFileMode(folder, { out, maxWrongPerMille });
  const scores = compareLines(readInputs(folder), readResult(out));
  const automatic = scores.filter((line) => line.status === "auto");
  return shareOf(automatic.filter((line) => !line.isExact).length, automatic.length);
}

function lastOf(rates: ReadonlyMap<number, readonly SeedRate[]>, request: number): string {
  const wrong = rates.get(request)?.at(-1)?.wrong;
  return `${wrong?.hits} of ${wrong?.of} wrong at ${request} ‰`;
}

function judge(request: number, rates: readonly SeedRate[]) {
  const hits = rates.reduce((sum, one) => sum + one.wrong.hits, 0);
  const of = rates.reduce((sum, one) => sum + one.wrong.of, 0);
  const pooled = shareOf(hits, of);
  const isHeld = (pooled.value ?? 0) * 1_000 <= request;
  const above = rates.filter((one) => one.wrong.low * 1_000 > request).map((one) => one.seed);
  const perMille = rates.map((one) => (one.wrong.value ?? 0) * 1_000);
  const lines = rates.reduce((sum, one) => sum + one.lines, 0);
  const highest = Math.max(...perMille);
  return { request, pooled, isHeld, seedsAbove: above, highest, automaticShare: of / lines };
}

function printRates(judged: readonly RateFigures[]): void {
  const perMille = (value: number) => (value * 1_000).toFixed(2);
  printTable(
    [
      "requested ‰",
      "measured ‰",
      "95 % interval",
      "n",
      "highest seed ‰",
      "seeds above",
      "automatic",
    ],
    judged.map((one) => [
      String(one.request),
      `${perMille(one.pooled.value ?? 0)} ${one.isHeld ? "held" : "BROKEN"}`,
      `${perMille(one.pooled.low)}–${perMille(one.pooled.high)}`,
      String(one.pooled.of),
      one.highest.toFixed(2),
      one.seedsAbove.join(" ") || "none",
      `${(one.automaticShare * 100).toFixed(1)} %`,
    ]),
  );
}
