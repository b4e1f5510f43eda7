// Proves that the type check of the pure folders forbids what it is there to forbid. A library whose
// types bring in Node's would switch it off without a word (csv-parse does).

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { z } from "zod";
import { projectFolder } from "../src/config.ts";

const impure = [
  "process",
  "Buffer",
  "fetch",
  "console",
  "setTimeout",
  "document",
  "crypto",
  "require",
];

test("in the pure folders Node, the DOM and timers do not exist", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "qz-pure-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const probe = join(folder, "probe.ts");
  const lines = ['import { readFileSync } from "node:fs";', "export const used = [readFileSync,"];
  writeFileSync(probe, [...lines, ...impure.map((name) => `  ${name},`), "];", ""].join("\n"));
  const complaints = checkWith(folder, probe);
  for (const name of impure) {
    assert.match(complaints, new RegExp(`Cannot find name '${name}'`), `${name} is let through`);
  }
  assert.match(complaints, /Cannot find (module|name) 'node:fs'/);
});

const pureConfig = z.object({ include: z.array(z.string()) });

/** The real settings and the real sources, with one more file beside them. */
function checkWith(folder: string, probe: string): string {
  const base = join(projectFolder, "tsconfig.pure.json");
  const { include } = pureConfig.parse(JSON.parse(readFileSync(base, "utf8")));
  const sources = include.map((path) => join(projectFolder, path));
  // tests may print with Node; patterns count from the folder of these settings
  const exclude = [join(projectFolder, "**/*.test.ts")];
  const settings = { extends: base, include: [...sources, probe], exclude };
  const file = join(folder, "tsconfig.json");
  writeFileSync(file, JSON.stringify(settings));
  const tsc = join(projectFolder, "node_modules", "typescript", "bin", "tsc");
  const run = spawnSync(process.execPath, [tsc, "-p", file, "--pretty", "false"], {
    encoding: "utf8",
  });
  assert.notEqual(run.status, 0, "the type check accepts Node in pure code");
  return run.stdout
    .split("\n")
    .filter((line) => /probe\.ts/.test(line))
    .join("\n");
}
