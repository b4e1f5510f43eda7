// One row of a table; drawn again only when something of it changed.
import { memo } from "react";
import { tableWords } from "../words/table.ts";
import { useWords } from "../words/words.ts";
import type { ShownColumn } from "./table-view.ts";

export type RowProps<Row, Totals> = {
  readonly row: Row;
  readonly index: number;
  readonly height: number;
  readonly columns: readonly ShownColumn<Row, Totals>[];
  readonly id: string;
  readonly isCurrent: boolean;
  readonly isTicked: boolean;
  readonly isWithdrawn: boolean;
  readonly onTick?: () => void;
  readonly onChoose: () => void;
  readonly onMenu: () => void;
};

function PlainBodyRow<Row, Totals>(props: RowProps<Row, Totals>) {
  const w = useWords(tableWords);
  const { row, index, columns, onTick } = props;
  const classes = ["table-row table-body-row"];
  if (props.isCurrent) classes.push("is-current");
  if (props.isTicked) classes.push("is-ticked");
  if (props.isWithdrawn) classes.push("is-withdrawn");
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the grid
    // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles the keys
    <div
      className={classes.join(" ")}
      style={{ height: props.height, top: index * props.height }}
      role="row"
      id={props.id}
      aria-rowindex={index + 1}
      aria-selected={props.isTicked}
      onClick={props.onChoose}
      onContextMenu={props.onMenu}
    >
      {onTick ? (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the box inside takes the keys
        // biome-ignore lint/a11y/useSemanticElements: see the grid
        // biome-ignore lint/a11y/useFocusableInteractive: the box inside takes the focus
        <div
          className="table-cell is-pinned"
          style={{ width: 40 }}
          role="gridcell"
          onClick={(event) => event.stopPropagation()}
        >
          <input
            type="checkbox"
            checked={props.isTicked}
            onChange={onTick}
            aria-label={w("tick")}
            tabIndex={-1}
          />
        </div>
      ) : null}
      {columns.map((column, place) => (
        // biome-ignore lint/a11y/useSemanticElements: see the grid
        // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus
        <div
          key={column.key}
          className={cellClass(column, place === 0, onTick !== undefined)}
          style={{ width: column.width }}
          role="gridcell"
          data-copy={column.copy?.(row)}
        >
          <span className="table-text">{column.cell(row)}</span>
        </div>
      ))}
    </div>
  );
}

export const BodyRow = memo(PlainBodyRow, isSameRow) as typeof PlainBodyRow; // memo forgets generics

function isSameRow<Row, Totals>(a: RowProps<Row, Totals>, b: RowProps<Row, Totals>): boolean {
  return (
    a.row === b.row &&
    a.index === b.index &&
    a.height === b.height &&
    a.columns === b.columns &&
    a.isCurrent === b.isCurrent &&
    a.isTicked === b.isTicked &&
    a.isWithdrawn === b.isWithdrawn
  );
}

export function cellClass<Row, Totals>(
  column: Pick<ShownColumn<Row, Totals>, "align" | "grows">,
  isFirst: boolean,
  hasTicks: boolean,
): string {
  const classes = ["table-cell"];
  if (column.align === "right") classes.push("is-right");
  if (column.grows) classes.push("is-flex");
  if (isFirst) classes.push("is-pinned", "is-last-pinned");
  if (isFirst && hasTicks) classes.push("is-pinned-2");
  return classes.join(" ");
}

/** Holds the place of a row that is still on its way. */
export function EmptyRow({ index, height }: { index: number; height: number }) {
  return (
    <div className="table-row table-body-row" style={{ height, top: index * height }}>
      <div className="table-cell is-flex">
        <span className="skeleton" style={{ width: `${70 - ((index * 13) % 40)}%` }} />
      </div>
    </div>
  );
}
