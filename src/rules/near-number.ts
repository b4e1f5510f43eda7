// R12: a number in the memo that is one character off an open item's.
import { example } from "./example.ts";
import { ruleTemplate } from "./rule.ts";

export const nearNumber = ruleTemplate({
  code: "R12",
  stage: "what",
  title: { zh: "票号近似", en: "Fuzzy number" },
  meaning: {
    zh: "附言单号与该客户单据只差漏写、多写或颠倒一位，或 O/0、I/1 之误；改了一位数字的是另一张单据。只在付款人已确定的单据中找；合不止一张时只建议。",
    en: "The memo's number is one of the customer's with a character lost, added or swapped, or O for 0, I for 1; a changed digit is another document. Looked for only among the papers of a proven payer; where several fit, only suggested.",
  },
  params: {
    similarityPercent: {
      label: { zh: "最低相似度", en: "Least similarity" },
      unit: "percent",
      min: 80,
      max: 99,
    },
  },
  examples: [
    example({
      given: { zh: "漏写一位，两张都合", en: "A digit lost, two numbers fit" },
      outcome: { zh: "不选，只建议", en: "None is chosen, suggested" },
      items: [
        { no: "INV1000234", amount: "20000.00" },
        { no: "INV1000274", amount: "20000.00" },
      ],
      lines: [{ amount: "20000.00", memo: "INV100024" }],
      applies: true,
      lane: "suggested",
      settles: "INV1000234 20000.00",
    }),
    example({
      given: { zh: "颠倒两位，金额唯一", en: "Two digits swapped, the amount is unique" },
      outcome: { zh: "核销", en: "Settled" },
      items: [
        { no: "INV1000234", amount: "23456.70" },
        { no: "INV1000777", amount: "34567.80" },
      ],
      lines: [{ amount: "23456.70", memo: "INV1000243" }],
      applies: true,
      lane: "auto",
      settles: "INV1000234 23456.70",
    }),
    example({
      given: { zh: "改了一位数字", en: "One digit changed" },
      outcome: { zh: "是另一张单据，不取", en: "Another document: not taken" },
      items: [
        { no: "INV1000234", amount: "20000.00" },
        { no: "INV1000777", amount: "20000.00" },
      ],
      lines: [{ amount: "20000.00", memo: "INV1000235" }],
      applies: false,
      lane: "suggested",
      settles: "INV1000234 20000.00",
    }),
    example({
      given: { zh: "号码太短，相似度不足", en: "Too short to be alike enough" },
      outcome: { zh: "不取", en: "Not taken" },
      items: [
        { no: "FP12345", amount: "20000.00" },
        { no: "FP67890", amount: "20000.00" },
      ],
      lines: [{ amount: "20000.00", memo: "FP1245" }],
      applies: false,
      lane: "suggested",
      settles: "FP12345 20000.00",
    }),
  ],
});
