// R08: a reference made to be read by machines: RF (ISO 11649), end-to-end id, pay code.
import { example } from "./example.ts";
import { ruleTemplate } from "./rule.ts";

export const structuredReference = ruleTemplate({
  code: "R08",
  stage: "what",
  title: { zh: "结构化参考号", en: "Structured reference" },
  meaning: {
    zh: "RF 参考号校验位有效，或端到端号等于未清项的号码。",
    en: "An RF reference with valid check digits, or an end-to-end id, equals an item's number.",
  },
  params: {},
  examples: [
    example({
      given: { zh: "RF18 校验有效", en: "RF18, valid" },
      outcome: { zh: "核销该单", en: "Settled" },
      customers: [{ customerNo: "C1", name: "ACME GmbH" }],
      items: [{ no: "539007547034", amount: "1190.00", currency: "EUR" }],
      lines: [
        { amount: "1190.00", currency: "EUR", payer: "ACME GmbH", memo: "RF18 5390 0754 7034" },
      ],
      applies: true,
      lane: "auto",
      settles: "539007547034 1190.00",
    }),
    example({
      given: { zh: "端到端号等于发票号", en: "End-to-end id equals the invoice number" },
      outcome: { zh: "核销该单", en: "Settled" },
      customers: [{ customerNo: "C1", name: "ACME GmbH" }],
      items: [{ no: "PK7Q2M41", amount: "45200.00", currency: "EUR" }],
      lines: [
        { amount: "45200.00", currency: "EUR", payer: "ACME GmbH", memo: "", endToEnd: "PK7Q2M41" },
      ],
      applies: true,
      lane: "auto",
      settles: "PK7Q2M41 45200.00",
    }),
    example({
      given: { zh: "RF19：校验位不符", en: "RF19: check digits wrong" },
      outcome: { zh: "不是参考号", en: "No reference" },
      customers: [{ customerNo: "C1", name: "ACME GmbH" }],
      items: [{ no: "539007547034", amount: "1190.00", currency: "EUR" }],
      lines: [
        { amount: "700.00", currency: "EUR", payer: "NOBODY LTD", memo: "RF19 5390 0754 7035" },
      ],
      applies: false,
      lane: "unmatched",
      settles: "",
    }),
  ],
});
