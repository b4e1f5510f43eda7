// P02, P03, P06, P07, S01–S04 and T03: money held back with a reason. A red invoice that was taken off,
// the payer's own words, or a tail too small for any.
import { because } from "../because.ts";
import { currencyExponent } from "../currency.ts";
import { isDifferenceCode } from "../differences.ts";
import { deductionIn } from "../matching/deduction-words.ts";
import { formatMinor } from "../money.ts";
import type { DifferenceTest } from "./difference-test.ts";
import { type DifferenceSubject, type Pair, pairsOf } from "./subject.ts";

export const creditTaken: DifferenceTest = {
  code: "P03",
  question: {
    zh: "少付的正好是该客户一张未核销的红字发票吗？",
    en: "Is what is missing exactly a red invoice of this customer that is still open?",
  },
  variants: 1,
  examine: (subject) => {
    const { currency, credits } = subject;
    for (const pair of shortPairs(subject)) {
      const short = pair.owedMinor - pair.paidMinor;
      const credit = credits.find((one) => one.currency === currency && one.owedMinor === short);
      if (!credit) continue;
      return {
        code: "P03",
        strength: "exact",
        itemNo: pair.debt.no,
        because: because("diff.credit_taken", {
          item: pair.debt.no,
          short: formatMinor(short, currency),
          credit: credit.no,
        }),
      };
    }
    return null;
  },
  examples: [
    {
      given: "92,000.00 on 100,000.00, and a red invoice of 8,000.00 is open",
      subject: {
        paidMinor: 9_200_000,
        debts: [{ owedMinor: 10_000_000 }],
        credits: [{ no: "R1", owedMinor: 800_000 }],
      },
      expect: { key: "diff.credit_taken", strength: "exact" },
    },
    {
      given: "the red invoice is another amount",
      subject: {
        paidMinor: 9_200_000,
        debts: [{ owedMinor: 10_000_000 }],
        credits: [{ no: "R1", owedMinor: 790_000 }],
      },
      expect: null,
    },
  ],
};

/** The code follows the word; S03 stands for all of them in the list of tests. */
export const payersWords: DifferenceTest = {
  code: "S03",
  question: {
    zh: "附言写明了扣款的理由吗（质量、验收、返利、短装、价差、违约金……）？",
    en: "Does the memo give a reason (quality, acceptance, rebate, shortage, price, penalty …)?",
  },
  variants: 0,
  examine: (subject) => {
    if (subject.about !== "item") return null;
    const deduction = deductionIn(subject.memo);
    if (!deduction || !isDifferenceCode(deduction.difference)) return null;
    const isStated = deduction.statesAmount(subject.amountMinor, subject.currency);
    return {
      code: deduction.difference,
      strength: isStated ? "agreed" : "pattern",
      itemNo: subject.debts[0]?.no ?? null,
      because: because(isStated ? "diff.words_amount" : "diff.words", {
        word: deduction.word,
        amount: formatMinor(subject.amountMinor, subject.currency),
      }),
    };
  },
  examples: [
    {
      given: "货款 扣质量问题 1,200.00",
      subject: { memo: "货款 扣质量问题1200.00", amountMinor: 120_000 },
      expect: { key: "diff.words_amount", strength: "agreed" },
    },
    {
      given: "货款 扣返利, without an amount",
      subject: { memo: "货款 扣返利", amountMinor: 120_000 },
      expect: { key: "diff.words", strength: "pattern" },
    },
    { given: "货款", subject: { memo: "货款", amountMinor: 120_000 }, expect: null },
  ],
};

export const smallTail: DifferenceTest = {
  code: "T03",
  question: {
    zh: "差额不超过 1.00 吗？",
    en: "Is it no more than 1.00?",
  },
  // every cent up to 1.00, either way
  variants: 200,
  examine: (subject) => {
    const unit = 10 ** currencyExponent(subject.currency);
    const tail = tailOf(subject);
    if (tail === null || tail.minor === 0 || tail.minor > unit) return null;
    return {
      code: "T03",
      strength: "pattern",
      itemNo: tail.no,
      because: because("diff.tail", {
        amount: formatMinor(tail.minor, subject.currency),
        limit: formatMinor(unit, subject.currency),
      }),
    };
  },
  examples: [
    {
      given: "0.40 missing of 740.00",
      subject: { amountMinor: 40, paidMinor: 73_960, debts: [{ owedMinor: 74_000 }] },
      expect: { key: "diff.tail", strength: "pattern" },
    },
    {
      given: "1.50 missing",
      subject: { amountMinor: 150, paidMinor: 73_850, debts: [{ owedMinor: 74_000 }] },
      expect: null,
    },
  ],
};

function shortPairs(subject: DifferenceSubject): Pair[] {
  if (subject.about === "money") return [];
  return pairsOf(subject).filter(({ owedMinor, paidMinor }) => paidMinor < owedMinor);
}

/** Of a line, what separates it from the nearest debt. */
function tailOf(subject: DifferenceSubject): { minor: number; no: string | null } | null {
  if (subject.about !== "line") {
    return { minor: subject.amountMinor, no: subject.debts[0]?.no ?? null };
  }
  const gaps = pairsOf(subject).map(({ debt, owedMinor, paidMinor }) => ({
    minor: Math.abs(owedMinor - paidMinor),
    no: debt.no,
  }));
  return gaps.sort((a, b) => a.minor - b.minor)[0] ?? null;
}
