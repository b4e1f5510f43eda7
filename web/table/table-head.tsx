// The head of a table and, under it, the totals over all filtered rows.
import type { PointerEvent } from "react";
import { grouped } from "../ui/count.ts";
import { tableWords } from "../words/table.ts";
import { useSentence, useWords } from "../words/words.ts";
import { cellClass } from "./body-row.tsx";
import { nextSort, type SortKey } from "./column.ts";
import { resizeColumn, type ShownColumn, type TableView } from "./table-view.ts";

type TableHeadProps<Row, Totals> = {
  readonly columns: readonly ShownColumn<Row, Totals>[];
  readonly height: number;
  readonly totals: Totals | null;
  /** Of the totals' lines; several are named before their lines. */
  readonly currencies: readonly string[];
  readonly count: number;
  readonly sort: readonly SortKey[];
  readonly onSort?: (sort: SortKey[]) => void;
  readonly view: TableView;
  readonly onView: (view: TableView) => void;
  readonly onTickAll?: (isTicked: boolean) => void;
  readonly ticked?: "none" | "some" | "all";
};

export function TableHead<Row, Totals>(props: TableHeadProps<Row, Totals>) {
  const w = useWords(tableWords);
  const { columns, height, totals, onTickAll } = props;
  const isNamedBeside = columns.some(({ key, total }) => total && key.startsWith("currency"));
  const hasTicks = onTickAll !== undefined;
  return (
    <div className="table-top">
      {/* biome-ignore lint/a11y/useSemanticElements: see the grid */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus */}
      <div className="table-row table-head" role="row" style={{ height }}>
        {hasTicks ? (
          <div className="table-cell is-pinned" style={{ width: 40 }}>
            <input
              type="checkbox"
              aria-label={w("tickAll")}
              title={w("tickAll")}
              checked={props.ticked === "all"}
              ref={(box) => {
                if (box) box.indeterminate = props.ticked === "some";
              }}
              onChange={(event) => onTickAll(event.target.checked)}
              tabIndex={-1}
            />
          </div>
        ) : null}
        {columns.map((column, place) => (
          <HeadCell
            key={column.key}
            column={column}
            className={cellClass(column, place === 0, hasTicks)}
            sort={props.sort}
            {...(props.onSort ? { onSort: props.onSort } : {})}
            view={props.view}
            onView={props.onView}
          />
        ))}
      </div>
      {totals === null ? null : (
        // biome-ignore lint/a11y/useSemanticElements: see the grid
        // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus
        <div
          className={
            props.currencies.length > 1
              ? "table-row table-total has-lines"
              : "table-row table-total"
          }
          role="row"
          style={{ minHeight: height }}
        >
          {hasTicks ? <div className="table-cell is-pinned" style={{ width: 40 }} /> : null}
          {columns.map((column, place) => (
            <div
              key={column.key}
              className={cellClass(column, place === 0, hasTicks)}
              style={{ width: column.width }}
            >
              <span className="table-text">
                {place === 0 && !column.total ? (
                  <TotalName
                    count={props.count}
                    currencies={isNamedBeside ? [] : props.currencies}
                  />
                ) : (
                  column.total?.(totals)
                )}
              </span>
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

function TotalName(props: { count: number; currencies: readonly string[] }) {
  const w = useWords(tableWords);
  const name = w("totalOf", { count: grouped(props.count) });
  if (props.currencies.length < 2) return name;
  return props.currencies.map((currency, line) => (
    <span key={currency} className="table-total-line">
      {line === 0 ? `${name} · ${currency}` : currency}
    </span>
  ));
}

type HeadCellProps<Row, Totals> = Pick<
  TableHeadProps<Row, Totals>,
  "sort" | "onSort" | "view" | "onView"
> & { readonly column: ShownColumn<Row, Totals>; readonly className: string };

function HeadCell<Row, Totals>(props: HeadCellProps<Row, Totals>) {
  const w = useWords(tableWords);
  const word = useSentence();
  const { column, sort, onSort } = props;
  const place = sort.findIndex((key) => key.column === column.sort);
  const present = sort[place];
  const arrow = present ? (present.isDown ? "↓" : "↑") : "";
  const head = word(column.head);
  const startDrag = (event: PointerEvent<HTMLElement>) => {
    event.preventDefault();
    event.stopPropagation();
    const grip = event.currentTarget;
    const from = event.clientX;
    const cell = grip.parentElement;
    const width = cell?.offsetWidth ?? column.width;
    grip.setPointerCapture(event.pointerId);
    grip.onpointermove = (move) =>
      props.onView(resizeColumn(props.view, column.key, width + move.clientX - from));
    grip.onpointerup = () => {
      grip.onpointermove = null;
      grip.onpointerup = null;
    };
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the grid
    // biome-ignore lint/a11y/useFocusableInteractive: the button inside takes the focus
    <div
      className={props.className}
      style={{ width: column.width }}
      role="columnheader"
      aria-sort={present ? (present.isDown ? "descending" : "ascending") : "none"}
    >
      {column.sort && onSort ? (
        <button
          type="button"
          tabIndex={-1}
          className={present ? "table-sort is-sorted" : "table-sort"}
          title={w("sortHint")}
          onClick={(event) =>
            onSort(
              nextSort(sort, column.sort ?? column.key, {
                isAdded: event.shiftKey,
                startsDown: column.sortsDown ?? false,
              }),
            )
          }
        >
          <span className="table-text">{head}</span>
          {arrow}
          {sort.length > 1 && place >= 0 ? <sup>{place + 1}</sup> : null}
        </button>
      ) : (
        <span className="table-text">{head}</span>
      )}
      <span className="table-grip" title={w("resize")} onPointerDown={startDrag} />
    </div>
  );
}
