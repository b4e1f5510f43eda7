// 核销工作台: lanes on top, the list at the left, one line with its proposals at the
// right. Everything by keyboard; the list never loses its place.
import { App, type InputRef } from "antd";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import {
  type BankLineDetail,
  bankLineDetail,
  type WorkbenchRow,
  workbenchSummary,
} from "../../../src/contract/workbench.ts";
import { useGet } from "../../api/query.ts";
import { useBooksPath } from "../../api/session.tsx";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { undoLast } from "../../components/undo-bar.tsx";
import { useHotkeys } from "../../ui/hotkeys.ts";
import { useIsPhone } from "../../ui/phone.ts";
import { Skeleton } from "../../ui/states.tsx";
import { useWords } from "../../words/words.ts";
import { workbenchWords } from "../../words/workbench.ts";
import { ExcelPanel } from "./excel-panel.tsx";
import { HandMode } from "./hand-mode.tsx";
import { LaneList } from "./lane-list.tsx";
import { BesideEmpty, LaneEmpty, LaneTools } from "./lane-tools.tsx";
import { isUndecided, LinePanel } from "./line-panel.tsx";
import { CategoryQuestion } from "./line-questions.tsx";
import { PatternPanel } from "./pattern-panel.tsx";
import { PhonePage } from "./phone-page.tsx";
import { proposalNow } from "./proposal-now.ts";
import { RunBanner } from "./run-banner.tsx";
import { laneWord, Strip } from "./strip.tsx";
import { TickedFoot } from "./ticked-foot.tsx";
import { useDecisions, usePrefetch } from "./use-decisions.ts";
import type { HandStart, HandWish } from "./use-hand.ts";
import { useLaneRows } from "./use-lane-rows.ts";
import { type LaneName, type Place, usePlace } from "./use-place.ts";
import { useRun } from "./use-run.ts";
import "./workbench.css";

/** What stands at the right. */
type Mode =
  | { readonly name: "line" }
  | ({ readonly name: "hand" } & HandWish)
  | { readonly name: "together" }
  | { readonly name: "together_category" }
  | { readonly name: "pattern" }
  | { readonly name: "excel" };

const lineMode: Mode = { name: "line" };

export function Component() {
  const isPhone = useIsPhone();
  return isPhone ? <PhonePage /> : <DeskPage />;
}

function DeskPage() {
  const w = useWords(workbenchWords);
  const base = useBooksPath();
  const { message } = App.useApp();
  const sentence = useErrorSentence();
  const place = usePlace();
  const summary = useGet(workbenchSummary, `${base}/workbench`);
  const list = useLaneRows(place.query, place.lineId);
  const [mode, setMode] = useState<Mode>(lineMode);
  const ticks = useTicked(place);
  const filter = useRef<InputRef>(null);
  const [endedRun, setEndedRun] = useState<number | null>(null);
  const onRunEnd = useCallback(
    (runId: number) => {
      list.reload();
      setEndedRun(runId);
    },
    [list],
  );
  const run = useRun(summary.data, onRunEnd);
  useEffect(() => {
    if (run.error) message.error(sentence(run.error));
  }, [run.error, message, sentence]);

  const { rows } = list;
  const listed = rows.find((row) => row.id === place.lineId);
  const apart = useLineApart(place, list);
  const current = apart === null ? (listed ?? rows[0] ?? null) : null;
  const currentId = apart ?? current?.id ?? null;
  const index = current ? rows.indexOf(current) : -1;
  const prefetch = usePrefetch();
  useEffect(() => {
    prefetch(rows.slice(index + 1, index + 3).map((row) => row.id));
  }, [prefetch, rows, index]);

  const leave = useCallback(() => setMode(lineMode), []);
  const { toLine } = place;
  const go = useCallback(
    (step: number) => {
      const next = rows[Math.max(0, Math.min(rows.length - 1, index + step))];
      if (next) toLine(next.id);
      leave();
    },
    [rows, index, toLine, leave],
  );
  /** The line after this one; at the end the one before, which moves up when this one leaves. */
  const next = useCallback(() => {
    const to = rows[index + 1] ?? rows[index - 1];
    toLine(to?.id ?? null);
    leave();
  }, [rows, index, toLine, leave]);

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
  const together = [...ticks.rows.values()].filter((row) => isUndecided(row.lane));
  const canTogether =
    together.length > 1 && new Set(together.map((row) => row.currency)).size === 1;
  const isLine = mode.name === "line";
  useHotkeys(
    workbenchWords.title,
    [
      { key: "ArrowDown", does: workbenchWords.keyMove, run: () => go(1) },
      { key: "ArrowUp", does: workbenchWords.keyMove, run: () => go(-1), secret: true },
      {
        key: "Space",
        does: workbenchWords.keyTick,
        run: () => {
          if (current) ticks.toggle(current);
        },
      },
      {
        key: "KeyV",
        does: workbenchWords.keyTogether,
        run: () => {
          if (canTogether) setMode({ name: "together" });
          else message.info(w("togetherNeeds"));
        },
      },
      { key: "KeyF", does: workbenchWords.keyFind, run: () => filter.current?.focus() },
      { key: "ArrowRight", does: workbenchWords.keyLanes, run: () => toNextLane(place, 1) },
      {
        key: "ArrowLeft",
        does: workbenchWords.keyLanes,
        run: () => toNextLane(place, -1),
        secret: true,
      },
      { key: "Escape", does: workbenchWords.keyBack, run: ticks.clear, secret: true },
    ],
    isLine,
  );
  useHotkeys(workbenchWords.title, [
    { key: "F9", does: workbenchWords.keyReconcile, run: run.start, inFields: true },
    {
      key: "KeyU",
      does: workbenchWords.keyUndo,
      run: () => {
        if (!undoLast()) message.info(w("nothingToUndo"));
      },
    },
  ]);

  if (summary.error) {
    return (
      <div className="page-body">
        <Failure error={summary.error} onRetry={() => void summary.refetch()} />
      </div>
    );
  }
  if (!summary.data) {
    return (
      <div className="page-body">
        <Skeleton />
      </div>
    );
  }
  const total = summary.data.total.count;
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
      {endedRun === null ? null : <RunBanner runId={endedRun} onClose={() => setEndedRun(null)} />}
      <div className="wb-left">
        <LaneTools
          place={place}
          list={list}
          filter={filter}
          laneCount={laneCount(summary.data, place.lane)}
        />
        <LaneList
          list={list}
          currentId={currentId}
          ticked={ticks.rows}
          pending={decisions.pending}
          problems={decisions.problems}
          onChoose={(id) => {
            toLine(id);
            leave();
          }}
          onTick={ticks.toggle}
          empty={
            <LaneEmpty
              place={place}
              total={total}
              isFresh={summary.data.lastRun === null}
              onRun={run.start}
            />
          }
        />
        {together.length > 0 ? (
          <TickedFoot
            rows={together}
            canTogether={canTogether}
            isPosting={together.some((row) => decisions.pending.has(row.id))}
            onConfirm={() =>
              void decisions.confirm(
                together
                  .filter((row) => row.lane === "suggested" && row.tiedWith === 0)
                  .map((row) => ({ ...row, candidate: 0 })),
              )
            }
            onTogether={() => setMode({ name: "together" })}
            onCategory={() => setMode({ name: "together_category" })}
            onClear={ticks.clear}
          />
        ) : (
          <p className="wb-hint">{w(mode.name === "hand" ? "hintHand" : "hintList")}</p>
        )}
      </div>
      <div className="wb-right">
        {mode.name === "excel" ? <ExcelPanel decisions={decisions} onLeave={leave} /> : null}
        {mode.name === "together_category" ? (
          <CategoryQuestion
            lines={together}
            onLeave={leave}
            onChoose={(category, lines) => {
              void decisions.categorise(lines, category, "");
              leave();
            }}
          />
        ) : null}
        {mode.name === "together" && together.length > 0 ? (
          <HandMode
            start={{
              lines: together.map(({ id, currency, amount }) => ({ id, currency, rest: amount })),
              customer: commonCustomer(together),
              candidate: null,
              reason: null,
            }}
            rows={together.map((row) => ({ ...row, rest: row.amount }))}
            detail={null}
            isSplit={false}
            decisions={decisions}
            onLeave={leave}
            onPosted={leave}
          />
        ) : null}
        {mode.name === "pattern" && current ? (
          <PatternPanel
            row={current}
            isPosting={decisions.pending.size > 0}
            onLeave={leave}
            onPost={(chosen) => {
              void decisions
                .confirm(chosen.map((row) => ({ ...row, candidate: 0 })))
                .then(() => leave());
            }}
          />
        ) : null}
        {mode.name === "line" || mode.name === "hand" ? (
          currentId !== null ? (
            <CurrentLine
              key={currentId}
              lineId={currentId}
              mode={mode}
              decisions={decisions}
              onMode={setMode}
              onNext={next}
            />
          ) : list.isLoading || list.error ? null : (
            <BesideEmpty place={place} total={total} isFresh={summary.data.lastRun === null} />
          )
        ) : null}
      </div>
    </div>
  );
}

function laneCount(summary: { lanes: readonly { lane: string; count: number }[] }, lane: LaneName) {
  return summary.lanes.find((one) => one.lane === lane)?.count ?? 0;
}

const laneOrder = Object.keys(laneWord) as LaneName[]; // the record's own keys

function toNextLane(place: Place, step: number): void {
  const at = laneOrder.indexOf(place.lane) + step;
  const lane = laneOrder[(at + laneOrder.length) % laneOrder.length];
  if (lane) place.toLane(lane);
}

/** The payer, where all lines have the same. */
function commonCustomer(rows: readonly WorkbenchRow[]) {
  const ids = new Set(rows.map((row) => row.customerId));
  const [first] = rows;
  if (ids.size !== 1 || !first || first.customerId === null) return null;
  return { id: first.customerId, name: first.customerName ?? "" };
}

/** Ticked lines stay ticked while others load; another lane begins with none. */
function useTicked({ lane, cause }: Place) {
  const [rows, setRows] = useState<ReadonlyMap<number, WorkbenchRow>>(new Map());
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list, other rows
  useEffect(() => setRows(new Map()), [lane, cause]);
  return useMemo(
    () => ({
      rows,
      toggle: (row: WorkbenchRow) =>
        setRows((before) => {
          const next = new Map(before);
          if (!next.delete(row.id)) next.set(row.id, row);
          return next;
        }),
      forget: (ids: readonly number[]) =>
        setRows((before) => {
          if (!ids.some((id) => before.has(id))) return before;
          const gone = new Set(ids);
          return new Map([...before].filter(([id]) => !gone.has(id)));
        }),
      clear: () => setRows(new Map()),
    }),
    [rows],
  );
}

/** How far the list is loaded after the line that the address asks for. */
const mostLoaded = 5_000;

/**
 * The line of the address while the list does not hold it: further down than is loaded, or no longer
 * of this lane. It is shown all the same, never another in its place; the list is loaded up to it.
 */
function useLineApart(place: Place, list: ReturnType<typeof useLaneRows>): number | null {
  const { lineId, q } = place;
  const { rows, loadMore, isLoading } = list;
  const [asked, setAsked] = useState(lineId);
  const isListed = rows.some((row) => row.id === asked);
  useEffect(() => {
    // from here on it comes and goes with the list, like any other line
    if (isListed || lineId !== asked) setAsked(null);
  }, [isListed, lineId, asked]);
  const isApart = asked !== null && asked === lineId && !isListed && q === "";
  useEffect(() => {
    if (isApart && !isLoading && rows.length < mostLoaded) loadMore?.();
  }, [isApart, isLoading, rows.length, loadMore]);
  return isApart && !isLoading ? asked : null;
}

function CurrentLine(props: {
  readonly lineId: number;
  readonly mode: Extract<Mode, { name: "line" | "hand" }>;
  readonly decisions: ReturnType<typeof useDecisions>;
  readonly onMode: (mode: Mode) => void;
  readonly onNext: () => void;
}) {
  const { lineId, mode, decisions } = props;
  const w = useWords(workbenchWords);
  const { message } = App.useApp();
  const path = `${useBooksPath()}/workbench/lines/${lineId}`;
  const { data, error, refetch } = useGet(bankLineDetail, path);
  const { onMode } = props;
  const onHand = useCallback((wish: HandWish) => onMode({ name: "hand", ...wish }), [onMode]);
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={7} />;
  if (mode.name === "hand") {
    const { line } = data;
    return (
      <HandMode
        start={startOf(data, mode)}
        rows={[{ ...line, rest: line.unapplied }]}
        detail={data}
        isSplit={mode.isSplit}
        decisions={decisions}
        onLeave={() => onMode(lineMode)}
        onPosted={props.onNext}
      />
    );
  }
  return (
    <LinePanel
      // other proposals, another choice
      key={`${data.line.version} ${data.candidates.length}`}
      detail={data}
      decisions={decisions}
      onHand={onHand}
      onPattern={() => {
        if (data.line.lane === "suggested" && data.line.tiedWith === 0) onMode({ name: "pattern" });
        else message.info(w("patternNone"));
      }}
      onNext={props.onNext}
    />
  );
}

function startOf(detail: BankLineDetail, wish: HandWish): HandStart {
  const { line, candidates } = detail;
  const { candidate, isSplit } = wish;
  const chosen = candidate === null ? null : (candidates[candidate] ?? null);
  const best = chosen ?? candidates[0];
  const known =
    line.customerId !== null
      ? { id: line.customerId, name: line.customerName ?? "" }
      : best
        ? { id: best.customerId, name: best.customerName }
        : null;
  return {
    lines: [{ id: line.id, currency: line.currency, rest: line.unapplied }],
    customer: wish.customer ?? known,
    // no more than is open now: the rest is a difference to say something about
    candidate: chosen && proposalNow(chosen, line.currency).candidate,
    reason: isSplit ? "on_account" : null,
  };
}
