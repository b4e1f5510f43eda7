// The result of one reconciliation, in money and counts: what was settled, what waits and why, and
// the way to the next thing to do.
import { Button } from "antd";
import { Link, useNavigate, useParams } from "react-router";
import { type RunResult, runResult } from "../../../src/contract/workbench.ts";
import { useGet } from "../../api/query.ts";
import { useBooks, useBooksPath } from "../../api/session.tsx";
import { Failure } from "../../components/failure.tsx";
import { pathTo } from "../../paths.ts";
import { grouped } from "../../ui/count.ts";
import { InstantText } from "../../ui/date-text.tsx";
import { MoneyText } from "../../ui/money-text.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { StatusTag } from "../../ui/status-tag.tsx";
import { useSentence, useWords } from "../../words/words.ts";
import { workbenchWords } from "../../words/workbench.ts";
import { causeOf } from "./lane-cause.ts";
import { laneWord } from "./strip.tsx";
import "./workbench.css";

const runningMs = 1_000;

export function Component() {
  const w = useWords(workbenchWords);
  const { id: booksId, timeZone } = useBooks();
  const { runId = "" } = useParams();
  const navigate = useNavigate();
  const path = `${useBooksPath()}/runs/${runId}`;
  const { data, error, refetch } = useGet(runResult, path, { refreshMs: runningMs * 5 });
  if (error) {
    return (
      <div className="page-body">
        <Failure error={error} onRetry={() => void refetch()} />
      </div>
    );
  }
  if (!data) {
    return (
      <div className="page-body">
        <Skeleton />
      </div>
    );
  }
  const waiting = data.lanes.find(({ lane }) => lane === "to_confirm")?.count ?? 0;
  const toWorkbench = `${pathTo("match", { booksId })}?lane=${waiting > 0 ? "to_confirm" : "exception"}`;
  return (
    <div className="page-body is-reading">
      <header className="page-head">
        <h1>{w("runTitle", { id: data.id })}</h1>
        <StatusTag status={data.state} />
        <span className="page-note">
          <InstantText at={data.startedAt} timeZone={timeZone} withYear />
          {data.by ? ` · ${data.by}` : ` · ${w("staleSystem")}`}
          {data.seconds === null ? "" : ` · ${w("runSeconds", { seconds: data.seconds })}`}
          {data.matchSeconds === null
            ? ""
            : ` · ${w("runMatchSeconds", { seconds: data.matchSeconds })}`}
        </span>
        <span className="is-end">
          <Link to={pathTo("runs", { booksId })}>{w("runHistory")}</Link>
          <Button type="primary" onClick={() => navigate(toWorkbench)}>
            {waiting > 0 ? w("runToConfirm", { count: grouped(waiting) }) : w("runToExceptions")}
          </Button>
        </span>
      </header>
      <RunLanes run={data} />
      <Causes run={data} />
      <p className="page-note">
        {w("runVersions", {
          asOf: data.asOf,
          engine: data.engineVersion,
          weights: data.weightsVersion,
        })}
      </p>
    </div>
  );
}

export function RunLanes({ run }: { run: Pick<RunResult, "lanes" | "lines" | "changed"> }) {
  const w = useWords(workbenchWords);
  const { id: booksId } = useBooks();
  const sum = run.lanes.reduce((count, one) => count + one.count, 0);
  return (
    <section className="panel wb-run">
      <table className="wb-items">
        <thead>
          <tr>
            <th>{w("runOutcome")}</th>
            <th className="is-right">{w("runLines")}</th>
            <th className="is-right is-desktop">{w("runShare")}</th>
            <th className="is-right">{w("moneyIn")}</th>
          </tr>
        </thead>
        <tbody>
          {run.lanes.map(({ lane, count, amounts }) => (
            <tr key={lane}>
              <td>
                <Link to={`${pathTo("match", { booksId })}?lane=${lane}`}>{w(laneWord[lane])}</Link>
              </td>
              <td className="is-right">{grouped(count)}</td>
              <td className="is-right is-desktop">
                {sum === 0 ? "–" : `${shareText(count, sum)} %`}
              </td>
              <td className="is-right">
                {amounts.map(({ amount, currency }) => (
                  <div key={currency}>
                    <MoneyText amount={amount} currency={currency} showCurrency bold />
                  </div>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td>{w("runSum")}</td>
            <td className="is-right">{grouped(sum)}</td>
            <td className="is-right is-desktop" />
            <td className="is-right">{sum === run.lines ? w("sumHolds") : ""}</td>
          </tr>
        </tfoot>
      </table>
      {run.changed > 0 ? (
        <p className="wb-nothing">{w("runChanged", { count: grouped(run.changed) })}</p>
      ) : null}
    </section>
  );
}

/** One decimal, cut: never 100.0 while one is missing. */
function shareText(part: number, whole: number): string {
  const tenths = Math.floor((part * 1000) / whole);
  return `${Math.floor(tenths / 10)}.${tenths % 10}`;
}

function Causes({ run }: { run: RunResult }) {
  const w = useWords(workbenchWords);
  const word = useSentence();
  const { id: booksId } = useBooks();
  if (run.causes.length === 0) return null;
  return (
    <section className="panel wb-run">
      <h3 className="panel-head">{w("runCauses")}</h3>
      <table className="wb-items">
        <tbody>
          {run.causes.map(({ lane, key, count }) => {
            const name = causeOf(key);
            const to = `${pathTo("match", { booksId })}?lane=${lane}&cause=${encodeURIComponent(key)}`;
            return (
              <tr key={`${lane} ${key}`}>
                <td>{w(laneWord[lane])}</td>
                <td>
                  <Link to={to}>{name ? word(name) : key}</Link>
                </td>
                <td className="is-right">{w("laneLines", { count: grouped(count) })}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
