// Every reconciliation of these books, newest first, in counts and money.
import { Link } from "react-router";
import { runList } from "../../../src/contract/workbench.ts";
import { useGet } from "../../api/query.ts";
import { useBooks, useBooksPath } from "../../api/session.tsx";
import { Failure } from "../../components/failure.tsx";
import { LinkButton } from "../../components/link-button.tsx";
import { pathTo } from "../../paths.ts";
import { grouped } from "../../ui/count.ts";
import { InstantText } from "../../ui/date-text.tsx";
import { EmptyState, Skeleton } from "../../ui/states.tsx";
import { StatusTag } from "../../ui/status-tag.tsx";
import { useWords } from "../../words/words.ts";
import { workbenchWords } from "../../words/workbench.ts";
import { laneWord } from "./strip.tsx";
import "./workbench.css";

/** Of every run the newest; an older one is seldom asked for. */
const listed = 100;

export function Component() {
  const w = useWords(workbenchWords);
  const { id: booksId, timeZone } = useBooks();
  const { data, error, refetch } = useGet(runList, `${useBooksPath()}/runs`, {
    query: { limit: listed },
  });
  const lanes = ["auto", "to_confirm", "exception", "not_receivable"] as const;
  return (
    <div className="page-body is-reading">
      <header className="page-head">
        <h1>{w("runHistory")}</h1>
        <span className="is-end">
          <Link to={pathTo("match", { booksId })}>{w("title")}</Link>
        </span>
      </header>
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton /> : null}
      {data?.rows.length === 0 ? (
        <EmptyState
          kind="yet"
          title={w("emptyRun")}
          text={w("emptyYetText")}
          action={<LinkButton to={pathTo("match", { booksId })}>{w("title")}</LinkButton>}
        />
      ) : null}
      {data && data.rows.length > 0 ? (
        <section className="panel wb-run wb-items-scroll">
          <table className="wb-items">
            <thead>
              <tr>
                <th>{w("runHead")}</th>
                <th>{w("runStarted")}</th>
                <th>{w("runState")}</th>
                <th className="is-right">{w("runLines")}</th>
                {lanes.map((lane) => (
                  <th key={lane} className="is-right">
                    {w(laneWord[lane])}
                  </th>
                ))}
                <th className="is-right">{w("runTook")}</th>
              </tr>
            </thead>
            <tbody>
              {data.rows.map((run) => (
                <tr key={run.id}>
                  <td>
                    <Link to={pathTo("run", { booksId, runId: run.id })}>#{run.id}</Link>
                  </td>
                  <td>
                    <InstantText at={run.startedAt} timeZone={timeZone} withYear />{" "}
                    <span className="page-note">{run.by ?? w("staleSystem")}</span>
                  </td>
                  <td>
                    <StatusTag status={run.state} />
                  </td>
                  <td className="is-right">{grouped(run.lines)}</td>
                  {lanes.map((lane) => (
                    <td key={lane} className="is-right">
                      {grouped(run.lanes.find((one) => one.lane === lane)?.count ?? 0)}
                    </td>
                  ))}
                  <td className="is-right">
                    {run.seconds === null ? "" : w("runSeconds", { seconds: run.seconds })}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
    </div>
  );
}
