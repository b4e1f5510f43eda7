import assert from "node:assert/strict";
import { test } from "node:test";
import type { RuleCardOnWire } from "../../../src/contract/rules.ts";
import { draftOf, settingOf, shippedDraft } from "./rule-draft.ts";

const words = { zh: "", en: "" };
const rule: RuleCardOnWire = {
  key: "R28",
  code: "R28",
  copy: null,
  takesCustomers: true,
  stage: "how_much",
  stageName: words,
  title: words,
  meaning: words,
  takesTolerance: true,
  defaults: { action: "auto", tol: { abs: { CNY: "300.00", "*": "50.00" }, pct: "0.5" } },
  params: [{ name: "graceDays", label: words, unit: "days", min: 0, max: 30, default: 3 }],
  examples: [],
  setting: { action: "suggest", params: { graceDays: 5 } },
  version: 2,
  posted: 0,
  undone: 0,
  home: { amount: "0.00", currency: "CNY" },
  precision: { sampled: 0, wrong: 0, right: null, interval: null, isEnough: false },
  demoted: null,
};

test("a draft shows what is in force", () => {
  const draft = draftOf(rule);
  assert.equal(draft.action, "suggest");
  assert.deepEqual(draft.params, { graceDays: 5 });
  assert.equal(draft.abs["CNY"], "300.00");
});

test("only what differs from the template becomes a setting", () => {
  assert.deepEqual(settingOf(rule, draftOf(rule)), { action: "suggest", params: { graceDays: 5 } });
  assert.deepEqual(settingOf(rule, shippedDraft(rule)), {});
});

test("one changed amount keeps the other currencies: the setting replaces the whole list", () => {
  const draft = { ...shippedDraft(rule), abs: { CNY: "200.00", "*": "50.00" } };
  assert.deepEqual(settingOf(rule, draft), { tol: { abs: { CNY: "200.00", "*": "50.00" } } });
});

test("a copy's setting carries its scope, without empty lists; the template's has none", () => {
  const scope = { customer: ["C1"], bank: [] };
  const copy = { ...rule, key: "R28-1", copy: { name: "甲", rank: 1, isRetired: false, scope } };
  assert.deepEqual(settingOf(copy, draftOf(copy)).scope, { customer: ["C1"] });
  assert.equal(settingOf(rule, draftOf(rule)).scope, undefined);
});
