import assert from "node:assert/strict";
import { test } from "node:test";
import { changesOfSetting } from "./setting-changes.ts";

test("a version says what it changed, against the shipped value where nothing was set", () => {
  const after = { code: "R23", action: "auto", params: { maxItems: 4 } } as const;
  assert.deepEqual(changesOfSetting({ code: "R23" }, after), [
    { field: "params.maxItems", before: "6", after: "4" },
  ]);
});

test("a scope that is left, a name that changes, a tolerance of one currency are seen", () => {
  const before = { code: "R27", name: "甲", scope: { customer: ["C1", "C2"] } };
  const after = { code: "R27", name: "乙", tol: { abs: { CNY: "0.50" } } };
  assert.deepEqual(
    changesOfSetting(before, after).map(({ field, before, after }) => [field, before, after]),
    [
      ["name", "甲", "乙"],
      ["tol.abs.CNY", null, "0.50"],
      ["tol.abs.JPY", "100", null],
      ["tol.abs.*", "1.00", null],
      ["scope.customer", "C1, C2", null],
    ],
  );
});
