// A day bar of one account: each run of days in the colour and pattern of its state, the missing ones
// also in words.
import type { AccountHealth, DaySpan, DayState } from "../../../src/contract/data-health.ts";
import { dayNumber, isoDate } from "../../../src/core/date.ts";
import { Tag } from "../../ui/status-tag.tsx";
import { healthWords } from "../../words/import-health.ts";
import { useWords } from "../../words/words.ts";

const states: readonly DayState[] = ["proven", "loaded", "broken", "missing"];
/** Missing periods named in words; the bar shows all. */
const namedGaps = 3;

export function AccountBar(props: {
  readonly account: AccountHealth;
  readonly from: string;
  readonly to: string;
}) {
  const { account, from, to } = props;
  const w = useWords(healthWords);
  const first = dayNumber(isoDate(from));
  const width = dayNumber(isoDate(to)) - first + 1;
  // The last missing run only says how far behind the account is; that stands at the right.
  const gaps = account.spans.slice(0, -1).filter(({ state }) => state === "missing");
  return (
    <div className="account-bar">
      <div className="account-bar-name">
        <b title={account.accountNo}>
          {[account.bank, tail(account.accountNo), account.currency]
            .filter((part) => part !== "")
            .join(" ")}
        </b>
        <span className="page-note" title={account.name}>
          {[w("lines", { count: account.lines.toLocaleString("en-US") }), account.name]
            .filter((part) => part !== "")
            .join(" · ")}
        </span>
      </div>
      <div className="account-bar-days">
        <div className="day-bar">
          {account.spans.map((span) => (
            <i
              key={span.from}
              className={`is-${span.state}`}
              style={{
                left: `${((dayNumber(isoDate(span.from)) - first) * 100) / width}%`,
                width: `${(span.days * 100) / width}%`,
              }}
              title={sentence(span, w)}
            />
          ))}
        </div>
        <div className="day-scale">
          <span>{from}</span>
          <span className="day-gaps">
            {gaps.slice(-namedGaps).map((gap) => (
              <Tag key={gap.from} tone="amber" text={w("missingDays", { days: period(gap) })} />
            ))}
          </span>
          <span>{to}</span>
        </div>
      </div>
      <Behind account={account} />
    </div>
  );
}

function Behind({ account }: { readonly account: AccountHealth }) {
  const w = useWords(healthWords);
  const { loadedThrough, daysBehind } = account;
  if (loadedThrough === null) return <div className="account-bar-end">{w("nothingLoaded")}</div>;
  return (
    <div className="account-bar-end">
      <span>{w("loadedThrough", { date: loadedThrough })}</span>
      <span className={(daysBehind ?? 0) > 3 ? "fact is-amber" : "fact is-green"}>
        {(daysBehind ?? 0) <= 0 ? w("upToDate") : w("behind", { days: daysBehind ?? 0 })}
      </span>
    </div>
  );
}

export function BarLegend() {
  const w = useWords(healthWords);
  return (
    <span className="bar-legend">
      {states.map((state) => (
        <span key={state}>
          <i className={`is-${state}`} />
          {w(state)}
        </span>
      ))}
    </span>
  );
}

function sentence(span: DaySpan, w: ReturnType<typeof useWords<typeof healthWords>>): string {
  return w("span", { from: span.from, to: span.to, state: w(span.state), days: span.days });
}

function period(span: DaySpan): string {
  return span.from === span.to ? span.from.slice(5) : `${span.from.slice(5)} — ${span.to.slice(5)}`;
}

function tail(accountNo: string): string {
  return accountNo.length > 8 ? `…${accountNo.slice(-4)}` : accountNo;
}
