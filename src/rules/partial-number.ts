// R10: the last digits of a number, within one customer.
import { example } from "./example.ts";
import { ruleTemplate } from "./rule.ts";

const number = "25312000000012345678";

export const partialNumber = ruleTemplate({
  code: "R10",
  stage: "what",
  title: { zh: "票号片段", en: "Partial number" },
  meaning: {
    zh: "附言数字是该客户一个未清票号的后缀，位数足够且唯一。",
    en: "Digits in the memo are the end of one open number of this customer, long enough and unique.",
  },
  params: {
    minDigits: {
      label: { zh: "最少位数", en: "Fewest digits" },
      unit: "characters",
      min: 4,
      max: 19,
    },
  },
  examples: [
    example({
      given: { zh: "尾号8位", en: "The last eight digits" },
      outcome: { zh: "核销该票", en: "Settled" },
      items: [
        { no: number, amount: "11300.00" },
        { no: "25312000000055556666", amount: "11300.00" },
      ],
      lines: [{ amount: "11300.00", memo: "尾号12345678" }],
      applies: true,
      lane: "auto",
      settles: `${number} 11300.00`,
    }),
    example({
      given: { zh: "两张票尾号相同", en: "Two invoices end alike" },
      outcome: { zh: "不唯一，不自动", en: "Not unique, not posted" },
      items: [
        { no: number, amount: "11300.00" },
        { no: "24312000000012345678", amount: "11300.00" },
      ],
      lines: [{ amount: "11300.00", memo: "尾号12345678" }],
      applies: true,
      lane: "suggested",
      settles: `24312000000012345678 11300.00`,
    }),
    example({
      given: { zh: "只是手机号", en: "A phone number" },
      outcome: { zh: "不是票号", en: "No document" },
      items: [{ no: "25312000013812345678", amount: "11300.00" }],
      lines: [{ amount: "9000.00", memo: "电话13812345678" }],
      applies: false,
      lane: "suggested",
      settles: "25312000013812345678 9000.00",
    }),
  ],
});
