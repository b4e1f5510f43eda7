// 记忆: everything by which matching recognises a payer, of all customers, with where it
// was learned and how often confirmed; each can be revoked.

import { App, Button } from "antd";
import { useMemo } from "react";
import { Link, useNavigate } from "react-router";
import { customerFacts } from "../../../src/contract/customers.ts";
import { factKinds, type MemoryRow, memoryPage } from "../../../src/contract/memory.ts";
import { useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useMay, useRefusal } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { LinkButton } from "../../components/link-button.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { SettingsFrame } from "../../components/settings-frame.tsx";
import { pathTo } from "../../paths.ts";
import type { Column, SortKey } from "../../table/column.ts";
import { customerColumn, MiddleCut, textColumn } from "../../table/columns.tsx";
import { FilterBar } from "../../table/filter-bar.tsx";
import { type Filter, useFilters } from "../../table/filters.ts";
import { useRows } from "../../table/rows.ts";
import { QzTable } from "../../table/table.tsx";
import { grouped } from "../../ui/count.ts";
import { formatInstant } from "../../ui/date-text.tsx";
import { formatAmount } from "../../ui/money-text.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { StatusTag, Tag } from "../../ui/status-tag.tsx";
import { customerWords } from "../../words/customers.ts";
import { memoryWords } from "../../words/memory.ts";
import { useLanguage, useWords } from "../../words/words.ts";

const filters: readonly Filter[] = [
  { key: "q", kind: "search", label: memoryWords.search },
  {
    key: "kind",
    kind: "choice",
    label: memoryWords.kind,
    isMultiple: true,
    options: factKinds.map((value) => ({ value, label: memoryWords[`kind_${value}`] })),
  },
  {
    key: "provenance",
    kind: "choice",
    label: memoryWords.provenance,
    options: (["learned", "master"] as const).map((value) => ({
      value,
      label: memoryWords[`provenance_${value}`],
    })),
  },
  {
    key: "state",
    kind: "choice",
    label: memoryWords.state,
    options: [{ value: "revoked", label: memoryWords.state_revoked }],
  },
  {
    key: "doubtful",
    kind: "choice",
    label: memoryWords.doubtful,
    options: [{ value: "only", label: memoryWords.doubtful_only }],
  },
  { key: "customer", kind: "choice", label: customerWords.title, options: [] },
];
const shownFilters = filters.filter(({ key }) => key !== "customer");
const mostUsed: readonly SortKey[] = [{ column: "used", isDown: true }];

export function Component() {
  const w = useWords(memoryWords);
  const { id: booksId } = useBooks();
  const navigate = useNavigate();
  const state = useFilters(filters, mostUsed);
  const source = useRows(memoryPage, `${useBooksPath()}/facts`, { query: state.query });
  const columns = useMemoryColumns();
  const { totals } = source;
  const openCustomer = ({ customer }: MemoryRow) =>
    void navigate(pathTo("customer", { booksId, customerId: customer.id }));
  return (
    <SettingsFrame title={w("title")} note={w("note")}>
      {totals ? (
        <p className="page-note">
          {w("sum", {
            customers: grouped(totals.customers),
            learned: grouped(totals.learned),
            confirmations: grouped(totals.confirmations),
          })}
        </p>
      ) : null}
      <div className="settings-table">
        <QzTable
          id="memory"
          label={w("title")}
          columns={columns}
          source={source}
          rowKey={({ id }) => id}
          onOpen={openCustomer}
          isWithdrawn={({ revokedAt }) => revokedAt !== null}
          sort={state.sort}
          onSort={state.setSort}
          rowActions={(row) => [
            { key: "open", label: w("openCustomer"), onClick: () => openCustomer(row) },
          ]}
          tools={<FilterBar filters={shownFilters} state={state} count={source.count} />}
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
                action={
                  <LinkButton type="primary" to={pathTo("match", { booksId })}>
                    {w("toMatch")}
                  </LinkButton>
                }
              />
            )
          }
        />
      </div>
    </SettingsFrame>
  );
}

function useMemoryColumns(): readonly Column<MemoryRow>[] {
  const language = useLanguage();
  const { timeZone } = useBooks();
  return useMemo(
    () => [
      {
        key: "value",
        head: memoryWords.value,
        width: 180,
        grows: true,
        card: "title",
        sort: "value",
        cell: (row) => <FactText row={row} />,
        copy: ({ value, paysFor }) => paysFor?.name ?? value,
      },
      textColumn("kind", memoryWords.kind, ({ kind }) => memoryWords[`kind_${kind}`][language], {
        width: 84,
        card: "rest",
      }),
      customerColumn<MemoryRow>(({ customer }) => customer.name, {
        width: 176,
        sort: "customer",
        card: "rest",
      }),
      {
        key: "used",
        head: memoryWords.used,
        width: 100,
        align: "right",
        sort: "used",
        sortsDown: true,
        card: "amount",
        cell: (row) => <UsedText row={row} />,
        copy: ({ confirmations }) => String(confirmations),
      },
      {
        key: "from",
        head: memoryWords.learnedFrom,
        width: 152,
        cell: (row) => <FromText row={row} />,
      },
      textColumn(
        "by",
        memoryWords.by,
        ({ by, provenance }) =>
          by ?? (provenance === "learned" ? memoryWords.bySystem[language] : ""),
        { width: 70 },
      ),
      textColumn(
        "since",
        memoryWords.since,
        ({ createdAt }) => formatInstant(createdAt, timeZone, true),
        { width: 124, sort: "since" },
      ),
      textColumn(
        "last",
        memoryWords.last,
        ({ lastUsedAt }) => (lastUsedAt ? formatInstant(lastUsedAt, timeZone, true) : ""),
        { width: 124, sort: "last", isHidden: true },
      ),
      {
        key: "act",
        head: memoryWords.act,
        width: 84,
        card: "none",
        cell: (row) =>
          row.revokedAt === null ? <RevokeButton row={row} /> : <StatusTag status="revoked" />,
      },
    ],
    [language, timeZone],
  );
}

function FactText({ row }: { row: MemoryRow }) {
  const w = useWords(memoryWords);
  const { kind, value, paysFor, alsoAt } = row;
  return (
    <span className="fact-text">
      {paysFor ? (
        <MiddleCut text={paysFor.name} />
      ) : (
        <span className={kind === "account" ? "table-number" : ""} title={value}>
          {value}
        </span>
      )}
      {alsoAt.length > 0 ? (
        <Tag tone="amber" text={w("alsoAt", { names: alsoAt.map(({ name }) => name) })} />
      ) : null}
    </span>
  );
}

function UsedText({ row }: { row: MemoryRow }) {
  const w = useWords(memoryWords);
  if (row.provenance === "master") return <span className="page-note">–</span>;
  return w("times", { count: grouped(row.confirmations) });
}

function FromText({ row }: { row: MemoryRow }) {
  const w = useWords(memoryWords);
  const customer = useWords(customerWords);
  const language = useLanguage();
  const { id: booksId } = useBooks();
  const seesLines = useMay("view_bank_lines");
  const from = row.learnedFrom;
  if (row.provenance === "master")
    return <span className="page-note">{w("provenance_master")}</span>;
  if (from === null || !seesLines)
    return <span className="page-note">{w("provenance_learned")}</span>;
  return (
    <Link
      to={`${pathTo("lines", { booksId })}?line=${from.lineId}`}
      tabIndex={-1}
      onClick={(event) => event.stopPropagation()}
    >
      {customer("lineOf", {
        date: from.date,
        amount: formatAmount(from.amount, from.currency, language),
      })}
    </Link>
  );
}

function RevokeButton({ row }: { row: MemoryRow }) {
  const w = useWords(customerWords);
  const books = useBooksPath();
  const refusal = useRefusal("edit_memory");
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const facts = `${books}/customers/${row.customer.id}/facts`;
  const revoke = useSend(customerFacts, "DELETE", [facts, `${books}/facts`]);
  const value = row.paysFor?.name ?? row.value;
  return (
    <RefusedButton
      size="small"
      reason={refusal}
      loading={revoke.isPending}
      onClick={(event) => {
        event.stopPropagation();
        revoke.mutate(
          { path: `${facts}/${row.id}` },
          {
            onSuccess: () => void message.success(w("revoked", { value })),
            onError: (error) => void message.error(sentence(error)),
          },
        );
      }}
    >
      {w("revoke")}
    </RefusedButton>
  );
}
