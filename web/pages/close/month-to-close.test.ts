// Which month is closed next.
import assert from "node:assert/strict";
import { test } from "node:test";
import { monthsToClose, monthToClose } from "./month-to-close.ts";

test("the first closing is offered for the last month that is over, later ones for the next", () => {
  assert.equal(monthToClose({ next: "2025-11", closedThrough: null }, "2026-01-03"), "2025-12");
  assert.equal(
    monthToClose({ next: "2025-11", closedThrough: "2025-10-31" }, "2026-01-03"),
    "2025-11",
  );
});

test("every month that is over may be the first one closed; without any there is the next", () => {
  assert.deepEqual(monthsToClose({ next: "2025-11" }, "2026-01-03"), ["2025-11", "2025-12"]);
  assert.deepEqual(monthsToClose({ next: "2026-01" }, "2026-01-03"), ["2026-01"]);
});
