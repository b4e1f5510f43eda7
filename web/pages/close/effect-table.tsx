// The entry an act makes: accounts, debit, credit.
import type { EffectLine } from "../../../src/contract/adjustments.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { closeWords } from "../../words/close.ts";
import { useSentence, useWords } from "../../words/words.ts";

export function EffectTable(props: { lines: readonly EffectLine[]; currency: string }) {
  const w = useWords(closeWords);
  const word = useSentence();
  if (props.lines.length === 0) return <p className="page-note">{w("effectNone")}</p>;
  return (
    <table className="effect">
      <thead>
        <tr>
          <th>{w("account")}</th>
          <th className="is-money">{w("debit")}</th>
          <th className="is-money">{w("credit")}</th>
        </tr>
      </thead>
      <tbody>
        {props.lines.map((line, index) => {
          const money = <MoneyText amount={line.homeAmount} currency={props.currency} />;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: an entry may have two equal lines
            <tr key={index}>
              <td>
                {line.accountCode} {word(line.accountName)}
                {line.currency === props.currency ? null : (
                  <small className="page-note">
                    {" "}
                    <MoneyText amount={line.amount} currency={line.currency} showCurrency />
                  </small>
                )}
              </td>
              <td className="is-money">{line.side === "debit" ? money : null}</td>
              <td className="is-money">{line.side === "credit" ? money : null}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
