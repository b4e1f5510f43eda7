// R28: a bank on the way kept its charge.
import { example } from "./example.ts";
import { ruleTemplate } from "./rule.ts";

export const bankFee = ruleTemplate({
  code: "R28",
  stage: "how_much",
  title: { zh: "银行手续费", en: "Bank fee" },
  meaning: {
    zh: "跨境收款少一笔手续费：差额在上限内，记财务费用；境内默认不用。",
    en: "A cross-border receipt is short by a bank charge within the limit; at home it is off by default.",
  },
  params: {
    domestic: { label: { zh: "境内也用", en: "Also at home" }, unit: "switch" },
  },
  examples: [
    example({
      given: { zh: "USD 10,000 到 9,975", en: "USD 9,975 on 10,000" },
      outcome: { zh: "结清，手续费 25", en: "Settled, fee 25" },
      customers: [{ customerNo: "C1", name: "Harbor Lights LLC" }],
      items: [{ no: "INV20260801", amount: "10000.00", currency: "USD" }],
      lines: [
        { amount: "9975.00", currency: "USD", payer: "HARBOR LIGHTS LLC", memo: "INV20260801" },
      ],
      applies: true,
      lane: "auto",
      settles: "INV20260801 9975.00",
    }),
    example({
      given: { zh: "未点名，唯一同额少 25", en: "Nothing named, one item 25 above" },
      outcome: { zh: "结清，手续费 25", en: "Settled, fee 25" },
      customers: [{ customerNo: "C1", name: "Harbor Lights LLC" }],
      items: [
        { no: "I1", amount: "10417.35", currency: "USD" },
        { no: "I2", amount: "3310.00", currency: "USD" },
      ],
      lines: [{ amount: "10392.35", currency: "USD", payer: "HARBOR LIGHTS LLC", memo: "" }],
      applies: true,
      lane: "auto",
      settles: "I1 10392.35",
    }),
    example({
      given: { zh: "境内人民币少 25", en: "25 short at home" },
      outcome: { zh: "不作手续费，余额留开", en: "No fee: the rest stays open" },
      items: [{ no: "INV20260801", amount: "10000.00" }],
      lines: [{ amount: "9975.00", memo: "INV20260801" }],
      applies: false,
      lane: "auto",
      settles: "INV20260801 9975.00",
    }),
  ],
});
