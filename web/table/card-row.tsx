// A row as a card, for a phone: title and amount on top, the rest in one grey line.
import type { RowProps } from "./body-row.tsx";

export function CardRow<Row, Totals>(props: RowProps<Row, Totals>) {
  const { row, columns, index, height } = props;
  const title = columns.find(({ card }) => card === "title") ?? columns[0];
  const amount = columns.find(({ card }) => card === "amount");
  const rest = columns.filter(({ card }) => card === "rest");
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the grid
    // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles the keys
    <div
      className={props.isCurrent ? "table-body-row card-row is-current" : "table-body-row card-row"}
      style={{ height, top: index * height }}
      role="row"
      id={props.id}
      aria-rowindex={index + 1}
      onClick={props.onChoose}
    >
      <div className="card-row-top">
        <span>{(title?.cardCell ?? title?.cell)?.(row)}</span>
        {amount ? <span>{amount.cell(row)}</span> : null}
      </div>
      <div className="card-row-rest">
        {rest.map((column) => {
          const shown = (column.cardCell ?? column.cell)(row);
          return shown === null ? null : <span key={column.key}>{shown}</span>;
        })}
      </div>
    </div>
  );
}
