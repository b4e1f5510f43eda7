// R25: the planned instalment of a contract.
import { example } from "./example.ts";
import { ruleTemplate } from "./rule.ts";

export const instalment = ruleTemplate({
  code: "R25",
  stage: "what",
  title: { zh: "合同分期、里程碑", en: "Instalment" },
  meaning: {
    zh: "到账等于合同计划款；点名合同时允许小幅偏差，差额留作未清并编码，不算结清。",
    en: "The receipt equals a planned instalment; with the contract named a small deviation is allowed, the rest stays open.",
  },
  params: {
    tolerancePerMille: {
      label: { zh: "容差", en: "Tolerance" },
      unit: "per_mille",
      min: 0,
      max: 50,
    },
  },
  examples: [
    example({
      given: { zh: "合同 100 万的 30 % 预付款", en: "30 % of one million" },
      outcome: { zh: "核销预付款期", en: "The instalment is settled" },
      items: [
        { no: "P1", kind: "plan", amount: "300000.00", contract: "HT2026018" },
        { no: "P2", kind: "plan", amount: "600000.00", contract: "HT2026018", due: "2026-12-31" },
      ],
      lines: [{ amount: "300000.00", memo: "HT2026018预付款" }],
      applies: true,
      lane: "auto",
      settles: "P1 300000.00",
    }),
    example({
      given: { zh: "少付 0.3 %", en: "0.3 % short" },
      outcome: { zh: "核销实到部分，余额留开", en: "What came is applied, the rest stays open" },
      items: [
        { no: "P1", kind: "plan", amount: "300000.00", contract: "HT2026018" },
        { no: "P2", kind: "plan", amount: "600000.00", contract: "HT2026018", due: "2026-12-31" },
      ],
      lines: [{ amount: "299100.00", memo: "HT2026018预付款" }],
      applies: true,
      lane: "auto",
      settles: "P1 299100.00",
    }),
    example({
      given: { zh: "没有同额的期", en: "No instalment of this amount" },
      outcome: { zh: "不用此规则", en: "Not this rule" },
      items: [
        { no: "P1", kind: "plan", amount: "300000.00", contract: "HT2026018" },
        { no: "I1", amount: "45678.90", contract: "HT2026018" },
      ],
      lines: [{ amount: "45678.90", memo: "HT2026018" }],
      applies: false,
      lane: "auto",
      settles: "I1 45678.90",
    }),
  ],
});
