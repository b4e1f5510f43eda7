// The interface as documented is the interface as built.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { projectFolder } from "../../src/config.ts";
import { type ProblemFacts, problems } from "../../src/http/problem.ts";
import { errorsPage, openApiDocument } from "../../tools/api-docs.ts";

const written = (name: string) => readFileSync(join(projectFolder, "docs", name), "utf8");

test("docs/openapi.json is current (node tools/api-docs.ts)", async () => {
  const document = await openApiDocument();
  assert.equal(JSON.parse(document).openapi, "3.1.0");
  assert.ok(document === written("openapi.json"), "run: node tools/api-docs.ts");
});

test("docs/errors.md is current (node tools/api-docs.ts)", () => {
  assert.ok(errorsPage() === written("errors.md"), "run: node tools/api-docs.ts");
});

test("every problem has a sentence in both languages with the same places, and a fitting status", () => {
  for (const [code, facts] of Object.entries<ProblemFacts>(problems)) {
    assert.match(code, /^[a-z][a-z0-9_]+$/);
    assert.ok(facts.status >= 400 && facts.status < 600, code);
    const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
    assert.deepEqual(places(facts.zh), places(facts.en), `${code}: places`);
    assert.match(facts.zh, /\p{Script=Han}/u, code);
    assert.ok(/[.?]$/.test(facts.en) && /[。？]$/.test(facts.zh), `${code}: whole sentences`);
  }
});
