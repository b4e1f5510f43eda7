// R02: the payer's name is a customer's name once both are written alike.
import { example, qiming } from "./example.ts";
import { ruleTemplate } from "./rule.ts";

export const payerName = ruleTemplate({
  code: "R02",
  stage: "who",
  title: { zh: "户名规范化精确", en: "Normalised name equal" },
  meaning: {
    zh: "户名经全半角、繁简、空格括号、组织形式等价处理后，与唯一客户的注册名相等；被银行截断的户名同此。",
    en: "After width, script, blanks, brackets and legal form are written alike, the name is one customer's; so is a name the bank cut short.",
  },
  params: {
    suffixEquivalence: {
      label: { zh: "组织形式视为等价", en: "Legal forms are alike" },
      unit: "switch",
    },
  },
  examples: [
    example({
      given: { zh: "繁体、括号写法", en: "Traditional script and brackets" },
      outcome: { zh: "识别为上海启明", en: "Recognised" },
      items: [{ no: "I1", amount: "23456.70" }],
      lines: [{ amount: "23456.70", payer: "上海启明貿易（有限公司）" }],
      applies: true,
      lane: "auto",
      settles: "I1 23456.70",
    }),
    example({
      given: { zh: "股份有限公司与有限责任公司", en: "Two legal forms of one name" },
      outcome: { zh: "视为同一名称", en: "The same name" },
      customers: [{ customerNo: "C1", name: "苏州恒泰机械有限责任公司" }],
      items: [{ no: "I1", amount: "23456.70" }],
      lines: [{ amount: "23456.70", payer: "苏州恒泰机械股份有限公司" }],
      applies: true,
      lane: "auto",
      settles: "I1 23456.70",
    }),
    example({
      given: { zh: "字号同音不同字：华芯与华新", en: "Same sound, another firm" },
      outcome: { zh: "不按名称识别", en: "Not recognised by name" },
      customers: [{ customerNo: "C1", name: "深圳华芯电子有限公司" }],
      items: [{ no: "I1", amount: "23456.70" }],
      lines: [{ amount: "23456.70", payer: "深圳华新电子有限公司" }],
      applies: false,
      lane: "suggested",
      settles: "I1 23456.70",
    }),
    example({
      given: { zh: "两个客户名称规范化后相同", en: "Two customers of one normalised name" },
      outcome: { zh: "不自动核销", en: "Nothing is posted" },
      customers: [
        { customerNo: "C1", name: qiming },
        { customerNo: "C2", name: "上海启明贸易有限责任公司" },
      ],
      items: [{ no: "I1", amount: "23456.70" }],
      lines: [{ amount: "23456.70" }],
      applies: true,
      lane: "suggested",
      settles: "I1 23456.70",
    }),
  ],
});
