// 坏账核销与收回: the register 备查簿 of claims written off, and what came in after all.
import { ratioOf } from "../core/figures/ratio.ts";
import { column, report } from "./report.ts";

export const writeOffs = report({
  code: "write_offs",
  group: "accounting",
  title: { zh: "坏账核销与收回", en: "Write-offs and recoveries" },
  about: {
    zh: "账销案存：核销的债权仍在追讨，收回多少一目了然。",
    en: "Claims written off are still claimed: what they were and what came in after all.",
  },
  options: [],
  periodMonths: null,
  facts: ["writtenOff"],
  build: ({ writtenOff }) => ({
    columns: [
      column("customer", "text", { zh: "客户", en: "Customer" }),
      column("no", "text", { zh: "单号", en: "Number" }),
      column("date", "date", { zh: "核销日", en: "Written off on" }),
      column("amount", "money", { zh: "核销金额", en: "Written off" }),
      column("recovered", "money", { zh: "已收回", en: "Recovered" }),
      column("left", "money", { zh: "仍在追讨", en: "Still claimed" }),
      column("share", "share", { zh: "收回率", en: "Share recovered" }),
      column("home", "home", { zh: "本位币", en: "Home" }),
    ],
    rows: writtenOff.map((one) => ({
      currency: one.currency,
      cells: [
        one.customerName,
        one.no,
        one.date,
        BigInt(one.writtenOffMinor),
        BigInt(one.recoveredMinor),
        BigInt(one.writtenOffMinor - one.recoveredMinor),
        ratioOf(one.recoveredMinor, one.writtenOffMinor),
        BigInt(one.homeMinor),
      ],
      link: { to: "item", itemId: one.itemId, customerId: one.customerId },
    })),
  }),
});
