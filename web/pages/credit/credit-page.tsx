// 信用: how much is at risk with whom, what the rule proposes, how good the prediction of late payment
// is, and the scorecard behind it all. A row opens the customer's card beside the list.
import "./credit.css";
import { App, Button } from "antd";
import { Link } from "react-router";
import {
  type CreditSummary,
  creditCard,
  creditPage,
  creditSummary,
  creditTrends,
  ratingStarted,
} from "../../../src/contract/credit.ts";
import { creditRatings } from "../../../src/core/credit/settings.ts";
import { creditMethods } from "../../../src/core/credit/terms.ts";
import { methodWords, ratingWords } from "../../../src/core/words/credit.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { FigureStrip } from "../../components/figure-strip.tsx";
import { LinkButton } from "../../components/link-button.tsx";
import { RecordDrawer } from "../../components/record-drawer.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { pathTo } from "../../paths.ts";
import type { SortKey } from "../../table/column.ts";
import { FilterBar } from "../../table/filter-bar.tsx";
import { type Filter, type Filters, useFilters } from "../../table/filters.ts";
import { useRows } from "../../table/rows.ts";
import { QzTable } from "../../table/table.tsx";
import { useAddress } from "../../ui/address.ts";
import { grouped } from "../../ui/count.ts";
import { formatInstant } from "../../ui/date-text.tsx";
import { MoneyText } from "../../ui/money-text.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { creditWords } from "../../words/credit.ts";
import { useSentence, useWords } from "../../words/words.ts";
import { CreditCardView } from "./credit-card.tsx";
import { creditColumns } from "./credit-columns.tsx";
import { LatePanel } from "./late-panel.tsx";
import { ProposalsPanel } from "./proposals-panel.tsx";
import { RatingTag } from "./rating-tag.tsx";
import { ScorecardPanel } from "./scorecard-panel.tsx";

const views = ["customers", "proposals", "late", "scorecard"] as const;
type View = (typeof views)[number];

const filters: readonly Filter[] = [
  { key: "q", kind: "search", label: creditWords.search },
  {
    key: "rating",
    kind: "choice",
    label: creditWords.rating,
    isMultiple: true,
    options: [
      ...creditRatings.map((value) => ({ value, label: ratingWords[value] })),
      { value: "none", label: creditWords.ratingNone },
    ],
  },
  {
    key: "use",
    kind: "choice",
    label: creditWords.use,
    options: (["over", "near", "none"] as const).map((value) => ({
      value,
      label: creditWords[`use_${value}`],
    })),
  },
  {
    key: "trend",
    kind: "choice",
    label: creditWords.trend,
    options: creditTrends.map((value) => ({ value, label: creditWords[`trend_${value}`] })),
  },
  {
    key: "method",
    kind: "choice",
    label: creditWords.method,
    options: creditMethods.map((value) => ({ value, label: methodWords[value] })),
  },
  {
    key: "flag",
    kind: "choice",
    label: creditWords.flag,
    options: (["warning", "proposal", "hold"] as const).map((value) => ({
      value,
      label: creditWords[`flag_${value}`],
    })),
  },
];
const mostExposed: readonly SortKey[] = [{ column: "exposure", isDown: true }];

export function Component() {
  const w = useWords(creditWords);
  const base = useBooksPath();
  const state = useFilters(filters, mostExposed);
  const { address, put } = useAddress();
  const { data: summary } = useGet(creditSummary, `${base}/credit/summary`);
  const view = views.find((one) => one === address.get("view")) ?? "customers";
  const openId = Number(address.get("customer") ?? 0);
  const turnTo = (next: View) => put({ view: next === "customers" ? null : next });
  const show = (id: number | null) => put({ customer: id === null ? null : String(id) });
  return (
    <div className={view === "customers" ? "page-body is-filling credit" : "page-body credit"}>
      <header className="page-head">
        <h1>{w("title")}</h1>
        <RatedAt summary={summary ?? null} />
        <span className="is-end">
          <Segmented
            value={view}
            onChange={turnTo}
            options={views.map((value) => ({ value, label: w(`view_${value}`) }))}
          />
          <RateButton />
          {summary && summary.proposals > 0 && view !== "proposals" ? (
            <Button type="primary" onClick={() => turnTo("proposals")}>
              {w("decideProposals", { count: grouped(summary.proposals) })}
            </Button>
          ) : null}
        </span>
      </header>
      {view === "customers" ? (
        <>
          {summary ? <Figures summary={summary} state={state} /> : null}
          <Rows state={state} openId={openId} show={show} />
        </>
      ) : null}
      {view === "proposals" ? <ProposalsPanel onOpen={show} /> : null}
      {view === "late" ? <LatePanel /> : null}
      {view === "scorecard" ? <ScorecardPanel /> : null}
      {view === "proposals" && openId > 0 ? (
        <CardDrawer id={openId} ids={[]} onShow={show} />
      ) : null}
    </div>
  );
}

function RatedAt({ summary }: { readonly summary: CreditSummary | null }) {
  const w = useWords(creditWords);
  const { timeZone } = useBooks();
  if (summary === null) return null;
  const at = summary.ratedAt;
  return (
    <span className="page-note">
      {at === null ? w("neverRated") : w("ratedAt", { at: formatInstant(at, timeZone, false) })}
    </span>
  );
}

function RateButton() {
  const w = useWords(creditWords);
  const base = useBooksPath();
  const { message } = App.useApp();
  const sentence = useErrorSentence();
  const refusal = useRefusal("edit_customers");
  const send = useSend(ratingStarted, "POST", ["/jobs", base]);
  return (
    <RefusedButton
      reason={refusal}
      loading={send.isPending}
      onClick={() =>
        send.mutate(
          { path: `${base}/credit/ratings` },
          {
            onSuccess: () => void message.success(w("ratingStarted")),
            onError: (fault) => void message.error(sentence(fault)),
          },
        )
      }
    >
      {w("rateNow")}
    </RefusedButton>
  );
}

function Figures({ summary, state }: { summary: CreditSummary; state: Filters }) {
  const w = useWords(creditWords);
  const { exposure, overLimit, ratings, warnings, withoutLimit } = summary;
  const count = ratings.reduce((sum, { customers }) => sum + customers, 0);
  const choose = (changes: Record<string, string | null>) => () =>
    state.set({ rating: null, use: null, trend: null, method: null, flag: null, ...changes });
  return (
    <div className="credit-figures">
      <FigureStrip
        isMany
        figures={[
          {
            key: "exposure",
            label: w("exposure"),
            amounts: [exposure],
            note: w("exposureNote", { count: grouped(count), without: grouped(withoutLimit) }),
            onOpen: choose({}),
          },
          {
            key: "over",
            label: w("over"),
            amounts: [overLimit.amount],
            note: w("overNote", { count: grouped(overLimit.customers) }),
            onOpen: choose({ use: "over" }),
            isChosen: state.values["use"] === "over",
          },
        ]}
      />
      <RatingBar summary={summary} state={state} onChoose={choose} />
      <Button
        type={state.values["flag"] === "warning" ? "primary" : "default"}
        title={w("warningsNote")}
        onClick={choose({ flag: "warning" })}
      >
        {w("warnings")} {grouped(warnings)}
      </Button>
    </div>
  );
}

/** Exposure by rating as one bar; each part filters the list. */
function RatingBar(props: {
  readonly summary: CreditSummary;
  readonly state: Filters;
  readonly onChoose: (changes: Record<string, string | null>) => () => void;
}) {
  const { summary, state, onChoose } = props;
  const w = useWords(creditWords);
  const word = useSentence();
  const parts = summary.ratings.filter(({ exposure }) => +exposure.amount > 0);
  const whole = parts.reduce((sum, { exposure }) => sum + +exposure.amount, 0);
  if (whole <= 0) return null;
  return (
    <div className="rating-bar">
      <span className="figure-label">{w("byRating")}</span>
      <div className="rating-bar-line">
        {parts.map(({ rating, exposure }) => {
          const key = rating ?? "none";
          return (
            <button
              key={key}
              type="button"
              className={`is-${key}${state.values["rating"] === key ? " is-chosen" : ""}`}
              style={{ flexGrow: +exposure.amount / whole }}
              title={rating === null ? w("ratingNone") : word(ratingWords[rating])}
              aria-label={rating === null ? w("ratingNone") : word(ratingWords[rating])}
              onClick={onChoose({ rating: key })}
            />
          );
        })}
      </div>
      <ul>
        {summary.ratings.map(({ rating, customers, exposure }) => (
          <li key={rating ?? "none"}>
            <i className={`is-${rating ?? "none"}`} />
            <RatingTag rating={rating} />
            <small>{w("customersCount", { count: grouped(customers) })}</small>
            <MoneyText amount={exposure.amount} currency={exposure.currency} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Rows(props: {
  readonly state: Filters;
  readonly openId: number;
  readonly show: (id: number | null) => void;
}) {
  const { state, openId, show } = props;
  const w = useWords(creditWords);
  const { id: booksId } = useBooks();
  const source = useRows(creditPage, `${useBooksPath()}/credit`, { query: state.query });
  return (
    <>
      <QzTable
        id="credit"
        label={w("title")}
        columns={creditColumns}
        source={source}
        rowKey={(row) => row.customer.id}
        onOpen={(row) => show(row.customer.id)}
        currenciesOf={(totals) => [totals.currency]}
        sort={state.sort}
        onSort={state.setSort}
        rowActions={(row) => [
          { key: "open", label: w("open"), onClick: () => show(row.customer.id) },
        ]}
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
      {openId > 0 ? (
        <CardDrawer
          id={openId}
          ids={source.rows.map(({ customer }) => customer.id)}
          onShow={show}
        />
      ) : null}
    </>
  );
}

function CardDrawer(props: {
  readonly id: number;
  readonly ids: readonly number[];
  readonly onShow: (id: number | null) => void;
}) {
  const w = useWords(creditWords);
  const { id: booksId } = useBooks();
  const { id, ids, onShow } = props;
  const at = ids.indexOf(id);
  const { data } = useGet(creditCard, `${useBooksPath()}/customers/${id}/credit`);
  return (
    <RecordDrawer
      title={
        <Link to={`${pathTo("customer", { booksId, customerId: id })}?tab=credit`}>
          {data?.customer.name ?? w("openCustomer")}
        </Link>
      }
      onClose={() => onShow(null)}
      onShow={onShow}
      previousId={ids[at - 1] ?? null}
      nextId={at < 0 ? null : (ids[at + 1] ?? null)}
    >
      <CreditCardView key={id} customerId={id} />
    </RecordDrawer>
  );
}
