// 客户: who owes how much, who is late, whose money is not applied yet.

import { Alert, Button } from "antd";
import { useMemo, useState } from "react";
import { useNavigate } from "react-router";
import {
  type CustomerRow,
  type CustomerTotals,
  customerFlags,
  customerListPage,
} from "../../../src/contract/customers.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { ExportMenu } from "../../components/export-menu.tsx";
import { FigureStrip } from "../../components/figure-strip.tsx";
import { LinkButton } from "../../components/link-button.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { pathTo } from "../../paths.ts";
import type { RowSource, SortKey } from "../../table/column.ts";
import { FilterBar } from "../../table/filter-bar.tsx";
import { type Filter, type Filters, useFilters } from "../../table/filters.ts";
import { useRows } from "../../table/rows.ts";
import { QzTable } from "../../table/table.tsx";
import { grouped } from "../../ui/count.ts";
import { EmptyState } from "../../ui/states.tsx";
import { customerWords } from "../../words/customers.ts";
import { useWords } from "../../words/words.ts";
import { isZero } from "../items/item-columns.tsx";
import { customerColumns } from "./customer-columns.tsx";
import { CustomerForm } from "./customer-form.tsx";

const filters: readonly Filter[] = [
  { key: "q", kind: "search", label: customerWords.search },
  {
    key: "flag",
    kind: "choice",
    label: customerWords.flags,
    isMultiple: true,
    options: customerFlags.map((value) => ({ value, label: customerWords[`flag_${value}`] })),
  },
  { key: "amount", kind: "amount", label: customerWords.amount },
];

const mostOverdue: readonly SortKey[] = [{ column: "overdue", isDown: true }];

export function Component() {
  const w = useWords(customerWords);
  const { id: booksId } = useBooks();
  const path = `${useBooksPath()}/customers`;
  const navigate = useNavigate();
  const refusal = useRefusal("edit_customers");
  const state = useFilters(filters, mostOverdue);
  const source = useRows(customerListPage, path, { query: state.query });
  const [isAdding, add] = useState(false);
  const open = (id: number) => void navigate(pathTo("customer", { booksId, customerId: id }));
  const currencies = source.totals?.currencies.map(({ currency }) => currency).join(",") ?? "";
  const columns = useMemo(
    () => customerColumns(currencies === "" ? [] : currencies.split(",")),
    [currencies],
  );
  const notFound = source.totals?.notFound ?? [];
  return (
    <div className="page-body is-filling">
      <header className="page-head">
        <h1>{w("title")}</h1>
        <span className="is-end">
          <ExportMenu path={`${path}/export`} query={state.query} />
          <RefusedButton type="primary" reason={refusal} onClick={() => add(true)}>
            {w("newCustomer")}
          </RefusedButton>
        </span>
      </header>
      <Figures state={state} source={source} />
      {notFound.length > 0 ? (
        <Alert
          type="warning"
          showIcon
          title={w("notFound", { count: notFound.length, list: notFound })}
        />
      ) : null}
      <QzTable
        id="customers"
        label={w("title")}
        columns={columns}
        source={source}
        rowKey={(row) => `${row.id}-${row.currency}`}
        onOpen={(row) => open(row.id)}
        currenciesOf={(totals) => totals.currencies.map(({ currency }) => currency)}
        sort={state.sort}
        onSort={state.setSort}
        rowActions={(row) => [{ key: "open", label: w("open"), onClick: () => open(row.id) }]}
        empty={
          state.isAny ? (
            <EmptyState
              kind="found"
              title={w("nothingFound")}
              action={<Button onClick={state.clear}>{w("clear")}</Button>}
            />
          ) : (
            <EmptyState
              kind="yet"
              title={w("nothingYet")}
              text={w("nothingYetText")}
              action={<LinkButton to={pathTo("import", { booksId })}>{w("toImport")}</LinkButton>}
            />
          )
        }
        tools={<FilterBar filters={filters} state={state} count={source.count} />}
      />
      {isAdding ? (
        <CustomerForm customer={null} onClose={() => add(false)} onSaved={({ id }) => open(id)} />
      ) : null}
    </div>
  );
}

function Figures(props: { state: Filters; source: RowSource<CustomerRow, CustomerTotals> }) {
  const { state, source } = props;
  const w = useWords(customerWords);
  const { totals } = source;
  if (totals === null || totals.currencies.length === 0) return null;
  const { flag } = state.values;
  const turn = (value: string) => () => state.set({ flag: flag === value ? null : value });
  return (
    <FigureStrip
      isMany={totals.currencies.length > 1}
      figures={[
        {
          key: "receivable",
          label: w("receivable"),
          amounts: amountsOf(totals, "receivable"),
          note: w("customers", { count: grouped(totals.customers) }),
          onOpen: () => state.set({ flag: null }),
        },
        {
          key: "overdue",
          label: w("overdue"),
          amounts: amountsOf(totals, "overdue"),
          onOpen: turn("overdue"),
          isChosen: flag === "overdue",
        },
        {
          key: "unapplied",
          label: w("unapplied"),
          amounts: amountsOf(totals, "unapplied"),
          onOpen: turn("on_account"),
          isChosen: flag === "on_account",
        },
        {
          key: "disputed",
          label: w("disputed"),
          amounts: amountsOf(totals, "disputed"),
          onOpen: turn("disputed"),
          isChosen: flag === "disputed",
        },
      ]}
    />
  );
}

function amountsOf(
  totals: CustomerTotals,
  key: "receivable" | "overdue" | "unapplied" | "disputed",
) {
  const sums = totals.currencies.map((sum) => ({ amount: sum[key], currency: sum.currency }));
  const present = sums.filter(({ amount }) => !isZero(amount));
  return present.length > 0 ? present : sums.slice(0, 1);
}
