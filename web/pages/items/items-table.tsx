// Open items as a table with filters, export and the drawer of the chosen item; the address says
// what is filtered and which item is open.
import { Alert, Button } from "antd";
import { type ReactNode, useMemo } from "react";
import { useNavigate } from "react-router";
import {
  type ItemTotals,
  itemKindNames,
  itemPage,
  itemStatuses,
  type OpenItemOnWire,
} from "../../../src/contract/items.ts";
import { itemKinds } from "../../../src/core/item-kinds.ts";
import { useBooks, useBooksPath } from "../../api/session.tsx";
import { ExportMenu } from "../../components/export-menu.tsx";
import { pathTo } from "../../paths.ts";
import type { RowSource, SortKey } from "../../table/column.ts";
import { FilterBar } from "../../table/filter-bar.tsx";
import { type Filter, type Filters, useFilters } from "../../table/filters.ts";
import { useRows } from "../../table/rows.ts";
import { QzTable } from "../../table/table.tsx";
import { useTicks } from "../../table/ticks.ts";
import { useOpenRecord } from "../../ui/address.ts";
import { EmptyState } from "../../ui/states.tsx";
import { itemWords } from "../../words/items.ts";
import { statusWords } from "../../words/status.ts";
import { useWords } from "../../words/words.ts";
import { itemColumns } from "./item-columns.tsx";
import { ItemDrawer } from "./item-drawer.tsx";

const filters: readonly Filter[] = [
  { key: "q", kind: "search", label: itemWords.search },
  {
    key: "status",
    kind: "choice",
    label: itemWords.status,
    isMultiple: true,
    options: itemStatuses.map((value) => ({ value, label: statusWords[value] })),
  },
  {
    key: "kind",
    kind: "choice",
    label: itemWords.kind,
    isMultiple: true,
    options: itemKindNames.map((value) => ({ value, label: itemKinds[value] })),
  },
  { key: "amount", kind: "amount", label: itemWords.amount },
  { key: "due", kind: "dates", label: itemWords.due },
];

/** Beside the file's button there is no room for more. */
const filtersOfCustomer = filters.filter(({ key }) => key !== "kind");

/** Filters that stand in the address without a field of their own in the bar. */
const quiet: readonly Filter[] = [
  { key: "state", kind: "choice", label: itemWords.state, options: [] },
  { key: "scope", kind: "choice", label: itemWords.scope, options: [] },
  { key: "dueDate", kind: "choice", label: itemWords.dueDate, options: [] },
  { key: "currency", kind: "choice", label: itemWords.kind, options: [] },
  { key: "contract", kind: "choice", label: itemWords.contract, options: [] },
];

const all = [...filters, ...quiet];
const latestFirst: readonly SortKey[] = [{ column: "late", isDown: true }];

export type ItemList = {
  readonly filters: Filters;
  readonly source: RowSource<OpenItemOnWire, ItemTotals>;
  readonly query: Readonly<Record<string, string>>;
};

/** The items the address asks for, of one customer or of all. */
export function useItemList(customerId: number | null): ItemList {
  const state = useFilters(all, latestFirst);
  const { query: asked } = state;
  const query = useMemo(
    () => (customerId === null ? asked : { ...asked, customer: String(customerId) }),
    [asked, customerId],
  );
  const source = useRows(itemPage, `${useBooksPath()}/items`, { query });
  return { filters: state, source, query };
}

export function ItemExport({ list }: { list: ItemList }) {
  return <ExportMenu path={`${useBooksPath()}/items/export`} query={list.query} />;
}

export function ItemsTable(props: {
  readonly list: ItemList;
  readonly tableId: string;
  readonly withCustomer: boolean;
  readonly empty: ReactNode;
}) {
  const { list, withCustomer } = props;
  const { filters: state, source } = list;
  const w = useWords(itemWords);
  const books = useBooks();
  const navigate = useNavigate();
  const ticks = useTicks<OpenItemOnWire>();
  const { openId, show } = useOpenRecord("item");
  const currencies = source.totals?.currencies.map(({ currency }) => currency).join(",") ?? "";
  const columns = useMemo(
    () =>
      itemColumns({
        withCustomer,
        currencies: currencies === "" ? [] : currencies.split(","),
        today: books.today,
      }),
    [withCustomer, currencies, books.today],
  );
  const place = source.rows.findIndex((row) => row.id === openId);
  const neighbour = (by: -1 | 1) => source.rows[place + by]?.id ?? null;
  const notFound = source.totals?.notFound ?? [];
  return (
    <>
      {notFound.length > 0 ? (
        <Alert
          type="warning"
          showIcon
          title={w("notFound", { count: notFound.length, list: notFound })}
        />
      ) : null}
      <QzTable
        id={props.tableId}
        label={w("title")}
        columns={columns}
        source={source}
        rowKey={(row) => row.id}
        onOpen={(row) => show(row.id)}
        ticks={ticks}
        amountOf={(row) => ({ amount: row.open, currency: row.currency })}
        currenciesOf={(totals) => totals.currencies.map(({ currency }) => currency)}
        sort={state.sort}
        onSort={state.setSort}
        rowActions={(row) => [
          { key: "open", label: w("openDrawer"), onClick: () => show(row.id) },
          {
            key: "customer",
            label: w("openCustomer"),
            onClick: () =>
              void navigate(pathTo("customer", { booksId: books.id, customerId: row.customer.id })),
          },
          {
            key: "copy",
            label: w("copyNumber"),
            onClick: () => void navigator.clipboard?.writeText(row.no),
          },
        ]}
        empty={
          state.isAny ? (
            <EmptyState
              kind="found"
              title={w("nothingFound")}
              action={<Button onClick={state.clear}>{w("clear")}</Button>}
            />
          ) : (
            props.empty
          )
        }
        tools={
          <>
            <FilterBar
              filters={withCustomer ? filters : filtersOfCustomer}
              state={state}
              count={source.count}
            />
            {withCustomer ? null : <ItemExport list={list} />}
          </>
        }
      />
      {openId > 0 ? (
        <ItemDrawer
          key={openId}
          itemId={openId}
          onClose={() => show(null)}
          onShow={show}
          previousId={place < 0 ? null : neighbour(-1)}
          nextId={place < 0 ? null : neighbour(1)}
        />
      ) : null}
    </>
  );
}
