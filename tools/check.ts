// npm run check: format, lint, types, types of the pure folders, of the web client, house rules and
// the tests that need no database. About a minute, so that it can be run before every commit.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { projectFolder } from "../src/config.ts";
import { runGroup } from "./run-tests.ts";
import { testFiles } from "./test-groups.ts";

type Outcome = { readonly name: string; readonly isGood: boolean; readonly seconds: string };

const biome = join(projectFolder, "node_modules", "@biomejs", "biome", "bin", "biome");
const tsc = join(projectFolder, "node_modules", "typescript", "bin", "tsc");

const commands: readonly (readonly [name: string, ...command: string[]])[] = [
  ["format and lint", biome, "check", "--error-on-warnings", "."],
  ["types", tsc, "-p", "tsconfig.json"],
  ["types of the pure folders", tsc, "-p", "tsconfig.pure.json"],
  ...(existsSync(join(projectFolder, "web", "tsconfig.json"))
    ? [["types of the web client", tsc, "-p", "web/tsconfig.json"] as const]
    : []),
];

async function runCommand(name: string, command: readonly string[]): Promise<Outcome> {
  const startedMs = performance.now();
  const child = spawn(process.execPath, command, {
    cwd: projectFolder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
  }
  const status = await new Promise((resolve) => child.once("close", resolve));
  if (status !== 0) process.stdout.write(`\n${said}\n`);
  return { name, isGood: status === 0, seconds: secondsSince(startedMs) };
}

async function runPureTests(): Promise<Outcome> {
  const startedMs = performance.now();
  const { passed, failed, status } = await runGroup("pure", testFiles().pure);
  const name = `house rules and pure tests (${passed} passed, ${failed} failed)`;
  return { name, isGood: status === 0 && passed > 0, seconds: secondsSince(startedMs) };
}

function secondsSince(startedMs: number): string {
  return ((performance.now() - startedMs) / 1000).toFixed(1);
}

const outcomes: Outcome[] = [];
for (const [name, ...command] of commands) outcomes.push(await runCommand(name, command));
outcomes.push(await runPureTests());
for (const { name, isGood, seconds } of outcomes) {
  process.stdout.write(`${isGood ? "✔" : "✖"} ${name}, ${seconds} s\n`);
}
process.exitCode = outcomes.every(({ isGood }) => isGood) ? 0 : 1;
