// How a test run is shown: each failure with where and why, and nothing else. The last line is for
// run-tests.ts, which adds up the processes.

import { relative } from "node:path";
import type { TestEvent } from "node:test/reporters";
import { projectFolder } from "../src/config.ts";

/** Begins the line that carries the figures of one group. */
export const tallyMark = "@tally ";

export type Tally = {
  passed: number;
  failed: number;
  skipped: number;
  skippedNames: string[];
  /** How long the tests of each file took. */
  files: { file: string; ms: number }[];
};

type Outcome = Extract<TestEvent, { type: "test:pass" | "test:fail" }>["data"];
type Failure = Extract<TestEvent, { type: "test:fail" }>["data"];

export default async function* report(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const tally: Tally = { passed: 0, failed: 0, skipped: 0, skippedNames: [], files: [] };
  const path: string[] = [];
  const msByFile = new Map<string, number>();
  for await (const event of events) {
    switch (event.type) {
      case "test:stdout":
      case "test:stderr":
        yield event.data.message;
        break;
      case "test:diagnostic":
        if (/^(Error|Warning): /.test(event.data.message)) yield `${event.data.message}\n`;
        break;
      case "test:start":
        path.length = event.data.nesting;
        path.push(event.data.name);
        break;
      case "test:pass":
        addTime(msByFile, event.data);
        if (event.data.details.type !== "suite") count(tally, event.data);
        break;
      case "test:fail":
        addTime(msByFile, event.data);
        if (!isOwnFailure(event.data)) break;
        tally.failed += 1;
        yield describeFailure(event.data, path);
    }
  }
  for (const [file, ms] of msByFile) tally.files.push({ file, ms });
  yield `${tallyMark}${JSON.stringify(tally)}\n`;
}

function count(tally: Tally, outcome: Outcome): void {
  if (outcome.skip === undefined && outcome.todo === undefined) {
    tally.passed += 1;
    return;
  }
  tally.skipped += 1;
  const reason = typeof outcome.skip === "string" && outcome.skip ? `: ${outcome.skip}` : "";
  tally.skippedNames.push(`${outcome.name}${reason}`);
}

function addTime(msByFile: Map<string, number>, { file, nesting, details }: Outcome): void {
  if (nesting > 0 || file === undefined) return;
  const name = shortPath(file);
  msByFile.set(name, (msByFile.get(name) ?? 0) + details.duration_ms);
}

function shortPath(file: string): string {
  return relative(projectFolder, file).replaceAll("\\", "/");
}

/** A suite or a file that fails only because one inside it failed has said so already. */
function isOwnFailure(outcome: Failure): boolean {
  const error = outcome.details.error as { failureType?: string } | undefined;
  return error?.failureType !== "subtestsFailed";
}

function describeFailure(outcome: Failure, path: readonly string[]): string {
  const place = outcome.file ? `${shortPath(outcome.file)}:${outcome.line ?? 1}` : "";
  const name = [...path.slice(0, outcome.nesting), outcome.name].join(" › ");
  const error = outcome.details.error;
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const why = cause instanceof Error ? ownFrames(cause.stack ?? cause.message) : String(cause);
  return `\n✖ ${name}\n  ${place}\n${indent(why)}\n`;
}

/** Without the test runner's own frames, which say nothing. */
function ownFrames(stack: string): string {
  return stack.replace(/^\s+at .*\(?node:internal\/.*\n?/gm, "").trimEnd();
}

function indent(text: string): string {
  return text.replace(/^/gm, "    ");
}
