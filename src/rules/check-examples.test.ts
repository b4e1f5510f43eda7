// Examples against somebody's own parameters: all hold as shipped; a parameter that changes the
// answer is seen.
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkExamples } from "./check-examples.ts";
import { rules } from "./registry.ts";

const template = (code: string) => {
  const found = rules.find((rule) => rule.code === code);
  assert.ok(found);
  return found;
};

test("as shipped every example of every template holds", () => {
  for (const rule of rules) {
    const broken = checkExamples(rule, { code: rule.code }).filter(({ holds }) => !holds);
    assert.deepEqual(broken, [], rule.code);
  }
});

test("a rule that is off, or asks for longer accounts, no longer does what its examples say", () => {
  const off = checkExamples(template("R06"), { code: "R06", enabled: false });
  assert.equal(off[0]?.holds, false);
  assert.equal(off[0]?.applies, false);
  const long = checkExamples(template("R06"), { code: "R06", params: { minDigits: 30 } });
  assert.equal(long[0]?.holds, false);
  assert.ok(long[2]?.holds, "one that never applied stays");
});

test("a scope does not hide the examples from the check", () => {
  const scope = { customer: ["nobody"] };
  assert.equal(
    checkExamples(template("R06"), { code: "R06", enabled: false, scope })[0]?.holds,
    false,
  );
});
