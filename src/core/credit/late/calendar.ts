// A day's place in week and month, from its number.
import { dateOfDayNumber, datePartsOf } from "../../date.ts";

export const dayCalendar = {
  /** 1 Monday … 7 Sunday; day 0, 1970-01-01, was a Thursday. */
  weekdayOf: (day: number) => ((((day + 3) % 7) + 7) % 7) + 1,
  monthDayOf: (day: number) => datePartsOf(dateOfDayNumber(day)).day,
};
