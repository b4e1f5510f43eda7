// 凭证: the journal as a list or as vouchers in the shape of paper, with totals over all that is
// filtered and the source one key away.
import "./journal.css";
import "../close/close.css";
import { CloseCircleFilled, DownloadOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useMemo, useState } from "react";
import {
  accountList,
  type JournalEntry,
  type JournalPage,
  journalPage,
} from "../../../src/contract/journal.ts";
import { eventTitles } from "../../../src/core/ledger/event-codes.ts";
import { downloadAddress } from "../../api/client.ts";
import { useGet } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { LinkButton } from "../../components/link-button.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { pathTo } from "../../paths.ts";
import type { RowSource } from "../../table/column.ts";
import { FilterBar } from "../../table/filter-bar.tsx";
import { type Filter, type Filters, useFilters } from "../../table/filters.ts";
import { useRows } from "../../table/rows.ts";
import { QzTable } from "../../table/table.tsx";
import { useAddress } from "../../ui/address.ts";
import { formatAmount } from "../../ui/money-text.tsx";
import { PanelPopover } from "../../ui/panel-popover.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { Tag } from "../../ui/status-tag.tsx";
import { journalWords } from "../../words/journal.ts";
import { tableWords } from "../../words/table.ts";
import { useLanguage, useSentence, useWords } from "../../words/words.ts";
import { SectionTabs } from "../close/section-tabs.tsx";
import { CustomerPicker } from "../workbench/customer-picker.tsx";
import { EntryPanel } from "./entry-panel.tsx";
import { journalColumns } from "./journal-columns.tsx";
import { customerOf } from "./narration.ts";
import { VoucherStack } from "./voucher-stack.tsx";

type Totals = NonNullable<JournalPage["totals"]>;
type Source = RowSource<JournalEntry, Totals>;

export function Component() {
  const base = useBooksPath();
  const { address: search, put } = useAddress();
  const filters = useFilters(useJournalFilters(), noSort);
  const ids = useIdFilters();
  const query = useMemo(() => queryOf(filters, ids), [filters, ids]);
  const source = useRows(journalPage, `${base}/entries`, { query });
  const entryId = Number(search.get("entry")) || null;
  const isPaper = search.get("view") === "paper";
  const open = (id: number | null) =>
    put({ entry: id === null ? null : String(id) }, { isStep: true });
  const tools = (
    <>
      <LookSwitch isPaper={isPaper} onChange={(paper) => put({ view: paper ? "paper" : null })} />
      <FilterBar filters={useJournalFilters()} state={filters} count={source.count} />
      <IdFilterChips source={source} ids={ids} />
    </>
  );
  return (
    <div className="page-body is-filling">
      <SectionTabs>
        <TotalsSeal totals={source.totals} />
        <ExportButton query={query} />
      </SectionTabs>
      {isPaper ? (
        <VoucherStack source={source} tools={tools} empty={<Empty filters={filters} ids={ids} />} />
      ) : (
        <JournalTable
          source={source}
          tools={tools}
          onOpen={open}
          empty={<Empty filters={filters} ids={ids} />}
        />
      )}
      {entryId === null || isPaper ? null : (
        <EntryPanel entryId={entryId} ids={source.rows.map(({ id }) => id)} onOpen={open} />
      )}
    </div>
  );
}

function JournalTable(props: {
  source: Source;
  tools: React.ReactNode;
  empty: React.ReactNode;
  onOpen: (id: number) => void;
}) {
  const w = useWords(journalWords);
  const language = useLanguage();
  const columns = useMemo(() => journalColumns(language), [language]);
  return (
    <QzTable
      id="journal"
      label={w("title")}
      columns={columns}
      source={props.source}
      rowKey={({ id }) => id}
      onOpen={({ id }) => props.onOpen(id)}
      isWithdrawn={({ reversedById }) => reversedById !== null}
      empty={props.empty}
      tools={props.tools}
    />
  );
}

function LookSwitch(props: { isPaper: boolean; onChange: (isPaper: boolean) => void }) {
  const w = useWords(journalWords);
  return (
    <Segmented
      aria-label={w("look")}
      value={props.isPaper ? "paper" : "list"}
      onChange={(value) => props.onChange(value === "paper")}
      options={[
        { value: "list", label: w("list") },
        { value: "paper", label: w("paper") },
      ]}
    />
  );
}

/** Debits = credits, over everything that is filtered. */
function TotalsSeal({ totals }: { readonly totals: Totals | null }) {
  const w = useWords(journalWords);
  const language = useLanguage();
  if (totals === null) return null;
  const { debit, credit, currency } = totals;
  const isBalanced = debit === credit;
  const text = (amount: string) => formatAmount(amount, currency, language);
  return (
    <span className={isBalanced ? "seal" : "seal is-broken"}>
      <span className="seal-label">{currency}</span>
      {w("debitTotal")} <b>{text(debit)}</b> {isBalanced ? "=" : "≠"} {w("creditTotal")}{" "}
      <b>{text(credit)}</b>
      <span className="seal-mark">
        {isBalanced ? "✓" : "×"} {w(isBalanced ? "balanced" : "unbalanced")}
      </span>
    </span>
  );
}

function ExportButton({ query }: { readonly query: Readonly<Record<string, string>> }) {
  const w = useWords(tableWords);
  const language = useLanguage();
  const path = `${useBooksPath()}/entries/export`;
  return (
    <RefusedButton
      icon={<DownloadOutlined />}
      reason={useRefusal("export_data")}
      href={downloadAddress(path, { ...query, language })}
    >
      {w("exportXlsx")}
    </RefusedButton>
  );
}

const noSort = [] as const;

function useJournalFilters(): readonly Filter[] {
  const { data } = useGet(accountList, `${useBooksPath()}/accounts`);
  const word = useSentence();
  const language = useLanguage();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the language stands for the words
  return useMemo(
    () => [
      { key: "q", kind: "search", label: journalWords.search },
      { key: "date", kind: "dates", label: journalWords.date },
      {
        key: "account",
        kind: "choice",
        label: journalWords.account,
        options: (data?.rows ?? []).map(({ account, code, name }) => ({
          value: account,
          label: `${code} ${word(name)}`,
        })),
      },
      {
        key: "event",
        kind: "choice",
        label: journalWords.event,
        options: Object.entries(eventTitles).map(([value, label]) => ({ value, label })),
      },
      {
        key: "origin",
        kind: "choice",
        label: journalWords.origin,
        options: [
          { value: "ours", label: journalWords.ours },
          { value: "gl", label: journalWords.gl },
        ],
      },
    ],
    [data, language],
  );
}

const idNames = ["customerId", "itemId", "receiptId"] as const;
type IdFilters = {
  readonly values: Readonly<Partial<Record<(typeof idNames)[number], string>>>;
  readonly set: (name: (typeof idNames)[number], id: string | null) => void;
};

/** Links from other pages name a customer, an item or a receipt by id. */
function useIdFilters(): IdFilters {
  const { address: search, put } = useAddress();
  const text = idNames.map((name) => search.get(name) ?? "").join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text stands for the parameters
  return useMemo(
    () => ({
      values: Object.fromEntries(
        idNames.flatMap((name) => (search.get(name) ? [[name, search.get(name)]] : [])),
      ),
      set: (name, id) => put({ [name]: id }),
    }),
    [text],
  );
}

function queryOf(filters: Filters, ids: IdFilters): Record<string, string> {
  const { dateFrom, dateTo, ...values } = filters.values;
  return {
    ...values,
    ...ids.values,
    ...(dateFrom ? { from: dateFrom } : {}),
    ...(dateTo ? { to: dateTo } : {}),
  };
}

function IdFilterChips({ source, ids }: { readonly source: Source; readonly ids: IdFilters }) {
  const w = useWords(journalWords);
  const [isOpen, open] = useState(false);
  const { customerId, itemId, receiptId } = ids.values;
  const first = source.rows[0];
  const item = first?.lines.find((line) => String(line.itemId) === itemId);
  return (
    <>
      {customerId ? (
        <Chip
          text={w("ofCustomer", { name: (first && customerOf(first)) ?? customerId })}
          onClear={() => ids.set("customerId", null)}
        />
      ) : (
        <PanelPopover
          open={isOpen}
          onOpenChange={open}
          destroyOnHidden
          content={
            <div style={{ width: 320 }}>
              <CustomerPicker
                onChoose={({ id }) => {
                  ids.set("customerId", String(id));
                  open(false);
                }}
                onLeave={() => open(false)}
              />
            </div>
          }
        >
          <Button className="is-desktop">{w("chooseCustomer")}</Button>
        </PanelPopover>
      )}
      {itemId ? (
        <Chip
          text={w("ofItem", { number: item?.itemNo ?? itemId })}
          onClear={() => ids.set("itemId", null)}
        />
      ) : null}
      {receiptId ? (
        <Chip text={w("ofReceipt", { id: receiptId })} onClear={() => ids.set("receiptId", null)} />
      ) : null}
    </>
  );
}

function Chip({ text, onClear }: { readonly text: string; readonly onClear: () => void }) {
  const w = useWords(journalWords);
  return (
    <span className="filter-chip">
      <Tag tone="blue" text={text} />
      <button type="button" className="bar-button" aria-label={w("clear")} onClick={onClear}>
        <CloseCircleFilled />
      </button>
    </span>
  );
}

function Empty({ filters, ids }: { readonly filters: Filters; readonly ids: IdFilters }) {
  const w = useWords(journalWords);
  const { id: booksId } = useBooks();
  if (filters.isAny || Object.keys(ids.values).length > 0) {
    const clear = () => {
      filters.clear();
      for (const name of idNames) ids.set(name, null);
    };
    return (
      <EmptyState
        kind="found"
        title={w("nothingFound")}
        action={<Button onClick={clear}>{w("clear")}</Button>}
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
