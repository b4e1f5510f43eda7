// When a report that is mailed by itself is due next, and what day it shows.
import {
  addDays,
  datePartsOf,
  dayNumber,
  daysInMonth,
  type IsoDate,
  makeDate,
} from "../core/date.ts";

export type ScheduleRhythm = "day" | "week" | "month";

/** 1970-01-01 was a Thursday. */
const thursday = 4;

/** 1 = Monday … 7 = Sunday (ISO 8601). */
export function weekdayOf(date: IsoDate): number {
  return ((((dayNumber(date) + thursday - 1) % 7) + 7) % 7) + 1;
}

/** 0 for every day, 1–7 for a week, 1–28 for a month: every month has that day. */
export function isScheduleDay(every: ScheduleRhythm, onDay: number): boolean {
  if (every === "day") return onDay === 0;
  return onDay >= 1 && onDay <= (every === "week" ? 7 : 28);
}

/** The first day after `after` on which it is sent. */
export function nextSending(every: ScheduleRhythm, onDay: number, after: IsoDate): IsoDate {
  const tomorrow = addDays(after, 1);
  if (every === "day") return tomorrow;
  if (every === "week") return addDays(tomorrow, (onDay - weekdayOf(tomorrow) + 7) % 7);
  const { year, month, day } = datePartsOf(tomorrow);
  const wanted = Math.min(onDay, daysInMonth(year, month));
  if (wanted >= day) return makeDate(year, month, wanted) ?? tomorrow;
  const [nextYear, nextMonth] = month === 12 ? [year + 1, 1] : [year, month + 1];
  return makeDate(nextYear, nextMonth, onDay) ?? tomorrow;
}

/** A mail of the morning shows the day that is over; that of the first shows the month end. */
export function shownDay(sentOn: IsoDate): IsoDate {
  return addDays(sentOn, -1);
}
