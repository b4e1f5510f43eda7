import assert from "node:assert/strict";
import { test } from "node:test";
import { pageTotalLines } from "./page-totals.ts";

test("a page has a line for each currency on it, and sums in the columns that may be summed", () => {
  const columns = [false, true, false, true].map((isSummed) => ({ isSummed, isRight: isSummed }));
  const row = (group: string, ...amounts: (string | null)[]) => ({ group, amounts });
  const lines = pageTotalLines({ columns, groups: ["CNY", "JPY", "USD"] }, [
    row("CNY", null, "1.00", "50.0", "1.00"),
    row("USD", null, "2.50", "10.0", "17.75"),
    row("CNY", null, "-0.25", "2.0", null),
  ]);
  assert.deepEqual(lines, [
    row("CNY", null, "0.75", null, "1.00"),
    row("USD", null, "2.50", null, "17.75"),
  ]);
});
