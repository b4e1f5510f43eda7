// T04, T08: the same twice. Money that came before, a document that was made out twice.
import { because } from "../because.ts";
import { daysBetween, type IsoDate } from "../date.ts";
import { formatMinor } from "../money.ts";
import type { DifferenceTest } from "./difference-test.ts";
import type { DebtFacts } from "./subject.ts";

/** A second payment by mistake follows within this time; later it is another order. */
const nearDays = 45;
/** So often the same amount is a habit (an instalment, a rent), no mistake. */
const habitTimes = 3;

export const paidTwice: DifferenceTest = {
  code: "T04",
  question: {
    zh: "同一付款人近期已付过同样的金额，而账上没有这个金额的未清款项吗？",
    en: "Did the payer send the same amount shortly before, and is nothing of that amount open?",
  },
  variants: 0,
  examine: ({ about, currency, paidMinor, paidOn, debts, sameMoney }) => {
    if (about === "item" || sameMoney.length >= habitTimes) return null;
    const before = sameMoney.find(
      ({ date, amountMinor }) =>
        amountMinor === paidMinor && date <= paidOn && daysBetween(date, paidOn) <= nearDays,
    );
    if (!before) return null;
    const isOwed = debts.some((debt) => debt.currency === currency && debt.owedMinor === paidMinor);
    if (isOwed) return null;
    return {
      code: "T04",
      // hundreds are paid too often to prove anything
      strength: paidMinor % 10_000 === 0 ? "pattern" : "exact",
      itemNo: null,
      because: because("diff.paid_before", {
        paid: formatMinor(paidMinor, currency),
        before: before.date,
        paidOn,
      }),
    };
  },
  examples: [
    {
      given: "8,431.27 on 3 September and again on the 18th, nothing of it open",
      subject: {
        about: "line",
        paidMinor: 843_127,
        sameMoney: [{ date: "2026-09-03" as IsoDate, amountMinor: 843_127 }], // a date as written
        debts: [{ owedMinor: 5_000_000 }],
      },
      expect: { key: "diff.paid_before", strength: "exact" },
    },
    {
      given: "the same amount again, and an instalment of it is open",
      subject: {
        about: "line",
        paidMinor: 843_127,
        sameMoney: [{ date: "2026-09-03" as IsoDate, amountMinor: 843_127 }], // a date as written
        debts: [{ owedMinor: 843_127 }],
      },
      expect: null,
    },
  ],
};

export const invoicedTwice: DifferenceTest = {
  code: "T08",
  question: {
    zh: "未付的单据与另一张同单号（订单或送货单）、同金额吗？",
    en: "Is there another document of the same order or delivery and amount?",
  },
  variants: 0,
  examine: ({ about, currency, amountMinor, debts }) => {
    if (about !== "item") return null;
    const [debt, ...others] = debts;
    if (!debt || amountMinor !== debt.owedMinor) return null;
    const twin = others.find((other) => isTwin(debt, other));
    if (!twin) return null;
    return {
      code: "T08",
      strength: "exact",
      itemNo: debt.no,
      because: because("diff.twin", {
        item: debt.no,
        twin: twin.no,
        amount: formatMinor(debt.faceMinor, currency),
        source: debt.deliveryNo || debt.orderNo,
      }),
    };
  },
  examples: [
    {
      given: "two invoices of 11,300.00 for delivery SH-77, one is not paid",
      subject: {
        amountMinor: 1_130_000,
        paidMinor: 0,
        debts: [
          { no: "A1", owedMinor: 1_130_000, faceMinor: 1_130_000, deliveryNo: "SH-77" },
          { no: "A2", owedMinor: 1_130_000, faceMinor: 1_130_000, deliveryNo: "SH-77" },
        ],
      },
      expect: { key: "diff.twin", strength: "exact" },
    },
    {
      given: "two invoices of one amount for two deliveries",
      subject: {
        amountMinor: 1_130_000,
        paidMinor: 0,
        debts: [
          { no: "A1", owedMinor: 1_130_000, faceMinor: 1_130_000, deliveryNo: "SH-77" },
          { no: "A2", owedMinor: 1_130_000, faceMinor: 1_130_000, deliveryNo: "SH-78" },
        ],
      },
      expect: null,
    },
  ],
};

function isTwin(one: DebtFacts, other: DebtFacts): boolean {
  if (one.no === other.no || one.currency !== other.currency) return false;
  if (one.faceMinor !== other.faceMinor) return false;
  if (one.deliveryNo !== "") return one.deliveryNo === other.deliveryNo;
  return one.orderNo !== "" && one.orderNo === other.orderNo && other.deliveryNo === "";
}
