// R01: the account the money came from belongs to exactly one customer.
import { example, qiming } from "./example.ts";
import { ruleTemplate } from "./rule.ts";

const account = "6222020011223344";

export const payerAccount = ruleTemplate({
  code: "R01",
  stage: "who",
  title: { zh: "付款账号精确识别", en: "Payer account exact" },
  meaning: {
    zh: "付款账号命中客户银行账户档案，且只属于一个客户；档案没有、但在本次流水中只与一个客户的户名同列的账号，同样有效。",
    en: "The payer's account is on file and belongs to exactly one customer; an account not on file counts, too, where it stands beside one customer's own name on another line.",
  },
  params: {
    minLength: {
      label: { zh: "最短账号", en: "Shortest account" },
      unit: "characters",
      min: 4,
      max: 34,
    },
    ignoreMasked: { label: { zh: "忽略打码账号", en: "Ignore masked accounts" }, unit: "switch" },
  },
  examples: [
    example({
      given: {
        zh: "账号只在上海启明名下，户名未填",
        en: "Account on file at one customer, no name",
      },
      outcome: {
        zh: "客户为上海启明，核销同额发票",
        en: "The customer is known, the equal invoice is settled",
      },
      customers: [{ customerNo: "C1", name: qiming, bankAccounts: [account] }],
      items: [{ no: "I1", amount: "88000.00" }],
      lines: [{ amount: "88000.00", payer: "", account: "6222 0200 1122 3344" }],
      applies: true,
      lane: "auto",
      settles: "I1 88000.00",
    }),
    example({
      given: {
        zh: "档案没有账号；另一笔流水上它与户名同列",
        en: "Not on file; another line shows it beside the customer's name",
      },
      outcome: { zh: "同一账号，客户相同", en: "The same account, the same customer" },
      customers: [{ customerNo: "C1", name: qiming }],
      items: [
        { no: "I1", amount: "88123.40" },
        { no: "I2", amount: "45678.90" },
      ],
      lines: [
        { id: "L2", amount: "88123.40", payer: "", account },
        { id: "L1", amount: "45678.90", account },
      ],
      applies: true,
      lane: "auto",
      settles: "I1 88123.40",
    }),
    example({
      given: { zh: "同一账号登记在两个客户名下", en: "The account is on file at two customers" },
      outcome: { zh: "账号不作证据", en: "The account proves nothing" },
      customers: [
        { customerNo: "C1", name: qiming, bankAccounts: [account] },
        { customerNo: "C2", name: "苏州恒泰机械有限公司", bankAccounts: [account] },
      ],
      items: [{ no: "I1", amount: "88000.00" }],
      lines: [{ amount: "88000.00", payer: "", account }],
      applies: false,
      lane: "unmatched",
      settles: "",
    }),
    example({
      given: { zh: "账号被打码", en: "The account is masked" },
      outcome: { zh: "不用账号识别", en: "It identifies nobody" },
      customers: [{ customerNo: "C1", name: qiming, bankAccounts: [account] }],
      items: [{ no: "I1", amount: "88000.00" }],
      lines: [{ amount: "88000.00", payer: "", account: "6222****3344" }],
      applies: false,
      lane: "unmatched",
      settles: "",
    }),
  ],
});
