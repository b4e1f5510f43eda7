// Disputes as a list that scrolls through all of them, page by page from the server.
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import {
  type DisputeList,
  type DisputeOnWire,
  disputeList,
} from "../../../src/contract/disputes.ts";
import {
  type DisputeState,
  disputeReasons,
  disputeStates,
  disputeSteps,
} from "../../../src/core/disputes/dispute.ts";
import { getJson } from "../../api/client.ts";
import { useBooksPath } from "../../api/session.tsx";
import type { Column, RowSource } from "../../table/column.ts";
import { currencyColumn, customerColumn, moneyColumn } from "../../table/columns.tsx";
import { localRows } from "../../table/local-rows.ts";
import { QzTable } from "../../table/table.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { disputeWords } from "../../words/disputes.ts";
import { type Language, useLanguage, useWords } from "../../words/words.ts";
import { DueIn, StateTag } from "./dispute-tags.tsx";

export type DisputeQueryText = {
  readonly q: string | null;
  readonly owner: string | null;
  readonly mention: string | null;
  readonly sort: string | null;
};

const everyState = Object.keys(disputeStates) as DisputeState[]; // the record's own keys
const pageRows = 500;

type Totals = DisputeList["totals"];

export function DisputeTable(props: {
  readonly filter: DisputeQueryText;
  readonly isAll: boolean;
  readonly onOpen: (id: number) => void;
  /** The ids as they stand, for walking from ticket to ticket. */
  readonly onOrder: (ids: readonly number[]) => void;
}) {
  const { filter, isAll, onOpen, onOrder } = props;
  const w = useWords(disputeWords);
  const language = useLanguage();
  const path = `${useBooksPath()}/disputes`;
  const query = { ...filter, state: isAll ? everyState.join(",") : null, limit: pageRows };
  const result = useInfiniteQuery({
    queryKey: [path, query],
    queryFn: ({ pageParam, signal }) => {
      const page = pageParam === 0 ? {} : { cursor: pageParam };
      return getJson(disputeList, path, { query: { ...query, ...page }, signal });
    },
    initialPageParam: 0,
    getNextPageParam: (last) => last.nextCursor,
  });
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = result;
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? [], [data]);
  useEffect(() => onOrder(rows.map(({ id }) => id)), [rows, onOrder]);
  const totals = data?.pages[0]?.totals ?? null;
  const isMany = (totals ?? []).length > 1;
  const columns = useMemo(() => columnsOf(language, isMany), [language, isMany]);
  const source: RowSource<DisputeOnWire, Totals> = {
    ...localRows(rows),
    count: (totals ?? []).reduce((sum, { count }) => sum + count, 0),
    totals,
    isLoading: result.isPending,
    error: result.error,
    retry: () => void result.refetch(),
    loadMore: hasNextPage && !isFetchingNextPage ? () => void fetchNextPage() : null,
    isOutdated: false,
  };
  return (
    <QzTable
      id="disputes"
      label={w("title")}
      columns={columns}
      source={source}
      rowKey={(row) => row.id}
      onOpen={(row) => onOpen(row.id)}
      currenciesOf={(sums) => sums.map(({ currency }) => currency)}
      amountOf={({ amount, currency }) => ({ amount, currency })}
      sort={[]}
      onSort={() => {}}
      empty={<EmptyState kind="left" title={w("nothing")} text={w("nothingText")} />}
    />
  );
}

function columnsOf(language: Language, isMany: boolean): readonly Column<DisputeOnWire, Totals>[] {
  const text = (
    key: string,
    head: Column<DisputeOnWire>["head"],
    width: number,
    of: (row: DisputeOnWire) => string,
  ): Column<DisputeOnWire, Totals> => ({ key, head, width, cell: of, copy: of, card: "rest" });
  const words = disputeWords;
  return [
    customerColumn((row) => row.customer.name),
    text("documents", words.documents, 170, (row) => row.documents.join(", ")),
    ...(isMany ? [currencyColumn<DisputeOnWire, Totals>((row) => row.currency)] : []),
    moneyColumn(
      "amount",
      words.amount,
      (row: DisputeOnWire) => ({ amount: row.amount, currency: row.currency }),
      { bold: true, totalsOf: (totals: Totals) => totals, card: "amount" },
    ),
    text("reason", words.reason, 160, (row) => disputeReasons[row.reason][language]),
    {
      ...text("owner", words.owner, 100, (row) => row.owner?.name ?? words.nobody[language]),
      card: "none",
    },
    {
      key: "due",
      head: words.due,
      width: 110,
      cell: (row) => <DueIn row={row} />,
      card: "rest",
      copy: (row) => row.dueOn,
    },
    { ...text("step", words.step, 90, (row) => disputeSteps[row.step][language]), card: "none" },
    {
      key: "state",
      head: words.state,
      width: 120,
      cell: (row) => <StateTag state={row.state} />,
      copy: (row) => disputeStates[row.state][language],
    },
  ];
}
