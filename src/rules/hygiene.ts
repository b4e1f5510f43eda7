// R36: money that is no receipt of a customer, and pairs that cancel each other.
import { example } from "./example.ts";
import { ruleTemplate } from "./rule.ts";

export const hygiene = ruleTemplate({
  code: "R36",
  stage: "hygiene",
  title: { zh: "非销售收款与冲正剔除", en: "Not receivable, reversals" },
  meaning: {
    zh: "利息、内部划转、退税、平台结算、保证金等打标不核销；退票冲正成对剔除，退回的收款已核销时列为例外，由人确认退票；重复付款在找不到未清项后才判断。",
    en: "Interest, own transfers, tax refunds, platform settlements, deposits are tagged; reversals are set aside in pairs, and where the receipt taken back is settled already a person is asked; duplicates are asked for only where nothing open fits.",
  },
  params: {
    reversalDays: {
      label: { zh: "冲正最多相隔", en: "Reversal within" },
      unit: "days",
      min: 0,
      max: 60,
    },
  },
  examples: [
    example({
      given: { zh: "银行结息", en: "Bank interest" },
      outcome: { zh: "利息，不核销", en: "Interest, never matched" },
      items: [{ no: "I1", amount: "12.34" }],
      lines: [{ amount: "12.34", payer: "中国工商银行", memo: "结息" }],
      applies: true,
      lane: "not_receivable",
      settles: "",
    }),
    example({
      given: { zh: "同参考号一正一负，退票", en: "Plus and minus under one reference" },
      outcome: { zh: "成对剔除", en: "Set aside as a pair" },
      items: [{ no: "I1", amount: "30000.00" }],
      lines: [
        { amount: "30000.00", memo: "货款" },
        { amount: "-30000.00", memo: "退票", date: "2026-09-20" },
      ],
      applies: true,
      lane: "not_receivable",
      settles: "",
    }),
    example({
      given: {
        zh: "客户每月同额付款，有未清项",
        en: "The same amount each month, an item is open",
      },
      outcome: { zh: "不是重复付款", en: "No duplicate" },
      items: [
        { no: "I1", amount: "30123.00", open: "0.00", issued: "2026-08-01" },
        { no: "I2", amount: "30123.00", issued: "2026-09-01" },
      ],
      lines: [{ amount: "30123.00" }],
      applies: false,
      lane: "auto",
      settles: "I2 30123.00",
    }),
  ],
});
