import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { importFieldWords } from "./import-fields.ts";
import { importingProblems, importWords, problemRemedy, problemSentence } from "./importing.ts";

const importersFolder = join(import.meta.dirname, "../../importers");

function importerSources(): string {
  return readdirSync(importersFolder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .map((name) => readFileSync(join(importersFolder, name), "utf8"))
    .join("\n");
}

test("every worded problem is one that an importer reports", () => {
  const sources = importerSources();
  const unused = Object.keys(importingProblems).filter((code) => !sources.includes(`"${code}"`));
  assert.deepEqual(unused, []);
});

test("each sentence ends as a sentence and has the same fields in both languages", () => {
  const fieldsOf = (text: string) =>
    [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "").sort();
  for (const [code, { what, remedy }] of Object.entries(importingProblems)) {
    assert.match(what.zh, /[。！]$/, code);
    assert.match(remedy.zh, /[。！]$/, code);
    assert.match(what.en, /\.$/, code);
    assert.match(remedy.en, /\.$/, code);
    assert.deepEqual(fieldsOf(what.zh), fieldsOf(what.en), code);
    assert.deepEqual(fieldsOf(remedy.zh), fieldsOf(remedy.en), code);
    assert.ok(importWords[code]);
  }
});

test("what, where and remedy make one sentence", () => {
  const problem = {
    code: "amount_unreadable",
    place: { row: 38, column: "贷方金额" },
    excerpt: "1,2O3.50",
    fields: { value: "1,2O3.50", position: 4, character: "O" },
  };
  assert.equal(
    problemSentence(problem, "zh"),
    '第 38 行「贷方金额」是 "1,2O3.50"：第 4 个字符是字母 O。改成数字，或不导入这一行。',
  );
  assert.equal(
    problemSentence({ ...problem, place: { sheet: "明细", row: 38 } }, "en"),
    'Sheet “明细”, row 38 is "1,2O3.50": character 4 is the letter O. Make it a number, or leave this row out.',
  );
  assert.equal(problemRemedy(problem, "zh"), "改成数字，或不导入这一行。");
});

test("an unknown code stays visible as itself", () => {
  const problem = { code: "no_such_code", place: {}, excerpt: "", fields: {} };
  assert.equal(problemSentence(problem, "zh").trim(), "no_such_code");
});

test("every field of a table has a name in both languages", () => {
  for (const [field, { zh, en }] of Object.entries(importFieldWords)) {
    assert.match(zh, /\p{Script=Han}/u, field);
    assert.match(en, /^[A-Z]/, field);
  }
});
