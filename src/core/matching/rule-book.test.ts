// Settings over defaults, scopes, and tolerances in the currency's own units.
import assert from "node:assert/strict";
import { test } from "node:test";
import { resolveRules } from "./rule-book.ts";

const scope = { customerNo: "C1", account: "", currency: "CNY" };

test("the smaller of amount and share holds", () => {
  const { R27 } = resolveRules([])(scope);
  assert.equal(R27.tolerance(10_000_000, "CNY"), 100);
  assert.equal(R27.tolerance(50_000, "CNY"), 50);
  assert.equal(R27.tolerance(50_000, "KWD"), 50);
});

test("1.00 of other currencies is a hundred of their smallest units", () => {
  const { R27, R28 } = resolveRules([])(scope);
  assert.equal(R27.tolerance(10_000_000, "KWD"), 100);
  assert.equal(R27.tolerance(10_000_000, "KRW"), 100);
  assert.equal(R27.tolerance(10_000_000, "EUR"), 100);
  assert.equal(R28.tolerance(10_000_000, "KWD"), 5_000);
});

test("a setting holds inside its scope, the default outside", () => {
  const rulesFor = resolveRules([
    { code: "R26", action: "auto", scope: { customer: ["C1"] } },
    { code: "R24", params: { days: 3 } },
  ]);
  assert.ok(rulesFor(scope).R26.auto);
  assert.ok(!rulesFor({ ...scope, customerNo: "C2" }).R26.auto);
  assert.equal(rulesFor(scope).R24.params.days, 3);
  assert.equal(rulesFor(scope).R24.params.maxReceipts, 4);
});

test("a rule that is off posts nothing", () => {
  const rules = resolveRules([{ code: "R13", enabled: false }])(scope);
  assert.ok(!rules.R13.enabled && !rules.R13.auto);
});
