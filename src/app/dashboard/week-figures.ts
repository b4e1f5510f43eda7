// Weeks behind and ahead as the dashboard and the PDCA page show them, built by the same functions as
// the reports of weekly recovery and the cash forecast.
import type { DashboardWeek } from "../../contract/dashboard.ts";
import { assert } from "../../core/assert.ts";
import { isoDate } from "../../core/date.ts";
import { overdueRecovery } from "../../core/figures/effectiveness.ts";
import { percentText } from "../../core/figures/ratio.ts";
import { formatMinor } from "../../core/money.ts";
import type { Db } from "../../db/pool.ts";
import type { ReportPoint } from "../../db/report-positions.ts";
import { joinWholeTables } from "../../db/statistics.ts";
import { cashForecast } from "../../reports/cash-forecast.ts";
import type { Position } from "../../reports/positions.ts";
import type { ReportCell } from "../../reports/report.ts";
import { loadGradeDays } from "../dunning/grade-rules.ts";
import { loadForecasts } from "../reporting/forecasts.ts";
import { loadFacts, loadPositions, weekEnds } from "../reporting/load-facts.ts";

export type WeekPoint = ReportPoint & { readonly homeCurrency: string };

/** Positions at the ends of the weeks behind, the last one today. */
export async function loadWeeks(db: Db, point: WeekPoint): Promise<Position[]> {
  await joinWholeTables(db);
  const gradeDays = await loadGradeDays(db, point);
  const of = { days: weekEnds(point.asOf), by: "all", gradeDays } as const;
  const [all] = await loadPositions(db, point, of);
  return [...(all?.positions ?? [])];
}

export function weekOnWire(
  before: Position,
  now: Position,
  of: { readonly today: string; readonly homeCurrency: string; readonly target: string | null },
): DashboardWeek {
  const text = (minor: bigint) => formatMinor(minor, of.homeCurrency);
  const rate = overdueRecovery({
    overdueAtStartMinor: before.overdueMinor,
    receivedOnItMinor: now.receivedOnOverdueMinor,
  });
  return {
    to: now.day,
    isRunning: now.day === of.today,
    overdueAtStart: text(before.overdueMinor),
    received: text(now.receivedOnOverdueMinor),
    rate: rate === null ? null : percentText(rate),
    target: of.target,
    overdue: text(now.overdueMinor),
    grades: gradesOf(now, of.homeCurrency),
  };
}

function gradesOf(
  now: Position,
  homeCurrency: string,
): { readonly A: string; readonly B: string; readonly C: string } {
  const text = (minor: bigint) => formatMinor(minor, homeCurrency);
  return {
    A: text(now.lateAMinor),
    B: text(now.lateBMinor - now.lateAMinor),
    C: text(now.overdueMinor - now.lateBMinor),
  };
}

export type ForecastWeek = {
  readonly to: string;
  readonly expectedMinor: bigint;
  readonly byDueMinor: bigint;
  readonly promisedMinor: bigint;
};

/** The weeks ahead of the report of the cash forecast; how wrong it was before stands there alone. */
export async function loadForecast(
  db: Db,
  point: WeekPoint & { readonly timeZone: string },
  weeks: number,
): Promise<ForecastWeek[]> {
  const { asOf, homeCurrency, timeZone } = point;
  const today = isoDate(asOf);
  const request = { asOf: today, from: today, today, homeCurrency, timeZone, options: {} };
  await joinWholeTables(db);
  const names = cashForecast.factsFor(request).filter((name) => name !== "forecasts");
  const facts = await loadFacts(db, names, { ...point, request });
  const forecasts = await loadForecasts(db, point, 0);
  const { columns, rows } = cashForecast.build({ ...facts, forecasts }, request);
  const at = (code: string) => columns.findIndex((column) => column.code === code);
  const places = {
    to: at("week"),
    expected: at("expected"),
    due: at("by_due"),
    said: at("promised"),
  };
  return rows.slice(0, weeks).map(({ cells }) => ({
    to: String(cells[places.to]),
    expectedMinor: minorOf(cells[places.expected]),
    byDueMinor: minorOf(cells[places.due]),
    promisedMinor: minorOf(cells[places.said]),
  }));
}

function minorOf(cell: ReportCell | undefined): bigint {
  assert(typeof cell === "bigint", "the forecast's figures are amounts");
  return cell;
}
