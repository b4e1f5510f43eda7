// R23: the few items that add up to the receipt.
import { example } from "./example.ts";
import { ruleTemplate } from "./rule.ts";

export const subsetSum = ruleTemplate({
  code: "R23",
  stage: "what",
  title: { zh: "组合求和", en: "Subset sum" },
  meaning: {
    zh: "未清项中唯一的一组（不超过上限张数）合计等于到账；偶然凑成的可能不小、或有第二组时只建议。",
    en: "One single group of items, up to a number, adds up to the receipt; where accidents are likely or a second group exists it is only suggested.",
  },
  params: {
    maxItems: { label: { zh: "最多张数", en: "Most items" }, unit: "count", min: 2, max: 6 },
    pool: { label: { zh: "最多待选项", en: "Largest choice" }, unit: "count", min: 2, max: 60 },
    nodeBudget: {
      label: { zh: "搜索步数", en: "Search steps" },
      unit: "count",
      min: 1_000,
      max: 1_000_000,
    },
  },
  examples: [
    example({
      given: { zh: "五张中唯一的三张", en: "Three of five, the only ones" },
      outcome: { zh: "自动核销三张", en: "Posted" },
      items: [
        { no: "I1", amount: "1234.56", due: "2026-07-01" },
        { no: "I2", amount: "2600.10", due: "2026-07-11" },
        { no: "I3", amount: "3417.25", due: "2026-08-01" },
        { no: "I4", amount: "5400.90", due: "2026-11-01" },
        { no: "I5", amount: "9121.77", due: "2026-12-01" },
      ],
      lines: [{ amount: "10052.71" }],
      applies: true,
      lane: "auto",
      settles: "I1 1234.56, I3 3417.25, I4 5400.90",
    }),
    example({
      given: { zh: "整数金额，凑巧的可能大", en: "Round amounts: accidents are likely" },
      outcome: { zh: "只建议", en: "Suggested only" },
      items: [
        { no: "I1", amount: "10000.00", due: "2026-07-01" },
        { no: "I2", amount: "20000.00", due: "2026-07-11" },
        { no: "I3", amount: "30000.00", due: "2026-08-01" },
        { no: "I4", amount: "60000.00", due: "2026-11-01" },
        { no: "I5", amount: "70000.00", due: "2026-12-01" },
      ],
      lines: [{ amount: "100000.00" }],
      applies: true,
      lane: "suggested",
      settles: "I3 30000.00, I5 70000.00",
    }),
    example({
      given: { zh: "一张就等于到账", en: "One item alone is equal" },
      outcome: { zh: "不用组合", en: "No search needed" },
      items: [
        { no: "I1", amount: "1234.56" },
        { no: "I2", amount: "2600.10" },
        { no: "I3", amount: "3834.66" },
      ],
      lines: [{ amount: "2600.10" }],
      applies: false,
      lane: "auto",
      settles: "I2 2600.10",
    }),
  ],
});
