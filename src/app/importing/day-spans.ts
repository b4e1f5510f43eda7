// Which days of an account are loaded and proven: the daily bar of 数据健康, as runs of equal days.
import type { DaySpan, DayState } from "../../contract/data-health.ts";
import { addDays, dateOfDayNumber, dayNumber, type IsoDate, isoDate } from "../../core/date.ts";

export type LoadedPeriod = {
  readonly from: string;
  readonly to: string;
  readonly proof: "proven" | "broken" | "unproven";
  readonly openingMinor: number | null;
  readonly closingMinor: number | null;
};

/**
 * Files whose balances meet leave nothing between them: the days up to the next one had no lines
 * (weekends; a statement often ends with its last line). In the order of their days.
 */
export function bridged(periods: readonly LoadedPeriod[]): LoadedPeriod[] {
  const sorted = [...periods].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  return sorted.map((period, index) => {
    const next = sorted[index + 1];
    const meets =
      next !== undefined &&
      next.from > period.to &&
      period.closingMinor !== null &&
      period.closingMinor === next.openingMinor;
    return meets ? { ...period, to: addDays(isoDate(next.from), -1) } : period;
  });
}

const strength: Readonly<Record<DayState, number>> = {
  missing: 0,
  loaded: 1,
  broken: 2,
  proven: 3,
};
const stateOfProof = { proven: "proven", broken: "broken", unproven: "loaded" } as const;

/** A day that several files cover counts by the best of them. Before the first day ever: nothing. */
export function daySpans(
  periods: readonly LoadedPeriod[],
  window: { readonly from: IsoDate; readonly to: IsoDate },
): DaySpan[] {
  const first = dayNumber(window.from);
  const days: DayState[] = new Array(dayNumber(window.to) - first + 1).fill("missing");
  for (const period of bridged(periods)) {
    const state = stateOfProof[period.proof];
    const begin = Math.max(0, dayNumber(isoDate(period.from)) - first);
    const end = Math.min(days.length - 1, dayNumber(isoDate(period.to)) - first);
    for (let day = begin; day <= end; day++) {
      if (strength[state] > strength[days[day]!]) days[day] = state;
    }
  }
  return runsOf(days, first);
}

function runsOf(days: readonly DayState[], first: number): DaySpan[] {
  const spans: DaySpan[] = [];
  let begin = 0;
  for (let day = 1; day <= days.length; day++) {
    if (day < days.length && days[day] === days[begin]) continue;
    spans.push({
      from: dateOfDayNumber(first + begin),
      to: dateOfDayNumber(first + day - 1),
      state: days[begin]!,
      days: day - begin,
    });
    begin = day;
  }
  return spans;
}
