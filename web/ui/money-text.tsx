// The one way an amount is shown: thousands separators, the currency's own decimals, tabular
// figures, right aligned; negative red with a real minus (English: in brackets).
import { frameWords } from "../words/frame.ts";
import { useLanguage, useWords } from "../words/words.ts";
import { formatAmount } from "./amount.ts";

export { formatAmount, shortAmount } from "./amount.ts";

export type MoneyTextProps = {
  /** Decimal text as on the wire; null: unknown, which is said and never shown as 0. */
  readonly amount: string | null;
  readonly currency: string;
  /** Put the currency's code before it. */
  readonly showCurrency?: boolean;
  readonly bold?: boolean;
  /** In a matrix a zero is a grey dash. */
  readonly zeroAsDash?: boolean;
};

export function MoneyText(props: MoneyTextProps) {
  const language = useLanguage();
  const w = useWords(frameWords);
  const { amount, currency } = props;
  if (amount === null) return <em className="unknown">{w("unknown")}</em>;
  const isZero = /^-?0*(\.0*)?$/.test(amount);
  if (isZero && props.zeroAsDash) return <span className="money is-faint">–</span>;
  const classes = ["money"];
  if (amount.startsWith("-") && !isZero) classes.push("is-negative");
  if (props.bold) classes.push("is-bold");
  return (
    <span className={classes.join(" ")} data-copy={amount}>
      {props.showCurrency ? <span className="money-code">{currency}</span> : null}
      {formatAmount(amount, currency, language)}
    </span>
  );
}
