// 证据的分量: what each piece of evidence about the payer is worth, shipped and learned, with the trial
// of the learned version; a person puts it in use.
import { App, Input, Progress } from "antd";
import { useState } from "react";
import {
  type EvidenceWeightsOnWire,
  evidenceWeights,
} from "../../../src/contract/evidence-weights.ts";
import { jobRun } from "../../../src/contract/jobs.ts";
import { replay, startedReplay } from "../../../src/contract/replays.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { grouped } from "../../ui/count.ts";
import { formatInstant } from "../../ui/date-text.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { Tag } from "../../ui/status-tag.tsx";
import { ruleCopyWords } from "../../words/rule-copies.ts";
import { useWords } from "../../words/words.ts";
import { ReplayResult } from "./replay-panel.tsx";

const refreshMs = 700;

export function WeightsPanel() {
  const w = useWords(ruleCopyWords);
  const base = useBooksPath();
  const { data, error, refetch } = useGet(evidenceWeights, `${base}/accuracy/weights`);
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{w("weights")}</h2>
        {data?.learned ? (
          <Tag
            tone={data.inUse === data.learned.version ? "green" : "plain"}
            text={w(data.inUse === data.learned.version ? "inUse" : "notInUse")}
          />
        ) : null}
      </header>
      <div className="panel-body">
        <p className="page-note" style={{ marginTop: 0 }}>
          {w("weightsNote")}
        </p>
        {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
        {data || error ? null : <Skeleton lines={4} />}
        {data ? <Standing weights={data} /> : null}
        {data?.learned ? <KindTable kinds={data.learned.kinds} /> : null}
        {data ? <Learn weights={data} onDone={() => void refetch()} /> : null}
        {data?.learned ? <Trial replayId={data.learned.replayId} /> : null}
        {data?.learned ? <Choice weights={data} version={data.learned.version} /> : null}
      </div>
    </section>
  );
}

function Standing({ weights }: { readonly weights: EvidenceWeightsOnWire }) {
  const w = useWords(ruleCopyWords);
  const { timeZone } = useBooks();
  const { shipped, learned, chosen } = weights;
  const dayOf = (at: string) => formatInstant(at, timeZone, true);
  return (
    <>
      <p>
        {learned
          ? w("weightsFrom", {
              version: learned.version,
              date: dayOf(learned.at),
              lines: grouped(learned.lines),
              confirmed: grouped(learned.confirmed),
            })
          : w("weightsNever", { version: shipped })}
      </p>
      {chosen ? (
        <p className="page-note">
          {w("chosen", { by: chosen.by, date: dayOf(chosen.at), reason: chosen.reason })}
        </p>
      ) : null}
    </>
  );
}

type Kind = NonNullable<EvidenceWeightsOnWire["learned"]>["kinds"][number];

function KindTable({ kinds }: { readonly kinds: readonly Kind[] }) {
  const w = useWords(ruleCopyWords);
  return (
    <div className="matrix-scroll">
      <table className="matrix">
        <thead>
          <tr>
            <th>{w("evidence")}</th>
            <th className="is-right">{w("shippedWeight")}</th>
            <th className="is-right">{w("seenWeight")}</th>
            <th className="is-right">{w("learnedWeight")}</th>
            <th className="is-right">{w("samples")}</th>
          </tr>
        </thead>
        <tbody>
          {kinds.map(({ kind, shipped, seen, weight, n }) => (
            <tr key={kind} className={n === 0 ? "is-off" : ""}>
              <th>{kindText(kind, w)}</th>
              <td className="is-right">{timesText(shipped)}</td>
              <td className="is-right">{seen === null ? "–" : timesText(seen)}</td>
              <td className="is-right">
                <b>{timesText(weight)}</b>
              </td>
              <td className="is-right">{grouped(n)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function kindText(kind: string, w: ReturnType<typeof useWords<typeof ruleCopyWords>>): string {
  const key = `kind_${kind}`;
  return Object.hasOwn(ruleCopyWords, key) ? w(key as keyof typeof ruleCopyWords) : kind; // checked
}

/** ln → "× 1,100": two digits say as much as anybody can know. */
function timesText(weight: number): string {
  const times = Math.exp(weight);
  if (times < 10) return `× ${times.toFixed(1)}`;
  const unit = 10 ** (Math.floor(Math.log10(times)) - 1);
  return `× ${grouped(Math.round(times / unit) * unit)}`;
}

type LearnProps = { readonly weights: EvidenceWeightsOnWire; readonly onDone: () => void };

function Learn({ weights, onDone }: LearnProps) {
  const w = useWords(ruleCopyWords);
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const base = useBooksPath();
  const refusal = useRefusal("change_rules");
  const [started, keep] = useState<{ replayId: number; jobId: number } | null>(null);
  const [endedId, end] = useState(0);
  const send = useSend(startedReplay, "POST", [`${base}/jobs`]);
  const isRunning = started !== null && started.replayId !== endedId;
  const { data: trial } = useGet(replay, `${base}/replays/${started?.replayId ?? 0}`, {
    enabled: isRunning,
    refreshMs,
  });
  const { data: job } = useGet(jobRun, `${base}/jobs/${started?.jobId ?? 0}`, {
    enabled: isRunning,
    refreshMs,
  });
  if (isRunning && trial?.id === started.replayId && trial.state !== "running") {
    end(trial.id);
    onDone();
  }
  const learn = () =>
    send.mutate(
      { path: `${base}/accuracy/weights/learn` },
      { onSuccess: keep, onError: (fault) => void message.error(sentence(fault)) },
    );
  // a trial without a version: nothing differs from the shipped table
  const isTooFew = endedId > 0 && !isRunning && weights.learned?.replayId !== endedId;
  return (
    <>
      <p style={{ marginTop: 12 }}>
        <RefusedButton reason={refusal} loading={send.isPending || isRunning} onClick={learn}>
          {w("learn")}
        </RefusedButton>
      </p>
      {isRunning ? (
        <Progress
          percent={job && job.total > 0 ? Math.floor((100 * job.done) / job.total) : 0}
          size="small"
        />
      ) : null}
      {isTooFew && trial?.state === "done" ? <p className="page-note">{w("weightsFew")}</p> : null}
    </>
  );
}

function Trial({ replayId }: { readonly replayId: number }) {
  const w = useWords(ruleCopyWords);
  const { data } = useGet(replay, `${useBooksPath()}/replays/${replayId}`);
  if (!data?.summary) return null;
  return (
    <div className="rule-replay">
      <h3 style={{ margin: 0 }}>{w("trial")}</h3>
      <ReplayResult result={data} summary={data.summary} />
    </div>
  );
}

type ChoiceProps = { readonly weights: EvidenceWeightsOnWire; readonly version: number };

function Choice({ weights, version }: ChoiceProps) {
  const w = useWords(ruleCopyWords);
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const base = useBooksPath();
  const refusal = useRefusal("change_rules");
  const [reason, write] = useState("");
  const send = useSend(evidenceWeights, "PUT", [`${base}/accuracy`]);
  const isUsed = weights.inUse === version;
  const choose = (next: number | null) =>
    send.mutate(
      { path: `${base}/accuracy/weights`, body: { version: next, reason } },
      {
        onSuccess: () => {
          write("");
          void message.success(w("used"));
        },
        onError: (fault) => void message.error(sentence(fault)),
      },
    );
  const blocked = refusal ?? (reason.trim() === "" ? w("reasonMissing") : null);
  return (
    <div className="rule-new-copy">
      <Input
        size="small"
        value={reason}
        maxLength={500}
        placeholder={w("reason")}
        aria-label={w("reason")}
        onChange={(event) => write(event.target.value)}
      />
      {isUsed ? null : (
        <RefusedButton
          size="small"
          type="primary"
          reason={blocked}
          loading={send.isPending}
          onClick={() => choose(version)}
        >
          {w("use")}
        </RefusedButton>
      )}
      {weights.inUse === null ? null : (
        <RefusedButton size="small" reason={blocked} onClick={() => choose(null)}>
          {w("useShipped")}
        </RefusedButton>
      )}
    </div>
  );
}
