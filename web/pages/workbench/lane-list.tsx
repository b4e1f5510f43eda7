// The list at the left: largest first, drawn as it comes into sight, by keys or by hand. A row says
// date, payer as the bank wrote it, amount, why it waits, and whose money it may be.
import { Spin } from "antd";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { WorkbenchRow } from "../../../src/contract/workbench.ts";
import { useBooks } from "../../api/session.tsx";
import { useRowWindow } from "../../table/row-window.ts";
import { formatInstant } from "../../ui/date-text.tsx";
import { MoneyText } from "../../ui/money-text.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { useBecause } from "../../words/because.ts";
import { statusWords } from "../../words/status.ts";
import { useSentence, useWords } from "../../words/words.ts";
import { workbenchWords } from "../../words/workbench.ts";
import { causeWords } from "../../words/workbench-reasons.ts";
import { categoryOf, causeOf } from "./lane-cause.ts";
import type { LaneRows, LineState } from "./use-lane-rows.ts";

const rowHeight = 60;
/** Rows that will soon be in sight are asked for. */
const loadAhead = 60;

type LaneListProps = {
  readonly list: LaneRows;
  readonly currentId: number | null;
  readonly ticked: ReadonlyMap<number, WorkbenchRow>;
  readonly pending: ReadonlySet<number>;
  readonly problems: ReadonlyMap<number, string>;
  readonly onChoose: (id: number) => void;
  readonly onTick: (row: WorkbenchRow) => void;
  readonly empty: ReactNode;
};

export function LaneList(props: LaneListProps) {
  const { list, currentId } = props;
  const w = useWords(workbenchWords);
  const scroller = useRef<HTMLDivElement>(null);
  const height = useHeight(scroller);
  const count = Math.max(list.rows.length, list.count);
  const range = useRowWindow(scroller, { count, rowHeight, height });
  const { loadMore } = list;
  useEffect(() => {
    if (loadMore && range.last + loadAhead > list.rows.length) loadMore();
  }, [loadMore, range.last, list.rows.length]);
  const currentIndex = list.rows.findIndex((row) => row.id === currentId);
  useEffect(() => showRow(scroller.current, currentIndex), [currentIndex]);

  const drawn = list.rows.slice(range.first, range.last);
  return (
    <div
      ref={scroller}
      className="wb-list"
      role="listbox"
      aria-label={w("listLabel")}
      aria-multiselectable="true"
      aria-activedescendant={currentIndex >= 0 ? `wb-row-${currentId}` : undefined}
      aria-busy={list.isLoading}
      tabIndex={0}
    >
      {list.isLoading ? <Skeleton lines={8} /> : null}
      {!list.isLoading && count === 0 ? props.empty : null}
      <div style={{ position: "relative", height: count * rowHeight }}>
        {drawn.map((row, offset) => (
          <LaneRow
            key={row.id}
            row={row}
            top={(range.first + offset) * rowHeight}
            isCurrent={row.id === currentId}
            isTicked={props.ticked.has(row.id)}
            isPending={props.pending.has(row.id)}
            problem={props.problems.get(row.id) ?? null}
            stale={list.stale.get(row.id) ?? null}
            onChoose={() => props.onChoose(row.id)}
            onTick={() => props.onTick(row)}
          />
        ))}
      </div>
    </div>
  );
}

type LaneRowProps = {
  readonly row: WorkbenchRow;
  readonly top: number;
  readonly isCurrent: boolean;
  readonly isTicked: boolean;
  readonly isPending: boolean;
  readonly problem: string | null;
  readonly stale: LineState | null;
  readonly onChoose: () => void;
  readonly onTick: () => void;
};

function LaneRow(props: LaneRowProps) {
  const { row, stale } = props;
  const w = useWords(workbenchWords);
  const { today } = useBooks();
  const isGone = stale !== null && stale.lane !== row.lane;
  const classes = ["wb-row"];
  if (props.isCurrent) classes.push("is-current");
  if (props.isTicked) classes.push("is-ticked");
  if (isGone) classes.push("is-stale");
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the page's keys move and tick
    <div
      id={`wb-row-${row.id}`}
      className={classes.join(" ")}
      role="option"
      aria-selected={props.isCurrent}
      tabIndex={-1}
      style={{ top: props.top, height: rowHeight }}
      onClick={props.onChoose}
    >
      <span className="wb-row-tick">
        {props.isPending ? (
          <Spin size="small" />
        ) : (
          <input
            type="checkbox"
            checked={props.isTicked}
            disabled={isGone}
            tabIndex={-1}
            aria-label={`${w("keyTick")} ${row.payerName} ${row.amount}`}
            onChange={props.onTick}
            onClick={(event) => event.stopPropagation()}
          />
        )}
      </span>
      <span className="wb-row-date">
        {row.date.slice(0, 4) === today.slice(0, 4) ? row.date.slice(5) : row.date}
      </span>
      <span className="wb-row-payer" title={row.payerName}>
        {row.payerName === "" ? w("payerUnknown") : row.payerName}
      </span>
      <MoneyText
        amount={row.amount}
        currency={row.currency}
        showCurrency={row.currency !== "CNY"}
        bold
      />
      <span className="wb-row-rest">
        {isGone ? (
          <StaleText state={stale} />
        ) : props.problem ? (
          <span className="wb-row-problem" title={props.problem}>
            ! {props.problem}
          </span>
        ) : (
          <>
            <CauseChip row={row} />
            <span className="wb-row-customer" title={row.customerName ?? ""}>
              {row.customerName ?? w("customerUnknown")}
            </span>
          </>
        )}
      </span>
    </div>
  );
}

/** `王敏 14:05 已核销` */
function StaleText({ state }: { state: LineState }) {
  const w = useWords(workbenchWords);
  const word = useSentence();
  const { timeZone } = useBooks();
  const what = word(statusWords[state.lane]);
  if (!state.decided) return <span>{`${w("staleMoved")} · ${what}`}</span>;
  const who = state.decided.by ?? w("staleSystem");
  const at = formatInstant(state.decided.at, timeZone, false).slice(-5);
  return <span>{`${w("staleBy", { who, at, what })} · ${w("staleView")}`}</span>;
}

type CauseRow = Pick<WorkbenchRow, "lane" | "category" | "reason">;

/** Amber is for what waits for a person; what is decided says its word in grey. */
export function CauseChip({ row }: { readonly row: CauseRow }) {
  const cause = useCause();
  const isDecided = row.lane === "not_receivable" || row.lane === "auto";
  return <span className={isDecided ? "wb-cause is-decided" : "wb-cause"}>{cause(row)}</span>;
}

/** One word for why a line waits; the engine's sentence where there is no short one. */
export function useCause(): (row: CauseRow) => string {
  const word = useSentence();
  const because = useBecause();
  return (row) => {
    const { lane, reason } = row;
    const category = categoryOf(row);
    if (category) return word(category);
    if (lane === "held") return word(causeWords.held);
    if (!reason) return word(causeWords.new);
    const short = causeOf(reason.key);
    return short ? word(short) : because(reason, "chip");
  };
}

function showRow(element: HTMLElement | null, index: number): void {
  if (!element || index < 0) return;
  const top = index * rowHeight;
  if (top < element.scrollTop) element.scrollTop = top;
  const bottom = top + rowHeight;
  if (bottom > element.scrollTop + element.clientHeight) {
    element.scrollTop = bottom - element.clientHeight;
  }
}

function useHeight(element: React.RefObject<HTMLElement | null>): number {
  const [height, setHeight] = useState(0);
  useEffect(() => {
    const watched = element.current;
    if (!watched) return;
    const observer = new ResizeObserver(() => setHeight(watched.clientHeight));
    observer.observe(watched);
    return () => observer.disconnect();
  }, [element]);
  return height;
}
