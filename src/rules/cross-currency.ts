// R30: paid in another currency than invoiced.
import { example } from "./example.ts";
import { ruleTemplate } from "./rule.ts";

const rates = [["2026-09-18", "USD", "CNY", "7.10"]] as const;
const item = { no: "INV20260801", amount: "10000.00", currency: "USD", booked: "7.05" };

export const crossCurrency = ruleTemplate({
  code: "R30",
  stage: "how_much",
  title: { zh: "跨币种与汇率差", en: "Cross-currency" },
  meaning: {
    zh: "按到账日汇率折算，与点名的单据或唯一的组合相差在容差内；差额入汇兑损益，绝对额封顶。",
    en: "Converted at the day's rate the receipt is within tolerance of the named items or of the only possible group; the difference is FX, capped in absolute terms.",
  },
  params: {
    tolerancePerMille: {
      label: { zh: "容差", en: "Tolerance" },
      unit: "per_mille",
      min: 0,
      max: 50,
    },
    absCapHome: {
      label: { zh: "绝对上限（本位币元）", en: "Cap (home units)" },
      unit: "count",
      min: 0,
      max: 1_000_000,
    },
  },
  examples: [
    example({
      given: { zh: "CNY 71,000 付 USD 10,000", en: "CNY 71,000 for USD 10,000" },
      outcome: { zh: "结清，汇兑收益 500", en: "Settled, FX gain 500" },
      items: [item],
      lines: [{ amount: "71000.00", memo: "INV20260801" }],
      rates,
      applies: true,
      lane: "auto",
      settles: "INV20260801 10000.00",
    }),
    example({
      given: { zh: "没有汇率", en: "No rate is known" },
      outcome: { zh: "不能折算", en: "Nothing can be said" },
      items: [item],
      lines: [{ amount: "71000.00", memo: "INV20260801" }],
      applies: false,
      lane: "unmatched",
      settles: "",
    }),
    example({
      given: { zh: "差 5 %", en: "5 % off" },
      outcome: { zh: "超出容差", en: "Beyond the tolerance" },
      items: [item],
      lines: [{ amount: "67500.00", memo: "INV20260801" }],
      rates,
      applies: false,
      lane: "unmatched",
      settles: "",
    }),
  ],
});
