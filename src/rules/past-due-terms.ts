// R20: everything that is due under one payment term.
import { example } from "./example.ts";
import { ruleTemplate } from "./rule.ts";

const items = [
  { no: "I1", amount: "4123.40", issued: "2026-06-01", due: "2026-07-01" },
  { no: "I2", amount: "5345.60", issued: "2026-05-01", due: "2026-06-30" },
  { no: "I3", amount: "1876.60", issued: "2026-07-05", due: "2026-08-04" },
  { no: "I4", amount: "3654.47", issued: "2026-06-10", due: "2026-08-09" },
  { no: "I5", amount: "9999.90", issued: "2026-09-01", due: "2026-10-31" },
];

export const pastDueTerms = ruleTemplate({
  code: "R20",
  stage: "what",
  title: { zh: "按账期分组结清逾期", en: "Past due by terms" },
  meaning: {
    zh: "逾期项按付款条件（开票日到到期日的天数）分组，某一组合计等于到账；几组同额则都列出，不自动。",
    en: "What is due, grouped by payment term (days from issue to due date): one group adds up to the money. Several such groups are listed, none is posted.",
  },
  params: {
    minItems: { label: { zh: "最少项数", en: "Fewest items" }, unit: "count", min: 2, max: 50 },
  },
  examples: [
    example({
      given: { zh: "60 天账期的两张合计", en: "The two items at 60 days" },
      outcome: { zh: "核销该组", en: "The group is settled" },
      items,
      lines: [{ amount: "9000.07" }],
      applies: true,
      lane: "auto",
      settles: "I2 5345.60, I4 3654.47",
    }),
    example({
      given: { zh: "两组合计相同", en: "Two groups of the same sum" },
      outcome: { zh: "列出两组，不自动", en: "Both are listed, none posted" },
      items: [
        { no: "I1", amount: "4500.00", issued: "2026-06-01", due: "2026-07-01" },
        { no: "I2", amount: "6000.00", issued: "2026-05-01", due: "2026-06-30" },
        { no: "I3", amount: "4500.00", issued: "2026-07-05", due: "2026-08-04" },
        { no: "I4", amount: "3000.00", issued: "2026-06-10", due: "2026-08-09" },
      ],
      lines: [{ amount: "9000.00" }],
      applies: true,
      lane: "suggested",
      settles: "I1 4500.00, I3 4500.00",
    }),
    example({
      given: { zh: "只等于其中一张", en: "Equal to one alone" },
      outcome: { zh: "不用此规则", en: "Not this rule" },
      items,
      lines: [{ amount: "5345.60" }],
      applies: false,
      lane: "auto",
      settles: "I2 5345.60",
    }),
  ],
});
