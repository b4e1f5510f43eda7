// Rows of old debts to release: a table where there is room, cards on a phone.
import { Button, Checkbox } from "antd";
import { useState } from "react";
import type { DunningStartRow } from "../../../src/contract/dunning-starts.ts";
import { GradeTag } from "../../components/grade-tag.tsx";
import { useIsPhone } from "../../ui/phone.ts";
import { EmptyState } from "../../ui/states.tsx";
import { dunningWords } from "../../words/dunning.ts";
import { useWords } from "../../words/words.ts";
import { AskedAmounts, DebtorCells, DebtorHeads, DebtorNote, OpenButton } from "./debtor-cells.tsx";
import { TodayCell } from "./dunning-terms.tsx";

const rowsAtOnce = 50;

type RowsProps = {
  readonly rows: readonly DunningStartRow[];
  readonly ticked: ReadonlySet<number>;
  readonly onTick: (customerId: number) => void;
  readonly onOpen: (customerId: number) => void;
};

export function StartRows(props: RowsProps) {
  const w = useWords(dunningWords);
  const isPhone = useIsPhone();
  const [limit, setLimit] = useState(rowsAtOnce);
  const rows = props.rows.slice(0, limit);
  if (props.rows.length === 0) return <EmptyState kind="found" title={w("startsNoneFound")} />;
  return (
    <>
      {isPhone ? <Cards {...props} rows={rows} /> : <Matrix {...props} rows={rows} />}
      {props.rows.length > limit ? (
        <div className="dunning-starts-text">
          <Button onClick={() => setLimit(limit + rowsAtOnce)}>{w("more")}</Button>
        </div>
      ) : null}
    </>
  );
}

function Matrix({ rows, ticked, onTick, onOpen }: RowsProps) {
  const w = useWords(dunningWords);
  return (
    <div className="matrix-scroll dunning-starts-rows">
      <table className="matrix">
        <thead>
          <tr>
            <th>{w("select")}</th>
            <DebtorHeads />
            <th>{w("startsToday")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.customer.id}>
              <td>
                <Tick {...{ row, ticked, onTick }} />
              </td>
              <DebtorCells row={row} documents={row.documents} onOpen={onOpen} />
              <td>
                <Then row={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cards({ rows, ticked, onTick, onOpen }: RowsProps) {
  return (
    <ul className="dunning-starts-cards">
      {rows.map((row) => (
        <li key={row.customer.id}>
          <Tick {...{ row, ticked, onTick }} />
          <div>
            <span className="dunning-card-foot">
              <OpenButton text={row.customer.name} onOpen={() => onOpen(row.customer.id)} />
              <AskedAmounts asked={row.asked} />
            </span>
            <span className="dunning-card-foot">
              <GradeTag grade={row.grade} ungraded={row.ungraded} />
              <DebtorNote oldestDays={row.oldestDays} documents={row.documents} />
            </span>
            <Then row={row} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function Tick(props: Pick<RowsProps, "ticked" | "onTick"> & { readonly row: DunningStartRow }) {
  const { row, ticked, onTick } = props;
  const w = useWords(dunningWords);
  const { id, name } = row.customer;
  return (
    <Checkbox
      checked={ticked.has(id)}
      aria-label={`${w("select")} ${name}`}
      onChange={() => onTick(id)}
    />
  );
}

/** What today would bring once it is released. */
function Then({ row }: { readonly row: DunningStartRow }) {
  const { touch, task, readyOn } = row;
  // a task of ours is what happens today, so nothing is held back
  const held = task ? null : row.held;
  return <TodayCell row={{ touch, task, held, readyOn, newDebts: 0, actions: [] }} />;
}
