import assert from "node:assert/strict";
import { test } from "node:test";
import { differenceCodes } from "../differences.ts";
import { type CauseRow, causeDepartments, causesByDepartment, departmentOf } from "./causes.ts";

const row = (code: CauseRow["code"], minor: number, changes: Partial<CauseRow> = {}): CauseRow => ({
  code,
  currency: "CNY",
  count: 1,
  minor,
  resolved: 0,
  concededMinor: 0,
  customers: [],
  ...changes,
});

test("every cause has a department that can end it", () => {
  for (const code of differenceCodes) assert.ok(departmentOf[code] in causeDepartments, code);
});

test("a department's causes add up, currency by currency, the dearest first", () => {
  const found = causesByDepartment([
    row("P02", 4_500_00, { concededMinor: 1_200_00 }),
    row("P06", 9_000_00),
    row("P02", 300_00, { currency: "USD" }),
    row("P07", 80_00, { count: 9 }),
    row(null, 5_00),
  ]);
  assert.deepEqual(
    found.map(({ department }) => department),
    ["logistics", "pricing", "sales"],
  );
  const pricing = found[1];
  assert.deepEqual(
    pricing?.rows.map(({ code, currency }) => `${code} ${currency}`),
    ["P06 CNY", "P02 CNY", "P02 USD"],
  );
  assert.deepEqual(pricing?.totals, [
    { currency: "CNY", minor: 13_500_00, concededMinor: 1_200_00 },
    { currency: "USD", minor: 300_00, concededMinor: 0 },
  ]);
});
