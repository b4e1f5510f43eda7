// The amount filter language, example by example.
import assert from "node:assert/strict";
import { test } from "node:test";
import { parseAmountFilter } from "./amount-filter.ts";

const examples = [
  [">1000", { least: "1000", most: null, isStrict: true }],
  ["≥ 1,000.50", { least: "1000.50", most: null, isStrict: false }],
  ["<=20", { least: null, most: "20", isStrict: false }],
  ["1000-2000", { least: "1000", most: "2000", isStrict: false }],
  ["2000 至 1000", { least: "1000", most: "2000", isStrict: false }],
  ["-500--100", { least: "-500", most: "-100", isStrict: false }],
  ["=88888", { least: "88888", most: "88888", isStrict: false }],
  ["88888", { least: "88888", most: "88888", isStrict: false }],
  ["≈10000", { least: "9900", most: "10100", isStrict: false }],
  ["≈-0.5", { least: "-0.505", most: "-0.495", isStrict: false }],
] as const;

for (const [text, range] of examples) {
  test(`"${text}" is a range of amounts`, () => {
    assert.deepEqual(parseAmountFilter(text), range);
  });
}

for (const text of ["", "abc", ">", "1000-", "1e5", "=1.23456"]) {
  test(`"${text}" is not understood`, () => {
    assert.equal(parseAmountFilter(text), null);
  });
}
