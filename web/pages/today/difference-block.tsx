// What stays different and how much of it nobody can explain yet; every figure opens its rows.
import { Link } from "react-router";
import { differenceSummary } from "../../../src/contract/differences.ts";
import { useGet } from "../../api/query.ts";
import { useBooks, useBooksPath } from "../../api/session.tsx";
import { pathTo } from "../../paths.ts";
import { grouped } from "../../ui/count.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { Tag } from "../../ui/status-tag.tsx";
import { differenceWords } from "../../words/differences.ts";
import { useWords } from "../../words/words.ts";

export function DifferenceBlock() {
  const w = useWords(differenceWords);
  const { id: booksId } = useBooks();
  const { data } = useGet(differenceSummary, `${useBooksPath()}/differences/summary`);
  if (!data || data.open === 0) return null;
  const page = pathTo("differences", { booksId });
  const { amount, unexplained, late, open } = data;
  return (
    <section className="panel today-health" aria-label={w("title")}>
      <h2 className="panel-head">
        {w("title")}
        <Link className="is-end" to={page}>
          {w("all")}
        </Link>
      </h2>
      <dl>
        <dt>{w("open")}</dt>
        <dd>
          <Link to={page}>
            <MoneyText amount={amount.amount} currency={amount.currency} showCurrency bold />
          </Link>{" "}
          {w("countNote", { count: grouped(open) })}{" "}
          {late > 0 ? (
            <Link to={`${page}?due=late`}>
              <Tag tone="red" text={`${w("late")} ${grouped(late)}`} />
            </Link>
          ) : null}
        </dd>
        <dt>{w("unexplained")}</dt>
        <dd>
          <Link to={`${page}?code=none`}>
            <b>{unexplained.shareOfAmount ?? "0.0"} %</b>
          </Link>{" "}
          <MoneyText
            amount={unexplained.amount.amount}
            currency={unexplained.amount.currency}
            showCurrency
          />{" "}
          {w("shareOfCount", {
            share: unexplained.shareOfCount ?? "0.0",
            count: grouped(unexplained.count),
          })}
        </dd>
      </dl>
    </section>
  );
}
