// Return on master data: accounts and names the books lack, what they would bring on history, and
// taking them over, one by one or all.
import { App, Progress } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { jobRun } from "../../../src/contract/jobs.ts";
import {
  adoptAnswer,
  type MasterDataGaps,
  masterDataGaps,
} from "../../../src/contract/master-data.ts";
import { type ReplayOnWire, replay, startedReplay } from "../../../src/contract/replays.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { pathTo } from "../../paths.ts";
import { grouped } from "../../ui/count.ts";
import { accuracyWords } from "../../words/accuracy.ts";
import { useWords } from "../../words/words.ts";

type Gap = MasterDataGaps["rows"][number];
const refreshMs = 700;
const shownGaps = 12;

export function GapsPanel() {
  const w = useWords(accuracyWords);
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const base = useBooksPath();
  const notAllowed = useRefusal("edit_memory");
  const { data } = useGet(masterDataGaps, `${base}/master-data/gaps`);
  const adopt = useSend(adoptAnswer, "POST", [`${base}/master-data`, `${base}/customers`]);
  const take = (facts: readonly Pick<Gap, "kind" | "value">[] | null) =>
    adopt.mutate(
      { path: `${base}/master-data/adopt`, body: { facts } },
      {
        onSuccess: ({ adopted }) => void message.success(w("gapsAdded", { count: adopted })),
        onError: (fault) => void message.error(sentence(fault)),
      },
    );
  if (!data) return null;
  const { rows } = data;
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{w("gaps")}</h2>
        <span className="page-note">{w("gapsText")}</span>
      </header>
      <div className="panel-body">
        {rows.length === 0 ? <p className="page-note">{w("gapsNone")}</p> : null}
        {rows.length > 0 ? (
          <>
            <Trial count={rows.length} onTakeAll={() => take(null)} refusal={notAllowed} />
            <ul className="accuracy-gaps">
              {rows.slice(0, shownGaps).map((gap) => (
                <GapRow
                  key={`${gap.kind} ${gap.value}`}
                  gap={gap}
                  refusal={notAllowed}
                  onTake={() => take([{ kind: gap.kind, value: gap.value }])}
                />
              ))}
            </ul>
          </>
        ) : null}
      </div>
    </section>
  );
}

type GapRowProps = {
  readonly gap: Gap;
  readonly refusal: string | null;
  readonly onTake: () => void;
};

function GapRow({ gap, refusal, onTake }: GapRowProps) {
  const w = useWords(accuracyWords);
  const { id: booksId } = useBooks();
  return (
    <li>
      <span className="page-note">{w(`gap_${gap.kind}`)}</span>
      <Link to={pathTo("matchLine", { booksId, lineId: gap.lineId })}>{gap.value}</Link>
      <Link to={pathTo("customer", { booksId, customerId: gap.customerId })}>
        {gap.customerName}
      </Link>
      <span>{w("gapLines", { count: grouped(gap.lines) })}</span>
      <RefusedButton size="small" reason={refusal} onClick={onTake}>
        {w("gapsAdd")}
      </RefusedButton>
    </li>
  );
}

type TrialProps = {
  readonly count: number;
  readonly onTakeAll: () => void;
  readonly refusal: string | null;
};

function Trial({ count, onTakeAll, refusal }: TrialProps) {
  const w = useWords(accuracyWords);
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const base = useBooksPath();
  const [tried, keep] = useState<{ id: number; jobId: number } | null>(null);
  // asked again until it has ended
  const [endedId, end] = useState(0);
  const start = useSend(startedReplay, "POST", [`${base}/jobs`]);
  const { data } = useGet(replay, `${base}/replays/${tried?.id ?? 0}`, {
    enabled: tried !== null && tried.id !== endedId,
    refreshMs,
  });
  if (data && data.state !== "running" && data.id !== endedId) end(data.id);
  const isRunning = tried !== null && (data === undefined || data.state === "running");
  const { data: job } = useGet(jobRun, `${base}/jobs/${tried?.jobId ?? 0}`, {
    enabled: isRunning,
    refreshMs,
  });
  const run = () =>
    start.mutate(
      { path: `${base}/master-data/replay` },
      {
        onSuccess: ({ replayId, jobId }) => keep({ id: replayId, jobId }),
        onError: (fault) => void message.error(sentence(fault)),
      },
    );
  return (
    <>
      <p className="accuracy-acts">
        <RefusedButton reason={refusal} loading={isRunning || start.isPending} onClick={run}>
          {w("gapsTry", { count })}
        </RefusedButton>
        <RefusedButton type="primary" reason={refusal} onClick={onTakeAll}>
          {w("gapsAll")}
        </RefusedButton>
      </p>
      {isRunning ? (
        <Progress
          percent={job && job.total > 0 ? Math.floor((100 * job.done) / job.total) : 0}
          size="small"
        />
      ) : null}
      {data?.summary ? <p>{w("gapsReturn", returnOf(data.summary))}</p> : null}
    </>
  );
}

/** In percentage points of all lines, one decimal. */
function returnOf({
  lines,
  automaticBefore,
  automaticAfter,
  added,
  changed,
}: NonNullable<ReplayOnWire["summary"]>) {
  const more = automaticAfter.count - automaticBefore.count;
  const points = lines === 0 ? 0 : Math.floor((1000 * Math.abs(more)) / lines) / 10;
  return {
    before: grouped(automaticBefore.count),
    after: grouped(automaticAfter.count),
    sign: more < 0 ? "−" : "+",
    points,
    wrong: grouped(added.wrong.count + changed.wrong.count),
  };
}
