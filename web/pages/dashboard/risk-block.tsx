// The customers to worry about, each with the reason in words.
import { Link } from "react-router";
import type { Dashboard, DashboardRisk } from "../../../src/contract/dashboard.ts";
import { caseSentence } from "../../../src/core/words/collections.ts";
import { useBooks, useMay } from "../../api/session.tsx";
import { GradeTag } from "../../components/grade-tag.tsx";
import { pathTo } from "../../paths.ts";
import { formatAmount, MoneyText } from "../../ui/money-text.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { Tag } from "../../ui/status-tag.tsx";
import { dashboardWords } from "../../words/dashboard.ts";
import { useLanguage, useWords } from "../../words/words.ts";

export function RiskBlock({ data }: { readonly data: Dashboard }) {
  const w = useWords(dashboardWords);
  const { id: booksId } = useBooks();
  const page = pathTo("collections", { booksId });
  const collects = useMay("collect");
  return (
    <section className="panel" aria-label={w("block_risks")}>
      <h2 className="panel-head">
        {w("block_risks")}
        {collects ? (
          <Link className="is-end" to={page}>
            {w("toCollections")}
          </Link>
        ) : null}
      </h2>
      {data.risks.length === 0 ? <EmptyState kind="left" title={w("risksNone")} /> : null}
      {data.risks.map((risk) => (
        <RiskRow
          key={risk.customer.id}
          risk={risk}
          currency={data.homeCurrency}
          to={
            collects
              ? `${page}?customer=${risk.customer.id}`
              : pathTo("customer", { booksId, customerId: risk.customer.id })
          }
        />
      ))}
    </section>
  );
}

function RiskRow(props: {
  readonly risk: DashboardRisk;
  readonly currency: string;
  readonly to: string;
}) {
  const { risk, currency, to } = props;
  const w = useWords(dashboardWords);
  const sentence = useRiskSentence(risk, currency);
  return (
    <Link className="dashboard-risk" to={to}>
      <span className="dashboard-risk-top">
        <b>{risk.customer.name}</b>
        <MoneyText amount={risk.ask} currency={currency} showCurrency bold />
      </span>
      <span className="dashboard-risk-foot">
        <GradeTag grade={risk.grade} ungraded={risk.ungraded} />
        <CreditTag risk={risk} />
        {risk.isHeld ? <Tag tone="red" text={w("onHold")} /> : null}
        <span className="page-note">{sentence}</span>
      </span>
    </Link>
  );
}

export function useRiskSentence(risk: DashboardRisk, currency: string): string {
  const language = useLanguage();
  return caseSentence({ ...risk, ask: formatAmount(risk.ask, currency, language) }, language);
}

const arrows = { up: "↑", level: "→", down: "↓", unknown: "" } as const;
const tones = { A: "green", B: "plain", C: "amber", D: "red" } as const;

function CreditTag({ risk }: { readonly risk: DashboardRisk }) {
  const w = useWords(dashboardWords);
  const { rating, trend } = risk;
  if (rating === null) return null;
  const arrow = trend === null ? "" : arrows[trend];
  return <Tag tone={tones[rating]} text={`${w("credit", { rating })} ${arrow}`.trim()} />;
}
