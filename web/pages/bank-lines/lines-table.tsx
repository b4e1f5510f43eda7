// Bank lines as a table with filters, export and the drawer of the chosen line; on the bank lines
// page and, for one customer's receipts, on the customer's page.
import { Alert, Button } from "antd";
import { type ReactNode, useMemo } from "react";
import { useNavigate } from "react-router";
import {
  type BankLine,
  type BankLineTotals,
  bankAccountChoices,
  bankLinePage,
  bankLineStatuses,
} from "../../../src/contract/bank-lines.ts";
import { notReceivableCategories } from "../../../src/core/matching/output.ts";
import { categoryWords } from "../../../src/core/words/outcome.ts";
import { useGet } from "../../api/query.ts";
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
import { useIsPhone } from "../../ui/phone.ts";
import { EmptyState } from "../../ui/states.tsx";
import { lineWords } from "../../words/lines.ts";
import { statusWords } from "../../words/status.ts";
import { useWords } from "../../words/words.ts";
import { lineColumns, tail } from "./line-columns.tsx";
import { LineDrawer } from "./line-drawer.tsx";

const search: Filter = { key: "q", kind: "search", label: lineWords.search };
const fields: readonly Filter[] = [
  {
    key: "status",
    kind: "choice",
    label: lineWords.status,
    isMultiple: true,
    options: bankLineStatuses.map((value) => ({ value, label: statusWords[value] })),
  },
  {
    key: "category",
    kind: "choice",
    label: lineWords.category,
    isMultiple: true,
    options: notReceivableCategories.map((value) => ({ value, label: categoryWords[value] })),
  },
  { key: "amount", kind: "amount", label: lineWords.amount },
  { key: "date", kind: "dates", label: lineWords.date },
];
/** In the address without a field of their own in the bar. */
const quiet: readonly Filter[] = [
  { key: "direction", kind: "choice", label: lineWords.direction, options: [] },
  { key: "account", kind: "choice", label: lineWords.account, options: [] },
  { key: "currency", kind: "choice", label: lineWords.amount, options: [] },
  { key: "batch", kind: "choice", label: lineWords.source, options: [] },
];
const all = [search, ...fields, ...quiet];
const newestFirst: readonly SortKey[] = [{ column: "date", isDown: true }];

export type LineList = {
  readonly filters: Filters;
  readonly source: RowSource<BankLine, BankLineTotals>;
  readonly query: Readonly<Record<string, string>>;
};

/** The lines the address asks for, of one customer or of all. */
export function useLineList(customerId: number | null): LineList {
  const state = useFilters(all, newestFirst);
  const { query: asked } = state;
  const query = useMemo(
    () => (customerId === null ? asked : { ...asked, customer: String(customerId) }),
    [asked, customerId],
  );
  const source = useRows(bankLinePage, `${useBooksPath()}/bank-lines`, { query });
  return { filters: state, source, query };
}

export function LineExport({ list }: { list: LineList }) {
  return <ExportMenu path={`${useBooksPath()}/bank-lines/export`} query={list.query} />;
}

export function LinesTable(props: {
  readonly list: LineList;
  readonly tableId: string;
  /** Where the page's head has no place for it. */
  readonly withExport?: boolean;
  readonly empty: ReactNode;
}) {
  const { list } = props;
  const { filters: state, source } = list;
  const w = useWords(lineWords);
  const books = useBooks();
  const isPhone = useIsPhone();
  const navigate = useNavigate();
  const ticks = useTicks<BankLine>();
  const shownFilters = useShownFilters();
  const { openId, show } = useOpenRecord("line");
  const currencies = source.totals?.currencies.map(({ currency }) => currency).join(",") ?? "";
  const columns = useMemo(
    () => lineColumns(currencies === "" ? [] : currencies.split(","), isPhone),
    [currencies, isPhone],
  );
  const place = source.rows.findIndex((row) => row.id === openId);
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
        // What is hidden on a wide screen is not what is hidden on cards.
        id={isPhone ? `${props.tableId}-cards` : props.tableId}
        label={w("title")}
        columns={columns}
        source={source}
        rowKey={(row) => row.id}
        onOpen={(row) => show(row.id)}
        ticks={ticks}
        amountOf={(row) => row}
        currenciesOf={(totals) => totals.currencies.map(({ currency }) => currency)}
        isWithdrawn={(row) => row.status === "reversed"}
        sort={state.sort}
        onSort={state.setSort}
        rowActions={(row) => [
          { key: "open", label: w("openDrawer"), onClick: () => show(row.id) },
          {
            key: "match",
            label: w("openInMatch"),
            onClick: () =>
              void navigate(pathTo("matchLine", { booksId: books.id, lineId: row.id })),
          },
          {
            key: "customer",
            label: w("openCustomer"),
            disabled: row.customer === null,
            onClick: () =>
              void navigate(
                pathTo("customer", { booksId: books.id, customerId: row.customer?.id ?? 0 }),
              ),
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
            <FilterBar filters={shownFilters} state={state} count={source.count} />
            {props.withExport ? <LineExport list={list} /> : null}
          </>
        }
      />
      {openId > 0 ? (
        <LineDrawer
          key={openId}
          lineId={openId}
          onClose={() => show(null)}
          onShow={show}
          previousId={place < 0 ? null : (source.rows[place - 1]?.id ?? null)}
          nextId={place < 0 ? null : (source.rows[place + 1]?.id ?? null)}
        />
      ) : null}
    </>
  );
}

/** The own accounts are a choice where there are several. */
function useShownFilters(): readonly Filter[] {
  const { data } = useGet(bankAccountChoices, `${useBooksPath()}/bank-accounts`);
  return useMemo(() => {
    const accounts = data?.rows ?? [];
    if (accounts.length < 2) return [search, ...fields];
    // The holder's name is our own, the same for all of them.
    const options = accounts.map(({ id, accountNo, bank, currency }) => ({
      value: String(id),
      label: [bank, tail(accountNo), currency].filter(Boolean).join(" "),
    }));
    return [
      search,
      { key: "account", kind: "choice", label: lineWords.account, options } as const,
      ...fields,
    ];
  }, [data]);
}
