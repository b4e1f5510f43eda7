// 对账单中心: by period, with the two axes of state, the figures of the month above and
// one button that makes the next ones.
import "../../components/figure-strip.css";
import "./statements.css";
import { App, Button, Input, Select } from "antd";
import { useMemo, useState } from "react";
import { printStarted } from "../../../src/contract/print-orders.ts";
import {
  chasedMany,
  type StatementFiguresOnWire,
  type StatementOnWire,
  statementFigures,
  statementList,
} from "../../../src/contract/statements.ts";
import { addMonths, isoDate, startOfMonth } from "../../../src/core/date.ts";
import { type Confirmation, confirmations } from "../../../src/core/statements/statement.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { LinkButton } from "../../components/link-button.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { pathTo } from "../../paths.ts";
import type { RowSource } from "../../table/column.ts";
import { localRows } from "../../table/local-rows.ts";
import { QzTable } from "../../table/table.tsx";
import { type Ticks, useTicks } from "../../table/ticks.ts";
import { type PutAddress, useAddress } from "../../ui/address.ts";
import { clearable } from "../../ui/clearable.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { shareText } from "../../ui/share-text.ts";
import { EmptyState } from "../../ui/states.tsx";
import { statementWords } from "../../words/statements.ts";
import { useLanguage, useSentence, useWords } from "../../words/words.ts";
import { PayAccountGap } from "../pay-accounts/gap.tsx";
import { InvoicingPanel } from "./invoicing-panel.tsx";
import { MakeDialog } from "./make-dialog.tsx";
import { PrintsPanel } from "./prints-panel.tsx";
import { RepliesPanel } from "./replies-panel.tsx";
import { statementColumns } from "./statement-columns.tsx";
import { StatementPanel } from "./statement-panel.tsx";
import { TasksPanel } from "./tasks-panel.tsx";

const monthsBack = 13;
const views = ["statements", "tasks", "replies", "invoicing", "prints"] as const;
type StatementsView = (typeof views)[number];
const viewWords = {
  statements: "viewStatements",
  tasks: "viewTasks",
  replies: "viewReplies",
  invoicing: "viewInvoicing",
  prints: "viewPrints",
} as const;

export function Component() {
  const w = useWords(statementWords);
  const books = useBooks();
  const base = useBooksPath();
  const language = useLanguage();
  const { address, put } = useAddress();
  const [isMaking, setMaking] = useState(false);
  const lastMonth = addMonths(startOfMonth(isoDate(books.today)), -1).slice(0, 7);
  const choice = {
    month: address.get("month") ?? lastMonth,
    state: address.get("state"),
    late: address.get("late"),
    q: address.get("q"),
  };
  const month = choice.month === "all" ? undefined : choice.month;
  const query = { month, state: choice.state, late: choice.late, q: choice.q, limit: 500 };
  const list = useGet(statementList, `${base}/statements`, { query, keep: true });
  const rows = list.data?.rows ?? [];
  const isMany = new Set(rows.map(({ currency }) => currency)).size > 1;
  const columns = useMemo(
    () => statementColumns({ language, timeZone: books.timeZone, isMany }),
    [language, books.timeZone, isMany],
  );
  const source: RowSource<StatementOnWire> = {
    ...localRows(rows),
    totals: null,
    isLoading: list.isPending,
    error: list.error,
    retry: () => void list.refetch(),
    loadMore: null,
    isOutdated: false,
  };
  const view = views.find((one) => one === address.get("view")) ?? "statements";
  const ticks = useTicks<StatementOnWire>();
  const openId = Number(address.get("statement") ?? 0);
  const show = (id: number | null) => put({ statement: id === null ? null : String(id) });
  const refusal = useRefusal("send_statements");
  const makeButton = (
    <RefusedButton type="primary" reason={refusal} onClick={() => setMaking(true)}>
      {w("make")}
    </RefusedButton>
  );
  const isFiltered = choice.state !== null || choice.late !== null || choice.q !== null;
  return (
    <div className="page-body is-filling statements">
      <header className="page-head">
        <h1>{w("title")}</h1>
        <Segmented
          value={view}
          onChange={(chosen: StatementsView) =>
            put({ view: chosen === "statements" ? null : chosen })
          }
          options={views.map((value) => ({ value, label: w(viewWords[value]) }))}
        />
        <span className="is-end">
          <LinkButton to={pathTo("communication", { booksId: books.id })}>
            {w("communication")}
          </LinkButton>
          <LinkButton to={pathTo("comparisons", { booksId: books.id })}>
            {w("comparisons")}
          </LinkButton>
          <LinkButton to={pathTo("sending", { booksId: books.id })}>{w("sending")}</LinkButton>
          <RemindButton rows={rows} />
          {makeButton}
        </span>
      </header>
      {view === "statements" ? <PayAccountGap /> : null}
      {view === "tasks" ? <TasksPanel /> : null}
      {view === "replies" ? <RepliesPanel /> : null}
      {view === "invoicing" ? <InvoicingPanel /> : null}
      {view === "prints" ? <PrintsPanel /> : null}
      {view === "statements" && month ? (
        <Figures month={month} put={put} isLate={choice.late !== null} />
      ) : null}
      {view === "statements" ? (
        <QzTable
          id="statements"
          label={w("title")}
          columns={columns}
          source={source}
          rowKey={(row) => row.id}
          ticks={ticks}
          amountOf={({ closing, currency }) => ({ amount: closing, currency })}
          footActions={<PrintButton ticks={ticks} />}
          onOpen={(row) => show(row.id)}
          sort={[]}
          onSort={() => {}}
          empty={
            isFiltered ? (
              <EmptyState
                kind="found"
                title={w("nothingFound")}
                action={
                  <Button onClick={() => put({ state: null, late: null, q: null })}>
                    {w("clear")}
                  </Button>
                }
              />
            ) : (
              <EmptyState kind="yet" title={w("none")} text={w("noneText")} />
            )
          }
          tools={<Tools choice={choice} put={put} today={books.today} />}
        />
      ) : null}
      {openId > 0 ? <StatementPanel id={openId} onClose={() => show(null)} onOpen={show} /> : null}
      {isMaking ? <MakeDialog onClose={() => setMaking(false)} /> : null}
    </div>
  );
}

/** Confirmation letters, reminders by post: the papers of what is ticked, as one archive. */
function PrintButton({ ticks }: { readonly ticks: Ticks<StatementOnWire> }) {
  const w = useWords(statementWords);
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const base = useBooksPath();
  const refusal = useRefusal("send_statements");
  const send = useSend(printStarted, "POST", [`${base}/print-orders`]);
  const print = () => {
    const statementIds = [...ticks.rows.values()].map(({ id }) => id);
    send.mutate(
      { path: `${base}/print-orders`, body: { statementIds } },
      {
        onSuccess: () => {
          ticks.clear();
          void message.success(w("printStarted"));
        },
        onError: (error) => void message.error(sentence(error)),
      },
    );
  };
  return (
    <RefusedButton reason={refusal} loading={send.isPending} onClick={print}>
      {w("printSelected")}
    </RefusedButton>
  );
}

/** Shown when a day has come on which a mail should leave. */
function RemindButton({ rows }: { readonly rows: readonly StatementOnWire[] }) {
  const w = useWords(statementWords);
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const base = useBooksPath();
  const refusal = useRefusal("send_statements");
  const send = useSend(chasedMany, "POST", [`${base}/statements`, `${base}/messages`]);
  const count = rows.filter(({ chaseDue }) => chaseDue === "reminder").length;
  if (count === 0) return null;
  return (
    <RefusedButton
      reason={refusal}
      loading={send.isPending}
      onClick={() =>
        send.mutate(
          { path: `${base}/statement-reminders` },
          {
            onSuccess: ({ reminded }) => void message.success(w("reminded", { count: reminded })),
            onError: (error) => void message.error(sentence(error)),
          },
        )
      }
    >
      {w("remindAll", { count })}
    </RefusedButton>
  );
}

type Choice = {
  readonly month: string;
  readonly state: string | null;
  readonly q: string | null;
};

function Tools(props: {
  readonly choice: Choice;
  readonly put: PutAddress;
  readonly today: string;
}) {
  const { choice, put, today } = props;
  const w = useWords(statementWords);
  const word = useSentence();
  const months = Array.from({ length: monthsBack }, (_, n) =>
    addMonths(startOfMonth(isoDate(today)), -n).slice(0, 7),
  );
  const states = Object.keys(confirmations) as Confirmation[]; // the record's own keys
  return (
    <>
      <Select
        aria-label={w("month")}
        value={choice.month}
        style={{ width: 130 }}
        onChange={(month) => put({ month })}
        options={[
          ...months.map((value) => ({ value, label: value })),
          { value: "all", label: w("allMonths") },
        ]}
      />
      <Select
        aria-label={w("state")}
        value={choice.state ?? ""}
        style={{ width: 140 }}
        onChange={(state) => put({ state: state === "" ? null : state })}
        options={[
          { value: "", label: w("allStates") },
          ...states.map((value) => ({ value, label: word(confirmations[value]) })),
        ]}
      />
      <Input.Search
        allowClear={clearable}
        defaultValue={choice.q ?? ""}
        placeholder={w("search")}
        aria-label={w("search")}
        style={{ width: 200 }}
        onSearch={(q) => put({ q: q === "" ? null : q })}
      />
    </>
  );
}

function Figures(props: {
  readonly month: string;
  readonly isLate: boolean;
  readonly put: PutAddress;
}) {
  const { month, put, isLate } = props;
  const w = useWords(statementWords);
  const path = `${useBooksPath()}/statement-figures`;
  const { data } = useGet(statementFigures, path, { query: { month }, keep: true });
  if (!data) return null;
  const { drafts, late, objected, medianDays } = data;
  const shares = [
    { key: "coverage", note: "coverageNote", ...data.coverage },
    { key: "answered", note: "answeredNote", ...data.answered },
    { key: "agreed", note: "agreedNote", ...data.agreed },
  ] as const;
  return (
    <div className="figure-strip">
      {shares.map(({ key, note, part, of }) => (
        <div className="figure" key={key}>
          <span className="figure-label">{w(key)}</span>
          <span className="figure-amount">
            {key === "coverage" && part === 0
              ? w("noneSent")
              : shareText(of === 0 ? null : part / of)}
          </span>
          <span className="figure-note">{w(note, { part, of })}</span>
        </div>
      ))}
      <div className="figure">
        <span className="figure-label">{w("days")}</span>
        <span className="figure-amount">
          {medianDays === null ? "–" : w("daysValue", { days: medianDays })}
        </span>
        <span className="figure-note">{w("daysNote")}</span>
      </div>
      <button
        type="button"
        className={isLate ? "figure is-link is-chosen" : "figure is-link"}
        aria-pressed={isLate}
        onClick={() => put({ late: isLate ? null : "yes" })}
      >
        <span className="figure-label">{w("waiting")}</span>
        <span className="figure-amount">{waitingOf(data)}</span>
        <span className="figure-note">{w("waitingNote", { drafts, late, objected })}</span>
      </button>
    </div>
  );
}

function waitingOf({ drafts, late, objected }: StatementFiguresOnWire): number {
  return drafts + late + objected;
}
