// 差异与争议: how much stays different and why, whose it is, and how it ends. The quadrant
// of causes filters the list or the board below it.
import "./differences.css";
import { App, Button } from "antd";
import { useEffect, useMemo, useRef } from "react";
import { Link, useNavigate } from "react-router";
import {
  type DifferenceSummary,
  differencePage,
  differenceStates,
  differenceSummary,
  examined,
} from "../../../src/contract/differences.ts";
import { type DifferenceStage, differenceStages } from "../../../src/core/differences/life.ts";
import {
  type DifferenceFamily,
  differenceCodes,
  differenceFamilies,
} from "../../../src/core/differences.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useMay, useRefusal } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { FigureStrip } from "../../components/figure-strip.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { pathTo } from "../../paths.ts";
import type { SortKey } from "../../table/column.ts";
import { FilterBar } from "../../table/filter-bar.tsx";
import { type Filter, type Filters, useFilters } from "../../table/filters.ts";
import { useRows } from "../../table/rows.ts";
import { QzTable } from "../../table/table.tsx";
import { useAddress } from "../../ui/address.ts";
import { grouped } from "../../ui/count.ts";
import { Segmented } from "../../ui/segmented.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { differenceWords } from "../../words/differences.ts";
import { disputeWords } from "../../words/disputes.ts";
import { useWords } from "../../words/words.ts";
import { Board } from "./board.tsx";
import { differenceColumns } from "./difference-columns.tsx";
import { causeName, Quadrant } from "./quadrant.tsx";
import { Ticket } from "./ticket.tsx";

const families = Object.keys(differenceFamilies) as DifferenceFamily[]; // the record's own keys
const stages = Object.keys(differenceStages) as DifferenceStage[]; // likewise

const filters: readonly Filter[] = [
  { key: "q", kind: "search", label: differenceWords.search },
  {
    key: "code",
    kind: "choice",
    label: differenceWords.cause,
    isMultiple: true,
    options: [
      ...differenceCodes.map((value) => {
        const { zh, en } = causeName(value);
        return { value, label: { zh: `${value} ${zh}`, en: `${value} ${en}` } };
      }),
      { value: "none", label: differenceWords.unexplained },
    ],
  },
  {
    key: "family",
    kind: "choice",
    label: differenceWords.family,
    isMultiple: true,
    options: families.map((value) => ({ value, label: differenceFamilies[value] })),
  },
  {
    key: "stage",
    kind: "choice",
    label: differenceWords.stage,
    isMultiple: true,
    options: stages.map((value) => ({ value, label: differenceStages[value] })),
  },
  {
    key: "owner",
    kind: "choice",
    label: differenceWords.owner,
    options: [
      { value: "me", label: differenceWords.ownerMe },
      { value: "none", label: differenceWords.ownerNone },
    ],
  },
  {
    key: "due",
    kind: "choice",
    label: differenceWords.due,
    options: [
      { value: "late", label: differenceWords.dueLate },
      { value: "week", label: differenceWords.dueWeek },
    ],
  },
  {
    key: "state",
    kind: "choice",
    label: differenceWords.state,
    isMultiple: true,
    options: differenceStates.map((value) => ({ value, label: differenceWords[`state_${value}`] })),
  },
  { key: "amount", kind: "amount", label: differenceWords.amount },
  { key: "customer", kind: "choice", label: differenceWords.openCustomer, options: [] },
  { key: "item", kind: "choice", label: differenceWords.document, options: [] },
];
const shownFilters = filters.filter(({ key }) => key !== "customer" && key !== "item");
const mostMoney: readonly SortKey[] = [{ column: "home", isDown: true }];

export function Component() {
  const w = useWords(differenceWords);
  const base = useBooksPath();
  const state = useFilters(filters, mostMoney);
  const { data: summary } = useGet(differenceSummary, `${base}/differences/summary`);
  const { address, put } = useAddress();
  const isBoard = address.get("view") === "board";
  const openId = Number(address.get("ticket") ?? 0);
  const show = (id: number | null) => put({ ticket: id === null ? null : String(id) });
  return (
    <div className="page-body is-filling differences">
      <header className="page-head">
        <h1>{w("title")}</h1>
        <DisputesLink />
        <span className="is-end">
          <Segmented
            value={isBoard ? "board" : "list"}
            onChange={(view) => put({ view: view === "board" ? "board" : null })}
            options={[
              { value: "list", label: w("listView") },
              { value: "board", label: w("boardView") },
            ]}
          />
          <ExamineButton summary={summary ?? null} />
        </span>
      </header>
      {summary ? <Figures summary={summary} state={state} /> : null}
      {summary ? (
        <Quadrant
          causes={summary.causes}
          chosen={state.values["code"] ?? ""}
          onChoose={(code) => state.set({ code })}
        />
      ) : null}
      <Rows state={state} isBoard={isBoard} openId={openId} show={show} />
    </div>
  );
}

/** Untested ones are tested as soon as somebody who may looks at the page. */
function ExamineButton({ summary }: { readonly summary: DifferenceSummary | null }) {
  const w = useWords(differenceWords);
  const base = useBooksPath();
  const may = useMay("decide_matches");
  const refusal = useRefusal("decide_matches");
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const send = useSend(examined, "POST", [`${base}/differences`]);
  const hasAsked = useRef(false);
  const path = `${base}/differences/examine`;
  const isWaiting = may && summary !== null && summary.unexamined > 0;
  const { mutate } = send;
  // the tests answer to what is on the server, so the page asks for them once
  useEffect(() => {
    if (!isWaiting || hasAsked.current) return;
    hasAsked.current = true;
    mutate({ path, body: {} });
  }, [isWaiting, mutate, path]);
  return (
    <RefusedButton
      reason={refusal}
      loading={send.isPending}
      onClick={() =>
        mutate(
          { path, body: { again: true } },
          {
            onSuccess: (done) => void message.success(w("examinedDone", { ...done })),
            onError: (error) => void message.error(sentence(error)),
          },
        )
      }
    >
      {w("examine")}
    </RefusedButton>
  );
}

function Figures({ summary, state }: { summary: DifferenceSummary; state: Filters }) {
  const w = useWords(differenceWords);
  const { unexplained } = summary;
  const choose = (changes: Record<string, string | null>) => () =>
    state.set({ code: null, owner: null, due: null, ...changes });
  const isCode = state.values["code"] === "none";
  return (
    <div className="differences-figures">
      <FigureStrip
        isMany
        figures={[
          {
            key: "open",
            label: w("open"),
            amounts: [summary.amount],
            note: w("countNote", { count: grouped(summary.open) }),
            onOpen: choose({}),
          },
          {
            key: "unexplained",
            label: w("unexplained"),
            amounts: [unexplained.amount],
            note: w("shareNote", {
              share: unexplained.shareOfAmount ?? "0.0",
              count: grouped(unexplained.count),
            }),
            onOpen: choose({ code: "none" }),
            isChosen: isCode,
          },
        ]}
      />
      <Button
        type={state.values["due"] === "late" ? "primary" : "default"}
        onClick={choose({ due: "late" })}
      >
        {w("late")} {grouped(summary.late)}
      </Button>
      <Button
        type={state.values["owner"] === "me" ? "primary" : "default"}
        onClick={choose({ owner: "me" })}
      >
        {w("mine")} {grouped(summary.mine)}
      </Button>
    </div>
  );
}

function Rows(props: {
  readonly state: Filters;
  readonly isBoard: boolean;
  readonly openId: number;
  readonly show: (id: number | null) => void;
}) {
  const { state, isBoard, openId, show } = props;
  const w = useWords(differenceWords);
  const { id: booksId } = useBooks();
  const navigate = useNavigate();
  const source = useRows(differencePage, `${useBooksPath()}/differences`, { query: state.query });
  const isMany = (source.totals?.currencies.length ?? 0) > 1;
  const columns = useMemo(() => differenceColumns(isMany), [isMany]);
  const place = source.rows.findIndex(({ id }) => id === openId);
  const tools = <FilterBar filters={shownFilters} state={state} count={source.count} />;
  return (
    <>
      {isBoard ? (
        <>
          {tools}
          <Board query={state.query} onOpen={show} />
        </>
      ) : (
        <QzTable
          id="differences"
          label={w("title")}
          columns={columns}
          source={source}
          rowKey={({ id }) => id}
          onOpen={({ id }) => show(id)}
          isWithdrawn={(row) => row.state === "withdrawn"}
          sort={state.sort}
          onSort={state.setSort}
          rowActions={(row) => [
            { key: "open", label: w("openTicket"), onClick: () => show(row.id) },
            {
              key: "customer",
              label: w("openCustomer"),
              disabled: row.customer === null,
              onClick: () =>
                void navigate(pathTo("customer", { booksId, customerId: row.customer?.id ?? 0 })),
            },
            {
              key: "line",
              label: w("openLine"),
              disabled: row.line === null,
              onClick: () =>
                void navigate(pathTo("matchLine", { booksId, lineId: row.line?.id ?? 0 })),
            },
          ]}
          tools={tools}
          empty={
            state.isAny ? (
              <EmptyState
                kind="found"
                title={w("nothingFound")}
                action={<Button onClick={state.clear}>{w("clear")}</Button>}
              />
            ) : (
              <EmptyState kind="left" title={w("nothingLeft")} text={w("nothingLeftText")} />
            )
          }
        />
      )}
      {openId > 0 ? (
        <Ticket
          key={openId}
          id={openId}
          onClose={() => show(null)}
          onShow={show}
          previousId={place < 0 ? null : (source.rows[place - 1]?.id ?? null)}
          nextId={place < 0 ? null : (source.rows[place + 1]?.id ?? null)}
        />
      ) : null}
    </>
  );
}

/** What customers object to is no difference yet; it has a page of its own. */
function DisputesLink() {
  const w = useWords(disputeWords);
  const { id: booksId } = useBooks();
  return <Link to={pathTo("disputes", { booksId })}>{w("title")}</Link>;
}
