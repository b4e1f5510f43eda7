// Twelve weeks of recovery against the plan, and the overdue money it is held against.
import { Link } from "react-router";
import type { Dashboard } from "../../../src/contract/dashboard.ts";
import { useBooks, useMay } from "../../api/session.tsx";
import { Chart } from "../../components/chart.tsx";
import { pathTo } from "../../paths.ts";
import { dashboardWords } from "../../words/dashboard.ts";
import { useWords } from "../../words/words.ts";

export function TrendBlock({ data }: { readonly data: Dashboard }) {
  const w = useWords(dashboardWords);
  const { id: booksId } = useBooks();
  const collects = useMay("collect");
  const last = data.weeks.findLast(({ isRunning }) => !isRunning);
  return (
    <section className="panel" aria-label={w("block_trend")}>
      <h2 className="panel-head">
        {w("block_trend")}
        {last?.rate ? (
          <span className="figure-note">{w("lastWeek", { rate: last.rate })}</span>
        ) : null}
        {collects ? (
          <Link className="is-end" to={pathTo("pdca", { booksId })}>
            {w("toPdca")}
          </Link>
        ) : null}
      </h2>
      <div className="panel-body">
        <TrendChart data={data} />
      </div>
    </section>
  );
}

export function TrendChart(props: {
  readonly data: Dashboard;
  readonly isWall?: boolean;
  readonly height?: number;
}) {
  const { data, isWall = false, height = 220 } = props;
  const w = useWords(dashboardWords);
  const { weeks } = data;
  const figure = (text: string | null) => (text === null ? null : Number(text));
  const hasPlan = weeks.some(({ target }) => target !== null);
  return (
    <Chart
      title={w("block_trend")}
      unit="money"
      height={height}
      isWall={isWall}
      categories={weeks.map(({ to, isRunning }) => (isRunning ? w("running") : to.slice(5)))}
      series={[
        {
          name: w("overdue"),
          kind: "bar",
          colour: "grey",
          values: weeks.map(({ overdueAtStart }) => Number(overdueAtStart)),
        },
        {
          name: w("rate"),
          kind: "line",
          colour: "blue",
          rightUnit: "share",
          values: weeks.map(({ rate }) => figure(rate)),
        },
        ...(hasPlan
          ? [
              {
                name: w("plan"),
                kind: "line" as const,
                colour: "green" as const,
                isDashed: true,
                rightUnit: "share" as const,
                values: weeks.map(({ target }) => figure(target)),
              },
            ]
          : []),
      ]}
    />
  );
}
