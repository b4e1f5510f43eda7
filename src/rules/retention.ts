// R32: a share kept until the warranty ends.
import { example } from "./example.ts";
import { ruleTemplate } from "./rule.ts";

export const retention = ruleTemplate({
  code: "R32",
  stage: "how_much",
  title: { zh: "质保金、保留金", en: "Retention" },
  meaning: {
    zh: "差额等于约定质保金：核销实到部分，余额转质保金项，质保期满前不逾期。",
    en: "Short by the agreed retention: what came is applied, the rest becomes a retention item that is not due before the warranty ends.",
  },
  params: {
    percents: { label: { zh: "常见比例", en: "Usual shares" }, unit: "percents" },
  },
  examples: [
    example({
      given: { zh: "登记质保金 5,000", en: "5,000 registered" },
      outcome: { zh: "核销 95,000", en: "95,000 applied" },
      items: [
        { no: "I1", amount: "100000.00", retention: "5000.00" },
        { no: "I2", amount: "7310.00" },
      ],
      lines: [{ amount: "95000.00" }],
      applies: true,
      lane: "auto",
      settles: "I1 95000.00",
    }),
    example({
      given: { zh: "未登记，附言写扣5%质保金", en: "Not registered, the memo says 5 % retention" },
      outcome: { zh: "核销 95,000", en: "95,000 applied" },
      items: [{ no: "INV20260801", amount: "100000.00" }],
      lines: [{ amount: "95000.00", memo: "INV20260801 扣5%质保金" }],
      applies: true,
      lane: "auto",
      settles: "INV20260801 95000.00",
    }),
    example({
      given: { zh: "少付 7,000，不是约定比例", en: "7,000 short, no agreed share" },
      outcome: { zh: "不用此规则", en: "Not this rule" },
      items: [{ no: "INV20260801", amount: "100000.00" }],
      lines: [{ amount: "93000.00", memo: "INV20260801" }],
      applies: false,
      lane: "auto",
      settles: "INV20260801 93000.00",
    }),
  ],
});
