// 核销工作台: lanes on top, the list at the left, one line with its proposals at the
// right. Everything by keyboard; the list never loses its place.
import { App, type InputRef } from "antd";
import { useCallback, useEffect, useRef, useState } from "react";
import { workbenchSummary } from "../../../src/contract/workbench.ts";
import { useGet } from "../../api/query.ts";
import { useBooksPath } from "../../api/session.tsx";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { useIsPhone } from "../../ui/phone.ts";
import { Skeleton } from "../../ui/states.tsx";
import { useWords } from "../../words/words.ts";
import { workbenchWords } from "../../words/workbench.ts";
import { Beside, lineMode, type Mode } from "./beside.tsx";
import { useDeskKeys } from "./desk-keys.ts";
import { LaneList } from "./lane-list.tsx";
import { BesideEmpty, LaneEmpty, LaneTools } from "./lane-tools.tsx";
import { PhonePage } from "./phone-page.tsx";
import { RunBanner } from "./run-banner.tsx";
import { Strip } from "./strip.tsx";
import { TickedFoot } from "./ticked-foot.tsx";
import { type Decisions, useDecisions } from "./use-decisions.ts";
import { useLaneRows } from "./use-lane-rows.ts";
import { type LaneName, usePlace } from "./use-place.ts";
import { useRun } from "./use-run.ts";
import { type Together, togetherOf, useTicked } from "./use-ticked.ts";
import { useWalk } from "./use-walk.ts";
import "./workbench.css";

export function Component() {
  const isPhone = useIsPhone();
  return isPhone ? <PhonePage /> : <DeskPage />;
}

function DeskPage() {
  const w = useWords(workbenchWords);
  const place = usePlace();
  const summary = useGet(workbenchSummary, `${useBooksPath()}/workbench`);
  const list = useLaneRows(place.query, place.lineId);
  const [mode, setMode] = useState<Mode>(lineMode);
  const leave = useCallback(() => setMode(lineMode), []);
  const ticks = useTicked(place);
  const filter = useRef<InputRef>(null);
  const { run, endedRun, closeBanner } = useRunOfPage(summary.data, list);
  const walk = useWalk(place, list, leave);

  const { remove, restore } = list;
  const decisions = useDecisions({
    onSettled: useCallback(
      (ids: readonly number[]) => {
        ticks.forget(ids);
        remove(ids);
      },
      [ticks, remove],
    ),
    onChanged: restore,
  });
  const together = togetherOf(ticks.rows);
  useDeskKeys({ place, walk, ticks, together, filter, mode, onMode: setMode, onRun: run.start });

  if (summary.error || !summary.data) {
    return (
      <div className="page-body">
        {summary.error ? (
          <Failure error={summary.error} onRetry={() => void summary.refetch()} />
        ) : (
          <Skeleton />
        )}
      </div>
    );
  }
  const total = summary.data.total.count;
  const isFresh = summary.data.lastRun === null;
  return (
    <div className="wb">
      <h1 className="visually-hidden">{w("title")}</h1>
      <Strip
        summary={summary.data}
        lane={place.lane}
        onLane={(lane) => {
          place.toLane(lane);
          leave();
        }}
        run={run}
        onExcel={() => setMode({ name: "excel" })}
      />
      {endedRun === null ? null : <RunBanner runId={endedRun} onClose={closeBanner} />}
      <div className="wb-left">
        <LaneTools
          place={place}
          list={list}
          filter={filter}
          laneCount={laneCount(summary.data, place.lane)}
        />
        <LaneList
          list={list}
          currentId={walk.currentId}
          ticked={ticks.rows}
          pending={decisions.pending}
          problems={decisions.problems}
          onChoose={walk.to}
          onTick={ticks.toggle}
          empty={<LaneEmpty place={place} total={total} isFresh={isFresh} onRun={run.start} />}
        />
        {together.rows.length > 0 ? (
          <TogetherFoot
            together={together}
            decisions={decisions}
            onMode={setMode}
            onClear={ticks.clear}
          />
        ) : (
          <p className="wb-hint">{w(mode.name === "hand" ? "hintHand" : "hintList")}</p>
        )}
      </div>
      <div className="wb-right">
        <Beside
          mode={mode}
          walk={walk}
          together={together.rows}
          decisions={decisions}
          onMode={setMode}
          onLeave={leave}
          empty={
            list.isLoading || list.error ? null : (
              <BesideEmpty place={place} total={total} isFresh={isFresh} />
            )
          }
        />
      </div>
    </div>
  );
}

/** The run of this page: what it did is told above the list, and what it left is loaded anew. */
function useRunOfPage(summary: Parameters<typeof useRun>[0], list: ReturnType<typeof useLaneRows>) {
  const { message } = App.useApp();
  const sentence = useErrorSentence();
  const [endedRun, setEndedRun] = useState<number | null>(null);
  const onRunEnd = useCallback(
    (runId: number) => {
      list.reload();
      setEndedRun(runId);
    },
    [list],
  );
  const run = useRun(summary, onRunEnd);
  useEffect(() => {
    if (run.error) message.error(sentence(run.error));
  }, [run.error, message, sentence]);
  return { run, endedRun, closeBanner: () => setEndedRun(null) };
}

function TogetherFoot(props: {
  readonly together: Together;
  readonly decisions: Decisions;
  readonly onMode: (mode: Mode) => void;
  readonly onClear: () => void;
}) {
  const { decisions, onMode } = props;
  const { rows, canSettle } = props.together;
  return (
    <TickedFoot
      rows={rows}
      canTogether={canSettle}
      isPosting={rows.some((row) => decisions.pending.has(row.id))}
      onConfirm={() =>
        void decisions.confirm(
          rows
            .filter((row) => row.lane === "suggested" && row.tiedWith === 0)
            .map((row) => ({ ...row, candidate: 0 })),
        )
      }
      onTogether={() => onMode({ name: "together" })}
      onCategory={() => onMode({ name: "together_category" })}
      onClear={props.onClear}
    />
  );
}

function laneCount(summary: { lanes: readonly { lane: string; count: number }[] }, lane: LaneName) {
  return summary.lanes.find((one) => one.lane === lane)?.count ?? 0;
}
