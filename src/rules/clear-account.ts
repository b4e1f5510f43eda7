// R18: everything that is open, credit notes included.
import { example } from "./example.ts";
import { ruleTemplate } from "./rule.ts";

const items = [
  { no: "I1", amount: "10234.50" },
  { no: "I2", amount: "5000.00" },
  { no: "R1", amount: "-1000.00" },
];

export const clearAccount = ruleTemplate({
  code: "R18",
  stage: "what",
  title: { zh: "结清全部余额", en: "Clear the account" },
  meaning: {
    zh: "客户全部未清（含红字）合计等于到账。",
    en: "All that is open, credit notes included, adds up to the receipt.",
  },
  params: {
    minItems: { label: { zh: "最少项数", en: "Fewest items" }, unit: "count", min: 2, max: 100 },
  },
  examples: [
    example({
      given: { zh: "两张发票一张红字，合计等于到账", en: "Two invoices and a credit note" },
      outcome: { zh: "全部结清", en: "All is settled" },
      items,
      lines: [{ amount: "14234.50" }],
      applies: true,
      lane: "auto",
      settles: "I1 10234.50, I2 5000.00, R1 -1000.00",
    }),
    example({
      given: { zh: "差一张没付", en: "All but one" },
      outcome: { zh: "核销其余", en: "The others are settled" },
      items: [
        { no: "I1", amount: "10234.50" },
        { no: "I2", amount: "5111.11" },
        { no: "I3", amount: "2222.72" },
        { no: "I4", amount: "903.33" },
      ],
      lines: [{ amount: "16248.94" }],
      applies: true,
      lane: "auto",
      settles: "I1 10234.50, I2 5111.11, I4 903.33",
    }),
    example({
      given: { zh: "合计不等于到账", en: "The sum differs" },
      outcome: { zh: "不用此规则", en: "Not this rule" },
      items,
      lines: [{ amount: "10234.50" }],
      applies: false,
      lane: "auto",
      settles: "I1 10234.50",
    }),
  ],
});
