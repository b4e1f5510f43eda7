// The picture of a report: its series as the shared chart draws them.
import type { ReportChartOnWire, ReportTableOnWire } from "../../../src/contract/reports.ts";
import { Chart, type ChartUnit } from "../../components/chart.tsx";
import { useLanguage } from "../../words/words.ts";

const units: Readonly<Record<ReportChartOnWire["unit"], ChartUnit>> = {
  home: "money",
  share: "share",
  ratio: "days",
  count: "count",
};

export function ReportChart({ table }: { readonly table: ReportTableOnWire }) {
  const language = useLanguage();
  const { chart } = table;
  if (chart === null || chart.series.every(({ values }) => values.every(isNothing))) return null;
  const { rightUnit, target } = chart;
  return (
    <section className="panel report-chart">
      <Chart
        title={table.title[language]}
        unit={units[chart.unit]}
        categories={chart.categories.map((one) => (typeof one === "string" ? one : one[language]))}
        series={chart.series.map((one) => ({
          name: one[language],
          kind: one.kind,
          values: one.values.map((value) => (value === null ? null : Number(value))),
          ...(one.colour === null ? {} : { colour: one.colour }),
          ...(one.depth === null ? {} : { depth: one.depth }),
          ...(one.stack === null ? {} : { stack: one.stack }),
          isDashed: one.isDashed,
          ...(one.onRight && rightUnit !== null ? { rightUnit: units[rightUnit] } : {}),
        }))}
        {...(target === null
          ? {}
          : { target: { name: target[language], value: Number(target.value) } })}
        isSideways={chart.isSideways}
        height={chart.isSideways ? Math.max(120, 60 + 26 * chart.categories.length) : 230}
      />
    </section>
  );
}

/** An axis over nothing at all shows figures that nobody has. */
function isNothing(value: string | null): boolean {
  return value === null || Number(value) === 0;
}
