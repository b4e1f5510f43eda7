// Days on which customers are reminded: working days by a calendar that is handed in, so that this
// folder knows no table of holidays.

import { addDays, type IsoDate } from "../date.ts";

export type WorkCalendar = { readonly isWorkingDay: (day: IsoDate) => boolean };

/** For books that remind every day. */
export const everyDay: WorkCalendar = { isWorkingDay: () => true };

/** The longest run of days off a calendar may have; beyond it is a fault of the settings. */
const mostDaysOff = 60;

/** The first working day on or after `day`; null: none within two months. */
export function nextWorkingDay(calendar: WorkCalendar, day: IsoDate): IsoDate | null {
  for (let on = 0; on <= mostDaysOff; on += 1) {
    const candidate = addDays(day, on);
    if (calendar.isWorkingDay(candidate)) return candidate;
  }
  return null;
}
