// The four figures of the first page. A tile is there only where its figure is known, and opens the
// rows behind it.
import type { ReactNode } from "react";
import { Link } from "react-router";
import { type AgingReport, overdueBuckets } from "../../../src/contract/aging.ts";
import type { Today } from "../../../src/contract/today.ts";
import type { WorkbenchSummary } from "../../../src/contract/workbench.ts";
import { isCurrency } from "../../../src/core/currency.ts";
import { formatMinor, parseMinor } from "../../../src/core/money.ts";
import { useBooks } from "../../api/session.tsx";
import { pathTo } from "../../paths.ts";
import { grouped } from "../../ui/count.ts";
import { formatAmount, shortAmount } from "../../ui/money-text.tsx";
import { percentOf } from "../../ui/share-text.ts";
import { todayWords } from "../../words/today.ts";
import { useLanguage, useWords } from "../../words/words.ts";

type TilesProps = {
  readonly isShort: boolean;
  readonly today: Today;
  readonly aging: AgingReport | null;
  readonly summary: WorkbenchSummary | null;
};

export function Tiles({ isShort, today, aging, summary }: TilesProps) {
  const w = useWords(todayWords);
  const { id: booksId, homeCurrency } = useBooks();
  const { received, date } = today;
  const total = aging?.totals.find(({ currency }) => currency === homeCurrency) ?? null;
  const overdue =
    total &&
    sumOf(
      overdueBuckets.map((bucket) => total.buckets[bucket]),
      homeCurrency,
    );
  const auto = summary?.lanes.find(({ lane }) => lane === "auto");
  const hasLines = summary !== null && summary.total.count > 0;
  return (
    <section className="today-tiles">
      {hasLines ? (
        <Tile
          to={`${pathTo("lines", { booksId })}?dateFrom=${date}&dateTo=${date}&direction=in`}
          label={w("cashToday")}
          note={w("cashNote", { count: grouped(received.count) })}
        >
          <Amount amount={received.home.amount} currency={homeCurrency} isShort={isShort} />
        </Tile>
      ) : null}
      {total ? (
        <Tile
          to={pathTo("aging", { booksId })}
          label={w("receivables")}
          note={w("receivablesNote", { date })}
        >
          <Amount amount={total.balance} currency={homeCurrency} isShort={isShort} />
        </Tile>
      ) : null}
      {total && overdue !== null ? (
        <Tile
          to={pathTo("aging", { booksId })}
          label={w("overdue")}
          note={w("overdueNote", { share: shareOf(overdue, total.balance, homeCurrency) })}
        >
          <Amount amount={overdue} currency={homeCurrency} isShort={isShort} />
        </Tile>
      ) : null}
      {summary?.autoShare && auto ? (
        <Tile
          to={`${pathTo("match", { booksId })}?lane=auto`}
          label={w("autoShare")}
          note={w("autoShareNote", { lines: grouped(auto.count - summary.byHand) })}
          hint={w("precisionNone")}
        >
          {summary.autoShare} %
        </Tile>
      ) : null}
    </section>
  );
}

function Tile(props: {
  readonly to: string;
  readonly label: string;
  readonly note: string;
  readonly hint?: string;
  readonly children: ReactNode;
}) {
  return (
    <Link className="today-tile panel" to={props.to} title={props.hint}>
      <span className="figure-label">{props.label}</span>
      <span className="today-figure">{props.children}</span>
      <span className="figure-note">{props.note}</span>
    </Link>
  );
}

/** In full, or in 万 · 亿 with the exact figure on hover. */
function Amount(props: { amount: string; currency: string; isShort: boolean }) {
  const { amount, currency, isShort } = props;
  const language = useLanguage();
  const full = formatAmount(amount, currency, language);
  return (
    <span title={`${currency} ${full}`}>
      <small className="money-code">{currency}</small>
      {isShort ? shortAmount(amount, language) : full}
    </span>
  );
}

function sumOf(amounts: readonly (string | undefined)[], currency: string): string {
  if (!isCurrency(currency)) return "0";
  const sum = amounts.reduce((n, amount) => n + (parseMinor(amount ?? "0", currency) ?? 0n), 0n);
  return formatMinor(sum, currency);
}

function shareOf(part: string, whole: string, currency: string): string {
  const of = (amount: string) => (isCurrency(currency) ? (parseMinor(amount, currency) ?? 0n) : 0n);
  return percentOf(of(part), of(whole));
}
