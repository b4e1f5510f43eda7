// What a change of accounts or limits would change, line by line, for the person who signs it.
import type { ApprovalSubject } from "../../../src/contract/adjustments.ts";
import { booksLimitNames } from "../../../src/core/ledger/books-limits.ts";
import { useBooks } from "../../api/session.tsx";
import { MoneyText } from "../../ui/money-text.tsx";
import { booksSettingWords } from "../../words/books-settings.ts";
import { useSentence, useWords } from "../../words/words.ts";

type SettingsSubject = Extract<ApprovalSubject, { kind: "accounts" | "books_limits" }>;

export function SettingsChange({ subject }: { readonly subject: SettingsSubject }) {
  const w = useWords(booksSettingWords);
  const word = useSentence();
  const { homeCurrency: currency } = useBooks();
  if (subject.kind === "books_limits") {
    return booksLimitNames
      .filter((name) => subject.from[name] !== subject.to[name])
      .map((name) => (
        <div key={name}>
          {w(`limit_${name}`)}：<MoneyText amount={subject.from[name]} currency={currency} /> →{" "}
          <MoneyText amount={subject.to[name]} currency={currency} bold />
        </div>
      ));
  }
  const { accounts, before, after } = subject;
  return (
    <>
      {accounts.map(({ key, from, to }) => (
        <div key={key}>
          {from.code} {word(from)} →{" "}
          <b>
            {to.code} {word(to)}
          </b>
        </div>
      ))}
      {(["salesAreOurs", "oldStyleAdvances", "discountAsExpense"] as const).map((name) =>
        before[name] === after[name] ? null : (
          <div key={name}>
            {w(`choice_${name}`)} → <b>{w(after[name] ? `${name}_on` : `${name}_off`)}</b>
          </div>
        ),
      )}
      {before.reversalStyle === after.reversalStyle ? null : (
        <div>
          {w("choice_reversalStyle")} → <b>{w(`reversalStyle_${after.reversalStyle}`)}</b>
        </div>
      )}
    </>
  );
}
