// Limit, method and days before and after, on one line each; what stays is said once.
import "./credit.css";
import type { CreditChangeOnWire } from "../../../src/contract/credit.ts";
import { methodWords } from "../../../src/core/words/credit.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { creditWords } from "../../words/credit.ts";
import { useSentence, useWords } from "../../words/words.ts";

type Subject = {
  readonly before: CreditChangeOnWire;
  readonly change: CreditChangeOnWire;
  readonly currency: string;
  /** The day it takes effect. */
  readonly from: string;
};

export function CreditChangeText({ subject }: { readonly subject: Subject }) {
  const w = useWords(creditWords);
  const word = useSentence();
  const { before, change, currency, from } = subject;
  return (
    <span className="credit-change">
      {before.limit === change.limit ? null : (
        <span>
          {w("limit")} <LimitText limit={before.limit} currency={currency} /> →{" "}
          <b>
            <LimitText limit={change.limit} currency={currency} />
          </b>
        </span>
      )}
      {before.method === change.method ? null : (
        <span>
          {word(methodWords[before.method])} → <b>{word(methodWords[change.method])}</b>
        </span>
      )}
      {change.creditDays === null ? null : (
        <span>
          {w("days")} → <b>{w("daysText", { days: change.creditDays })}</b>
        </span>
      )}
      <small>
        {w("effective")} {from}
      </small>
    </span>
  );
}

export function LimitText(props: { readonly limit: string | null; readonly currency: string }) {
  const w = useWords(creditWords);
  const { limit, currency } = props;
  if (limit === null) return <em className="unknown">{w("noLimit")}</em>;
  return <MoneyText amount={limit} currency={currency} />;
}
