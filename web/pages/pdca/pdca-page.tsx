// PDCA on one page: the plan at the left of the figures, what was done beside them, weeks against plan by
// grade, and at the right what should change, with one click.
import "./pdca.css";
import { Link } from "react-router";
import { type Cycle, cycle } from "../../../src/contract/pdca.ts";
import { useGet } from "../../api/query.ts";
import { useBooks, useBooksPath } from "../../api/session.tsx";
import { Chart } from "../../components/chart.tsx";
import { Failure } from "../../components/failure.tsx";
import { pathTo } from "../../paths.ts";
import { EmptyState, Skeleton } from "../../ui/states.tsx";
import { pdcaWords } from "../../words/pdca.ts";
import { useWords } from "../../words/words.ts";
import { PlanForm } from "./plan-form.tsx";
import { ProposalList } from "./proposal-list.tsx";
import { WeekTable } from "./week-table.tsx";

export function Component() {
  const w = useWords(pdcaWords);
  const { id: booksId } = useBooks();
  const { data, error, refetch } = useGet(cycle, `${useBooksPath()}/collections/pdca`);
  return (
    <div className="page-body pdca">
      <header className="page-head">
        <h1>{w("title")}</h1>
        <Link to={pathTo("collections", { booksId })}>{w("toCollections")}</Link>
      </header>
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {data ? <Shown data={data} /> : error ? null : <Skeleton lines={8} />}
    </div>
  );
}

function Shown({ data }: { readonly data: Cycle }) {
  const w = useWords(pdcaWords);
  const { id: booksId } = useBooks();
  return (
    <>
      <div className="pdca-top">
        <PlanForm key={JSON.stringify(data.plan)} data={data} />
        <section className="panel" aria-label={w("check")}>
          <h2 className="panel-head">{w("check")}</h2>
          <div className="panel-body">
            {data.weeks.length === 0 ? (
              <EmptyState
                kind="yet"
                title={w("emptyTitle")}
                text={w("emptyText")}
                action={<Link to={pathTo("import", { booksId })}>{w("toImport")}</Link>}
              />
            ) : (
              <RateChart data={data} />
            )}
          </div>
        </section>
        <ProposalList data={data} />
      </div>
      {data.weeks.length === 0 ? null : <WeekTable data={data} />}
    </>
  );
}

function RateChart({ data }: { readonly data: Cycle }) {
  const w = useWords(pdcaWords);
  const weeks = data.weeks.toReversed();
  const figure = (text: string | null) => (text === null ? null : Number(text));
  const hasPlan = weeks.some(({ all }) => all.plan !== null);
  return (
    <Chart
      title={w("chart")}
      unit="share"
      height={230}
      categories={weeks.map(({ week, isRunning }) => (isRunning ? w("running") : week.slice(5)))}
      series={[
        {
          name: w("rate"),
          kind: "line",
          colour: "blue",
          values: weeks.map(({ all }) => figure(all.rate)),
        },
        ...(hasPlan
          ? [
              {
                name: w("plan"),
                kind: "line" as const,
                colour: "green" as const,
                isDashed: true,
                values: weeks.map(({ all }) => figure(all.plan)),
              },
            ]
          : []),
      ]}
    />
  );
}
