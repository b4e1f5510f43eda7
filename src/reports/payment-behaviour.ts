// 付款表现: how many days after the due date each customer paid, by amount; who paid on time.
import { ratioOf } from "../core/figures/ratio.ts";
import { column, report } from "./report.ts";

export const paymentBehaviour = report({
  code: "payment_behaviour",
  group: "collection",
  title: { zh: "平均拖欠天数", en: "Average days delinquent" },
  about: {
    zh: "每个客户实际付款平均比到期日晚几天（按金额加权，提前为负），按时付款占多少。",
    en: "How many days after the due date each customer paid, weighted by amount; how much was on time.",
  },
  options: [],
  periodMonths: 12,
  facts: ["paying"],
  build: ({ paying }, request) => {
    const sum = (of: (one: (typeof paying)[number]) => number) =>
      paying.reduce((total, one) => total + BigInt(of(one)), 0n);
    const paid = sum(({ paidMinor }) => paidMinor);
    return {
      columns: [
        column("customer", "text", { zh: "客户", en: "Customer" }),
        column("paid", "home", { zh: "期内核销收款", en: "Receipts applied" }),
        column(
          "late",
          "ratio",
          { zh: "平均拖欠天数", en: "Days late" },
          {
            hint: {
              zh: "Σ（金额 ×（收款日 − 到期日））÷ Σ 金额",
              en: "Σ (amount × (paid − due)) ÷ Σ amount",
            },
          },
        ),
        column("on_time", "share", { zh: "按时付款", en: "On time" }),
        column("receipts", "count", { zh: "核销笔数", en: "Allocations" }),
      ],
      rows: paying.map((one) => ({
        currency: request.homeCurrency,
        cells: [
          one.customerName,
          BigInt(one.paidMinor),
          ratioOf(one.weightedDays, one.paidMinor),
          ratioOf(one.onTimeMinor, one.paidMinor),
          one.receipts,
        ],
        link: { to: "customer", customerId: one.customerId },
      })),
      tiles: [
        {
          zh: "平均拖欠天数",
          en: "Days late, all",
          kind: "ratio",
          value: ratioOf(
            sum(({ weightedDays }) => weightedDays),
            paid,
          ),
        },
        {
          zh: "按时付款",
          en: "On time",
          kind: "share",
          value: ratioOf(
            sum(({ onTimeMinor }) => onTimeMinor),
            paid,
          ),
        },
      ],
    };
  },
});
