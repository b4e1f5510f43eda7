// A corrected cell is read in place of the file's; other rows stay as they are.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isoDate } from "../core/date.ts";
import { parseFile } from "./registry.ts";

const text =
  "item_no,customer_name,amount,issue_date\nI1,甲公司,1O0.00,2026-09-01\nI2,乙公司,200.00,2026-09-01\n";
const bytes = new TextEncoder().encode(text);
const options = { homeCurrency: "CNY", asOf: isoDate("2026-10-05") };

test("a cell that is no amount is refused, and read once a person corrected it", () => {
  const before = parseFile("items.csv", bytes, options);
  assert.deepEqual(
    before.problems.map(({ place, severity }) => [place.row, place.column, severity]),
    [[2, "amount", "row"]],
  );
  const edits = [{ row: 2, column: "amount", value: "100.00" }];
  const after = parseFile("items.csv", bytes, { ...options, edits });
  assert.deepEqual(after.problems, []);
  assert.ok(after.content.kind === "items");
  assert.deepEqual(
    after.content.items.map((item) => item.amountMinor),
    [10000n, 20000n],
  );
});

test("an edit of a column or row the table does not have changes nothing", () => {
  const edits = [
    { row: 1, column: "amount", value: "1" },
    { row: 3, column: "no such column", value: "1" },
  ];
  const read = parseFile("items.csv", bytes, { ...options, edits });
  assert.equal(read.problems.length, 1);
});
