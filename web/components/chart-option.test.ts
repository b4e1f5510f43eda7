import assert from "node:assert/strict";
import { test } from "node:test";
import { chartOption, legendRows } from "./chart-option.ts";

const names = ["Dunning C (1–30 days)", "Dunning B (31–89 days)", "Dunning A (≥ 90 days)", "Rate"];
const series = names.map((name) => ({ name, kind: "bar" as const, values: [1] }));

test("a legend takes the rows its names need, and the chart begins below them", () => {
  assert.equal(legendRows(series, 1_000, 12), 1);
  assert.equal(legendRows(series, 340, 12), 3);
  assert.equal(legendRows([{ name: "自动核销" }, { name: "人工确认" }], 340, 12), 1);
  const chart = { title: "", categories: ["1"], series, unit: "money" } as const;
  const top = (width: number) => (chartOption(chart, "en", width)["grid"] as { top: number }).top;
  assert.equal(top(340) - top(1_000), 40);
});
