// The contract of a rule template, over the whole list: the engine knows it, its words are complete,
// and every example comes out as it says.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { matchLines } from "../core/matching/match.ts";
import { ruleDefaults } from "../core/matching/rule-defaults.ts";
import { formatMinor } from "../core/money.ts";
import { ruleCatalogue } from "./catalogue.ts";
import { rules } from "./registry.ts";
import type { RuleExample, RuleTemplate } from "./rule.ts";

test("every rule the engine acts on has exactly one template, in order", () => {
  assert.deepEqual(
    rules.map((rule) => rule.code),
    Object.keys(ruleDefaults),
  );
});

test("the library is complete: R01 to R36", () => {
  const codes = Array.from({ length: 36 }, (_, at) => `R${String(at + 1).padStart(2, "0")}`);
  assert.deepEqual(
    rules.map((rule) => rule.code),
    codes,
  );
});

test("every number that can be set has bounds, and the default keeps them", () => {
  for (const rule of rules) {
    for (const { name, default: value, min, max } of rule.params) {
      if (typeof value !== "number") continue;
      const where = `${rule.code} ${name}`;
      assert.ok(min !== undefined && max !== undefined && min < max, where);
      assert.ok(value >= min && value <= max, where);
    }
  }
});

test("the catalogue is plain data", () => {
  assert.deepEqual(JSON.parse(JSON.stringify(ruleCatalogue())), ruleCatalogue());
});

for (const rule of rules) {
  describe(`${rule.code} ${rule.title.en}`, () => {
    test("has three examples or more, one of them a refusal", () => {
      assert.ok(rule.examples.length >= 3);
      const isMild = (example: RuleExample) => !example.applies || example.lane !== "auto";
      assert.ok(rule.examples.some(isMild), "an example where it does not post");
    });
    test("is worded in both languages", () => {
      for (const words of wordsOf(rule)) assert.ok(words.zh !== "" && words.en !== "");
    });
    for (const example of rule.examples) {
      test(example.given.en, () => expectExample(rule, example));
    }
  });
}

function wordsOf(rule: RuleTemplate) {
  return [
    rule.title,
    rule.meaning,
    ...rule.params.map((param) => param.label),
    ...rule.examples.flatMap((example) => [example.given, example.outcome]),
  ];
}

function expectExample(rule: RuleTemplate, example: RuleExample): void {
  const at = example.input.lines.findIndex((line) => line.lineId === example.lineId);
  const verdict = matchLines(example.input).verdicts[at]!;
  const best = verdict.candidates[0];
  const settled = (best?.allocations ?? []).map(({ item, amountMinor }) => {
    const { itemNo, currency } = example.input.items[item]!;
    return `${itemNo} ${formatMinor(amountMinor, currency)}`;
  });
  const said = `${verdict.lane} ${JSON.stringify(verdict.reason)} ${best?.rules.join(" ")} ${best?.confidence}`;
  assert.equal(settled.sort().join(", "), example.settles, said);
  assert.equal(verdict.lane, example.lane, said);
  if (rule.code === "R36") {
    assert.equal(verdict.lane === "not_receivable", example.applies, said);
    return;
  }
  assert.equal(best?.rules.includes(rule.code) ?? false, example.applies, said);
}
