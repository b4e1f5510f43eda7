// The table of every list: 100,000 rows drawn as they come into sight, a totals row over all of
// them under the head, ticks with their sum at the foot, all by keyboard; cards on a phone.
import { Dropdown, type MenuProps } from "antd";
import {
  type CSSProperties,
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { Failure } from "../components/failure.tsx";
import { grouped } from "../ui/count.ts";
import { frameWords } from "../words/frame.ts";
import { tableWords } from "../words/table.ts";
import { useWords } from "../words/words.ts";
import type { Amount, Column, RowKey, RowSource, SortKey } from "./column.ts";
import { copyRows } from "./copy-rows.ts";
import { mostOnPaper, usePrintFit } from "./print-fit.ts";
import { useSidewaysPlace } from "./row-window.ts";
import { TableFoot } from "./table-foot.tsx";
import { TableHead } from "./table-head.tsx";
import { followLinkIn, useArrowsIntoTable, useTableKeys } from "./table-keys.ts";
import { TableRows } from "./table-rows.tsx";
import { TableTools } from "./table-tools.tsx";
import { rowHeights, useDensity, useTableView } from "./table-view.ts";
import type { Ticks } from "./ticks.ts";

export type QzTableProps<Row, Totals> = {
  /** Names the saved views and what the browser remembers. */
  readonly id: string;
  readonly label: string;
  readonly columns: readonly Column<Row, Totals>[];
  readonly source: RowSource<Row, Totals>;
  readonly rowKey: (row: Row) => RowKey;
  /** Enter or a click. */
  readonly onOpen?: (row: Row) => void;
  /** The row the keyboard stands on changed; W asks why about it. */
  readonly onCurrent?: (row: Row | null) => void;
  /** The currencies of the totals, in the order in which each total lists them. */
  readonly currenciesOf?: (totals: Totals) => readonly string[];
  readonly ticks?: Ticks<Row>;
  /** What the foot adds up over the ticked rows. */
  readonly amountOf?: (row: Row) => Amount;
  readonly footActions?: ReactNode;
  readonly rowActions?: (row: Row) => MenuProps["items"];
  readonly isWithdrawn?: (row: Row) => boolean;
  readonly sort?: readonly SortKey[];
  readonly onSort?: (sort: SortKey[]) => void;
  /** Shown in place of the rows when there are none. */
  readonly empty: ReactNode;
  /** At the left of the bar above the head: filters, buttons. */
  readonly tools?: ReactNode;
};

/** Below this width a table becomes cards. */
const cardsBelow = 600;
const cardHeight = 66;
/** One currency's line in the totals, as in styles/tables.css. */
const totalLine = 22;

export function QzTable<Row, Totals>(props: QzTableProps<Row, Totals>) {
  const { source, ticks } = props;
  const w = useWords(tableWords);
  const frame = useWords(frameWords);
  const [density, setDensity] = useDensity();
  const view = useTableView(props.id, props.columns);
  const scroller = useRef<HTMLDivElement>(null);
  const shape = useShape(props, { scroller, density, shown: view.shown });
  const { size, shownCount, isWider, print, onPaper, topHeight, rowHeight } = shape;
  const sideways = useSidewaysPlace(scroller);
  const rows = useRowActs(props, { scroller, shape });
  useArrowsIntoTable(scroller);

  const isEmpty = !source.isLoading && source.error === null && shownCount === 0;
  const grid = (
    // biome-ignore lint/a11y/useSemanticElements: drawn rows only, which no <table> can be
    <div
      ref={scroller}
      className={scrollClass({
        isWider,
        isScrolled: sideways !== "start",
        isPaper: print !== null,
      })}
      role="grid"
      aria-label={props.label}
      aria-rowcount={shownCount}
      aria-colcount={view.shown.length}
      aria-activedescendant={rows.current >= 0 ? `${props.id}-${rows.current}` : undefined}
      tabIndex={0}
      style={
        print ? paperStyle(shape.innerWidth) : printStyle({ ...shape, count: shownCount, ...size })
      }
      onKeyDown={rows.onKeyDown}
      onFocus={rows.onFocus}
      onCopy={(event) =>
        copyRows(event, {
          columns: view.shown,
          rows: ticks && ticks.rows.size > 0 ? [...ticks.rows.values()] : [rows.currentRow],
        })
      }
    >
      <GridBody table={props} scroller={scroller} shape={shape} view={view} rows={rows} />
      {isEmpty ? props.empty : null}
    </div>
  );

  return (
    <section
      className={isWider && size.width > 0 && sideways !== "end" ? "table has-more" : "table"}
      aria-busy={source.isLoading}
    >
      <TableTools
        tableId={props.id}
        count={source.isLoading || !source.isCounted ? null : shownCount}
        isOutdated={source.isOutdated}
        onRefresh={source.retry}
        density={density}
        onDensity={setDensity}
        columns={view.ordered}
        view={view.view}
        onView={view.setView}
        onReset={view.reset}
        isCards={shape.isCards}
      >
        {props.tools}
      </TableTools>
      {source.error ? (
        <div style={{ padding: 12 }}>
          <Failure error={source.error} onRetry={source.retry} />
        </div>
      ) : null}
      {props.rowActions ? (
        <Dropdown
          autoFocus
          onOpenChange={(isOpen) => {
            if (!isOpen) scroller.current?.focus({ preventScroll: true });
          }}
          trigger={["contextMenu"]}
          menu={{ items: rows.menuRow ? (props.rowActions(rows.menuRow) ?? []) : [] }}
        >
          {grid}
        </Dropdown>
      ) : (
        grid
      )}
      {ticks && ticks.rows.size > 0 ? (
        <TableFoot
          ticks={ticks}
          {...(props.amountOf ? { amountOf: props.amountOf } : {})}
          actions={props.footActions}
        />
      ) : null}
      {(print ? onPaper < shownCount : topHeight + shownCount * rowHeight > size.height) ? (
        <p className="print-note">{w("printNote", { count: grouped(shownCount) })}</p>
      ) : null}
      <span className="visually-hidden" aria-live="polite">
        {source.isLoading ? frame("loading") : w("rows", { count: shownCount })}
      </span>
    </section>
  );
}

type Shape<Row, Totals> = ReturnType<typeof useShape<Row, Totals>>;

/** How large everything is drawn: as a table or as cards, on a screen or on paper. */
function useShape<Row, Totals>(
  { source, ticks, currenciesOf }: QzTableProps<Row, Totals>,
  of: {
    readonly scroller: RefObject<HTMLDivElement | null>;
    readonly density: keyof typeof rowHeights;
    readonly shown: readonly Column<Row, Totals>[];
  },
) {
  const { scroller, density, shown } = of;
  const size = useSize(scroller);
  const isCards = size.width > 0 && size.width < cardsBelow;
  const rowHeight = isCards ? cardHeight : rowHeights[density];
  const hasTotals = !isCards && source.totals !== null && shown.some(({ total }) => total);
  const currencies = (source.totals !== null && currenciesOf?.(source.totals)) || [];
  const totalHeight = hasTotals ? Math.max(rowHeight, currencies.length * totalLine + 8) : 0;
  const print = usePrintFit(scroller);
  const { widths } = print ?? { widths: null };
  const columns = useMemo(
    () =>
      widths === null
        ? shown
        : shown.map((column, at) => ({ ...column, width: widths[at] ?? column.width })),
    [shown, widths],
  );
  const innerWidth = columns.reduce((sum, { width }) => sum + width, ticks ? 40 : 0);
  return {
    size,
    isCards,
    rowHeight,
    hasTotals,
    currencies,
    topHeight: isCards ? 0 : rowHeight + totalHeight,
    shownCount: Math.max(source.count, source.rows.length),
    print,
    onPaper: Math.min(source.rows.length, mostOnPaper),
    columns,
    innerWidth,
    isWider: !isCards && innerWidth > size.width,
  };
}

type RowActs<Row, Totals> = ReturnType<typeof useRowActs<Row, Totals>>;

/** The row the keyboard stands on, and what keys and clicks do to rows. */
function useRowActs<Row, Totals>(
  props: QzTableProps<Row, Totals>,
  of: {
    readonly scroller: RefObject<HTMLDivElement | null>;
    readonly shape: Shape<Row, Totals>;
  },
) {
  const { source, ticks, rowKey, onCurrent } = props;
  const { scroller } = of;
  const { size, rowHeight, topHeight } = of.shape;
  const [current, setCurrent] = useState(-1);
  const [menuRow, setMenuRow] = useState<Row | null>(null);
  const moveTo = useCallback(
    (index: number) => {
      setCurrent(index);
      scrollIntoSight(scroller.current, { index, rowHeight, topHeight });
      onCurrent?.(source.rows[index] ?? null);
    },
    [onCurrent, source.rows, rowHeight, topHeight, scroller],
  );
  const onKeyDown = useTableKeys({
    countNow: () => source.rows.length,
    current,
    pageRows: Math.max(1, Math.floor((size.height - topHeight) / rowHeight) - 1),
    moveTo,
    open: (index) => {
      const row = source.rows[index];
      if (row && props.onOpen) props.onOpen(row);
      else followLinkIn(document.getElementById(`${props.id}-${index}`));
    },
    tick: (index) => {
      const row = source.rows[index];
      if (row && ticks) ticks.toggle(rowKey(row), row);
    },
    menu: (index) => {
      const row = source.rows[index];
      if (row && props.rowActions) openMenuAt(document.getElementById(`${props.id}-${index}`));
    },
    leave: () => ticks?.clear(),
  });
  return {
    current,
    currentRow: source.rows[current],
    menuRow,
    onKeyDown,
    onFocus: () => {
      if (current < 0 && source.rows.length > 0) moveTo(0);
    },
    choose: (index: number) => {
      moveTo(index);
      const row = source.rows[index];
      if (row !== undefined && !hasSelectedText()) props.onOpen?.(row);
    },
    openMenu: (index: number) => {
      moveTo(index);
      setMenuRow(source.rows[index] ?? null);
    },
    tickAll: (isTicked: boolean) => {
      ticks?.set(isTicked ? new Map(source.rows.map((row) => [rowKey(row), row])) : new Map());
    },
  };
}

/** Head, rows, and what stands in their place while they come. */
function GridBody<Row, Totals>(props: {
  readonly table: QzTableProps<Row, Totals>;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly shape: Shape<Row, Totals>;
  readonly view: ReturnType<typeof useTableView<Row, Totals>>;
  readonly rows: RowActs<Row, Totals>;
}) {
  const { table, scroller, shape, view, rows } = props;
  const { source, ticks } = table;
  const { isCards, columns, rowHeight, shownCount } = shape;
  return (
    <div
      className="table-inner"
      style={isCards ? {} : { minWidth: `max(100%, ${shape.innerWidth}px)` }}
    >
      {isCards ? null : (
        <TableHead
          columns={columns}
          height={rowHeight}
          totals={shape.hasTotals ? source.totals : null}
          currencies={shape.currencies}
          count={shownCount}
          sort={table.sort ?? []}
          {...(table.onSort ? { onSort: table.onSort } : {})}
          view={view.view}
          onView={view.setView}
          {...(ticks
            ? {
                onTickAll: rows.tickAll,
                ticked: tickedShare(ticks.rows.size, shownCount),
              }
            : {})}
        />
      )}
      <TableRows
        source={source}
        scroller={scroller}
        count={shownCount}
        rowHeight={rowHeight}
        height={shape.size.height - shape.topHeight}
        idPrefix={table.id}
        columns={columns}
        onPaper={shape.print ? shape.onPaper : null}
        isCards={isCards}
        current={rows.current}
        rowKey={table.rowKey}
        ticks={ticks}
        isWithdrawn={table.isWithdrawn}
        onChoose={rows.choose}
        onMenu={rows.openMenu}
      />
      {source.isLoading ? <LoadingRows height={rowHeight} /> : null}
    </div>
  );
}

/** Of A4 across, between its margins, in pixels of 1/96 inch. */
const paperWidth = 1_058;

/** As many rows as were drawn for it, over as many pages as they take. */
function paperStyle(innerWidth: number): CSSProperties {
  const style: Record<`--${string}`, string> = {
    "--print-zoom": Math.min(1, paperWidth / Math.max(1, innerWidth)).toFixed(3),
    "--print-height": "auto",
  };
  return style;
}

/** On paper all columns stand, as small as that takes, and no row is cut through. */
function printStyle(of: {
  readonly innerWidth: number;
  readonly topHeight: number;
  readonly rowHeight: number;
  readonly count: number;
  readonly height: number;
}): CSSProperties {
  const { topHeight, rowHeight, count } = of;
  const whole = Math.max(0, Math.floor((of.height - topHeight) / rowHeight));
  // a list without rows says why in their place
  const height = count === 0 ? of.height : topHeight + Math.min(count, whole) * rowHeight;
  const zoom = Math.min(1, paperWidth / Math.max(1, of.innerWidth));
  const style: Record<`--${string}`, string> = {
    "--print-zoom": zoom.toFixed(3),
    "--print-height": `${height}px`,
  };
  return style;
}

/** Cells are pinned only where there is something to scroll: pinning costs at every frame. */
function scrollClass(of: { isWider: boolean; isScrolled: boolean; isPaper: boolean }): string {
  if (of.isPaper) return "table-scroll is-paper";
  if (!of.isWider) return "table-scroll";
  return of.isScrolled ? "table-scroll is-wider is-scrolled" : "table-scroll is-wider";
}

function tickedShare(ticked: number, count: number): "none" | "some" | "all" {
  if (ticked === 0) return "none";
  return ticked >= count ? "all" : "some";
}

/** Dragging over text to copy it is no click on the row. */
function hasSelectedText(): boolean {
  return (window.getSelection()?.toString() ?? "") !== "";
}

function scrollIntoSight(
  element: HTMLElement | null,
  at: { index: number; rowHeight: number; topHeight: number },
): void {
  if (!element || at.index < 0) return;
  const top = at.index * at.rowHeight;
  const bottom = top + at.rowHeight;
  const height = element.clientHeight - at.topHeight;
  if (top < element.scrollTop) element.scrollTop = top;
  else if (bottom > element.scrollTop + height) element.scrollTop = bottom - height;
}

/** As the right button of a mouse on the row would. */
function openMenuAt(row: HTMLElement | null): void {
  if (!row) return;
  const { left, bottom } = row.getBoundingClientRect();
  const at = { clientX: left + 48, clientY: bottom - 4 };
  row.dispatchEvent(new MouseEvent("contextmenu", { ...at, bubbles: true, cancelable: true }));
}

function useSize(element: RefObject<HTMLElement | null>) {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const watched = element.current;
    if (!watched) return;
    const observer = new ResizeObserver(() => {
      setSize({ width: watched.clientWidth, height: watched.clientHeight });
    });
    observer.observe(watched);
    return () => observer.disconnect();
  }, [element]);
  return size;
}

function LoadingRows({ height }: { height: number }) {
  return (
    <div className="appear-late">
      {Array.from({ length: 12 }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all the same
        <div className="table-row" key={index} style={{ height }}>
          <div className="table-cell is-flex">
            <span className="skeleton" style={{ width: `${80 - ((index * 13) % 40)}%` }} />
          </div>
        </div>
      ))}
    </div>
  );
}
