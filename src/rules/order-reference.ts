// R11: what is open under a named order, contract or delivery note.
import { example } from "./example.ts";
import { ruleTemplate } from "./rule.ts";

export const orderReference = ruleTemplate({
  code: "R11",
  stage: "what",
  title: { zh: "订单、合同、送货单引用", en: "Order, contract or delivery reference" },
  meaning: {
    zh: "附言含订单、合同或送货单号，该单号下未清合计等于到账。",
    en: "The memo names an order, contract or delivery note; what is open under it adds up to the receipt.",
  },
  params: {},
  examples: [
    example({
      given: { zh: "送货单DN24110下两张", en: "Two items under one order" },
      outcome: { zh: "核销两张", en: "Both are settled" },
      items: [
        { no: "I1", amount: "3000.00", order: "DN24110" },
        { no: "I2", amount: "4500.00", order: "DN24110" },
        { no: "I3", amount: "7500.00" },
      ],
      lines: [{ amount: "7500.00", memo: "付DN24110" }],
      applies: true,
      lane: "auto",
      settles: "I1 3000.00, I2 4500.00",
    }),
    example({
      given: { zh: "合同号下恰有一张同额", en: "One item of the contract has the amount" },
      outcome: { zh: "核销该张", en: "It is settled" },
      items: [
        { no: "I1", amount: "31200.00", contract: "HT-2025-018" },
        { no: "I2", amount: "46800.00", contract: "HT-2025-018" },
      ],
      lines: [{ amount: "46800.00", memo: "合同HT-2025-018货款" }],
      applies: true,
      lane: "auto",
      settles: "I2 46800.00",
    }),
    example({
      given: { zh: "附言没有单号", en: "No number in the memo" },
      outcome: { zh: "不用此规则", en: "Not this rule" },
      items: [{ no: "I1", amount: "3000.50", order: "DN24110" }],
      lines: [{ amount: "3000.50", memo: "货款" }],
      applies: false,
      lane: "auto",
      settles: "I1 3000.50",
    }),
  ],
});
