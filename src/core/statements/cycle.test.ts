import assert from "node:assert/strict";
import { test } from "node:test";
import { isoDate } from "../date.ts";
import { chaseDue, deemedOn, periodDue, periodEnding } from "./cycle.ts";
import { isStatementNumber, statementNumber } from "./statement-number.ts";

test("a cycle ends in the months that its length divides", () => {
  const inMonth = isoDate("2026-09-12");
  assert.deepEqual(periodEnding("monthly", inMonth), { from: "2026-09-01", to: "2026-09-30" });
  assert.deepEqual(periodEnding("quarterly", inMonth), { from: "2026-07-01", to: "2026-09-30" });
  assert.equal(periodEnding("half_yearly", inMonth), null);
  assert.deepEqual(periodEnding("yearly", isoDate("2026-12-31")), {
    from: "2026-01-01",
    to: "2026-12-31",
  });
  assert.equal(periodEnding("none", inMonth), null);
});

test("a plan asks for the period that ended with last month, from its day on", () => {
  const due = (today: string, cycle: "monthly" | "quarterly" | "none" = "monthly") =>
    periodDue({ cycle, day: 3 }, isoDate(today))?.to ?? null;
  assert.equal(due("2026-10-02"), null);
  assert.equal(due("2026-10-03"), "2026-09-30");
  assert.equal(due("2026-10-31"), "2026-09-30");
  assert.equal(due("2026-11-01"), null);
  assert.equal(due("2026-10-03", "quarterly"), "2026-09-30");
  assert.equal(due("2026-11-03", "quarterly"), null);
  assert.equal(due("2026-10-03", "none"), null);
});

test("an unanswered statement is chased on days 5, 10, 15 and 20, each step once", () => {
  const sentOn = isoDate("2026-10-01");
  const due = (today: string, taken: Parameters<typeof chaseDue>[0]["taken"] = "") =>
    chaseDue({ sentOn, today: isoDate(today), taken });
  assert.equal(due("2026-10-05"), null);
  assert.equal(due("2026-10-06"), "reminder");
  assert.equal(due("2026-10-08", "reminder"), null);
  assert.equal(due("2026-10-11", "reminder"), "call");
  assert.equal(due("2026-10-16", "call"), "letter");
  assert.equal(due("2026-10-21", "letter"), "superior");
  assert.equal(due("2026-12-01", "superior"), null);
});

test("silence counts from the day after the agreed days, and never without a clause", () => {
  assert.equal(deemedOn(isoDate("2026-10-01"), 15), "2026-10-17");
  assert.equal(deemedOn(isoDate("2026-10-01"), null), null);
});

test("a mistyped statement number is none", () => {
  const number = statementNumber("2026-09-30", 12);
  assert.match(number, /^DZ26090012\d\d$/);
  assert.ok(isStatementNumber(number));
  for (let at = 2; at < number.length; at += 1) {
    const other = String((+number[at]! + 1) % 10);
    assert.ok(
      !isStatementNumber(number.slice(0, at) + other + number.slice(at + 1)),
      `digit ${at}`,
    );
  }
});
