// 在历史上试跑: what a changed setting would have added, changed and got wrong, by count and money,
// with the lines. Posts nothing.
import { Button, Progress } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { jobRun } from "../../../src/contract/jobs.ts";
import { type ReplayOnWire, replay, startedReplay } from "../../../src/contract/replays.ts";
import type { RuleBody } from "../../../src/contract/rules.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { pathTo } from "../../paths.ts";
import { grouped } from "../../ui/count.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { Tag } from "../../ui/status-tag.tsx";
import { accuracyWords } from "../../words/accuracy.ts";
import { useWords } from "../../words/words.ts";

const refreshMs = 700;

export type Replay = {
  readonly start: () => void;
  readonly isRunning: boolean;
  /** Per cent; null while it waits. */
  readonly percent: number | null;
  readonly result: ReplayOnWire | null;
  readonly error: Error | null;
};

/** `setting`: what would be saved; another setting than the tried one has no result. */
export function useReplay(code: string, setting: RuleBody): Replay {
  const base = useBooksPath();
  const [tried, keep] = useState<{ id: number; jobId: number; setting: string } | null>(null);
  // asked again until it has ended
  const [endedId, end] = useState(0);
  const send = useSend(startedReplay, "POST", [`${base}/jobs`]);
  const isSame = tried !== null && tried.setting === JSON.stringify(setting);
  const { data } = useGet(replay, `${base}/replays/${tried?.id ?? 0}`, {
    enabled: isSame && tried.id !== endedId,
    refreshMs,
  });
  if (data && data.state !== "running" && data.id !== endedId) end(data.id);
  const isRunning = isSame && (data === undefined || data.state === "running");
  const { data: job } = useGet(jobRun, `${base}/jobs/${tried?.jobId ?? 0}`, {
    enabled: isRunning,
    refreshMs,
  });
  return {
    start: () =>
      send.mutate(
        { path: `${base}/rules/${code}/replay`, body: setting },
        {
          onSuccess: ({ replayId, jobId }) =>
            keep({ id: replayId, jobId, setting: JSON.stringify(setting) }),
        },
      ),
    isRunning: isRunning || send.isPending,
    percent: job && job.total > 0 ? Math.floor((100 * job.done) / job.total) : null,
    result: isSame && data && data.state !== "running" ? data : null,
    error: send.error,
  };
}

export function ReplayPanel(props: { readonly trial: Replay; readonly refusal: string | null }) {
  const { trial, refusal } = props;
  const w = useWords(accuracyWords);
  const sentence = useErrorSentence();
  return (
    <section className="rule-replay">
      <div className="rule-replay-head">
        <RefusedButton reason={refusal} loading={trial.isRunning} onClick={trial.start}>
          {w("replay")}
        </RefusedButton>
        <span className="page-note">{w("replayHint")}</span>
      </div>
      {trial.error ? <p className="is-wrong">{sentence(trial.error)}</p> : null}
      {trial.isRunning ? <Progress percent={trial.percent ?? 0} size="small" /> : null}
      {trial.result?.state === "failed" ? <p className="is-wrong">{w("replayFailed")}</p> : null}
      {trial.result?.summary ? (
        <ReplayResult result={trial.result} summary={trial.result.summary} />
      ) : null}
    </section>
  );
}

type Summary = NonNullable<ReplayOnWire["summary"]>;
type Figure = Summary["automaticBefore"];
const kinds = ["added", "changed", "dropped"] as const;
const verdicts = ["wrong", "right", "unproven"] as const;

export function ReplayResult({ result, summary }: { result: ReplayOnWire; summary: Summary }) {
  const w = useWords(accuracyWords);
  const [isLong, setLong] = useState(false);
  if (result.lines.length === 0) {
    return <p>{w("replayNothing", { lines: grouped(summary.lines) })}</p>;
  }
  const shown = isLong ? result.lines : result.lines.slice(0, 20);
  return (
    <>
      <table className="matrix rule-replay-table">
        <thead>
          <tr>
            <th />
            {verdicts.map((verdict) => (
              <th key={verdict} className="is-right">
                {w(`judged_${verdict}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {kinds.map((kind) => (
            <tr key={kind}>
              <th>{w(`kind_${kind}`)}</th>
              {verdicts.map((verdict) => (
                <FigureCell
                  key={verdict}
                  figure={summary[kind][verdict]}
                  isBad={isBad(kind, verdict)}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="rule-replay-sum">
        {w("automaticBefore")} <FigureText figure={summary.automaticBefore} /> →{" "}
        {w("automaticAfter")} <FigureText figure={summary.automaticAfter} />
      </p>
      <ul className="rule-replay-lines">
        {shown.map((line) => (
          <ReplayLine key={line.lineId} line={line} />
        ))}
      </ul>
      {result.lines.length > 20 ? (
        <Button type="link" size="small" onClick={() => setLong(!isLong)}>
          {w("moreLines", { count: grouped(isLong ? 20 : result.lines.length) })}
        </Button>
      ) : null}
    </>
  );
}

/** A wrong posting that no longer happens is no fault of the change. */
function isBad(kind: (typeof kinds)[number], judged: (typeof verdicts)[number]): boolean {
  return judged === "wrong" && kind !== "dropped";
}

function FigureCell({ figure, isBad }: { figure: Figure; isBad: boolean }) {
  return (
    <td className={isBad && figure.count > 0 ? "is-right is-wrong" : "is-right"}>
      {figure.count === 0 ? "–" : <FigureText figure={figure} />}
    </td>
  );
}

function FigureText({ figure }: { figure: Figure }) {
  return (
    <>
      <b>{grouped(figure.count)}</b>{" "}
      <MoneyText amount={figure.home.amount} currency={figure.home.currency} />
    </>
  );
}

const tones = { right: "green", wrong: "red", unproven: "plain" } as const;

function ReplayLine({ line }: { line: ReplayOnWire["lines"][number] }) {
  const w = useWords(accuracyWords);
  const { id: booksId } = useBooks();
  return (
    <li>
      <div>
        <Tag
          tone={line.kind === "dropped" ? "plain" : tones[line.judged]}
          text={`${w(`kind_${line.kind}`)} · ${w(`judged_${line.judged}`)}`}
        />
        <Link to={pathTo("matchLine", { booksId, lineId: line.lineId })}>{line.date}</Link>
        <span className="rule-replay-payer">{line.payerName}</span>
        <MoneyText {...line.amount} showCurrency />
      </div>
      {line.memo === "" ? null : <div className="page-note">{line.memo}</div>}
      {line.kind === "added" ? null : <Parts label={w("was")} parts={line.before} />}
      {line.kind === "dropped" ? null : <Parts label={w("would")} parts={line.after} />}
      {line.judged === "wrong" && line.right !== null ? (
        <Parts label={w("shouldBe")} parts={line.right} none={w("notReceivable")} />
      ) : null}
    </li>
  );
}

type PartsProps = {
  readonly label: string;
  readonly parts: ReplayOnWire["lines"][number]["after"];
  readonly none?: string;
};

function Parts({ label, parts, none = "–" }: PartsProps) {
  return (
    <div className="rule-replay-parts">
      <span className="page-note">{label}</span>
      <span>
        {parts.length === 0
          ? none
          : parts.map(({ no, customerName, amount }) => (
              <span key={`${no} ${customerName}`} title={customerName}>
                {no} <MoneyText {...amount} />
              </span>
            ))}
      </span>
    </div>
  );
}
