// A year of invented books through file mode: every result holds its documented rules, and neither
// the order of rows nor the number of files the lines come in changes a byte.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fileModeFiles } from "../../demo/file-mode.ts";
import { generateBooks } from "../../demo/generate.ts";
import type { mixes } from "../../demo/mix.ts";
import { checkResult, factsOf } from "./check-result.ts";
import { resultOf, run, withoutTimings } from "./run-reconcile.ts";

type Texts = Readonly<Record<string, string>>;

function demoTexts(mix: keyof typeof mixes, seed: number): Texts {
  const files = fileModeFiles(generateBooks({ seed, lines: 400, mix }));
  const inputs = files.filter(({ name }) => name.endsWith(".csv"));
  return Object.fromEntries(inputs.map(({ name, chunks }) => [name, [...chunks].join("")]));
}

/** The same rows in another order, the same at every run. */
function shuffled(csv: string): string {
  const [head = "", ...rows] = csv.trimEnd().split("\n");
  for (let at = rows.length - 1, state = 7; at > 0; at -= 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    const other = state % (at + 1);
    [rows[at], rows[other]] = [rows[other]!, rows[at]!];
  }
  return `${[head, ...rows].join("\n")}\n`;
}

for (const mix of ["standard", "noisy", "english"] as const) {
  test(`demo books (${mix}) keep every rule, whatever the order of their rows`, async () => {
    const texts = demoTexts(mix, 3);
    const done = await run(texts);
    assert.equal(done.status, 0, done.notes);
    const facts = factsOf({ items: texts["items.csv"]!, lines: texts["lines.csv"]! });
    const result = resultOf(done);
    assert.deepEqual(checkResult(result, facts), []);
    assert.ok(result.totals.auto > result.totals.lines / 3, "a third of the lines is automatic");
    const other = await run(
      Object.fromEntries(Object.entries(texts).map(([k, v]) => [k, shuffled(v)])),
    );
    assert.equal(withoutTimings(other.bytes), withoutTimings(done.bytes));
  });
}

test("lines in two files are the same lines", async () => {
  const texts = demoTexts("standard", 4);
  const [head = "", ...rows] = texts["lines.csv"]!.trimEnd().split("\n");
  const half = Math.floor(rows.length / 2);
  const { "lines.csv": _whole, ...rest } = texts;
  const parts = {
    "first.csv": `${[head, ...rows.slice(half)].join("\n")}\n`,
    "second.csv": `${[head, ...rows.slice(0, half)].join("\n")}\n`,
  };
  const split = await run({ ...rest, ...parts }, ["--lines", "first.csv", "--lines", "second.csv"]);
  assert.equal(split.status, 0, split.notes);
  const whole = await run(texts);
  assert.equal(withoutTimings(split.bytes), withoutTimings(whole.bytes));
});
