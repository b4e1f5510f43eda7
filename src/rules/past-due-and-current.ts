// R21: everything that is due, and a few items that are not yet.
import { example } from "./example.ts";
import { ruleTemplate } from "./rule.ts";

const items = [
  { no: "I1", amount: "6123.40", issued: "2026-06-01", due: "2026-07-31" },
  { no: "I2", amount: "3877.20", issued: "2026-07-01", due: "2026-08-31" },
  { no: "I3", amount: "2345.10", issued: "2026-08-05", due: "2026-10-31" },
  { no: "I4", amount: "4000.70", issued: "2026-08-15", due: "2026-11-15" },
  { no: "I5", amount: "9999.90", issued: "2026-08-20", due: "2026-11-20" },
];

export const pastDueAndCurrent = ruleTemplate({
  code: "R21",
  stage: "what",
  title: { zh: "逾期加当期组合", en: "Past due and current" },
  meaning: {
    zh: "全部逾期加上至多几张未到期的唯一组合等于到账。",
    en: "Everything due and the only choice of a few items not yet due add up to the money.",
  },
  params: {
    maxCurrent: {
      label: { zh: "未到期最多张数", en: "Most current items" },
      unit: "count",
      min: 1,
      max: 4,
    },
  },
  examples: [
    example({
      given: { zh: "逾期两张加一张未到期", en: "Two due and one that is not" },
      outcome: { zh: "核销三张", en: "The three are settled" },
      items,
      lines: [{ amount: "14001.30" }],
      applies: true,
      lane: "auto",
      settles: "I1 6123.40, I2 3877.20, I4 4000.70",
    }),
    example({
      given: { zh: "未到期的两张同额", en: "Two current items of one amount" },
      outcome: { zh: "不唯一，只建议", en: "Not unique, suggested" },
      items: [...items, { no: "I6", amount: "4000.70", issued: "2026-08-15", due: "2026-11-15" }],
      lines: [{ amount: "14001.30" }],
      applies: true,
      lane: "suggested",
      settles: "I1 6123.40, I2 3877.20, I4 4000.70",
    }),
    example({
      given: { zh: "只付逾期的", en: "Only what is due" },
      outcome: { zh: "由“结清全部逾期”处理", en: "That is clearing what is past due" },
      items,
      lines: [{ amount: "10000.60" }],
      applies: false,
      lane: "auto",
      settles: "I1 6123.40, I2 3877.20",
    }),
  ],
});
