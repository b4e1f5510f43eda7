// Working days of the books: China's public holidays with their working weekends, or weekends alone,
// and the firm's own days beside it.
import type { DunningSettingOnWire } from "../../contract/dunning.ts";
import { isWeekend } from "../../core/collections/days-off.ts";
import type { IsoDate } from "../../core/date.ts";
import type { WorkCalendar } from "../../core/dunning/calendar.ts";
import { isWorkingDayInChina } from "./china-holidays.ts";

type CalendarSetting = Pick<DunningSettingOnWire, "calendar" | "closedDays" | "openDays">;

export function workCalendar(setting: CalendarSetting): WorkCalendar {
  const closed = new Set(setting.closedDays);
  const open = new Set(setting.openDays);
  const known = new Map<IsoDate, boolean>();
  const decide = (day: IsoDate) => {
    if (closed.has(day)) return false;
    if (open.has(day)) return true;
    if (setting.calendar === "none") return true;
    return setting.calendar === "china" ? isWorkingDayInChina(day) : !isWeekend(day);
  };
  return {
    isWorkingDay: (day) => {
      const found = known.get(day) ?? decide(day);
      known.set(day, found);
      return found;
    },
  };
}
