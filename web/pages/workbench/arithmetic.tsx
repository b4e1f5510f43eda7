// `到账 92,000.00 = 100,000.00 − 8,000.00 (红字) → 差额 0.00`: the whole proposal as one sum.
import type { LineCandidate } from "../../../src/contract/workbench.ts";
import { residualWords } from "../../../src/core/words/outcome.ts";
import type { Language } from "../../../src/core/words/word.ts";
import { useBooks } from "../../api/session.tsx";
import { formatAmount } from "../../ui/money-text.tsx";
import { useLanguage, useSentence, useWords } from "../../words/words.ts";
import { workbenchWords } from "../../words/workbench.ts";
import { amountOf, minorOf } from "./amounts.ts";
import { useItemKindWord } from "./item-cells.tsx";
import { exchangeOf, rateOf, type Term, type TermWords, termsOf } from "./sum-terms.ts";

export function Arithmetic(props: {
  readonly candidate: LineCandidate;
  readonly amount: string;
  readonly currency: string;
}) {
  const { candidate, amount, currency } = props;
  const w = useWords(workbenchWords);
  const language = useLanguage();
  const terms = useTerms(candidate, currency);
  const rest = minorOf(candidate.rest, currency);
  const money = (minor: bigint) => plain(minor, currency, language);
  return (
    <p className="wb-sum">
      {w("arithmeticIn", {
        amount: receivedText(terms, minorOf(amount, currency), money, currency),
      })}{" "}
      {terms.map(({ minor, note, isAll }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the terms of one sum never move
        <span key={index} className="wb-term">
          {isAll ? note : signOf(minor, index) + money(minor < 0n ? -minor : minor)}
          {note && !isAll ? <small> ({note})</small> : null}{" "}
        </span>
      ))}
      <span className={rest === 0n ? "wb-even" : "wb-uneven"}>
        {w("arithmeticDifference", { amount: plain(rest, currency, language) })}
      </span>{" "}
      <Exchange candidate={candidate} />
    </p>
  );
}

/** Booked with it, in home currency, beside the sum and not in it. */
function Exchange({ candidate }: { readonly candidate: LineCandidate }) {
  const w = useWords(workbenchWords);
  const language = useLanguage();
  const found = exchangeOf(candidate);
  if (!found) return null;
  const { minor, currency } = found;
  const amount = `${currency} ${plain(minor < 0n ? -minor : minor, currency, language)}`;
  return (
    <span className="wb-exchange">
      {w(minor < 0n ? "exchangeLoss" : "exchangeGain", { amount })}
    </span>
  );
}

/** The same sum as text, for the panel that says why. */
export function useSumSentence(
  lineCurrency: string,
): (
  candidate: LineCandidate,
  line: { readonly amount: string; readonly currency: string },
) => string {
  const w = useWords(workbenchWords);
  const language = useLanguage();
  const words = useTermWords(lineCurrency);
  return (candidate, { amount, currency }) => {
    const money = (minor: bigint) => plain(minor, currency, language);
    const found = termsOf(candidate, currency, words);
    const terms = found.map(({ minor, note, isAll }, index) => {
      if (isAll) return note;
      return `${signOf(minor, index)}${money(minor < 0n ? -minor : minor)}${note ? ` (${note})` : ""}`;
    });
    const rest = money(minorOf(candidate.rest, currency));
    const received = receivedText(found, minorOf(amount, currency), money, currency);
    return [
      w("arithmeticIn", { amount: received }),
      ...terms,
      w("arithmeticDifference", { amount: rest }),
    ].join(" ");
  };
}

function useTerms(candidate: LineCandidate, currency: string): Term[] {
  return termsOf(candidate, currency, useTermWords(currency));
}

export function useTermWords(currency: string): TermWords {
  const w = useWords(workbenchWords);
  const language = useLanguage();
  const { homeCurrency } = useBooks();
  const kindWord = useItemKindWord();
  const word = useSentence();
  const residual = (r: LineCandidate["residuals"][number]) => {
    // a confirmation leaves it there; only settling by hand makes an advance of it (J20)
    if (r.side === "line" && r.code === "advance") return w("reasonOnAccount");
    const name = word(residualWords[r.code]);
    return r.posted || r.side === "line" ? name : `${name} ${w("staysOpen")}`;
  };
  return {
    kind: (kind: string) => kindWord(kind).toLowerCase(),
    rest: (count: number) => w("arithmeticRest", { count }),
    residual,
    converted: (of) => {
      const whole = `${of.currency} ${plain(of.wholeMinor, of.currency, language)}`;
      const less = of.residuals.map((r) => {
        const minor = minorOf(r.amount, of.currency);
        const sign = minor < 0n ? "+" : "−";
        return `${sign} ${plain(minor < 0n ? -minor : minor, of.currency, language)} ${residual(r)}`;
      });
      const settled = { minor: of.settledMinor, currency: of.currency };
      const taken = { minor: of.takenMinor, currency };
      const [foreign, home] =
        of.currency === homeCurrency ? ([taken, settled] as const) : ([settled, taken] as const);
      const found = rateOf(foreign, home);
      const sum = [whole, ...less].join(" ");
      if (!found) return sum;
      return w("arithmeticRate", {
        sum,
        ...found,
        foreign: foreign.currency,
        home: home.currency,
      });
    },
  };
}

/** Beside a sum in another currency the money that came names its own. */
function receivedText(
  terms: readonly Term[],
  minor: bigint,
  money: (minor: bigint) => string,
  currency: string,
): string {
  return terms.some(({ isAll }) => isAll) ? `${currency} ${money(minor)}` : money(minor);
}

function signOf(minor: bigint, index: number): string {
  if (minor < 0n) return "− ";
  return index === 0 ? "" : "+ ";
}

function plain(minor: bigint, currency: string, language: Language): string {
  return formatAmount(amountOf(minor, currency), currency, language);
}
