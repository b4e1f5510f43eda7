// The bar above a table: the page's own tools, how many rows, row height, columns, saved views.
import { ColumnHeightOutlined, SettingOutlined } from "@ant-design/icons";
import { Button, Checkbox, Tooltip } from "antd";
import type { ReactNode } from "react";
import { grouped } from "../ui/count.ts";
import { PanelPopover } from "../ui/panel-popover.tsx";
import { frameWords } from "../words/frame.ts";
import { tableWords } from "../words/table.ts";
import { useSentence, useWords } from "../words/words.ts";
import { SavedViews } from "./saved-views.tsx";
import {
  type Density,
  moveColumn,
  type ShownColumn,
  type TableView,
  toggleColumn,
} from "./table-view.ts";

type TableToolsProps<Row, Totals> = {
  readonly tableId: string;
  /** Null while loading. */
  readonly count: number | null;
  readonly isOutdated: boolean;
  readonly onRefresh: () => void;
  readonly density: Density;
  readonly onDensity: (density: Density) => void;
  readonly columns: readonly ShownColumn<Row, Totals>[];
  readonly view: TableView;
  readonly onView: (view: TableView) => void;
  readonly onReset: () => void;
  readonly isCards: boolean;
  readonly children: ReactNode;
};

export function TableTools<Row, Totals>(props: TableToolsProps<Row, Totals>) {
  const w = useWords(tableWords);
  const frame = useWords(frameWords);
  const next = props.density === "compact" ? "comfortable" : "compact";
  return (
    <div className="table-tools">
      {props.children}
      <div className="is-end">
        {props.isOutdated ? (
          <Button size="small" onClick={props.onRefresh}>
            {frame("refresh")}
          </Button>
        ) : null}
        {props.count === null ? null : (
          <span className="table-count" style={{ padding: "0 6px" }}>
            {w("rows", { count: grouped(props.count) })}
          </span>
        )}
        {props.isCards ? null : (
          <>
            <SavedViews page={props.tableId} view={props.view} onView={props.onView} />
            <Tooltip title={`${w("density")}: ${w(next)}`}>
              <button
                type="button"
                className="bar-button"
                aria-label={w("density")}
                onClick={() => props.onDensity(next)}
              >
                <ColumnHeightOutlined />
              </button>
            </Tooltip>
            <PanelPopover
              placement="bottomRight"
              title={w("columns")}
              content={<ColumnList {...props} />}
            >
              <button type="button" className="bar-button" aria-label={w("columns")}>
                <SettingOutlined />
              </button>
            </PanelPopover>
          </>
        )}
      </div>
    </div>
  );
}

function ColumnList<Row, Totals>(props: TableToolsProps<Row, Totals>) {
  const w = useWords(tableWords);
  const word = useSentence();
  const { columns, view, onView } = props;
  const keys = columns.map(({ key }) => key);
  return (
    <div style={{ width: 240 }}>
      {columns.map((column, place) => (
        <div key={column.key} style={{ display: "flex", alignItems: "center", height: 30 }}>
          <Checkbox
            checked={!view.hidden.includes(column.key)}
            // The first column is what a row is known by.
            disabled={place === 0}
            onChange={() => onView(toggleColumn(view, column.key))}
          >
            {word(column.head)}
          </Checkbox>
          <span style={{ marginLeft: "auto" }}>
            {([-1, 1] as const).map((by) => (
              <Button
                key={by}
                type="text"
                size="small"
                disabled={place + by < 0 || place + by >= columns.length}
                aria-label={w(by === -1 ? "moveLeft" : "moveRight")}
                onClick={() => onView(moveColumn(view, keys, { key: column.key, by }))}
              >
                {by === -1 ? "↑" : "↓"}
              </Button>
            ))}
          </span>
        </div>
      ))}
      <Button type="link" size="small" style={{ padding: 0, marginTop: 8 }} onClick={props.onReset}>
        {w("resetColumns")}
      </Button>
    </div>
  );
}
