// Any report: tiles, the picture, the seal against the ledger, the table with its totals on top, and
// what has to be said beside it.
import "../../components/figure-strip.css";
import "./reports.css";
import "../close/close.css";
import { Button, Input } from "antd";
import { useMemo, useState } from "react";
import { useParams } from "react-router";
import {
  type ReportFactsOnWire,
  type ReportRowOnWire,
  type ReportTableOnWire,
  reportCatalogue,
  reportTable,
} from "../../../src/contract/reports.ts";
import { useGet } from "../../api/query.ts";
import { useBooks, useBooksPath } from "../../api/session.tsx";
import { Failure } from "../../components/failure.tsx";
import type { RowSource, SortKey } from "../../table/column.ts";
import { localRows } from "../../table/local-rows.ts";
import { QzTable } from "../../table/table.tsx";
import { clearable } from "../../ui/clearable.tsx";
import { formatAmount } from "../../ui/money-text.tsx";
import { EmptyState, Skeleton } from "../../ui/states.tsx";
import { reportWords } from "../../words/reports.ts";
import { useLanguage, useSentence, useWords } from "../../words/words.ts";
import { LimitationPanel } from "./limitation-panel.tsx";
import { ProvisionPanel } from "./provision-panel.tsx";
import { ReportCell, textOf } from "./report-cells.tsx";
import { ReportChart } from "./report-chart.tsx";
import { Hint, type ReportTotals, reportColumns, sortedRows } from "./report-columns.tsx";
import { ReportDownload, ReportHead } from "./report-head.tsx";
import { ReportSeal } from "./report-seal.tsx";
import { ScheduleButton } from "./schedule-dialog.tsx";
import { type ReportState, useReportChoice } from "./use-report.ts";

export function Component() {
  const { code = "" } = useParams();
  const { data, error, refetch } = useGet(reportCatalogue, `${useBooksPath()}/reports`, {
    freshMs: 600_000,
  });
  const facts = data?.reports.find((one) => one.code === code) ?? null;
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={8} />;
  return (
    <ReportView
      key={code}
      code={code}
      facts={facts}
      all={data.reports}
      currencies={data.currencies}
    />
  );
}

type ViewProps = {
  readonly code: string;
  readonly facts: ReportFactsOnWire | null;
  readonly all: readonly ReportFactsOnWire[];
  readonly currencies: readonly string[];
};

function ReportView({ code, facts, all, currencies }: ViewProps) {
  const { today } = useBooks();
  const state = useReportChoice(facts, today);
  const language = useLanguage();
  const path = `${useBooksPath()}/reports/${encodeURIComponent(code)}`;
  const report = useGet(reportTable, path, { query: state.query, keep: true });
  const table = report.data ?? null;
  return (
    <div className="page-body report-page">
      {facts ? (
        <ReportHead
          facts={facts}
          all={all}
          state={state}
          currencies={currencies}
          from={table?.from ?? null}
        >
          {table ? <ReportSeal table={table} /> : null}
          <ScheduleButton code={code} title={facts.title[language]} state={state} />
          <ReportDownload code={code} state={state} />
        </ReportHead>
      ) : null}
      {report.error && !table ? (
        <Failure error={report.error} onRetry={() => void report.refetch()} />
      ) : null}
      {report.isPending ? <Skeleton lines={10} /> : null}
      {table ? (
        <>
          <Tiles table={table} />
          <ReportChart table={table} />
          <Rows table={table} state={state} isLoading={report.isPlaceholderData} />
          <Notes table={table} />
          {code === "bad_debt_provision" ? <ProvisionPanel /> : null}
          {code === "limitation_watch" ? <LimitationPanel /> : null}
        </>
      ) : null}
    </div>
  );
}

function Tiles({ table }: { readonly table: ReportTableOnWire }) {
  const word = useSentence();
  const w = useWords(reportWords);
  if (table.tiles.length === 0) return null;
  return (
    <div className="figure-strip report-tiles">
      {table.tiles.map((tile) => (
        <div className="figure" key={tile.zh}>
          <span className="figure-label">
            {word(tile)} {tile.hint ? <Hint text={word(tile.hint)} /> : null}
          </span>
          <span className="figure-amount">
            <ReportCell cell={tile.value} kind={tile.kind} currency={table.homeCurrency} />
            {tile.value !== null && (tile.kind === "ratio" || tile.kind === "days") ? (
              <small className="report-unit"> {w("daysUnit")}</small>
            ) : null}
          </span>
        </div>
      ))}
    </div>
  );
}

function Rows(props: {
  readonly table: ReportTableOnWire;
  readonly state: ReportState;
  readonly isLoading: boolean;
}) {
  const { table, state } = props;
  const w = useWords(reportWords);
  const language = useLanguage();
  const { id: booksId } = useBooks();
  const [sort, setSort] = useState<readonly SortKey[]>([]);
  const [find, setFind] = useState("");
  const columns = useMemo(
    () => reportColumns(table, { booksId, language }),
    [table, booksId, language],
  );
  const rows = useMemo(() => {
    const wanted = find.trim().toLowerCase();
    const found =
      wanted === ""
        ? table.rows
        : table.rows.filter((row) =>
            row.cells.some((cell) => textOf(cell, language)?.toLowerCase().includes(wanted)),
          );
    return sortedRows(table, found, { sort, language });
  }, [table, find, sort, language]);
  const keys = useMemo(() => new Map(table.rows.map((row, at) => [row, at])), [table]);
  const source: RowSource<ReportRowOnWire, ReportTotals> = {
    ...localRows(rows),
    // sums are over all rows of the report: not shown over a part of them
    totals: rows.length < table.rows.length || table.totals.length === 0 ? null : table.totals,
    isLoading: props.isLoading,
    error: null,
    retry: () => {},
    loadMore: null,
    isOutdated: false,
  };
  const height = Math.min(560, 132 + 34 * Math.max(rows.length + table.totals.length, 3));
  return (
    <div className="report-table" style={{ height }}>
      <QzTable
        id={`report-${table.code}-${Object.values(state.choice.options).join("-")}`}
        label={table.title[language]}
        columns={columns}
        source={source}
        rowKey={(row) => keys.get(row) ?? 0}
        currenciesOf={(totals) => totals.map(({ currency }) => currency)}
        sort={sort}
        onSort={setSort}
        empty={
          table.rows.length === 0 ? (
            <EmptyState kind="found" title={w("emptyTitle")} text={w("emptyText")} />
          ) : (
            <EmptyState
              kind="found"
              title={w("nothingFound")}
              action={<Button onClick={() => setFind("")}>{w("clear")}</Button>}
            />
          )
        }
        tools={
          <Input.Search
            allowClear={clearable}
            value={find}
            placeholder={w("filter")}
            aria-label={w("filter")}
            onChange={(event) => setFind(event.target.value)}
            style={{ width: 220 }}
          />
        }
      />
    </div>
  );
}

function Notes({ table }: { readonly table: ReportTableOnWire }) {
  const w = useWords(reportWords);
  const word = useSentence();
  const language = useLanguage();
  const { notes, leftOut, homeCurrency } = table;
  const formulas = table.columns.flatMap(({ hint, ...column }) =>
    hint ? [`${column[language]}：${word(hint)}`] : [],
  );
  return (
    <ul className="report-notes">
      {leftOut ? (
        <li>
          {w("leftOut", {
            count: leftOut.count,
            amount: formatAmount(leftOut.amount, homeCurrency, language),
          })}
        </li>
      ) : null}
      {notes.map((note) => (
        <li key={note.zh}>{word(note)}</li>
      ))}
      {formulas.map((text) => (
        <li key={text}>{language === "zh" ? text : text.replace("：", ": ")}</li>
      ))}
    </ul>
  );
}
