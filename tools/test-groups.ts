// Which test files there are, and how each must be run: those without a database or a server share
// one process (a hundred times faster), the others share one with a few, a browser comes last.

import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { projectFolder } from "../src/config.ts";

export type TestGroup = "pure" | "isolated" | "browser";

/** Grouped by where a file lies and what it imports: a new test needs no entry anywhere. */
export function testFiles(filters: readonly string[] = []): Record<TestGroup, readonly string[]> {
  const groups: Record<TestGroup, string[]> = { pure: [], isolated: [], browser: [] };
  const found = globSync(["{src,tests,tools,demo,bench,web,bin}/**/*.test.{ts,tsx,mjs}"], {
    cwd: projectFolder,
    exclude: (path) => /(^|\/)(node_modules|dist[^/]*)$/.test(path),
  }).sort();
  for (const file of found) {
    const path = file.replaceAll("\\", "/");
    if (filters.length > 0 && !filters.some((filter) => path.includes(filter))) continue;
    groups[groupOf(path)].push(path);
  }
  return groups;
}

function groupOf(path: string): TestGroup {
  const text = readFileSync(join(projectFolder, path), "utf8");
  if (path.startsWith("tests/e2e/") || /\/support\/browser\.ts"/.test(text)) return "browser";
  const needsProcess = /from "[^"]*\/support\/|"node:(child_process|worker_threads)"/.test(text);
  return needsProcess || path.startsWith("tests/") ? "isolated" : "pure";
}

const filesPerProcess = { pure: 10_000, isolated: 6, browser: 3 };

/**
 * Which files share a process: loading the server takes longer than most files run, and in a
 * process that has run others it is compiled already. What kills, restarts or measures processes
 * has one of its own, and begins first because it takes longest; so has the description of the
 * interface, whose schemas stand in the order in which they were loaded.
 */
export function batchesOf(group: TestGroup, files: readonly string[]): string[][] {
  const alone = files.filter((file) => group === "isolated" && standsAlone.test(file));
  const shared = files.filter((file) => !alone.includes(file));
  const count = Math.ceil(shared.length / filesPerProcess[group]);
  const batches = Array.from({ length: count }, (): string[] => []);
  // neighbours are alike, and what is long should not be in one batch
  for (const [at, file] of shared.entries()) batches[at % count]?.push(file);
  return [...alone.map((file) => [file]), ...batches];
}

const standsAlone =
  /^tests\/(house|file-mode)\/|^tests\/db\/(posting-at-once|reconciliation)\.|^tests\/http\/documents\./;
