import assert from "node:assert/strict";
import { test } from "node:test";
import { addDays, isoDate } from "../date.ts";
import { calendarOfDaysOff, daysAhead, daysOffFrom, isWeekend } from "./days-off.ts";

const today = isoDate("2026-09-18"); // a Friday

test("days off that were told make the same calendar again, working weekends included", () => {
  const closed = new Set(["2026-09-25", "2026-09-26", "2026-10-01"]); // the 20th, a Sunday, is worked
  const calendar = { isWorkingDay: (day: string) => !closed.has(day) };
  const again = calendarOfDaysOff(daysOffFrom(calendar, today));
  for (let n = 0; n < daysAhead; n += 1) {
    const day = addDays(today, n);
    assert.equal(again.isWorkingDay(day), calendar.isWorkingDay(day), day);
  }
});

test("further ahead weekends alone are off", () => {
  const again = calendarOfDaysOff(daysOffFrom({ isWorkingDay: () => true }, today));
  assert.equal(again.isWorkingDay(addDays(today, 1)), true, "a Saturday that is worked");
  const far = addDays(today, 7 * 40);
  assert.equal(again.isWorkingDay(far), true);
  assert.equal(again.isWorkingDay(addDays(far, 1)), false);
  assert.equal(isWeekend(addDays(far, 2)), true);
});
