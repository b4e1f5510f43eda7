// Days off as they are told to the browser, which knows no table of holidays, and made a calendar again.
import { addDays, dayNumber, type IsoDate } from "../date.ts";
import type { WorkCalendar } from "../dunning/calendar.ts";

/** Days told ahead; beyond them weekends alone are off. */
export const daysAhead = 200;

export type DaysOff = { readonly days: readonly IsoDate[]; readonly until: IsoDate };

export function daysOffFrom(calendar: WorkCalendar, today: IsoDate): DaysOff {
  const days = Array.from({ length: daysAhead }, (_, n) => addDays(today, n));
  return {
    days: days.filter((day) => !calendar.isWorkingDay(day)),
    until: addDays(today, daysAhead - 1),
  };
}

export function calendarOfDaysOff({ days, until }: DaysOff): WorkCalendar {
  const off = new Set<string>(days);
  return { isWorkingDay: (day) => (day > until ? !isWeekend(day) : !off.has(day)) };
}

/** 1970-01-01 was a Thursday; 0 = Monday. */
export function isWeekend(day: IsoDate): boolean {
  return (dayNumber(day) + 3) % 7 >= 5;
}
