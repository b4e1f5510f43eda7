// R05: the payer is declared to pay for others.
import { example, qiming } from "./example.ts";
import { ruleTemplate } from "./rule.ts";

const parent = { customerNo: "C9", name: "启明控股集团有限公司", paysFor: ["C1"] };

export const payingRelation = ruleTemplate({
  code: "R05",
  stage: "who",
  title: { zh: "关联代付关系", en: "Paying relationship" },
  meaning: {
    zh: "付款人被登记为一组客户的代付人，则在这些客户的未清项中选单；只有集团关系而无登记时只建议。",
    en: "The payer is declared to pay for a set of customers, whose items are searched; group relation without a declaration only suggests.",
  },
  params: {
    requireProof: { label: { zh: "须有登记", en: "Declaration required" }, unit: "switch" },
  },
  examples: [
    example({
      given: { zh: "登记的代付人付子公司发票", en: "A declared payer" },
      outcome: { zh: "核销子公司发票", en: "The subsidiary's invoice is settled" },
      customers: [{ customerNo: "C1", name: qiming }, parent],
      items: [{ no: "I1", amount: "80123.45" }],
      lines: [{ amount: "80123.45", payer: parent.name }],
      applies: true,
      lane: "auto",
      settles: "I1 80123.45",
    }),
    example({
      given: { zh: "同集团，未登记代付", en: "Same group, nothing declared" },
      outcome: { zh: "只建议", en: "Suggested only" },
      customers: [
        { customerNo: "C1", name: qiming, parentNo: "C9" },
        { customerNo: "C9", name: parent.name },
      ],
      items: [{ no: "I1", amount: "80123.45" }],
      lines: [{ amount: "80123.45", payer: parent.name }],
      applies: true,
      lane: "suggested",
      settles: "I1 80123.45",
    }),
    example({
      given: { zh: "没有任何关系的客户", en: "An unrelated customer" },
      outcome: { zh: "不取，提示可能付错", en: "Not taken; perhaps paid by mistake" },
      customers: [
        { customerNo: "C1", name: qiming },
        { customerNo: "C9", name: parent.name },
      ],
      items: [{ no: "I1", amount: "80123.45" }],
      lines: [{ amount: "80123.45", payer: parent.name }],
      applies: false,
      lane: "suggested",
      settles: "",
    }),
  ],
});
