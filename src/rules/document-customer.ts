// R07: a number in the memo belongs to the papers of exactly one customer.
import { example, qiming } from "./example.ts";
import { ruleTemplate } from "./rule.ts";

export const documentCustomer = ruleTemplate({
  code: "R07",
  stage: "who",
  title: { zh: "单据反查客户", en: "Identify by document" },
  meaning: {
    zh: "附言中的单号规范化后只属于一个客户，则付的是该客户的账；短于下限的纯数字只在客户已知时有效。",
    en: "A number in the memo is on the papers of one customer only: that customer's debt is paid. Short numbers count only once the customer is known.",
  },
  params: {
    minCharacters: {
      label: { zh: "最短单号", en: "Shortest number" },
      unit: "characters",
      min: 4,
      max: 20,
    },
  },
  examples: [
    example({
      given: { zh: "个人代付，附言有订单号", en: "A person pays and names the order" },
      outcome: { zh: "单号和金额都符合，核销", en: "Number and amount agree" },
      items: [{ no: "I1", amount: "45230.00", order: "SO2025-0318" }],
      lines: [{ amount: "45230.00", payer: "王志远", memo: "付SO2025-0318货款" }],
      applies: true,
      lane: "auto",
      settles: "I1 45230.00",
    }),
    example({
      given: { zh: "单号相符但金额不同", en: "The number fits, the amount does not" },
      outcome: { zh: "付款人未知，只建议", en: "The payer is unknown: suggested" },
      items: [{ no: "INV20250318", amount: "45230.00" }],
      lines: [{ amount: "30000.00", payer: "王志远", memo: "付INV20250318" }],
      applies: true,
      lane: "suggested",
      settles: "INV20250318 30000.00",
    }),
    example({
      given: { zh: "附言里只是日期", en: "The memo holds only a date" },
      outcome: { zh: "日期不是单号", en: "A date is no document" },
      customers: [{ customerNo: "C1", name: qiming }],
      items: [{ no: "20250930", amount: "45200.00" }],
      lines: [{ amount: "45200.00", payer: "王志远", memo: "20250930付款" }],
      applies: false,
      lane: "unmatched",
      settles: "",
    }),
  ],
});
