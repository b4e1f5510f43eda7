// Which exchange rate an amount is booked at (ACCOUNTING §4).
import { addDays, type IsoDate } from "../date.ts";
import type { Rate } from "../money.ts";
import { ok, type Result, refuse } from "../result.ts";

export type DatedRate = { readonly date: IsoDate; readonly rate: Rate };

/** Banks publish no rates on weekends and holidays; the longest gap in China is the 7-day holiday. */
const oldestRateDays = 7;

/** No older one is taken for that day. */
export function oldestRateFor(day: IsoDate): IsoDate {
  return addDays(day, -oldestRateDays);
}

/** The rate of that day, or the latest earlier one within 7 days. */
export function rateAt(
  rates: readonly DatedRate[],
  wanted: { readonly from: string; readonly to: string; readonly date: IsoDate },
): Result<Rate, MissingRate> {
  const oldest = oldestRateFor(wanted.date);
  let best: DatedRate | null = null;
  for (const candidate of rates) {
    const { rate, date } = candidate;
    if (date > wanted.date || (best === null ? date < oldest : date <= best.date)) continue;
    if (rate.from === wanted.from && rate.to === wanted.to) best = candidate;
  }
  return best ? ok(best.rate) : refuse({ code: "missing_rate", ...wanted });
}

export type MissingRate = {
  readonly code: "missing_rate";
  readonly from: string;
  readonly to: string;
  readonly date: IsoDate;
};
