// Copies of templates: scope, order, and that a demoted template takes its copies along.
import assert from "node:assert/strict";
import { test } from "node:test";
import { resolveRules } from "../core/matching/rule-book.ts";
import { type KeyedSetting, nextCopyKey, settingsInForce } from "./copies.ts";

const none: ReadonlySet<string> = new Set();
const line = { customerNo: "C1", account: "6222001", currency: "CNY" };
const template = { code: "R24", setting: { code: "R24", params: { days: 20, maxReceipts: 3 } } };
const copy = (number: number, rank: number, days: number): KeyedSetting => ({
  code: `R24-${number}`,
  setting: { code: "R24", rank, params: { days }, scope: { customer: ["C1"], currency: [] } },
});
const daysFor = (rows: readonly KeyedSetting[], scope = line) =>
  resolveRules(settingsInForce(rows, none))(scope).R24.params;

test("a copy holds inside its scope, the template outside", () => {
  assert.equal(daysFor([template, copy(1, 1, 5)]).days, 5);
  assert.equal(daysFor([template, copy(1, 1, 5)], { ...line, customerNo: "C2" }).days, 20);
});

test("what a copy does not set has the shipped value, not that of the template", () => {
  assert.equal(daysFor([template, copy(1, 1, 5)]).maxReceipts, 4);
});

test("of two copies for one line the first in order holds, in whatever order they come", () => {
  const rows = [template, copy(1, 2, 5), copy(2, 1, 9)];
  assert.equal(daysFor(rows).days, 9);
  assert.equal(daysFor(rows.toReversed()).days, 9);
  assert.equal(daysFor([template, copy(1, 1, 5), copy(2, 2, 9)]).days, 5);
});

test("without a scope, or retired, a copy holds nowhere", () => {
  const bare = { code: "R24-1", setting: { code: "R24", rank: 1, params: { days: 5 } } };
  assert.equal(daysFor([template, bare]).days, 20);
  const { setting } = copy(1, 1, 5);
  assert.equal(
    daysFor([template, { code: "R24-1", setting: { ...setting, isRetired: true } }]).days,
    20,
  );
});

test("a copy of a demoted template only suggests", () => {
  const rows = [copy(1, 1, 5)];
  assert.ok(resolveRules(settingsInForce(rows, none))(line).R24.auto);
  assert.ok(!resolveRules(settingsInForce(rows, new Set(["R24"])))(line).R24.auto);
});

test("numbers of copies are not given twice", () => {
  assert.equal(nextCopyKey("R24", []), "R24-1");
  assert.equal(nextCopyKey("R24", ["R24", "R24-1", "R24-4", "R23-9"]), "R24-5");
});
