// `到账 92,000.00 = 100,000.00 − 8,000.00 (红字) → 差额 0.00`: the whole proposal as one sum.
import type { LineCandidate } from "../../../src/contract/workbench.ts";
import { residualWords } from "../../../src/core/words/outcome.ts";
import type { Language } from "../../../src/core/words/word.ts";
import { formatAmount } from "../../ui/money-text.tsx";
import { useLanguage, useSentence, useWords } from "../../words/words.ts";
import { workbenchWords } from "../../words/workbench.ts";
import { amountOf, minorOf } from "./amounts.ts";

/** More terms than that are added up. */
const mostTerms = 5;

export type Term = {
  /** In the line's currency; what it adds to the sum. */
  readonly minor: bigint;
  /** What it is, where that is not simply an item: 红字, 手续费, 其余 7 张. */
  readonly note: string | null;
};

/** The items at what they settle in full, and what the residuals take away again. */
export function termsOf(
  candidate: LineCandidate,
  currency: string,
  words: {
    readonly credit: string;
    readonly residual: (residual: LineCandidate["residuals"][number]) => string;
    readonly rest: (count: number) => string;
  },
): Term[] {
  const items = candidate.allocations.map((one): Term => {
    const taken = minorOf(one.lineAmount, currency);
    const note = taken < 0n ? words.credit : null;
    if (one.item.currency !== currency) return { minor: taken, note };
    const explained = candidate.residuals
      .filter((r) => r.side === "item" && r.itemId === one.item.id)
      .reduce((sum, r) => sum + minorOf(r.amount, currency), 0n);
    return { minor: taken < 0n ? taken - explained : taken + explained, note };
  });
  const sameCurrency = new Set(
    candidate.allocations.flatMap((one) => (one.item.currency === currency ? [one.item.id] : [])),
  );
  const residuals = candidate.residuals.flatMap((r): Term[] => {
    if (r.side === "line") return [{ minor: minorOf(r.amount, currency), note: words.residual(r) }];
    if (r.itemId === null || !sameCurrency.has(r.itemId)) return [];
    return [{ minor: -minorOf(r.amount, currency), note: words.residual(r) }];
  });
  return [...shortened(items, words.rest), ...residuals];
}

function shortened(items: readonly Term[], rest: (count: number) => string): Term[] {
  if (items.length <= mostTerms) return [...items];
  const others = items.slice(mostTerms - 1);
  const minor = others.reduce((sum, term) => sum + term.minor, 0n);
  return [...items.slice(0, mostTerms - 1), { minor, note: rest(others.length) }];
}

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
      {w("arithmeticIn", { amount: money(minorOf(amount, currency)) })}{" "}
      {terms.map(({ minor, note }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the terms of one sum never move
        <span key={index} className="wb-term">
          {signOf(minor, index)}
          {money(minor < 0n ? -minor : minor)}
          {note ? <small> ({note})</small> : null}{" "}
        </span>
      ))}
      <span className={rest === 0n ? "wb-even" : "wb-uneven"}>
        {w("arithmeticDifference", { amount: plain(rest, currency, language) })}
      </span>
    </p>
  );
}

/** The same sum as text, for the panel that says why. */
export function useSumSentence(): (
  candidate: LineCandidate,
  line: { readonly amount: string; readonly currency: string },
) => string {
  const w = useWords(workbenchWords);
  const language = useLanguage();
  const words = useTermWords();
  return (candidate, { amount, currency }) => {
    const terms = termsOf(candidate, currency, words).map(({ minor, note }, index) => {
      const text = plain(minor < 0n ? -minor : minor, currency, language);
      return `${signOf(minor, index)}${text}${note ? ` (${note})` : ""}`;
    });
    const rest = plain(minorOf(candidate.rest, currency), currency, language);
    const received = plain(minorOf(amount, currency), currency, language);
    return [
      w("arithmeticIn", { amount: received }),
      ...terms,
      w("arithmeticDifference", { amount: rest }),
    ].join(" ");
  };
}

function useTerms(candidate: LineCandidate, currency: string): Term[] {
  return termsOf(candidate, currency, useTermWords());
}

export function useTermWords() {
  const w = useWords(workbenchWords);
  const word = useSentence();
  return {
    credit: w("arithmeticCredit"),
    rest: (count: number) => w("arithmeticRest", { count }),
    residual: (r: LineCandidate["residuals"][number]) => {
      // a confirmation leaves it there; only settling by hand makes an advance of it (J20)
      if (r.side === "line" && r.code === "advance") return w("reasonOnAccount");
      const name = word(residualWords[r.code]);
      return r.posted || r.side === "line" ? name : `${name} ${w("staysOpen")}`;
    },
  };
}

function signOf(minor: bigint, index: number): string {
  if (minor < 0n) return "− ";
  return index === 0 ? "" : "+ ";
}

function plain(minor: bigint, currency: string, language: Language): string {
  return formatAmount(amountOf(minor, currency), currency, language);
}
