// The foot of a table while rows are ticked: how many, their sum per currency, what to do with them.
import { Button } from "antd";
import type { ReactNode } from "react";
import { grouped } from "../ui/count.ts";
import { MoneyText } from "../ui/money-text.tsx";
import { tableWords } from "../words/table.ts";
import { useWords } from "../words/words.ts";
import type { Amount } from "./column.ts";
import { sumByCurrency, type Ticks } from "./ticks.ts";

type TableFootProps<Row> = {
  readonly ticks: Ticks<Row>;
  readonly amountOf?: (row: Row) => Amount;
  readonly actions: ReactNode;
};

export function TableFoot<Row>({ ticks, amountOf, actions }: TableFootProps<Row>) {
  const w = useWords(tableWords);
  const sums = amountOf ? sumByCurrency([...ticks.rows.values()].map(amountOf)) : [];
  return (
    <footer className="table-foot">
      <b>{w("selected", { count: grouped(ticks.rows.size) })}</b>
      {sums.length > 0 ? (
        <span>
          {w("sum")}{" "}
          {sums.map(({ amount, currency }) => (
            <span key={currency} style={{ marginRight: 12 }}>
              <MoneyText amount={amount} currency={currency} showCurrency bold />
            </span>
          ))}
        </span>
      ) : null}
      <span className="is-end">
        {actions}
        <Button size="small" type="text" onClick={ticks.clear}>
          {w("clearSelection")}
        </Button>
      </span>
    </footer>
  );
}
