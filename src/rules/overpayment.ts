// R34: more came than is owed.
import { example } from "./example.ts";
import { ruleTemplate } from "./rule.ts";

export const overpayment = ruleTemplate({
  code: "R34",
  stage: "how_much",
  title: { zh: "多付转预收", en: "Overpayment to advance" },
  meaning: {
    zh: "点名的单据核销后仍有余额，转预收；没有点名时只建议。",
    en: "What is left after the named items becomes an advance; without a named item it is only suggested.",
  },
  params: {
    maxPercent: {
      label: { zh: "最多超出", en: "Most above" },
      unit: "percent",
      min: 1,
      max: 1_000,
    },
  },
  examples: [
    example({
      given: { zh: "10,500 对点名的 10,000", en: "10,500 on a named 10,000" },
      outcome: { zh: "预收 500", en: "Advance 500" },
      items: [{ no: "INV20260801", amount: "10000.00" }],
      lines: [{ amount: "10500.00", memo: "INV20260801" }],
      applies: true,
      lane: "auto",
      settles: "INV20260801 10000.00",
    }),
    example({
      given: { zh: "未点名，多于全部未清", en: "Nothing named, more than all that is open" },
      outcome: { zh: "只建议", en: "Suggested only" },
      items: [{ no: "I1", amount: "10000.00" }],
      lines: [{ amount: "10500.00" }],
      applies: true,
      lane: "suggested",
      settles: "I1 10000.00",
    }),
    example({
      given: { zh: "正好相等", en: "Exactly equal" },
      outcome: { zh: "不用此规则", en: "Not this rule" },
      items: [{ no: "INV20260801", amount: "10000.00" }],
      lines: [{ amount: "10000.00", memo: "INV20260801" }],
      applies: false,
      lane: "auto",
      settles: "INV20260801 10000.00",
    }),
  ],
});
