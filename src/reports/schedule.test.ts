import assert from "node:assert/strict";
import { test } from "node:test";
import { isoDate } from "../core/date.ts";
import { isScheduleDay, nextSending, shownDay, weekdayOf } from "./schedule.ts";

test("weekdays run from Monday, 1, to Sunday, 7", () => {
  assert.equal(weekdayOf(isoDate("2026-11-22")), 7);
  assert.equal(weekdayOf(isoDate("2026-11-23")), 1);
  assert.equal(weekdayOf(isoDate("1969-12-31")), 3);
});

test("the next sending is always after the day asked about", () => {
  const sunday = isoDate("2026-11-22");
  assert.equal(nextSending("day", 0, sunday), "2026-11-23");
  assert.equal(nextSending("week", 1, sunday), "2026-11-23");
  assert.equal(nextSending("week", 7, sunday), "2026-11-29");
  assert.equal(nextSending("month", 22, sunday), "2026-12-22");
  assert.equal(nextSending("month", 23, sunday), "2026-11-23");
  assert.equal(nextSending("month", 28, isoDate("2027-01-31")), "2027-02-28");
  assert.equal(nextSending("month", 1, isoDate("2026-12-31")), "2027-01-01");
});

test("a mail of the first of a month shows the month end", () => {
  assert.equal(shownDay(isoDate("2026-12-01")), "2026-11-30");
});

test("days that a rhythm does not have", () => {
  assert.ok(isScheduleDay("day", 0));
  assert.ok(!isScheduleDay("day", 3));
  assert.ok(!isScheduleDay("week", 8));
  assert.ok(!isScheduleDay("month", 0));
  assert.ok(isScheduleDay("month", 28));
});
