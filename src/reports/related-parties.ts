// 关联方往来: what related parties owe and have paid ahead, apart from everybody else's.
import { ratioOf } from "../core/figures/ratio.ts";
import { column, report } from "./report.ts";

export const relatedParties = report({
  code: "related_parties",
  group: "accounting",
  title: { zh: "关联方往来", en: "Related parties" },
  about: {
    zh: "客户档案里标为关联方的应收、逾期与未核销收款。",
    en: "Receivables, overdue and unapplied receipts of customers marked as related parties.",
  },
  options: [],
  periodMonths: null,
  facts: ["standings", "receivableBalance"],
  build: ({ standings, receivableBalance }, request) => {
    const related = standings.filter(({ isRelated }) => isRelated);
    const open = related.reduce((sum, one) => sum + BigInt(one.openMinor), 0n);
    return {
      columns: [
        column("customer", "text", { zh: "客户", en: "Customer" }),
        column("open", "home", { zh: "应收", en: "Receivable" }),
        column("overdue", "home", { zh: "其中逾期", en: "Overdue" }),
        column("unapplied", "home", { zh: "未核销收款", en: "Unapplied" }),
        column("net", "home", { zh: "净额", en: "Net" }),
        column("share", "share", { zh: "占全部应收", en: "Of all receivables" }),
        column("last", "date", { zh: "最近收款", en: "Last receipt" }),
      ],
      rows: related.map((one) => ({
        currency: request.homeCurrency,
        cells: [
          one.customerName,
          BigInt(one.openMinor),
          BigInt(one.overdueMinor),
          BigInt(one.unappliedMinor),
          BigInt(one.openMinor - one.unappliedMinor),
          ratioOf(one.openMinor, receivableBalance),
          one.lastReceiptOn,
        ],
        link: { to: "customer", customerId: one.customerId },
      })),
      tiles: [
        {
          zh: "占全部应收",
          en: "Of all receivables",
          kind: "share",
          value: ratioOf(open, receivableBalance),
        },
      ],
    };
  },
});
