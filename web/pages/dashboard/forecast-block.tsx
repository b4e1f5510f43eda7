// What is expected to come in within the next weeks.
import { Link } from "react-router";
import type { Dashboard } from "../../../src/contract/dashboard.ts";
import { isCurrency } from "../../../src/core/currency.ts";
import { formatMinor, parseMinor } from "../../../src/core/money.ts";
import { useBooks } from "../../api/session.tsx";
import { Chart } from "../../components/chart.tsx";
import { pathTo } from "../../paths.ts";
import { formatAmount, shortAmount } from "../../ui/money-text.tsx";
import { dashboardWords } from "../../words/dashboard.ts";
import { useLanguage, useWords } from "../../words/words.ts";

export function ForecastBlock({ data, isShort }: { data: Dashboard; isShort: boolean }) {
  const w = useWords(dashboardWords);
  const language = useLanguage();
  const { id: booksId } = useBooks();
  const { forecast, homeCurrency } = data;
  const soon = sumOf(
    forecast.slice(0, 4).map(({ expected }) => expected),
    homeCurrency,
  );
  const amount = isShort
    ? `${homeCurrency} ${shortAmount(soon, language)}`
    : `${homeCurrency} ${formatAmount(soon, homeCurrency, language)}`;
  const report = pathTo("report", { booksId, code: "cash_forecast" });
  const values = (name: "expected" | "byDue" | "promised") =>
    forecast.map((week) => Number(week[name]));
  return (
    <section className="panel" aria-label={w("block_forecast")}>
      <h2 className="panel-head">
        {w("block_forecast")}
        <span className="figure-note">{w("inFourWeeks", { amount })}</span>
        <Link className="is-end" to={report}>
          {w("toReport")}
        </Link>
      </h2>
      <div className="panel-body">
        <Chart
          title={w("block_forecast")}
          unit="money"
          categories={forecast.map(({ to }) => to.slice(5))}
          series={[
            { name: w("expected"), kind: "bar", colour: "blue", values: values("expected") },
            {
              name: w("byDue"),
              kind: "line",
              colour: "grey",
              isDashed: true,
              values: values("byDue"),
            },
            { name: w("promised"), kind: "line", colour: "green", values: values("promised") },
          ]}
        />
      </div>
    </section>
  );
}

function sumOf(amounts: readonly string[], currency: string): string {
  if (!isCurrency(currency)) return "0";
  return formatMinor(
    amounts.reduce((sum, amount) => sum + (parseMinor(amount, currency) ?? 0n), 0n),
    currency,
  );
}
