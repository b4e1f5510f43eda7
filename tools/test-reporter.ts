// How a test run is shown: each failure with where and why, and nothing else. The last line is for
// run-tests.ts, which adds up the groups.

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
  /** Where each file has a process of its own: how long it took. */
  files: { file: string; ms: number }[];
};

type Outcome = Extract<TestEvent, { type: "test:pass" | "test:fail" }>["data"];
type Failure = Extract<TestEvent, { type: "test:fail" }>["data"];

export default async function* report(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const tally: Tally = { passed: 0, failed: 0, skipped: 0, skippedNames: [], files: [] };
  const path: string[] = [];
  const unfinished = new Set<string>();
  for await (const event of events) {
    switch (event.type) {
      case "test:stdout":
      case "test:stderr":
        yield event.data.message;
        break;
      case "test:diagnostic":
        if (/^(Error|Warning): /.test(event.data.message)) yield `${event.data.message}\n`;
        break;
      case "test:enqueue":
        if (isFile(event.data)) unfinished.add(event.data.name);
        break;
      case "test:summary":
        if (event.data.file) {
          const file = shortPath(event.data.file);
          unfinished.delete(file);
          tally.files.push({ file, ms: event.data.duration_ms });
        }
        break;
      case "test:start":
        path.length = event.data.nesting;
        path.push(event.data.name);
        break;
      case "test:pass":
        if (event.data.details.type !== "suite" && !isFile(event.data)) count(tally, event.data);
        break;
      case "test:fail":
        if (isFile(event.data)) unfinished.delete(event.data.name);
        if (!isOwnFailure(event.data)) break;
        tally.failed += 1;
        yield describeFailure(event.data, path);
    }
  }
  for (const file of unfinished) {
    tally.failed += 1;
    yield `\n✖ ${file}\n    Its process ended before all of its tests had (process.exit?).\n`;
  }
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

/** With a process a file, the file itself is reported as a test as well. */
function isFile({ name, file }: { name: string; file?: string | undefined }): boolean {
  return file !== undefined && name === shortPath(file);
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
