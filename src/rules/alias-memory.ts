// R03: an alias, a former name, or what people confirmed before.
import { example, qiming } from "./example.ts";
import { ruleTemplate } from "./rule.ts";

export const aliasMemory = ruleTemplate({
  code: "R03",
  stage: "who",
  title: { zh: "别名、曾用名与记忆", en: "Alias and memory" },
  meaning: {
    zh: "户名是客户登记的别名或曾用名；或该账号、户名已被人工确认足够次数且无冲突。",
    en: "The name is a registered alias or former name, or people confirmed this account or name often enough without conflict.",
  },
  params: {
    confirmations: {
      label: { zh: "确认次数", en: "Confirmations" },
      unit: "count",
      min: 1,
      max: 50,
    },
  },
  examples: [
    example({
      given: { zh: "曾用名付款", en: "Paid under a former name" },
      outcome: { zh: "识别为该客户", en: "Recognised" },
      customers: [{ customerNo: "C1", name: qiming, aliases: ["上海明达商贸有限公司"] }],
      items: [{ no: "I1", amount: "23456.70" }],
      lines: [{ amount: "23456.70", payer: "上海明达商贸有限公司" }],
      applies: true,
      lane: "auto",
      settles: "I1 23456.70",
    }),
    example({
      given: { zh: "启明集团财务公司已两次确认为上海启明", en: "Confirmed twice before" },
      outcome: { zh: "识别为上海启明", en: "Recognised" },
      items: [{ no: "I1", amount: "23456.70" }],
      lines: [{ amount: "23456.70", payer: "启明集团财务公司" }],
      memory: [{ kind: "name", value: "启明集团财务公司", customerNo: "C1", confirmations: 2 }],
      applies: true,
      lane: "auto",
      settles: "I1 23456.70",
    }),
    example({
      given: { zh: "只确认过一次", en: "Confirmed only once" },
      outcome: { zh: "还不算记忆", en: "Not yet memory" },
      items: [{ no: "I1", amount: "23000.00" }],
      lines: [{ amount: "23000.00", payer: "远海财务公司" }],
      memory: [{ kind: "name", value: "远海财务公司", customerNo: "C1", confirmations: 1 }],
      applies: false,
      lane: "unmatched",
      settles: "",
    }),
  ],
});
