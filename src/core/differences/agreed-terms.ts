// P01, P04, P08: what the contract or the document says about discount, fee and retention, and the
// habits of the trade where they say nothing.
import { because } from "../because.ts";
import { currencyExponent } from "../currency.ts";
import { addDays, type IsoDate } from "../date.ts";
import { divideHalfUp, formatMinor, toSafeMinor } from "../money.ts";
import type { DifferenceTest } from "./difference-test.ts";
import { type DebtFacts, type DifferenceSubject, type Pair, pairsOf } from "./subject.ts";

export const lateDiscount: DifferenceTest = {
  code: "P01",
  question: {
    zh: "少付的正好是约定的现金折扣，而付款晚于折扣期吗？",
    en: "Is what is missing exactly the agreed cash discount, and the money came after its date?",
  },
  variants: 2,
  examine: (subject) => {
    for (const pair of shortPairs(subject)) {
      const offer = discountOf(pair.debt);
      if (!offer || Math.abs(shortOf(pair) - offer.minor) > 1) continue;
      if (subject.paidOn <= offer.until) continue;
      return {
        code: "P01",
        strength: "agreed",
        itemNo: pair.debt.no,
        because: because("diff.discount_late", {
          item: pair.debt.no,
          short: formatMinor(shortOf(pair), subject.currency),
          until: offer.until,
          paidOn: subject.paidOn,
        }),
      };
    }
    return null;
  },
  examples: [
    {
      given: "49,000 on 50,000 with 1,000 until 10 September, paid on the 25th",
      subject: {
        paidMinor: 4_900_000,
        debts: [
          {
            owedMinor: 5_000_000,
            discountMinor: 100_000,
            discountDate: "2026-09-10" as IsoDate, // a date as written
          },
        ],
      },
      expect: { key: "diff.discount_late", strength: "agreed" },
    },
    {
      given: "the same, paid in time: no difference of this kind",
      subject: {
        paidOn: "2026-09-09" as IsoDate, // a date as written
        paidMinor: 4_900_000,
        debts: [
          {
            owedMinor: 5_000_000,
            discountMinor: 100_000,
            discountDate: "2026-09-10" as IsoDate, // a date as written
          },
        ],
      },
      expect: null,
    },
  ],
};

export const retentionKept: DifferenceTest = {
  code: "P08",
  question: {
    zh: "少付的正好是合同或单据约定的质保金（或常见比例 3、5、10 %）吗？",
    en: "Is what is missing the agreed retention, or a usual share (3, 5, 10 %)?",
  },
  variants: 4,
  examine: (subject) => {
    for (const pair of shortPairs(subject)) {
      const { debt } = pair;
      const short = shortOf(pair);
      const fields = { item: debt.no, short: formatMinor(short, subject.currency) };
      if (debt.retentionMinor > 0 && short === debt.retentionMinor) {
        return found("agreed", debt.no, because("diff.retention_document", fields));
      }
      const agreed = debt.terms?.retentionPercent ?? null;
      if (agreed !== null && Math.abs(short - shareOf(debt.faceMinor, agreed)) <= 1) {
        const contract = debt.terms?.contractNo ?? "";
        const more = { ...fields, contract, percent: agreed };
        return found("agreed", debt.no, because("diff.retention_contract", more));
      }
    }
    for (const pair of shortPairs(subject)) {
      const { debt } = pair;
      if (debt.terms !== null) continue;
      const percent = usualRetentions.find(
        (share) => Math.abs(shortOf(pair) - shareOf(debt.faceMinor, share)) <= 1,
      );
      if (percent === undefined) continue;
      const fields = {
        item: debt.no,
        short: formatMinor(shortOf(pair), subject.currency),
        face: formatMinor(debt.faceMinor, subject.currency),
        percent,
      };
      return found("pattern", debt.no, because("diff.retention_usual", fields));
    }
    return null;
  },
  examples: [
    {
      given: "107,350.00 on 113,000.00, the contract keeps 5 %",
      subject: {
        paidMinor: 10_735_000,
        debts: [{ owedMinor: 11_300_000, terms: termsWith({ retentionPercent: "5" }) }],
      },
      expect: { key: "diff.retention_contract", strength: "agreed" },
    },
    {
      given: "the document itself names a retention of 5,000.00",
      subject: {
        paidMinor: 10_800_000,
        debts: [{ owedMinor: 11_300_000, retentionMinor: 500_000 }],
      },
      expect: { key: "diff.retention_document", strength: "agreed" },
    },
    {
      given: "3 % short without any contract is only usual",
      subject: { paidMinor: 9_700_000, debts: [{ owedMinor: 10_000_000 }] },
      expect: { key: "diff.retention_usual", strength: "pattern" },
    },
    {
      given: "10 % short where the contract keeps 5 %",
      subject: {
        paidMinor: 9_000_000,
        debts: [{ owedMinor: 10_000_000, terms: termsWith({ retentionPercent: "5" }) }],
      },
      expect: null,
    },
  ],
};

export const usualFee: DifferenceTest = {
  code: "P04",
  question: {
    zh: "少付的是银行常收的手续费（5、10、15、20、25、30、40、50）吗？",
    en: "Is what is missing a fee that banks usually charge (5, 10, 15, 20, 25, 30, 40, 50)?",
  },
  variants: 8,
  examine: (subject) => {
    const unit = 10 ** currencyExponent(subject.currency);
    for (const pair of shortPairs(subject)) {
      const short = shortOf(pair);
      // a fee is a small part of what is sent
      if (!usualFees.some((fee) => fee * unit === short) || short * 20 > pair.owedMinor) continue;
      const bearer = subject.payer?.feeBearer ?? "us";
      return {
        code: "P04",
        strength: "pattern",
        itemNo: pair.debt.no,
        because: because(bearer === "customer" ? "diff.fee_customer" : "diff.fee_usual", {
          item: pair.debt.no,
          short: formatMinor(short, subject.currency),
        }),
      };
    }
    return null;
  },
  examples: [
    {
      given: "USD 9,975.00 for 10,000.00",
      subject: {
        currency: "USD",
        paidMinor: 997_500,
        debts: [{ owedMinor: 1_000_000, currency: "USD" }],
      },
      expect: { key: "diff.fee_usual", strength: "pattern" },
    },
    {
      given: "the same where the customer bears the fee by contract",
      subject: {
        paidMinor: 997_500,
        debts: [{ owedMinor: 1_000_000 }],
        payer: { name: "启明", feeBearer: "customer" },
      },
      expect: { key: "diff.fee_customer", strength: "pattern" },
    },
    {
      given: "25.00 missing of 100.00 is no fee",
      subject: { paidMinor: 7_500, debts: [{ owedMinor: 10_000 }] },
      expect: null,
    },
  ],
};

const usualRetentions = ["5", "3", "10"] as const;
const usualFees: readonly number[] = [5, 10, 15, 20, 25, 30, 40, 50];

function found(strength: "agreed" | "pattern", itemNo: string, reason: ReturnType<typeof because>) {
  return { code: "P08", strength, itemNo, because: reason } as const;
}

function shortPairs(subject: DifferenceSubject): Pair[] {
  if (subject.about === "money") return [];
  return pairsOf(subject).filter(({ owedMinor, paidMinor }) => paidMinor < owedMinor);
}

function shortOf({ owedMinor, paidMinor }: Pair): number {
  return owedMinor - paidMinor;
}

/** The document's own offer, else the contract's. */
function discountOf(debt: DebtFacts): { readonly minor: number; readonly until: IsoDate } | null {
  if (debt.discountMinor > 0 && debt.discountDate !== null) {
    return { minor: debt.discountMinor, until: debt.discountDate };
  }
  const { discountPercent = null, discountDays = null } = debt.terms ?? {};
  if (discountPercent === null || discountDays === null || debt.issueDate === null) return null;
  return {
    minor: shareOf(debt.faceMinor, discountPercent),
    until: addDays(debt.issueDate, discountDays),
  };
}

/** Per cent as decimal text of an amount, half up. */
function shareOf(minor: number, percent: string): number {
  const [whole = "0", part = ""] = percent.split(".");
  const scaled = BigInt(whole + part);
  const divisor = 100n * 10n ** BigInt(part.length);
  return toSafeMinor(divideHalfUp(BigInt(minor) * scaled, divisor));
}

function termsWith(change: Partial<NonNullable<DebtFacts["terms"]>>): DebtFacts["terms"] {
  const none = { discountPercent: null, discountDays: null, retentionPercent: null };
  return { contractNo: "HT-1", ...none, ...change };
}
