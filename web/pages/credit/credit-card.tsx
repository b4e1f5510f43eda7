// One customer's credit: may an order leave, what is in use, where the rating comes from, terms and
// proposals, what is known from outside, the chances of open items. Drawn in a drawer and on the
// customer's page.
import "./credit.css";
import { useState } from "react";
import { type CreditCard, creditCard } from "../../../src/contract/credit.ts";
import { methodWords, releaseWords } from "../../../src/core/words/credit.ts";
import { useGet } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { Chart } from "../../components/chart.tsx";
import { Failure } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { formatInstant } from "../../ui/date-text.tsx";
import { formatAmount, MoneyText } from "../../ui/money-text.tsx";
import { shareText } from "../../ui/share-text.ts";
import { Skeleton } from "../../ui/states.tsx";
import { Tag, type Tone } from "../../ui/status-tag.tsx";
import { useBecause } from "../../words/because.ts";
import { creditWords } from "../../words/credit.ts";
import { useLanguage, useSentence, useWords } from "../../words/words.ts";
import { ChangeForm } from "./change-form.tsx";
import { LimitText } from "./credit-change.tsx";
import { OutsidePanel } from "./outside-panel.tsx";
import { Proposal } from "./proposals-panel.tsx";
import { RatingTag, TrendText, UseBar } from "./rating-tag.tsx";
import { ScorePoints } from "./score-points.tsx";

export function CreditCardView({ customerId }: { readonly customerId: number }) {
  const path = `${useBooksPath()}/customers/${customerId}/credit`;
  const { data, error, refetch } = useGet(creditCard, path);
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={10} />;
  return <Card card={data} />;
}

function Card({ card }: { readonly card: CreditCard }) {
  const w = useWords(creditWords);
  const waiting = card.proposals.filter(({ state }) => state === "open" || state === "asked");
  return (
    <div className="credit-card">
      <Head card={card} />
      <ReleaseBlock card={card} />
      <Warnings card={card} />
      {waiting.length > 0 ? (
        <section>
          <h3>{w("proposals")}</h3>
          {waiting.map((one) => (
            <Proposal key={one.id} proposal={one} currency={card.currency} />
          ))}
        </section>
      ) : null}
      {card.points.length > 0 ? (
        <section>
          <h3>{w("why")}</h3>
          <ScorePoints card={card} />
        </section>
      ) : null}
      <LimitBlock card={card} />
      <LateItems card={card} />
      <OutsidePanel card={card} />
      <Terms card={card} />
      <Events card={card} />
    </div>
  );
}

function Head({ card }: { readonly card: CreditCard }) {
  const w = useWords(creditWords);
  const { timeZone } = useBooks();
  const { rating, score, trend, confidence, paymentIndex, ratedAt } = card;
  return (
    <div className="credit-head">
      <RatingTag rating={rating} />
      {score === null ? null : (
        <span>
          {w("score")} <b>{score.toFixed(1)}</b>
        </span>
      )}
      <span title={w("indexNote")}>
        {w("index")}{" "}
        {paymentIndex === null ? (
          <em className="unknown">{w("trend_unknown")}</em>
        ) : (
          <b>{paymentIndex.toFixed(1)}</b>
        )}
      </span>
      <TrendText trend={trend} />
      {confidence === null ? null : (
        <span>
          {w("confidence")} {w(`confidence_${confidence}`)}
        </span>
      )}
      <small>
        {ratedAt === null
          ? w("neverRated")
          : w("ratedAt", { at: formatInstant(ratedAt, timeZone, false) })}
      </small>
    </div>
  );
}

const releaseTones: Readonly<Record<CreditCard["release"]["decision"], Tone>> = {
  ok: "green",
  over_limit: "amber",
  prepayment_only: "amber",
  hold: "red",
};
const added = ["open", "uninvoiced", "bills"] as const;
const taken = ["advances", "unapplied"] as const;

/** What an ERP would be told, and the sum behind it. */
function ReleaseBlock({ card }: { readonly card: CreditCard }) {
  const w = useWords(creditWords);
  const word = useSentence();
  const { release, currency } = card;
  const { limit, exposure, parts } = release;
  const use = limit === null ? null : +limit === 0 ? 999 : (100 * Math.max(0, +exposure)) / +limit;
  const isShown = (amount: string) => +amount !== 0;
  return (
    <section>
      <h3>{w("releaseNow")}</h3>
      <p>
        <Tag tone={releaseTones[release.decision]} text={word(releaseWords[release.decision])} />{" "}
        {release.reason}
      </p>
      <dl className="credit-sum">
        {added.map((key) =>
          key === "open" || isShown(parts[key]) ? (
            <Line key={key} name={w(`part_${key}`)} amount={parts[key]} currency={currency} />
          ) : null,
        )}
        {taken.map((key) =>
          isShown(parts[key]) ? (
            <Line key={key} name={w(`part_${key}`)} amount={`-${parts[key]}`} currency={currency} />
          ) : null,
        )}
        <Line isTotal name={w("exposure")} amount={exposure} currency={currency} />
        <dt>{w("limit")}</dt>
        <dd>
          <LimitText limit={limit} currency={currency} />
        </dd>
        <dt>{w("method")}</dt>
        <dd>{word(methodWords[release.method])}</dd>
      </dl>
      {use === null ? null : <UseBar percent={use} />}
    </section>
  );
}

function Line(props: {
  readonly name: string;
  readonly amount: string;
  readonly currency: string;
  readonly isTotal?: boolean;
}) {
  const { name, amount, currency, isTotal = false } = props;
  return (
    <>
      <dt className={isTotal ? "is-total" : ""}>{name}</dt>
      <dd className={isTotal ? "is-total" : ""}>
        <MoneyText amount={amount} currency={currency} bold={isTotal} />
      </dd>
    </>
  );
}

function Warnings({ card }: { readonly card: CreditCard }) {
  const w = useWords(creditWords);
  const word = useBecause();
  if (card.warnings.length === 0) return null;
  return (
    <section className="credit-warnings">
      <h3>{w("warnings")}</h3>
      {card.warnings.map((one) => (
        <p key={one.key}>{word(one)}</p>
      ))}
    </section>
  );
}

function LimitBlock({ card }: { readonly card: CreditCard }) {
  const w = useWords(creditWords);
  const word = useBecause();
  const language = useLanguage();
  const refusal = useRefusal("change_credit");
  const [isChanging, change] = useState(false);
  const { formula, conduct, currency, moreDays, months } = card;
  const money = (amount: string) => formatAmount(amount, currency, language);
  return (
    <section>
      <h3>
        {w("formula")} <LimitText limit={formula.limit} currency={currency} />
      </h3>
      {formula.because.map((one) => (
        <p key={one.key}>{word(one)}</p>
      ))}
      {conduct.salesMonths > 0 ? (
        <p>
          {w("monthlySales", { months: conduct.salesMonths })}{" "}
          <MoneyText amount={conduct.monthlySales} currency={currency} />
        </p>
      ) : null}
      {+moreDays.tiedUp > 0 ? (
        <p>
          {w("moreDays", {
            days: moreDays.days,
            tied: money(moreDays.tiedUp),
            yearly: money(moreDays.yearly),
          })}
        </p>
      ) : null}
      {months.length > 1 ? (
        <Chart
          title={w("historyTitle")}
          categories={months.map(({ month }) => month)}
          unit="money"
          height={150}
          series={[
            { name: w("exposure"), kind: "bar", values: months.map((m) => +m.exposure) },
            {
              name: w("limit"),
              kind: "line",
              colour: "grey",
              values: months.map((m) => (m.limit === null ? null : +m.limit)),
            },
          ]}
        />
      ) : null}
      <RefusedButton size="small" reason={refusal} onClick={() => change(true)}>
        {w("change")}
      </RefusedButton>
      {isChanging ? <ChangeForm card={card} onClose={() => change(false)} /> : null}
    </section>
  );
}

function LateItems({ card }: { readonly card: CreditCard }) {
  const w = useWords(creditWords);
  const word = useBecause();
  const between = useLanguage() === "zh" ? "；" : "; ";
  if (card.late.length === 0) return null;
  return (
    <section>
      <h3>{w("lateItems")}</h3>
      <table className="matrix late-items">
        <thead>
          <tr>
            <th>{w("document")}</th>
            <th>{w("due")}</th>
            <th className="is-right">{w("openAmount")}</th>
            <th className="is-right">{w("chance")}</th>
          </tr>
        </thead>
        <tbody>
          {card.late.map((item) => (
            <tr key={item.itemId}>
              <td>
                {item.no}
                <small>{item.because.map((one) => word(one.because)).join(between)}</small>
              </td>
              <td>{item.dueOn}</td>
              <td className="is-right">
                <MoneyText amount={item.open} currency={item.currency} showCurrency />
              </td>
              <td className="is-right">
                <b>{shareText(item.probability)}</b>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Terms({ card }: { readonly card: CreditCard }) {
  const w = useWords(creditWords);
  const word = useSentence();
  const { today } = useBooks();
  return (
    <section>
      <h3>{w("terms")}</h3>
      {card.terms.length === 0 ? <p className="page-note">{w("noTerms")}</p> : null}
      {card.terms.map((term) => (
        <p key={term.id} className="credit-term">
          <b>{term.effectiveFrom}</b>
          {term.isInForce ? <Tag tone="green" text={w("inForce")} /> : null}
          {term.effectiveFrom > today ? <Tag tone="amber" text={w("later")} /> : null}
          <span>
            {w("limit")} <LimitText limit={term.limit} currency={card.currency} />
          </span>
          <span>{word(methodWords[term.method])}</span>
          {term.creditDays === null ? null : (
            <span>{w("daysText", { days: term.creditDays })}</span>
          )}
          <small>
            {term.by ?? ""} {term.reason}
          </small>
        </p>
      ))}
    </section>
  );
}

function Events({ card }: { readonly card: CreditCard }) {
  const w = useWords(creditWords);
  const { timeZone } = useBooks();
  const text = useEventText();
  if (card.events.length === 0) return null;
  return (
    <section>
      <h3>{w("events")}</h3>
      <ul className="credit-events">
        {card.events.map((event) => (
          <li key={event.id}>
            <small>{formatInstant(event.at, timeZone, true)}</small> {text(event)}
            {event.by ? <small> {event.by}</small> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

type CreditEvent = CreditCard["events"][number];

function useEventText(): (event: CreditEvent) => string {
  const w = useWords(creditWords);
  const because = useBecause();
  return ({ act, detail }) => {
    const key = `event_${act}`;
    if (!Object.hasOwn(creditWords, key)) return act;
    const fields: Record<string, string | number> = {};
    for (const [name, value] of Object.entries(detail)) {
      if (typeof value === "string" || typeof value === "number") fields[name] = value;
      if (value === null) fields[name] = "–";
    }
    const found = detail["because"];
    if (isBecause(found)) fields["because"] = because(found);
    return w(key as keyof typeof creditWords, fields); // looked up right before
  };
}

function isBecause(value: unknown): value is { key: string; fields: Record<string, string> } {
  return typeof value === "object" && value !== null && "key" in value && "fields" in value;
}
