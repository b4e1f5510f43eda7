// T05, T06, T07: right money in the wrong place. Another customer's debt, another currency, a document
// that came into the books after the money.
import { because } from "../because.ts";
import { daysBetween, type IsoDate } from "../date.ts";
import { formatMinor } from "../money.ts";
import type { DifferenceTest } from "./difference-test.ts";

/** An invoice at most this long after the money was in transit; later it is a prepayment. */
const transitDays = 30;

export const anotherCustomer: DifferenceTest = {
  code: "T05",
  question: {
    zh: "金额正好等于另一家客户唯一的一张未清单据，而付款人自己没有这个金额吗？",
    en: "Is it exactly one open document of one other customer, and none of the payer's own?",
  },
  variants: 0,
  examine: ({ about, currency, amountMinor, debts, elsewhere, memo, payer }) => {
    if (about === "item" || payer === null) return null;
    const fitting = elsewhere.filter(
      (debt) => debt.currency === currency && debt.owedMinor === amountMinor,
    );
    const [debt, second] = fitting;
    if (!debt || second) return null;
    if (debts.some((own) => own.currency === currency && own.owedMinor === amountMinor))
      return null;
    const isNamed = memo.includes(debt.no) || memo.includes(debt.customerName);
    if (!isNamed && amountMinor % 10_000 === 0) return null;
    return {
      code: "T05",
      strength: isNamed ? "agreed" : "exact",
      itemNo: debt.no,
      because: because(isNamed ? "diff.elsewhere_named" : "diff.elsewhere", {
        amount: formatMinor(amountMinor, currency),
        item: debt.no,
        customer: debt.customerName,
        payer: payer.name,
      }),
    };
  },
  examples: [
    {
      given: "27,318.46 of one customer is the only open invoice of another",
      subject: {
        about: "line",
        amountMinor: 2_731_846,
        paidMinor: 2_731_846,
        elsewhere: [{ no: "B7", owedMinor: 2_731_846, customerName: "华鑫" }],
      },
      expect: { key: "diff.elsewhere", strength: "exact" },
    },
    {
      given: "two other customers owe that amount",
      subject: {
        about: "line",
        amountMinor: 2_731_846,
        paidMinor: 2_731_846,
        elsewhere: [
          { no: "B7", owedMinor: 2_731_846 },
          { no: "C1", owedMinor: 2_731_846 },
        ],
      },
      expect: null,
    },
    {
      given: "a round amount and no name in the memo",
      subject: {
        about: "line",
        amountMinor: 5_000_000,
        paidMinor: 5_000_000,
        elsewhere: [{ no: "B7", owedMinor: 5_000_000 }],
      },
      expect: null,
    },
  ],
};

export const wrongCurrency: DifferenceTest = {
  code: "T06",
  question: {
    zh: "同样的数字在另一种币种里正好是应付金额吗？",
    en: "Is the same figure owed in another currency?",
  },
  variants: 1,
  examine: ({ about, currency, paidMinor, debts }) => {
    if (about === "item") return null;
    const debt = debts.find((one) => one.currency !== currency && one.owedMinor === paidMinor);
    if (!debt) return null;
    return {
      code: "T06",
      strength: "exact",
      itemNo: debt.no,
      because: because("diff.currency", {
        item: debt.no,
        paid: formatMinor(paidMinor, currency),
        currency,
        owed: formatMinor(debt.owedMinor, debt.currency),
        other: debt.currency,
      }),
    };
  },
  examples: [
    {
      given: "CNY 12,480.50 where USD 12,480.50 is open",
      subject: {
        about: "line",
        paidMinor: 1_248_050,
        debts: [{ owedMinor: 1_248_050, currency: "USD" }],
      },
      expect: { key: "diff.currency", strength: "exact" },
    },
    {
      given: "CNY 12,480.50 where USD 12,480.00 is open",
      subject: {
        about: "line",
        paidMinor: 1_248_050,
        debts: [{ owedMinor: 1_248_000, currency: "USD" }],
      },
      expect: null,
    },
  ],
};

export const inTransit: DifferenceTest = {
  code: "T07",
  question: {
    zh: "款到后 30 天内才入账的单据，金额正好相等吗？",
    en: "Did a document of exactly this amount come into the books within 30 days after the money?",
  },
  variants: 1,
  examine: ({ about, currency, amountMinor, paidOn, debts }) => {
    if (about === "item") return null;
    const debt = debts.find(
      ({ issueDate, ...one }) =>
        one.currency === currency &&
        one.owedMinor === amountMinor &&
        issueDate !== null &&
        issueDate > paidOn &&
        daysBetween(paidOn, issueDate) <= transitDays,
    );
    if (!debt) return null;
    return {
      code: "T07",
      strength: "exact",
      itemNo: debt.no,
      because: because("diff.transit", {
        item: debt.no,
        amount: formatMinor(amountMinor, currency),
        paidOn,
        issued: debt.issueDate ?? "",
      }),
    };
  },
  examples: [
    {
      given: "money on 18 September, the invoice of that amount on the 25th",
      subject: {
        about: "line",
        amountMinor: 1_248_050,
        paidMinor: 1_248_050,
        debts: [{ owedMinor: 1_248_050, issueDate: "2026-09-25" as IsoDate }], // as written
      },
      expect: { key: "diff.transit", strength: "exact" },
    },
    {
      given: "the invoice two months later",
      subject: {
        about: "line",
        amountMinor: 1_248_050,
        paidMinor: 1_248_050,
        debts: [{ owedMinor: 1_248_050, issueDate: "2026-11-25" as IsoDate }], // as written
      },
      expect: null,
    },
  ],
};
