// China's public holidays. The State Council arranges each year by a notice late in the year before:
// the days off and the weekends that are worked for them. Those notices are a table (chinese-days, of
// which only tables are used: its own arithmetic depends on the time zone of the process). A year
// without its notice yet has the days the law itself gives.
import chineseDays from "chinese-days";
import arranged from "chinese-days/dist/chinese-days.json" with { type: "json" };
import { assert } from "../../core/assert.ts";
import { isWeekend } from "../../core/collections/days-off.ts";
import { addDays, datePartsOf, type IsoDate, isoDate, makeDate } from "../../core/date.ts";

const daysOff = new Set(Object.keys(arranged.holidays));
const workedDays = new Set(Object.keys(arranged.workdays));

/** The last year whose days off and worked weekends are known. */
export const lastArrangedYear = Math.max(...[...daysOff].map((day) => +day.slice(0, 4)));

export function isWorkingDayInChina(day: IsoDate): boolean {
  if (workedDays.has(day)) return true;
  if (isWeekend(day) || daysOff.has(day)) return false;
  const { year } = datePartsOf(day);
  return year <= lastArrangedYear || !lawfulHolidays(year).has(day);
}

const lawful = new Map<number, ReadonlySet<IsoDate>>();

/** 全国年节及纪念日放假办法 art. 2, as in force since 2025: without days in lieu, which are arranged. */
export function lawfulHolidays(year: number): ReadonlySet<IsoDate> {
  const found = lawful.get(year);
  if (found) return found;
  const on = (month: number, day: number) => {
    const date = makeDate(year, month, day);
    assert(date !== null, `${year}-${month}-${day} is a day`);
    return date;
  };
  const days: IsoDate[] = [on(1, 1), on(5, 1), on(5, 2), on(10, 1), on(10, 2), on(10, 3)];
  if (year <= lastLunarYear) {
    const newYear = lunarDay(year, 1, 1);
    days.push(addDays(newYear, -1), newYear, addDays(newYear, 1), addDays(newYear, 2));
    days.push(on(4, pureBrightness(year)), lunarDay(year, 5, 5), lunarDay(year, 8, 15));
  }
  const holidays = new Set(days);
  lawful.set(year, holidays);
  return holidays;
}

/** The table of lunar months begins with the lunar year 1900, on this day, and ends with 2100. */
const firstLunarDay = isoDate("1900-01-31");
const lastLunarYear = 2099;

/** A day of the lunar calendar; `month` is not a leap month. */
function lunarDay(year: number, month: number, day: number): IsoDate {
  let days = day - 1;
  for (let before = 1900; before < year; before += 1) days += monthsOf(before, 12);
  return addDays(firstLunarDay, days + monthsOf(year, month - 1));
}

/** The days of the first months of a lunar year, with the leap month if it is among them. */
function monthsOf(year: number, months: number): number {
  const leap = chineseDays.getYearLeapMonth(year);
  let days = (leap.leapMonth ?? 13) <= months ? leap.days : 0;
  for (let month = 1; month <= months; month += 1) days += chineseDays.monthDays(year, month);
  return days;
}

/** The day in April of the 15th solar term, in the years 2000 to 2099: a leap year moves it. */
function pureBrightness(year: number): number {
  const ofCentury = year - 2000;
  return Math.floor(ofCentury * 0.2422 + 4.81) - Math.floor(ofCentury / 4);
}
