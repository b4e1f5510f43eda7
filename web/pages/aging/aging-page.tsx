// 账龄分析: as of a date and as known at an instant; totals on top with their shares, credits and
// receipts apart from the buckets, and the seal that ties it to the ledger.
import "./aging.css";
import "../close/close.css";
import { DownloadOutlined } from "@ant-design/icons";
import { Button, Input } from "antd";
import { useMemo, useState } from "react";
import { Link } from "react-router";
import { type AgingReport, agingReport } from "../../../src/contract/aging.ts";
import { isCurrency } from "../../../src/core/currency.ts";
import { parseMinor } from "../../../src/core/money.ts";
import { downloadAddress } from "../../api/client.ts";
import { useGet } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { LinkButton } from "../../components/link-button.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { WhyPanel } from "../../components/why-panel.tsx";
import { pathTo } from "../../paths.ts";
import { parseSort, type RowSource, type SortKey } from "../../table/column.ts";
import { localRows } from "../../table/local-rows.ts";
import { QzTable } from "../../table/table.tsx";
import { clearable } from "../../ui/clearable.tsx";
import { formatInstant } from "../../ui/date-text.tsx";
import { formatAmount } from "../../ui/money-text.tsx";
import { useIsPhone } from "../../ui/phone.ts";
import { EmptyState } from "../../ui/states.tsx";
import { agingWords } from "../../words/aging.ts";
import { tableWords } from "../../words/table.ts";
import { useLanguage, useWords } from "../../words/words.ts";
import { type AgingTotals, agingColumns } from "./aging-columns.tsx";
import { AgingHead } from "./aging-head.tsx";
import { type AgingRow, overdueOf } from "./figures.ts";
import { type AgingState, useAgingChoice } from "./use-aging.ts";

export function Component() {
  const books = useBooks();
  const state = useAgingChoice(books.today);
  const { choice } = state;
  const language = useLanguage();
  const [sort, setSort] = useState<readonly SortKey[]>(parseSort("-balance"));
  const path = `${useBooksPath()}/reports/aging`;
  const { asOf, knownAt, basis, view, by, q, compare } = choice;
  const query = { asOf, knownAt, basis, view, by, q };
  const now = useGet(agingReport, path, { query, keep: true });
  const earlier = useGet(agingReport, path, {
    query: { ...query, asOf: compare ?? asOf },
    enabled: compare !== null,
    keep: true,
  });
  const before = compare === null ? null : (earlier.data?.rows ?? []);
  const isPhone = useIsPhone();
  const columns = useMemo(
    () => agingColumns({ choice, booksId: books.id, language, before, isPhone }),
    [choice, books.id, language, before, isPhone],
  );
  const rows = useMemo(() => sorted(now.data?.rows ?? [], sort), [now.data, sort]);
  const totals: AgingTotals | null = now.data
    ? { now: now.data.totals, before: compare === null ? null : (earlier.data?.totals ?? null) }
    : null;
  const source: RowSource<AgingRow, AgingTotals> = {
    ...localRows(rows),
    totals: rows.length === 0 ? null : totals,
    isLoading: now.isPending,
    error: now.error,
    retry: () => void now.refetch(),
    loadMore: null,
    isOutdated: false,
  };
  return (
    <div className="page-body is-filling">
      <AgingHead state={state}>{now.data ? <ProofSeal report={now.data} /> : null}</AgingHead>
      <QzTable
        id={`aging-${view}${compare === null ? "" : "-compare"}`}
        label={agingWords.title[language]}
        columns={columns}
        source={source}
        rowKey={(row) => `${row.customerId ?? row.name} ${row.currency}`}
        currenciesOf={(sums) => linesOf(sums, agingWords.share[language])}
        sort={sort}
        onSort={setSort}
        empty={<Empty state={state} />}
        tools={<Tools state={state} />}
      />
    </div>
  );
}

/** Each currency takes a line for its share, and one for its change where that is asked for. */
function linesOf({ now, before }: AgingTotals, share: string): readonly string[] {
  return now.flatMap(({ currency }) => [
    currency,
    now.length === 1 ? share : `${currency} ${share}`,
    ...(before === null ? [] : [`${currency} Δ`]),
  ]);
}

function sorted(rows: readonly AgingRow[], sort: readonly SortKey[]): readonly AgingRow[] {
  const [first] = sort;
  if (!first) return rows;
  const { column, isDown } = first;
  const turn = isDown ? -1 : 1;
  if (column === "name") return isDown ? rows.toReversed() : rows;
  const keyed = rows.map((row) => ({ row, minor: minorOf(row, column) }));
  keyed.sort((a, b) => (a.minor === b.minor ? 0 : a.minor < b.minor ? -turn : turn));
  return keyed.map(({ row }) => row);
}

function minorOf(row: AgingRow, column: string): bigint {
  const { buckets, currency } = row;
  const figures: Readonly<Record<string, string>> = {
    ...buckets,
    balance: row.balance,
    credits: row.unlinkedCredits,
    unapplied: row.unapplied,
    net: row.net,
    disputed: row.disputed,
    allowance: row.allowance,
    overdue: overdueOf(row, currency),
  };
  return (isCurrency(currency) ? parseMinor(figures[column] ?? "0", currency) : null) ?? 0n;
}

function Tools({ state }: { readonly state: AgingState }) {
  const w = useWords(agingWords);
  const table = useWords(tableWords);
  const language = useLanguage();
  const path = `${useBooksPath()}/reports/aging/export`;
  const { compare: _, ...choice } = state.choice;
  return (
    <>
      <Input.Search
        allowClear={clearable}
        defaultValue={state.choice.q}
        placeholder={w("search")}
        aria-label={w("search")}
        onSearch={(q) => state.set({ q })}
        style={{ width: 220 }}
      />
      <RefusedButton
        icon={<DownloadOutlined />}
        reason={useRefusal("export_data")}
        href={downloadAddress(path, { ...choice, language })}
      >
        {table("exportXlsx")}
      </RefusedButton>
    </>
  );
}

/** 账龄合计 = 明细账 ✓ 差 0.00; a press shows how both are worked out. */
function ProofSeal({ report }: { readonly report: AgingReport }) {
  const w = useWords(agingWords);
  const language = useLanguage();
  const { id: booksId, timeZone } = useBooks();
  const [isOpen, open] = useState(false);
  const { aging, ledger, difference, currency } = report.proof;
  const holds = /^-?[0.]*$/.test(difference);
  const text = (amount: string) => formatAmount(amount, currency, language);
  return (
    <>
      <button
        type="button"
        className={holds ? "seal" : "seal is-broken"}
        onClick={() => open(true)}
        aria-expanded={isOpen}
      >
        <span className="seal-label">{currency}</span>
        {w("seal")} <b>{text(aging)}</b> {holds ? "=" : "≠"} {w("sealLedger")} <b>{text(ledger)}</b>
        <span className="seal-mark">
          {holds ? "✓" : "×"} {w("sealDifference", { amount: text(difference) })}
        </span>
      </button>
      <WhyPanel
        isOpen={isOpen}
        onOpenChange={open}
        why={{
          title: w("proofTitle"),
          sentences: [
            w("proofHome", { currency }),
            w("proofText1"),
            w("proofText2"),
            w("proofText3"),
            w("knownAs", { at: formatInstant(report.knownAt, timeZone, true) }),
          ],
          arithmetic: [
            `${text(aging)} − ${text(ledger)} = ${text(difference)}`,
            ...report.totals.map(
              (total) =>
                `${total.currency} ${formatAmount(total.balance, total.currency, language)} − ${formatAmount(total.unapplied, total.currency, language)} = ${formatAmount(total.net, total.currency, language)}`,
            ),
          ],
          sources: (
            <p>
              <Link
                to={`${pathTo("journal", { booksId })}?account=receivable&dateTo=${report.asOf}`}
              >
                {w("toJournal")}
              </Link>
              {" · "}
              <Link to={`${pathTo("trialBalance", { booksId })}?asOf=${report.asOf}`}>
                {w("toTrial")}
              </Link>
            </p>
          ),
        }}
      />
    </>
  );
}

function Empty({ state }: { readonly state: AgingState }) {
  const w = useWords(agingWords);
  const { id: booksId } = useBooks();
  if (state.choice.q !== "") {
    return (
      <EmptyState
        kind="found"
        title={w("nothingFound")}
        action={<Button onClick={() => state.set({ q: null })}>{w("clear")}</Button>}
      />
    );
  }
  return (
    <EmptyState
      kind="yet"
      title={w("emptyTitle")}
      text={w("emptyText")}
      action={
        <LinkButton type="primary" to={pathTo("import", { booksId })}>
          {w("toImport")}
        </LinkButton>
      }
    />
  );
}
