// R19: everything that is due, nothing that is not.
import { example } from "./example.ts";
import { ruleTemplate } from "./rule.ts";

const items = [
  { no: "I1", amount: "8123.40", due: "2026-07-31" },
  { no: "I2", amount: "2045.60", due: "2026-08-31" },
  { no: "I3", amount: "4000.00", due: "2026-11-30" },
  { no: "I4", amount: "4100.00", due: "2026-12-31" },
];

export const clearPastDue = ruleTemplate({
  code: "R19",
  stage: "what",
  title: { zh: "结清全部逾期", en: "Clear past due" },
  meaning: {
    zh: "到账日前到期的项目（含红字）合计等于到账；或按到期日相连的几项合计等于到账。",
    en: "What was due before the money came adds up to it; or a run of items next to each other by due date does.",
  },
  params: {
    graceDays: { label: { zh: "宽限", en: "Grace" }, unit: "days", min: 0, max: 60 },
  },
  examples: [
    example({
      given: { zh: "两张已到期合计等于到账", en: "The two that are due add up" },
      outcome: { zh: "核销已到期的", en: "They are settled" },
      items,
      lines: [{ amount: "10169.00" }],
      applies: true,
      lane: "auto",
      settles: "I1 8123.40, I2 2045.60",
    }),
    example({
      given: { zh: "按到期日相连的三张", en: "Three in a row by due date" },
      outcome: { zh: "核销三张", en: "They are settled" },
      items,
      lines: [{ amount: "14169.00" }],
      applies: true,
      lane: "auto",
      settles: "I1 8123.40, I2 2045.60, I3 4000.00",
    }),
    example({
      given: { zh: "只等于其中一张", en: "Equal to one alone" },
      outcome: { zh: "不用此规则", en: "Not this rule" },
      items,
      lines: [{ amount: "2045.60" }],
      applies: false,
      lane: "auto",
      settles: "I2 2045.60",
    }),
  ],
});
