import assert from "node:assert/strict";
import { test } from "node:test";
import { isoDate } from "../core/date.ts";
import { reportByCode } from "./registry.ts";
import type { OptionName } from "./report.ts";

function factsOf(code: string, options: Partial<Record<OptionName, string>>): readonly string[] {
  const day = isoDate("2026-09-30");
  const report = reportByCode(code);
  assert.ok(report);
  return report.factsFor({
    asOf: day,
    from: day,
    today: day,
    homeCurrency: "CNY",
    timeZone: "Asia/Shanghai",
    options,
  });
}

test("what a table does not show is not loaded for it", () => {
  assert.deepEqual(factsOf("overdue_list", { show: "items" }), ["overdueItems"]);
  assert.ok(!factsOf("overdue_list", {}).includes("overdueItems"));
  assert.deepEqual(factsOf("collection_effectiveness", { by: "customer" }), ["lastMonth"]);
  assert.deepEqual(factsOf("collection_effectiveness", {}), ["months"]);
  assert.deepEqual(factsOf("weekly_recovery", { by: "region" }), ["gradeDays", "lastWeek"]);
  assert.deepEqual(factsOf("days_sales_outstanding", { by: "customer" }), ["months"]);
  assert.deepEqual(factsOf("days_sales_outstanding", {}), ["months", "openAges"]);
});
