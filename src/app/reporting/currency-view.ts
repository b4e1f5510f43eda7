// A report shown in another currency: every amount in home currency at the rate of the day the report
// stands at. The proof against the ledger stays in the currency of the books.
import type { ReportChartOnWire, ReportTableOnWire } from "../../contract/reports.ts";
import { isoDate } from "../../core/date.ts";
import { type DatedRate, type MissingRate, rateAt } from "../../core/ledger/rates.ts";
import {
  convertMoney,
  divideHalfUp,
  formatMinor,
  money,
  parseMinor,
  type Rate,
} from "../../core/money.ts";
import { ok, type Result } from "../../core/result.ts";

const rateDecimals = 6;

/** Rates are quoted into the home currency; a quote the other way round counts as well. */
export function viewRate(
  rates: readonly DatedRate[],
  of: { readonly home: string; readonly currency: string; readonly asOf: string },
): Result<Rate, MissingRate> {
  const { home, currency } = of;
  const date = isoDate(of.asOf);
  const direct = rateAt(rates, { from: home, to: currency, date });
  if (direct.ok) return direct;
  const quoted = rateAt(rates, { from: currency, to: home, date });
  return quoted.ok ? ok(inverse(quoted.value)) : quoted;
}

function inverse({ from, to, numerator, denominator }: Rate): Rate {
  return { from: to, to: from, numerator: denominator, denominator: numerator };
}

export function inCurrency(table: ReportTableOnWire, rate: Rate): ReportTableOnWire {
  const shown = (text: string) => converted(text, rate);
  const isHome = table.columns.map(({ kind }) => kind === "home");
  const row = (one: ReportTableOnWire["rows"][number]) => ({
    ...one,
    cells: one.cells.map((cell, at) =>
      isHome[at] && typeof cell === "string" && cell !== "" ? shown(cell) : cell,
    ),
  });
  return {
    ...table,
    homeCurrency: rate.to,
    rows: table.rows.map(row),
    totals: table.totals.map(row),
    tiles: table.tiles.map((tile) =>
      tile.kind === "home" && tile.value !== null ? { ...tile, value: shown(tile.value) } : tile,
    ),
    chart: table.chart && chartIn(table.chart, shown),
    notes: [...table.notes, rateNote(rate, table.asOf)],
    leftOut: table.leftOut && { ...table.leftOut, amount: shown(table.leftOut.amount) },
  };
}

function chartIn(chart: ReportChartOnWire, shown: (text: string) => string): ReportChartOnWire {
  const { unit, rightUnit, target } = chart;
  return {
    ...chart,
    series: chart.series.map((one) => {
      const isHome = (one.onRight ? (rightUnit ?? unit) : unit) === "home";
      if (!isHome) return one;
      return { ...one, values: one.values.map((value) => value && shown(value)) };
    }),
    target: target && unit === "home" ? { ...target, value: shown(target.value) } : target,
  };
}

/** Each amount alone, so that a column may differ from its total by roundings. */
function converted(text: string, rate: Rate): string {
  const minor = parseMinor(text, rate.from);
  if (minor === null) return text;
  return formatMinor(convertMoney(money(minor, rate.from), rate).minor, rate.to);
}

function rateNote({ from, to, numerator, denominator }: Rate, asOf: string) {
  const scaled = divideHalfUp(denominator * 10n ** BigInt(rateDecimals), numerator).toString();
  const digits = scaled.padStart(rateDecimals + 1, "0");
  const quote = `1 ${to} = ${digits.slice(0, -rateDecimals)}.${digits.slice(-rateDecimals)} ${from}`;
  return {
    zh: `本位币金额按 ${asOf} 的汇率（当日无牌价时取之前最近一日）折算：${quote}；逐项四舍五入，合计可能有尾差。`,
    en: `Amounts in home currency are shown at the rate of ${asOf}, or the latest before it: ${quote}. Each is rounded alone, so a total may differ by roundings.`,
  };
}
