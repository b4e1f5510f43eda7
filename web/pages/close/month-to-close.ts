// Which month is closed next: every page that speaks of it must mean the same one.
import { addMonths, isoDate } from "../../../src/core/date.ts";

type Periods = { readonly next: string; readonly closedThrough: string | null };

/** The first closing takes everything before it along, so it is the last month that is over. */
export function monthToClose(periods: Periods, today: string): string {
  if (periods.closedThrough !== null) return periods.next;
  return monthAfter(today.slice(0, 7), -1);
}

/** Every month that is over, from the offered one on; the first closing may be any of them. */
export function monthsToClose({ next }: Pick<Periods, "next">, today: string): string[] {
  const months: string[] = [];
  for (let month = next; month < today.slice(0, 7); month = monthAfter(month, 1)) {
    months.push(month);
  }
  return months.length > 0 ? months : [next];
}

function monthAfter(month: string, count: number): string {
  return addMonths(isoDate(`${month}-01`), count).slice(0, 7);
}
