// The pictures the wall turns through: cash, overdue by grade, recovery, risks.
import type { Dashboard } from "../../../src/contract/dashboard.ts";
import { useGradeTitle } from "../../components/grade-tag.tsx";
import { shortAmount } from "../../ui/money-text.tsx";
import { dashboardWords } from "../../words/dashboard.ts";
import { useLanguage, useWords } from "../../words/words.ts";
import { useRiskSentence } from "../dashboard/risk-block.tsx";
import { TrendChart } from "../dashboard/trend-block.tsx";

type WallPageProps = { readonly data: Dashboard; readonly isMasked: boolean };

export function WallCash({ data }: WallPageProps) {
  const w = useWords(dashboardWords);
  const { cash, receivable, automatic } = data;
  return (
    <>
      <div className="wall-row">
        <Figure label={w("cashToday")} amount={cash.today} currency={data.homeCurrency} isLarge />
        <div>
          <Figure label={w("cashMonth")} amount={cash.month} currency={data.homeCurrency} isLarge />
          <Target share={cash.share} />
        </div>
      </div>
      <div className="wall-row">
        <Figure label={w("receivables")} amount={receivable.balance} currency={data.homeCurrency} />
        <Figure label={w("overdue")} amount={receivable.overdue} currency={data.homeCurrency} />
        <div className="wall-figure">
          <span>{w("automatic")}</span>
          <b>{automatic.share === null ? "–" : `${automatic.share} %`}</b>
        </div>
      </div>
    </>
  );
}

function Target({ share }: { readonly share: string | null }) {
  const w = useWords(dashboardWords);
  if (share === null) return <p className="wall-note">{w("noTarget")}</p>;
  return (
    <>
      <div className="wall-target" aria-hidden="true">
        <i style={{ width: `${Math.min(100, Math.max(0, Number(share)))}%` }} />
      </div>
      <p className="wall-note">{w("ofTarget", { share })}</p>
    </>
  );
}

function Figure(props: {
  readonly label: string;
  readonly amount: string;
  readonly currency: string;
  readonly isLarge?: boolean;
}) {
  const { label, amount, currency, isLarge = false } = props;
  const language = useLanguage();
  return (
    <div className={isLarge ? "wall-figure is-large" : "wall-figure"}>
      <span>{label}</span>
      <b>
        <small>{currency}</small> {shortAmount(amount, language)}
      </b>
    </div>
  );
}

export function WallGrades({ data }: WallPageProps) {
  const w = useWords(dashboardWords);
  const gradeTitle = useGradeTitle();
  const language = useLanguage();
  return (
    <>
      <h2>{w("block_grades")}</h2>
      <div className="dashboard-bar wall-bar" aria-hidden="true">
        {data.grades.map(({ grade, share }) => (
          <i key={grade} className={`is-${grade}`} style={{ flexGrow: Number(share ?? 0) }} />
        ))}
      </div>
      <div className="wall-row">
        {data.grades.map(({ grade, amount, share, customers }) => (
          <div key={grade} className="wall-figure">
            <span>
              <i className={`dashboard-dot is-${grade}`} /> {gradeTitle(grade)}
            </span>
            <b>{shortAmount(amount, language)}</b>
            <span>
              {share === null ? "–" : w("share", { share })} ·{" "}
              {w("customers", { count: customers })}
            </span>
          </div>
        ))}
      </div>
    </>
  );
}

export function WallTrend({ data }: WallPageProps) {
  const w = useWords(dashboardWords);
  const last = data.weeks.findLast(({ isRunning }) => !isRunning);
  return (
    <>
      <h2>
        {w("block_trend")}
        {last?.rate ? <b> {w("lastWeek", { rate: last.rate })}</b> : null}
      </h2>
      <TrendChart data={data} isWall height={720} />
    </>
  );
}

export function WallRisks({ data, isMasked }: WallPageProps) {
  const w = useWords(dashboardWords);
  return (
    <>
      <h2>{w("block_risks")}</h2>
      {data.risks.length === 0 ? <p className="wall-note">{w("risksNone")}</p> : null}
      <ol className="wall-risks">
        {data.risks.map((risk) => (
          <WallRisk
            key={risk.customer.id}
            risk={risk}
            currency={data.homeCurrency}
            isMasked={isMasked}
          />
        ))}
      </ol>
    </>
  );
}

function WallRisk(props: {
  readonly risk: Dashboard["risks"][number];
  readonly currency: string;
  readonly isMasked: boolean;
}) {
  const { risk, currency, isMasked } = props;
  const language = useLanguage();
  const sentence = useRiskSentence(risk, currency);
  const { name } = risk.customer;
  return (
    <li>
      <b>{isMasked ? maskedName(name) : name}</b>
      <strong>{shortAmount(risk.ask, language)}</strong>
      <span>{sentence}</span>
    </li>
  );
}

/** Enough to be recognised by who knows the customer, by nobody else. */
function maskedName(name: string): string {
  const letters = [...name];
  return `${letters.slice(0, 2).join("")}${"＊".repeat(4)}${letters.slice(-2).join("")}`;
}
