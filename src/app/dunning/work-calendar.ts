// Working days of the books: China's public holidays with their working weekends, or weekends alone,
// and the firm's own days beside it.
import chineseDays from "chinese-days";
import type { DunningSettingOnWire } from "../../contract/dunning.ts";
import { dayNumber, type IsoDate } from "../../core/date.ts";
import type { WorkCalendar } from "../../core/dunning/calendar.ts";

type CalendarSetting = Pick<DunningSettingOnWire, "calendar" | "closedDays" | "openDays">;

export function workCalendar(setting: CalendarSetting): WorkCalendar {
  const closed = new Set(setting.closedDays);
  const open = new Set(setting.openDays);
  const known = new Map<IsoDate, boolean>();
  const decide = (day: IsoDate) => {
    if (closed.has(day)) return false;
    if (open.has(day)) return true;
    if (setting.calendar === "none") return true;
    return setting.calendar === "china" ? chineseDays.isWorkday(day) : !isWeekend(day);
  };
  return {
    isWorkingDay: (day) => {
      const found = known.get(day) ?? decide(day);
      known.set(day, found);
      return found;
    },
  };
}

/** 1970-01-01 was a Thursday. */
function isWeekend(day: IsoDate): boolean {
  const weekday = (((dayNumber(day) + 4) % 7) + 7) % 7;
  return weekday === 0 || weekday === 6;
}
