// When open money will come in: each item at its due date plus how late its customer usually pays,
// and how wrong such a forecast was in weeks that are over.
import { addDays, daysBetween, type IsoDate } from "../date.ts";
import { type Ratio, ratioOf } from "./ratio.ts";

/** Due date and how late its customer usually pays; what is past that already is expected a week from now. */
export function expectedOn(of: {
  readonly asOf: IsoDate;
  readonly dueDate: IsoDate | null;
  readonly daysLate: number;
}): IsoDate | null {
  if (of.dueDate === null) return null;
  const expected = addDays(of.dueDate, of.daysLate);
  return expected > of.asOf ? expected : addDays(of.asOf, 7);
}

/** Which week after `asOf` a day lies in: 0 = the first seven days. */
export function weekAhead(asOf: IsoDate, date: IsoDate): number {
  return Math.max(0, Math.floor((daysBetween(asOf, date) - 1) / 7));
}

export type ForecastWeek = { readonly expectedMinor: bigint; readonly receivedMinor: bigint };

/** Weighted absolute error: Σ |received − expected| ÷ Σ received. */
export function forecastError(weeks: readonly ForecastWeek[]): Ratio | null {
  const off = weeks.reduce((sum, { expectedMinor, receivedMinor }) => {
    const difference = receivedMinor - expectedMinor;
    return sum + (difference < 0n ? -difference : difference);
  }, 0n);
  return ratioOf(
    off,
    weeks.reduce((sum, { receivedMinor }) => sum + receivedMinor, 0n),
  );
}
