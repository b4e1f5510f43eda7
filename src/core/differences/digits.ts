// T01 and T02: the amount was typed wrong. A decimal point that moved, two digits that changed places
// (DOMAIN §5.12 says exactly what counts; divisible by nine is not enough).
import { because } from "../because.ts";
import { slipBetween } from "../matching/slip-tests.ts";
import { formatMinor } from "../money.ts";
import type { DifferenceTest } from "./difference-test.ts";
import { type DifferenceSubject, type Pair, pairsOf } from "./subject.ts";

export const shiftedPoint: DifferenceTest = {
  code: "T01",
  question: {
    zh: "到账是应付的 10、100 或 10,000 倍，或其几分之一吗？",
    en: "Is the money 10, 100 or 10,000 times what is owed, or one part in so many?",
  },
  variants: 6,
  examine: (subject) => {
    const pair = slipped(subject, "T01");
    if (!pair) return null;
    const { owedMinor, paidMinor, debt } = pair;
    const isLess = paidMinor < owedMinor;
    const factor = isLess ? owedMinor / paidMinor : paidMinor / owedMinor;
    return {
      code: "T01",
      strength: "exact",
      itemNo: debt.no,
      because: because(isLess ? "diff.point_less" : "diff.point_more", {
        ...amountsOf(pair, subject.currency),
        factor,
      }),
    };
  },
  examples: [
    {
      given: "1,130.00 for an invoice of 11,300.00",
      subject: { paidMinor: 113_000, debts: [{ owedMinor: 1_130_000 }] },
      expect: { key: "diff.point_less", strength: "exact" },
    },
    {
      given: "58,500.00 for an invoice of 585.00",
      subject: { about: "line", paidMinor: 5_850_000, debts: [{ owedMinor: 58_500 }] },
      expect: { key: "diff.point_more", strength: "exact" },
    },
    {
      given: "1,131.00 for an invoice of 11,300.00",
      subject: { paidMinor: 113_100, debts: [{ owedMinor: 1_130_000 }] },
      expect: null,
    },
  ],
};

export const swappedDigits: DifferenceTest = {
  code: "T02",
  question: {
    zh: "交换应付金额中的两位数字，正好是到账吗？",
    en: "Do two digits of the amount owed, changed over, give the money?",
  },
  // two of seven digits
  variants: 21,
  examine: (subject) => {
    const pair = slipped(subject, "T02");
    if (!pair) return null;
    return {
      code: "T02",
      strength: "exact",
      itemNo: pair.debt.no,
      because: because("diff.swapped", amountsOf(pair, subject.currency)),
    };
  },
  examples: [
    {
      given: "5,463.00 for 5,643.00",
      subject: { paidMinor: 546_300, debts: [{ owedMinor: 564_300 }] },
      expect: { key: "diff.swapped", strength: "exact" },
    },
    {
      given: "5,634.09 for 5,643.00: the gap is divisible by nine, but two digits do not do it",
      subject: { paidMinor: 563_409, debts: [{ owedMinor: 564_300 }] },
      expect: null,
    },
  ],
};

function slipped(subject: DifferenceSubject, slip: "T01" | "T02"): Pair | null {
  const found = pairsOf(subject).find(
    ({ owedMinor, paidMinor }) =>
      paidMinor > 0 && owedMinor !== paidMinor && slipBetween(owedMinor, paidMinor) === slip,
  );
  return found ?? null;
}

function amountsOf({ owedMinor, paidMinor, debt }: Pair, currency: string) {
  return {
    item: debt.no,
    paid: formatMinor(paidMinor, currency),
    owed: formatMinor(owedMinor, currency),
  };
}
