// Cash of the day and month, receivables, overdue, automatic share; each opens its rows.
import type { ReactNode } from "react";
import { Link } from "react-router";
import type { Dashboard } from "../../../src/contract/dashboard.ts";
import { useBooks } from "../../api/session.tsx";
import { pathTo } from "../../paths.ts";
import { grouped } from "../../ui/count.ts";
import { formatAmount, shortAmount } from "../../ui/money-text.tsx";
import { dashboardWords } from "../../words/dashboard.ts";
import { useLanguage, useWords } from "../../words/words.ts";

export function FigureTiles({ data, isShort }: { data: Dashboard; isShort: boolean }) {
  const w = useWords(dashboardWords);
  const { id: booksId } = useBooks();
  const { cash, receivable, automatic, homeCurrency, date } = data;
  const lines = pathTo("lines", { booksId });
  const month = `${date.slice(0, 7)}-01`;
  const money = (amount: string) => (
    <Amount amount={amount} currency={homeCurrency} isShort={isShort} />
  );
  return (
    <section className="dashboard-tiles" aria-label={w("block_figures")}>
      <Tile
        to={`${lines}?dateFrom=${date}&dateTo=${date}&direction=in`}
        label={w("cashToday")}
        note={w("receiptCount", { count: grouped(cash.count) })}
      >
        {money(cash.today)}
      </Tile>
      <Tile
        to={`${lines}?dateFrom=${month}&dateTo=${date}&direction=in`}
        label={w("cashMonth")}
        note={cash.share === null ? w("noTarget") : w("ofTarget", { share: cash.share })}
      >
        {money(cash.month)}
      </Tile>
      <Tile to={pathTo("aging", { booksId })} label={w("receivables")} note={w("asOf", { date })}>
        {money(receivable.balance)}
      </Tile>
      <Tile
        to={pathTo("collections", { booksId })}
        label={w("overdue")}
        note={receivable.share === null ? "" : w("ofReceivables", { share: receivable.share })}
      >
        {money(receivable.overdue)}
      </Tile>
      <Tile
        to={`${pathTo("match", { booksId })}?lane=auto`}
        label={w("automatic")}
        note={
          automatic.share === null
            ? w("automaticNone")
            : w("automaticNote", { lines: grouped(automatic.lines) })
        }
      >
        {automatic.share === null ? "–" : `${automatic.share} %`}
      </Tile>
    </section>
  );
}

function Tile(props: {
  readonly to: string;
  readonly label: string;
  readonly note: string;
  readonly children: ReactNode;
}) {
  return (
    <Link className="dashboard-tile panel" to={props.to}>
      <span className="figure-label">{props.label}</span>
      <span className="dashboard-figure">{props.children}</span>
      <span className="figure-note">{props.note}</span>
    </Link>
  );
}

/** In 万 · 亿 with the exact figure on hover, or in full. */
export function Amount(props: { amount: string; currency: string; isShort: boolean }) {
  const { amount, currency, isShort } = props;
  const language = useLanguage();
  const full = formatAmount(amount, currency, language);
  return (
    <span className="money" title={`${currency} ${full}`} data-copy={amount}>
      <small className="money-code">{currency}</small>
      {isShort ? shortAmount(amount, language) : full}
    </span>
  );
}
