import assert from "node:assert/strict";
import { test } from "node:test";
import { isoDate } from "../date.ts";
import { addWorkingDays, ownerOf, routeOf } from "./route.ts";

test("technical errors are the accountant's for 2 working days, disputes are sales' for 10", () => {
  const friday = isoDate("2026-09-18");
  assert.deepEqual(routeOf("T01", friday), { role: "accountant", dueOn: "2026-09-22" });
  assert.deepEqual(routeOf("S01", friday), { role: "sales", dueOn: "2026-10-02" });
  assert.deepEqual(routeOf(null, friday), { role: "accountant", dueOn: "2026-09-22" });
});

test("working days leave out Saturday and Sunday", () => {
  assert.equal(addWorkingDays(isoDate("2026-09-19"), 1), "2026-09-21");
  assert.equal(addWorkingDays(isoDate("2026-09-17"), 1), "2026-09-18");
});

test("a dispute goes to the keeper of the customer, else to the first of sales", () => {
  const members = [
    { id: 1, role: "administrator" },
    { id: 2, role: "sales" },
    { id: 3, role: "sales" },
  ];
  assert.equal(ownerOf("sales", { keeperId: 3, members }), 3);
  assert.equal(ownerOf("sales", { keeperId: null, members }), 2);
  assert.equal(ownerOf("accountant", { keeperId: 3, members }), 1);
  assert.equal(ownerOf("accountant", { keeperId: null, members: [] }), null);
});
