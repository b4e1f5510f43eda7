// 期后回款: what was open on a day, and how much of just that came in afterwards.
import { ratioOf } from "../core/figures/ratio.ts";
import { column, report } from "./report.ts";

export const subsequentReceipts = report({
  code: "subsequent_receipts",
  group: "accounting",
  title: { zh: "期后回款", en: "Subsequent receipts" },
  about: {
    zh: "截至日的应收，之后到今天收回了多少（审计常用）。",
    en: "What was open on the day, and how much of it has come in since.",
  },
  options: [],
  periodMonths: null,
  facts: ["subsequent", "receivableBalance"],
  build: ({ subsequent, receivableBalance }, request) => {
    const sum = (of: (one: (typeof subsequent)[number]) => number) =>
      subsequent.reduce((total, one) => total + BigInt(of(one)), 0n);
    const open = sum(({ openMinor }) => openMinor);
    return {
      columns: [
        column("customer", "text", { zh: "客户", en: "Customer" }),
        column("open", "home", { zh: "截至日应收", en: "Open on the day" }),
        column("received", "home", { zh: "期后收款", en: "Received since" }),
        column("share", "share", { zh: "回款比例", en: "Share" }),
        column(
          "other",
          "home",
          { zh: "期后其他减少", en: "Otherwise settled" },
          {
            hint: {
              zh: "红字、对冲、坏账、调账",
              en: "Credit notes, netting, write-offs, adjustments",
            },
          },
        ),
        column("left", "home", { zh: "仍未收", en: "Still open" }),
        column("last", "date", { zh: "最近收款", en: "Last receipt" }),
      ],
      rows: subsequent.map((one) => ({
        currency: request.homeCurrency,
        cells: [
          one.customerName,
          BigInt(one.openMinor),
          BigInt(one.receivedMinor),
          ratioOf(one.receivedMinor, one.openMinor),
          BigInt(one.otherMinor),
          BigInt(one.openMinor - one.receivedMinor - one.otherMinor),
          one.lastOn,
        ],
        link: { to: "customer", customerId: one.customerId },
      })),
      tiles: [
        {
          zh: "期后回款比例",
          en: "Received since",
          kind: "share",
          value: ratioOf(
            sum(({ receivedMinor }) => receivedMinor),
            open,
          ),
        },
      ],
      proof: {
        name: { zh: "截至日应收 = 明细账 1122", en: "Open on the day = 1122" },
        account: "receivable",
        shownMinor: open,
        ledgerMinor: BigInt(receivableBalance),
      },
    };
  },
});
