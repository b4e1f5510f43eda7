import assert from "node:assert/strict";
import { test } from "node:test";
import { isoDate } from "../date.ts";
import { isWeekend } from "./days-off.ts";
import { proposeNext, weekOf } from "./outcome.ts";

const today = isoDate("2026-09-18"); // a Friday
const weekends = { isWorkingDay: (day: typeof today) => !isWeekend(day) };
const at = { today, promisedFor: null, unansweredBefore: 0, calendar: weekends };

test("a promise is checked on its day, moved to Monday where that is a weekend", () => {
  const promisedFor = isoDate("2026-09-26");
  assert.deepEqual(proposeNext("promised", { ...at, promisedFor }), {
    kind: "check_receipt",
    dueOn: "2026-09-28",
  });
});

test("nobody answers: again on the next working day; the third time a letter", () => {
  assert.deepEqual(proposeNext("no_answer", at), { kind: "call", dueOn: "2026-09-21" });
  assert.equal(proposeNext("no_answer", { ...at, unansweredBefore: 2 }).kind, "letter");
});

test("what needs paper is done today", () => {
  assert.deepEqual(proposeNext("mismatch", at), { kind: "statement", dueOn: today });
  assert.deepEqual(proposeNext("legal", at), { kind: "legal", dueOn: today });
});

test("a week begins on Monday", () => {
  assert.equal(weekOf(today), "2026-09-14");
  assert.equal(weekOf(isoDate("2026-09-20")), "2026-09-14");
  assert.equal(weekOf(isoDate("2026-09-21")), "2026-09-21");
});

test("over holidays the next step is on the day work goes on, also where that is a Saturday", () => {
  const off = new Set(["2026-10-01", "2026-10-02", "2026-10-03", "2026-10-04", "2026-10-05"]);
  const golden = { isWorkingDay: (day: typeof today) => !off.has(day) };
  const eve = { ...at, today: isoDate("2026-09-30"), calendar: golden };
  assert.equal(proposeNext("no_answer", eve).dueOn, "2026-10-06");
  const promisedFor = isoDate("2026-10-10"); // a Saturday on which everybody works
  assert.equal(proposeNext("promised", { ...eve, promisedFor }).dueOn, "2026-10-10");
});
