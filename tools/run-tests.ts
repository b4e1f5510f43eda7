// npm test: every test of the project, or those whose path contains an argument
// (`npm test -- ledger`). Ends with one line of figures; fails if any test fails or none ran.

import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { environmentWith, projectFolder, testDatabaseUrl } from "../src/config.ts";
import { startTestCluster, type TestCluster } from "../tests/support/test-cluster.ts";
import { batchesOf, type TestGroup, testFiles } from "./test-groups.ts";
import { type Tally, tallyMark } from "./test-reporter.ts";

type GroupOutcome = Tally & { readonly status: number };

const nothing: Tally = { passed: 0, failed: 0, skipped: 0, skippedNames: [], files: [] };
const longestTestMs = 300_000;
const longestBatchMs = 1_500_000;

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** The batches of a group, so many at once as keep the machine busy; their figures together. */
export async function runGroup(
  group: TestGroup,
  files: readonly string[],
  environment: Record<string, string | undefined> = {},
): Promise<GroupOutcome> {
  // a browser beside a server keeps a core busy; a test of the database waits for it half of the time
  const cores = availableParallelism();
  const atOnce = group === "browser" ? Math.min(2, cores) : Math.min(4, cores + 1);
  const waiting = batchesOf(group, files);
  const total: Mutable<GroupOutcome> = { ...nothing, skippedNames: [], files: [], status: 0 };
  const work = async () => {
    for (let batch = waiting.shift(); batch; batch = waiting.shift()) {
      const outcome = await runBatch(batch, environment);
      add(total, outcome);
      total.status ||= outcome.status;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return total;
}

/** Files that share one process, one after the other. */
async function runBatch(
  files: readonly string[],
  environment: Record<string, string | undefined>,
): Promise<GroupOutcome> {
  const reporter = `--test-reporter=${join(projectFolder, "tools", "test-reporter.ts")}`;
  const limits = ["--test-isolation=none", `--test-timeout=${longestTestMs}`];
  const child = spawn(process.execPath, ["--test", ...limits, reporter, ...files], {
    cwd: projectFolder,
    env: environmentWith({ ...environment, NODE_TEST_CONTEXT: undefined }),
    stdio: ["ignore", "pipe", "inherit"],
  });
  running.add(child);
  const end = setTimeout(() => {
    say(`It does not end, though a test may take ${longestTestMs / 1000} s: ${files.join(", ")}`);
    child.kill("SIGKILL");
  }, longestBatchMs);
  let tail = "";
  let tally: Tally | null = null;
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    const lines = (tail + text).split("\n");
    tail = lines.pop() ?? "";
    for (const line of lines) {
      if (line.startsWith(tallyMark)) tally = JSON.parse(line.slice(tallyMark.length)) as Tally;
      else process.stdout.write(`${line}\n`);
    }
  });
  const status = await new Promise<number>((resolve) => {
    child.once("close", (code) => resolve(code ?? 1));
  });
  clearTimeout(end);
  running.delete(child);
  if (tally !== null) return { ...(tally as Tally), status };
  // No figures: the process ended under its tests, whatever its exit code says.
  say(`\n✖ ${files.join(", ")}\n    Their process ended before all of their tests had.\n`);
  return { ...nothing, status: status || 1 };
}

const running = new Set<{ kill: (signal: NodeJS.Signals) => boolean }>();

async function main(filters: readonly string[]): Promise<number> {
  const groups = testFiles(filters);
  const total: Tally = { ...nothing, skippedNames: [] };
  let isBroken = false;
  let cluster: TestCluster | null = null;
  const startedMs = performance.now();
  try {
    for (const group of ["pure", "isolated", "browser"] as const) {
      const files = groups[group];
      if (files.length === 0) continue;
      if (group !== "pure" && !cluster && !testDatabaseUrl()) cluster = await startTestCluster();
      const groupStartedMs = performance.now();
      const url = cluster ? { TEST_DATABASE_URL: cluster.url } : {};
      const outcome = await runGroup(group, files, url);
      add(total, outcome);
      // A file that ends without a word, or whose process dies, fails no test but the run.
      if (outcome.status !== 0 && outcome.failed === 0) isBroken = true;
      say(`${group}: ${files.length} files, ${sentence(outcome)}, ${seconds(groupStartedMs)} s`);
      if (group !== "pure" && files.length > 5) say(`  longest: ${longest(outcome)}`);
    }
  } finally {
    await cluster?.stop();
  }
  for (const name of total.skippedNames) say(`skipped: ${name}`);
  const ran = total.passed + total.failed;
  if (ran === 0) say(filters.length > 0 ? `No test matches ${filters.join(" ")}.` : "No test ran.");
  if (isBroken) say("A test process ended with an error outside of any test (see above).");
  say(`${total.passed} passed, ${total.failed} failed in ${seconds(startedMs)} s`);
  return ran > 0 && total.failed === 0 && !isBroken ? 0 : 1;
}

function add(total: Tally, outcome: Tally): void {
  total.passed += outcome.passed;
  total.failed += outcome.failed;
  total.skipped += outcome.skipped;
  total.skippedNames.push(...outcome.skippedNames);
  total.files.push(...outcome.files);
}

/** The files that took longest: what a run that takes too long is to be shortened by. */
function longest({ files }: Tally): string {
  const sorted = files.toSorted((a, b) => b.ms - a.ms);
  return sorted
    .slice(0, 5)
    .map(({ file, ms }) => `${file} ${(ms / 1000).toFixed(1)} s`)
    .join(", ");
}

function sentence({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

function seconds(sinceMs: number): string {
  return ((performance.now() - sinceMs) / 1000).toFixed(1);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

if (import.meta.main) {
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    process.on(name, () => {
      for (const child of running) child.kill("SIGTERM");
    });
  }
  process.exitCode = await main(process.argv.slice(2));
}
