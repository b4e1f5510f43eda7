// The manual in docs/ is the one the templates give.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { rules } from "../src/rules/registry.ts";
import { manualFiles, templateManual } from "./template-manual.ts";

for (const language of ["zh", "en"] as const) {
  test(`${manualFiles[language]} is current`, () => {
    const written = readFileSync(new URL(`../${manualFiles[language]}`, import.meta.url), "utf8");
    const said = "run: node tools/template-manual.ts";
    assert.ok(written === templateManual(language), said);
    for (const { code, examples } of rules) {
      assert.ok(written.includes(`\n## ${code} `), code);
      assert.ok(examples.every(({ given }) => written.includes(given[language].slice(0, 12))));
    }
  });
}
