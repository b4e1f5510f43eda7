// Business dates are calendar days without a zone: branded "YYYY-MM-DD" text that sorts as it is.
import { assert } from "./assert.ts";

export type IsoDate = string & { readonly __brand: "IsoDate" };
/** An instant in UTC, "2026-09-30T06:05:00.000Z"; lives only at the edges. */
export type Instant = string & { readonly __brand: "Instant" };

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (monthLengths[month - 1] ?? 0);
}

/** The date, or null when that day does not exist (30 February). */
export function makeDate(year: number, month: number, day: number): IsoDate | null {
  if (!Number.isInteger(year) || year < 1 || year > 9999) return null;
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  const text = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  return text as IsoDate;
}

export function parseIsoDate(text: string): IsoDate | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return match ? makeDate(+match[1]!, +match[2]!, +match[3]!) : null;
}

/** For dates the program itself wrote; a wrong one is a bug. */
export function isoDate(text: string): IsoDate {
  const date = parseIsoDate(text);
  assert(date !== null, `not a date: ${text}`);
  return date;
}

export function datePartsOf(date: IsoDate): { year: number; month: number; day: number } {
  return { year: digitsOf(date, 0, 4), month: digitsOf(date, 5, 7), day: digitsOf(date, 8, 10) };
}

/** Digit by digit: a run asks for millions of days, and a cut of a text is a text of its own. */
function digitsOf(date: IsoDate, start: number, end: number): number {
  let number = 0;
  for (let at = start; at < end; at++) number = number * 10 + date.charCodeAt(at) - 0x30;
  return number;
}

/** Days since 1970-01-01 in the proleptic Gregorian calendar (H. Hinnant, days_from_civil). */
export function dayNumber(date: IsoDate): number {
  const { year, month, day } = datePartsOf(date);
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

export function dateOfDayNumber(days: number): IsoDate {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const mp = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * mp + 2) / 5) + 1;
  const month = mp < 10 ? mp + 3 : mp - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const date = makeDate(year, month, day);
  assert(date !== null, `day number ${days} is out of range`);
  return date;
}

export function addDays(date: IsoDate, days: number): IsoDate {
  return dateOfDayNumber(dayNumber(date) + days);
}

/** Calendar days from `from` to `to`; positive when `to` is later. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** The same day n months on, or that month's last day where it is shorter (29 Feb → 28 Feb). */
export function addMonths(date: IsoDate, months: number): IsoDate {
  const { year, month, day } = datePartsOf(date);
  const index = year * 12 + (month - 1) + months;
  const y = Math.floor(index / 12);
  const m = (index % 12) + 1;
  return makeDate(y, m, Math.min(day, daysInMonth(y, m)))!;
}

export function endOfMonth(date: IsoDate): IsoDate {
  const { year, month } = datePartsOf(date);
  return makeDate(year, month, daysInMonth(year, month))!;
}

export function startOfMonth(date: IsoDate): IsoDate {
  return `${date.slice(0, 7)}-01` as IsoDate;
}

export type Month = string & { readonly __brand: "Month" };

/** "2026-09" of a date. */
export function monthOf(date: IsoDate): Month {
  return date.slice(0, 7) as Month;
}

export function laterDate(a: IsoDate, b: IsoDate): IsoDate {
  return a >= b ? a : b;
}

export function earlierDate(a: IsoDate, b: IsoDate): IsoDate {
  return a <= b ? a : b;
}
