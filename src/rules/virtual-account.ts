// R06: money on a collection account that is given to one customer.
import { example } from "./example.ts";
import { ruleTemplate } from "./rule.ts";

const own = [{ account: "6222020099888807", name: "清账科技有限公司", customerNo: "C1" }];
const items = [
  { no: "I1", amount: "23456.70" },
  { no: "I2", amount: "34567.80" },
];

export const virtualAccount = ruleTemplate({
  code: "R06",
  stage: "who",
  title: { zh: "专属收款子账户", en: "Virtual account" },
  meaning: {
    zh: "入账的专属子账户只分配给一个客户（或其一份合同）：付款人即该客户，指定合同的只核该合同。",
    en: "The account of ours that was credited is given to one customer, or to one of its contracts: that customer pays, and for that contract.",
  },
  params: {
    minDigits: {
      label: { zh: "子账户最短位数", en: "Shortest account" },
      unit: "characters",
      min: 2,
      max: 40,
    },
    byContract: {
      label: { zh: "按合同限定", en: "Keep to the contract" },
      unit: "switch",
    },
  },
  examples: [
    example({
      given: {
        zh: "付款人不认识，款到专属账户",
        en: "An unknown payer, the customer's own account",
      },
      outcome: { zh: "按客户与金额核销", en: "Settled by customer and amount" },
      own,
      items,
      lines: [{ amount: "23456.70", payer: "王小明", to: "6222020099888807" }],
      applies: true,
      lane: "auto",
      settles: "I1 23456.70",
    }),
    example({
      given: { zh: "子账户只收一份合同的款", en: "The account is for one contract" },
      outcome: { zh: "同额两张，取该合同的", en: "Of two equal items that of the contract" },
      own: [{ ...own[0]!, contractNo: "HT2026018" }],
      items: [
        { no: "I1", amount: "23456.70", contract: "HT2026017" },
        { no: "I2", amount: "23456.70", contract: "HT2026018" },
      ],
      lines: [{ amount: "23456.70", payer: "王小明", to: "6222020099888807" }],
      applies: true,
      lane: "auto",
      settles: "I2 23456.70",
    }),
    example({
      given: { zh: "同一子账户分给两个客户", en: "One account given to two customers" },
      outcome: { zh: "不作证据", en: "No evidence" },
      customers: [
        { customerNo: "C1", name: "上海启明贸易有限公司" },
        { customerNo: "C2", name: "苏州恒泰机械有限公司" },
      ],
      own: [...own, { ...own[0]!, customerNo: "C2" }],
      items: [{ no: "I1", amount: "20000.00" }],
      lines: [{ amount: "20000.00", payer: "王小明", to: "6222020099888807" }],
      applies: false,
      lane: "unmatched",
      settles: "",
    }),
  ],
});
