// R13: the customer is known and exactly one open item has this amount.
import { example } from "./example.ts";
import { ruleTemplate } from "./rule.ts";

export const uniqueAmount = ruleTemplate({
  code: "R13",
  stage: "what",
  title: { zh: "金额唯一", en: "Unique amount" },
  meaning: {
    zh: "客户已知，未清项中恰有一项等于到账；到账后很久才开具的项目不算。",
    en: "The customer is known and one open item equals the receipt; items issued long after it do not count.",
  },
  params: {
    issuedAfterReceiptDays: {
      label: { zh: "开票可晚于到账", en: "Issued after receipt" },
      unit: "days",
      min: 0,
      max: 365,
    },
  },
  examples: [
    example({
      given: { zh: "仅一张 88,888.00", en: "One invoice of 88,888.00" },
      outcome: { zh: "自动核销", en: "Posted" },
      items: [
        { no: "I1", amount: "88888.00" },
        { no: "I2", amount: "4321.00" },
      ],
      lines: [{ amount: "88888.00" }],
      applies: true,
      lane: "auto",
      settles: "I1 88888.00",
    }),
    example({
      given: { zh: "附言点名另一张", en: "The memo names another one" },
      outcome: { zh: "与附言不符，只建议", en: "It contradicts the memo: suggested only" },
      items: [
        { no: "INV20250801", amount: "50000.00" },
        { no: "INV20250802", amount: "23456.70" },
      ],
      lines: [{ amount: "23456.70", memo: "付INV20250801" }],
      applies: true,
      lane: "suggested",
      settles: "INV20250802 23456.70",
    }),
    example({
      given: { zh: "同额发票在到账两个月后才开", en: "Issued two months after the money came" },
      outcome: { zh: "不取", en: "Not taken" },
      items: [{ no: "I1", amount: "88888.00", issued: "2026-11-20", due: "2026-12-20" }],
      lines: [{ amount: "88888.00" }],
      applies: false,
      lane: "unmatched",
      settles: "",
    }),
  ],
});
