// The rows in sight. Scrolling and pages that come draw this part of a table and nothing else.
import { type RefObject, useEffect, useRef, useSyncExternalStore } from "react";
import { BodyRow, EmptyRow } from "./body-row.tsx";
import { CardRow } from "./card-row.tsx";
import type { RowKey, RowSource } from "./column.ts";
import { useRowWindow } from "./row-window.ts";
import type { ShownColumn } from "./table-view.ts";
import type { Ticks } from "./ticks.ts";

type TableRowsProps<Row, Totals> = {
  readonly source: RowSource<Row, Totals>;
  readonly scroller: RefObject<HTMLElement | null>;
  readonly count: number;
  readonly rowHeight: number;
  /** Of what is in sight under the head. */
  readonly height: number;
  readonly idPrefix: string;
  readonly columns: readonly ShownColumn<Row, Totals>[];
  /** So many rows are drawn for a printer, wherever the screen stands. */
  readonly onPaper: number | null;
  readonly isCards: boolean;
  readonly current: number;
  readonly rowKey: (row: Row) => RowKey;
  readonly ticks: Ticks<Row> | undefined;
  readonly isWithdrawn: ((row: Row) => boolean) | undefined;
  readonly onChoose: (index: number) => void;
  readonly onMenu: (index: number) => void;
};

export function TableRows<Row, Totals>(props: TableRowsProps<Row, Totals>) {
  const { source, rowHeight, ticks, current } = props;
  useSyncExternalStore(source.subscribe, source.version);
  const { rows } = source;
  const count = Math.max(props.count, rows.length);
  const inSight = useRowWindow(props.scroller, { count, rowHeight, height: props.height });
  const { onPaper } = props;
  const range = onPaper === null ? inSight : { first: 0, last: onPaper, slots: onPaper };
  useLoading(source, inSight.last);
  // Rows keep the functions they were first drawn with; these call today's.
  const now = useRef(props);
  useEffect(() => {
    now.current = props;
  });
  const Row = props.isCards ? CardRow : BodyRow;
  // In the order of their elements, so that no element is moved while rows pass by.
  const indices = Array.from(
    { length: Math.max(0, range.last - range.first) },
    (_, offset) => range.first + offset,
  ).sort((a, b) => (a % range.slots) - (b % range.slots));
  return (
    <div
      className="table-rows"
      style={onPaper === null ? { position: "relative", height: count * rowHeight } : {}}
    >
      {indices.map((index) => {
        const row = rows[index];
        const slot = index % range.slots;
        if (row === undefined) {
          return <EmptyRow key={`-${slot}`} index={index} height={rowHeight} />;
        }
        const key = props.rowKey(row);
        return (
          <Row
            key={slot}
            row={row}
            index={index}
            height={rowHeight}
            columns={props.columns}
            id={`${props.idPrefix}-${index}`}
            isCurrent={index === current}
            isTicked={ticks?.rows.has(key) ?? false}
            isWithdrawn={props.isWithdrawn?.(row) ?? false}
            {...(ticks ? { onTick: () => now.current.ticks?.toggle(key, row) } : {})}
            onChoose={() => now.current.onChoose(index)}
            onMenu={() => now.current.onMenu(index)}
          />
        );
      })}
    </div>
  );
}

/** Rows that are in sight, or soon will be, are asked for. */
const loadAhead = 120;

function useLoading<Row, Totals>(source: RowSource<Row, Totals>, last: number): void {
  const { loadMore } = source;
  const loaded = source.rows.length;
  useEffect(() => {
    if (loadMore && last + loadAhead > loaded) loadMore();
  }, [loadMore, last, loaded]);
}
