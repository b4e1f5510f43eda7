// The forecast of a day, and what it would have been on the first day of each of the weeks behind: all
// from one pass over what counted on any of these days.

import { setImmediate as breathe } from "node:timers/promises";
import { addDays, addMonths, type IsoDate, isoDate } from "../../core/date.ts";
import { toSafeMinor } from "../../core/money.ts";
import type { Db } from "../../db/pool.ts";
import {
  type LatenessOnDaysRow,
  type OpenOnDaysRow,
  type PayingOnDaysRow,
  selectLatenessOnDays,
  selectOpenOnDays,
  selectPayingOnDays,
} from "../../db/report-forecasts.ts";
import { selectAppliedByDay } from "../../db/report-money.ts";
import type { ReportPoint } from "../../db/report-positions.ts";
import { expectedOfAll, forecastOf, latenessDays } from "../../reports/cash-forecast.ts";
import type { Forecasts, Lateness, OpenByDue, Paid, PastWeek } from "../../reports/facts.ts";

export async function loadForecasts(
  db: Db,
  point: ReportPoint,
  pastWeeks: number,
): Promise<Forecasts> {
  const asOf = isoDate(point.asOf);
  const days = Array.from({ length: pastWeeks + 1 }, (_, n) => addDays(asOf, -7 * (pastWeeks - n)));
  const forecastOn = await readDays(db, point, days);
  const starts = days.slice(0, -1);
  const expected: bigint[] = [];
  for (const [at, start] of starts.entries()) {
    await breathe(); // a day of many customers takes tens of milliseconds
    const { open, lateness, paid } = forecastOn(at);
    const week = { asOf: start, weeks: 1 };
    expected.push(expectedOfAll(open, forecastOf(lateness, paid), week)[0] ?? 0n);
  }
  const past = await beside(db, point, { starts, expected });
  return { ...forecastOn(pastWeeks), past };
}

/** What was expected of weeks that are over, and what came in during them. */
async function beside(
  db: Db,
  point: ReportPoint,
  { starts, expected }: { starts: readonly IsoDate[]; expected: readonly bigint[] },
): Promise<PastWeek[]> {
  const [first] = starts;
  if (first === undefined) return [];
  const received = await selectAppliedByDay(db, point, first);
  return starts.map((start, at) => {
    const end = addDays(start, 7);
    return {
      start,
      expectedMinor: toSafeMinor(expected[at] ?? 0n),
      receivedMinor: received
        .filter(({ day }) => day > start && day <= end)
        .reduce((sum, one) => sum + one.homeMinor, 0),
    };
  });
}

/** To be asked for one day after the other, the oldest first. */
async function readDays(
  db: Db,
  point: ReportPoint,
  days: readonly IsoDate[],
): Promise<(at: number) => Omit<Forecasts, "past">> {
  const of = { point, days };
  const yearsBegin = days.map((day) => addMonths(day, -12));
  const dueSince = days.map((day) => addDays(day, -latenessDays));
  const paying = await selectPayingOnDays(db, of, yearsBegin);
  const lateness = await selectLatenessOnDays(db, of, dueSince);
  const open = openOnDays(await selectOpenOnDays(db, of));
  return (at) => ({
    open: open(at),
    paid: paidOn(paying, at),
    lateness: latenessOn(lateness, { at, weeksBack: days.length - 1 - at }),
  });
}

function latenessOn(
  rows: readonly LatenessOnDaysRow[],
  { at, weeksBack }: { readonly at: number; readonly weeksBack: number },
): Lateness[] {
  return rows.filter(isOn(at)).map((row) => ({ ...row, now: row.now - weeksBack }));
}

/** Those who paid most first. */
function paidOn(rows: readonly PayingOnDaysRow[], at: number): Paid[] {
  const sums = new Map<number, { weighted: bigint; paidMinor: number }>();
  for (const row of rows.filter(isOn(at))) {
    const sum = sums.get(row.customerId) ?? { weighted: 0n, paidMinor: 0 };
    sum.weighted += BigInt(row.weightedDays);
    sum.paidMinor += row.paidMinor;
    sums.set(row.customerId, sum);
  }
  return [...sums]
    .filter(([, { paidMinor }]) => paidMinor > 0)
    .map(([customerId, { weighted, paidMinor }]) => ({
      customerId,
      weightedDays: Number(weighted),
      paidMinor,
    }))
    .toSorted((a, b) => b.paidMinor - a.paidMinor || a.customerId - b.customerId);
}

type OpenSum = OpenByDue & { homeMinor: number; disputedMinor: number };

/** Asked for one day after the other: what counts from a day on is added then and stays. */
function openOnDays(rows: readonly OpenOnDaysRow[]): (at: number) => readonly OpenByDue[] {
  const sums = new Map<string, OpenSum>();
  const sumOf = ({ customerId, dueDate }: OpenOnDaysRow) => {
    const key = `${customerId} ${dueDate}`;
    const found = sums.get(key);
    if (found) return found;
    const sum = { customerId, dueDate, homeMinor: 0, disputedMinor: 0 };
    sums.set(key, sum);
    return sum;
  };
  const moves = rows.map((row) => ({ row, sum: sumOf(row) }));
  const add =
    (way: 1 | -1) =>
    ({ row, sum }: (typeof moves)[number]) => {
      sum.homeMinor += way * row.homeMinor;
      sum.disputedMinor += way * row.disputedMinor;
    };
  return (at) => {
    moves.filter(({ row }) => row.last === at - 1).forEach(add(-1));
    moves.filter(({ row }) => row.first === at).forEach(add(1));
    return [...sums.values()].filter(({ homeMinor }) => homeMinor !== 0);
  };
}

function isOn(at: number): (row: { readonly first: number; readonly last: number }) => boolean {
  return ({ first, last }) => first <= at && at <= last;
}
