// R14: several items of this amount; the one due first is only proposed.
import { example } from "./example.ts";
import { ruleTemplate } from "./rule.ts";

const items = [
  { no: "I1", amount: "5000.00", issued: "2026-02-01", due: "2026-03-01" },
  { no: "I2", amount: "5000.00", issued: "2026-02-01", due: "2026-03-01" },
];

export const sameAmount = ruleTemplate({
  code: "R14",
  stage: "what",
  title: { zh: "同额取最早到期", en: "Same amount, earliest due" },
  meaning: {
    zh: "有多张同额：按最早到期、最小编号排序，只建议；对某客户设为自动后，同额同条件同日期的可互换项自动取最早。",
    en: "Several items have the amount: ordered by due date and number, only suggested; set to automatic for a customer, interchangeable ones (same amount, terms, dates) are taken oldest first.",
  },
  params: {},
  examples: [
    example({
      given: { zh: "两张 5,000，无其他线索", en: "Two of 5,000 and no clue" },
      outcome: { zh: "只建议第一张", en: "The first is suggested" },
      items,
      lines: [{ amount: "5000.00" }],
      applies: true,
      lane: "suggested",
      settles: "I1 5000.00",
    }),
    example({
      given: { zh: "该客户已选择同额取最早", en: "The customer has opted in" },
      outcome: { zh: "自动取第一张", en: "The first is posted" },
      items,
      lines: [{ amount: "5000.00" }],
      rules: [{ code: "R14", action: "auto", scope: { customer: ["C1"] } }],
      applies: true,
      lane: "auto",
      settles: "I1 5000.00",
    }),
    example({
      given: { zh: "附言点名其中一张", en: "The memo names one of them" },
      outcome: { zh: "以票号为准", en: "The number decides" },
      items: [
        { no: "INV20260101", amount: "5000.00" },
        { no: "INV20260102", amount: "5000.00" },
      ],
      lines: [{ amount: "5000.00", memo: "INV20260102" }],
      applies: false,
      lane: "auto",
      settles: "INV20260102 5000.00",
    }),
  ],
});
