// R17: the total of a statement the customer has confirmed.
import { example } from "./example.ts";
import { ruleTemplate } from "./rule.ts";

const statement = "DZ2026-08";

export const confirmedStatement = ruleTemplate({
  code: "R17",
  stage: "what",
  title: { zh: "已确认对账单整付", en: "Statement total" },
  meaning: {
    zh: "到账等于客户已确认对账单的总额，或其无争议部分。",
    en: "The receipt equals the total of a confirmed statement, or its undisputed part.",
  },
  params: {
    maxAgeDays: {
      label: { zh: "对账单最长期限", en: "Oldest statement" },
      unit: "days",
      min: 1,
      max: 730,
    },
  },
  examples: [
    example({
      given: { zh: "8月对账单三张合计", en: "Three items of the August statement" },
      outcome: { zh: "全部核销", en: "All are settled" },
      items: [
        { no: "I1", amount: "112450.30", statement },
        { no: "I2", amount: "150000.20", statement },
        { no: "I3", amount: "50000.00", statement },
        { no: "I4", amount: "777.10" },
      ],
      lines: [{ amount: "312450.50" }],
      applies: true,
      lane: "auto",
      settles: "I1 112450.30, I2 150000.20, I3 50000.00",
    }),
    example({
      given: { zh: "附言写明对账单号", en: "The memo names the statement" },
      outcome: { zh: "全部核销", en: "All are settled" },
      items: [
        { no: "I1", amount: "60000.00", statement },
        { no: "I2", amount: "40000.00", statement },
        { no: "I3", amount: "100000.00" },
      ],
      lines: [{ amount: "100000.00", memo: `付${statement}` }],
      applies: true,
      lane: "auto",
      settles: "I1 60000.00, I2 40000.00",
    }),
    example({
      given: { zh: "金额与对账单不符", en: "Another amount" },
      outcome: { zh: "不用此规则", en: "Not this rule" },
      items: [
        { no: "I1", amount: "60000.00", statement },
        { no: "I2", amount: "40010.00", statement },
      ],
      lines: [{ amount: "40010.00" }],
      applies: false,
      lane: "auto",
      settles: "I2 40010.00",
    }),
  ],
});
