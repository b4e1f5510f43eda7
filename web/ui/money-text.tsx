// The one way an amount is shown: thousands separators, the currency's own decimals, tabular
// figures, right aligned; negative red with a real minus (English: in brackets).
import { currencyExponent, isCurrency } from "../../src/core/currency.ts";
import type { Language } from "../../src/core/words/word.ts";
import { frameWords } from "../words/frame.ts";
import { useLanguage, useWords } from "../words/words.ts";

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

/** "-1234.5" CNY → "−1,234.50" (zh), "(1,234.50)" (en). Text in, text out: no float on the way. */
export function formatAmount(amount: string, currency: string, language: Language): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount);
  if (!match) return amount;
  const [, sign, whole = "0", fraction = ""] = match;
  const decimals = isCurrency(currency) ? currencyExponent(currency) : fraction.length;
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  const plain = decimals === 0 ? grouped : `${grouped}.${fraction.padEnd(decimals, "0")}`;
  if (sign === "" || /^[0,.]*$/.test(plain)) return plain;
  return language === "zh" ? `−${plain}` : `(${plain})`;
}

/** 12,345,678.90 → 1,234.57 万 / 12.35 M: on tiles only, the exact figure on hover. */
export function shortAmount(amount: string, language: Language): string {
  const whole = amount.replace(/\..*$/, "");
  const digits = whole.replace("-", "");
  const [size, unit] = scaleOf(digits.length, language);
  if (size === 0) return formatAmount(amount, "CNY", language);
  const padded = digits.padStart(size + 1, "0");
  const head = padded.slice(0, -size);
  const hundredths = padded.slice(-size).slice(0, 2).padEnd(2, "0");
  const sign = whole.startsWith("-") ? "−" : "";
  return `${sign}${head.replace(/\B(?=(\d{3})+$)/g, ",")}.${hundredths} ${unit}`;
}

function scaleOf(digits: number, language: Language): readonly [number, string] {
  if (language === "zh") {
    if (digits > 8) return [8, "亿"];
    return digits > 4 ? [4, "万"] : [0, ""];
  }
  if (digits > 9) return [9, "bn"];
  if (digits > 6) return [6, "M"];
  return digits > 4 ? [3, "k"] : [0, ""];
}
