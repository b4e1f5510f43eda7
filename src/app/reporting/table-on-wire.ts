// A built report as it goes over the wire: exact figures become decimal text by the kind of their column.
import type {
  ReportCellOnWire,
  ReportChartOnWire,
  ReportLinkOnWire,
  ReportRowOnWire,
  ReportTableOnWire,
} from "../../contract/reports.ts";
import { percentText, tenthsText } from "../../core/figures/ratio.ts";
import { formatMinor } from "../../core/money.ts";
import {
  type ColumnKind,
  isRatio,
  type ReportCell,
  type ReportChart,
  type ReportRow,
  type RowLink,
  totalsOf,
} from "../../reports/report.ts";
import type { BuiltReport } from "./read-report.ts";

export function tableOnWire({ report, request, knownAt, table }: BuiltReport): ReportTableOnWire {
  const { homeCurrency } = request;
  const kinds = table.columns.map(({ kind }) => kind);
  const row = (one: ReportRow): ReportRowOnWire => ({
    currency: one.currency,
    cells: one.cells.map((cell, at) =>
      cellText(cell, kinds[at] ?? "text", kinds[at] === "home" ? homeCurrency : one.currency),
    ),
    link: one.link ? linkOnWire(one.link) : null,
    isSubtotal: one.isSubtotal ?? false,
  });
  const { proof, leftOut } = table;
  return {
    code: report.code,
    title: report.title,
    about: report.about,
    asOf: request.asOf,
    knownAt,
    from: report.periodMonths === null ? null : request.from,
    homeCurrency,
    columns: table.columns.map(({ code, kind, zh, en, hint }) => ({
      code,
      kind,
      zh,
      en,
      hint: hint ?? null,
    })),
    rows: table.rows.map(row),
    totals: totalsOf(table).map(row),
    tiles: (table.tiles ?? []).map(({ zh, en, kind, value, hint }) => ({
      zh,
      en,
      kind,
      value: figureText(value, kind, homeCurrency),
      hint: hint ?? null,
    })),
    chart:
      table.chart && table.chart.categories.length > 0
        ? chartOnWire(table.chart, homeCurrency)
        : null,
    proof: proof
      ? {
          name: proof.name,
          account: proof.account,
          currency: homeCurrency,
          shown: formatMinor(proof.shownMinor, homeCurrency),
          ledger: formatMinor(proof.ledgerMinor, homeCurrency),
          difference: formatMinor(proof.shownMinor - proof.ledgerMinor, homeCurrency),
        }
      : null,
    notes: [...(table.notes ?? [])],
    leftOut: leftOut
      ? { count: leftOut.count, amount: formatMinor(leftOut.homeMinor, homeCurrency) }
      : null,
  };
}

/** Text or a sentence as it is; a figure by the kind of its column. */
function cellText(cell: ReportCell, kind: ColumnKind, currency: string): ReportCellOnWire {
  if (cell === null || typeof cell === "string") return cell;
  if (typeof cell === "object" && !isRatio(cell)) return { zh: cell.zh, en: cell.en };
  return figureText(cell, kind, currency);
}

function figureText(
  figure: Exclude<ReportCell, string | { zh: string }>,
  kind: ColumnKind | ReportChart["unit"],
  currency: string,
): string | null {
  if (figure === null) return null;
  if (isRatio(figure)) return kind === "share" ? percentText(figure) : tenthsText(figure);
  if (typeof figure === "bigint") return formatMinor(figure, currency);
  return String(figure);
}

function linkOnWire(link: RowLink): ReportLinkOnWire {
  const base = { to: link.to, id: null, customerId: null, code: null, query: {} };
  switch (link.to) {
    case "customer":
      return { ...base, id: link.customerId };
    case "item":
      return { ...base, id: link.itemId, customerId: link.customerId };
    case "line":
      return { ...base, id: link.lineId };
    case "dispute":
      return { ...base, id: link.disputeId };
    case "report":
      return { ...base, code: link.code, query: { ...link.query } };
    default:
      return { ...base, query: { ...link.query } };
  }
}

function chartOnWire(chart: ReportChart, currency: string): ReportChartOnWire {
  const { unit, rightUnit, categories, series, target } = chart;
  return {
    unit,
    rightUnit: rightUnit ?? null,
    categories: [...categories],
    isSideways: chart.isSideways ?? false,
    series: series.map((one) => ({
      zh: one.zh,
      en: one.en,
      kind: one.kind,
      values: one.values.map((value) =>
        figureText(value, one.onRight ? (rightUnit ?? unit) : unit, currency),
      ),
      colour: one.colour ?? null,
      depth: one.depth ?? null,
      stack: one.stack ?? null,
      isDashed: one.isDashed ?? false,
      onRight: one.onRight ?? false,
    })),
    target: target
      ? { zh: target.zh, en: target.en, value: figureText(target.value, unit, currency) ?? "0" }
      : null,
  };
}
