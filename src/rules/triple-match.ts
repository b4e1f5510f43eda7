// R09: customer, invoice number and amount agree.
import { example } from "./example.ts";
import { ruleTemplate } from "./rule.ts";

const number = "25312000000012345678";

export const tripleMatch = ruleTemplate({
  code: "R09",
  stage: "what",
  title: { zh: "发票号加金额三重一致", en: "Triple match" },
  meaning: {
    zh: "客户已知，附言恰有一个未清项的号码，到账等于未清余额。",
    en: "The customer is known, the memo names one open item, the amount equals what is open.",
  },
  params: {},
  examples: [
    example({
      given: { zh: "票号与金额一致", en: "Number and amount agree" },
      outcome: { zh: "自动核销", en: "Posted" },
      items: [
        { no: number, amount: "11300.00" },
        { no: "25312000000012349999", amount: "11300.00" },
      ],
      lines: [{ amount: "11300.00", memo: `货款 ${number}` }],
      applies: true,
      lane: "auto",
      settles: `${number} 11300.00`,
    }),
    example({
      given: { zh: "票号中有空格换行", en: "The number is wrapped" },
      outcome: { zh: "照样识别", en: "Read all the same" },
      items: [{ no: number, amount: "11300.00" }],
      lines: [{ amount: "11300.00", memo: "2531 2000 0000 1234 5678" }],
      applies: true,
      lane: "auto",
      settles: `${number} 11300.00`,
    }),
    example({
      given: { zh: "附言的票号不在账上", en: "The number named is not in the book" },
      outcome: { zh: "不按票号核销", en: "Not this rule" },
      items: [{ no: number, amount: "11300.00" }],
      lines: [{ amount: "11300.00", memo: "25312000000077770000" }],
      applies: false,
      lane: "suggested",
      settles: `${number} 11300.00`,
    }),
  ],
});
