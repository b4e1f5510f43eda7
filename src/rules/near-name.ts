// R04: region, brand, trade and legal form are compared one by one; the brand has to be equal.
import { example } from "./example.ts";
import { ruleTemplate } from "./rule.ts";

export const nearName = ruleTemplate({
  code: "R04",
  stage: "who",
  title: { zh: "户名近似", en: "Fuzzy name" },
  meaning: {
    zh: "拆成地区、字号、行业、组织形式：字号须相等，地区和行业不得冲突。客户名的简称（不带组织形式）、分公司（不是独立法人）、附言“代…付”写明的客户全称，与金额吻合时可自动核销；带组织形式而写法不同的是另一家企业，只建议；同音或差一字只作提示。",
    en: "Region, brand, trade, legal form: the brand must be equal, region and trade must not conflict. The customer's name shortened (no legal form), his branch (no legal person of its own), or his whole name in the memo (paid for …) may post where the amount agrees. A name with a legal form that is written differently is another firm's: only suggested; same sound or one character off is only a hint.",
  },
  params: {
    similarityPercent: {
      label: { zh: "相似度", en: "Similarity" },
      unit: "percent",
      min: 50,
      max: 100,
    },
    gapPercent: {
      label: { zh: "领先第二名", en: "Lead over the second" },
      unit: "percent",
      min: 0,
      max: 50,
    },
    sound: { label: { zh: "比较拼音", en: "Compare pinyin" }, unit: "switch" },
    withAmount: {
      label: { zh: "金额吻合时自动", en: "Post where the amount agrees" },
      unit: "switch",
    },
  },
  examples: [
    example({
      given: { zh: "深圳华芯电子 ≈ 深圳市华芯电子科技", en: "The trade is written shorter" },
      outcome: { zh: "只建议", en: "Suggested only" },
      customers: [{ customerNo: "C1", name: "深圳市华芯电子科技有限公司" }],
      items: [{ no: "I1", amount: "23456.70" }],
      lines: [{ amount: "23456.70", payer: "深圳华芯电子有限公司" }],
      applies: true,
      lane: "suggested",
      settles: "I1 23456.70",
    }),
    example({
      given: {
        zh: "不带“有限公司”的简称，金额吻合",
        en: "Shortened by the payer, the amount agrees",
      },
      outcome: { zh: "核销", en: "Settled" },
      customers: [{ customerNo: "C1", name: "深圳市华芯电子科技有限公司" }],
      items: [{ no: "I1", amount: "23456.70" }],
      lines: [{ amount: "23456.70", payer: "深圳华芯电子" }],
      applies: true,
      lane: "auto",
      settles: "I1 23456.70",
    }),
    example({
      given: { zh: "个人付款，附言“代…付”", en: "A person pays and says for whom" },
      outcome: { zh: "金额吻合，核销", en: "The amount agrees: settled" },
      customers: [{ customerNo: "C1", name: "深圳市华芯电子科技有限公司" }],
      items: [{ no: "I1", amount: "23456.70" }],
      lines: [{ amount: "23456.70", payer: "王志远", memo: "代深圳市华芯电子科技有限公司付" }],
      applies: true,
      lane: "auto",
      settles: "I1 23456.70",
    }),
    example({
      given: { zh: "名称近似，但附言有完整票号", en: "A near name and the full invoice number" },
      outcome: { zh: "凭单据核销", en: "The document decides" },
      customers: [{ customerNo: "C1", name: "深圳市华芯电子科技有限公司" }],
      items: [{ no: "25442000000012345678", amount: "23456.70" }],
      lines: [{ amount: "23456.70", payer: "深圳华芯电子有限公司", memo: "25442000000012345678" }],
      applies: true,
      lane: "auto",
      settles: "25442000000012345678 23456.70",
    }),
    example({
      given: { zh: "广州华芯：地区冲突", en: "Another region" },
      outcome: { zh: "不取", en: "Not taken" },
      customers: [{ customerNo: "C1", name: "深圳市华芯电子科技有限公司" }],
      items: [{ no: "I1", amount: "23000.00" }],
      lines: [{ amount: "23000.00", payer: "广州华芯电子有限公司" }],
      applies: false,
      lane: "unmatched",
      settles: "",
    }),
  ],
});
