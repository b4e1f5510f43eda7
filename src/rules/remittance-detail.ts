// R16: a remittance that says how much is for which document.
import { example } from "./example.ts";
import { ruleTemplate } from "./rule.ts";

const items = [
  { no: "INV20260801", amount: "1000.00" },
  { no: "INV20260802", amount: "2000.00" },
];

export const remittanceDetail = ruleTemplate({
  code: "R16",
  stage: "what",
  title: { zh: "明细汇款通知", en: "Remittance detail" },
  meaning: {
    zh: "附言或汇款通知逐张写明金额，合计正好等于到账：逐行核销，每行差额按差额规则处理，否则留开。登记了代付关系的付款人逐家写明客户和金额，每家恰有一张同额未清项的，同样逐行核销。",
    en: "The memo or the advice gives an amount for each document and the rows add up to the money: applied row by row; what a row is short is explained by the rules for differences or stays open. Where a payer who is declared to pay for several customers lists them with an amount each, and each has exactly one open item of it, these are settled likewise.",
  },
  params: {
    minRows: { label: { zh: "最少行数", en: "Fewest rows" }, unit: "count", min: 1, max: 50 },
  },
  examples: [
    example({
      given: { zh: "两行，第二张少付 100", en: "Two rows, the second 100 short" },
      outcome: { zh: "逐行核销，余额 100 留开", en: "Applied row by row, 100 stay open" },
      items,
      lines: [{ amount: "2900.00", memo: "INV20260801:1,000.00 INV20260802:1,900.00" }],
      applies: true,
      lane: "auto",
      settles: "INV20260801 1000.00, INV20260802 1900.00",
    }),
    example({
      given: { zh: "汇款通知随款而来", en: "The advice came beside the money" },
      outcome: { zh: "逐行核销", en: "Applied row by row" },
      items,
      lines: [
        {
          amount: "1500.00",
          remittance: [
            { number: "INV20260801", amount: "500.00" },
            { number: "INV20260802", amount: "1000.00" },
          ],
        },
      ],
      applies: true,
      lane: "auto",
      settles: "INV20260801 500.00, INV20260802 1000.00",
    }),
    example({
      given: { zh: "集团代付，写明各家金额", en: "The group's payer lists firms and amounts" },
      outcome: { zh: "逐家核销", en: "Settled firm by firm" },
      customers: [
        { customerNo: "C1", name: "启明集团财务有限公司", paysFor: ["C2", "C3"] },
        { customerNo: "C2", name: "苏州启明贸易有限公司" },
        { customerNo: "C3", name: "无锡启明机械有限公司" },
      ],
      items: [
        { no: "I1", customer: "C2", amount: "6110.34" },
        { no: "I2", customer: "C2", amount: "1824.63" },
        { no: "I3", customer: "C3", amount: "6648.98" },
        { no: "I4", customer: "C3", amount: "1309.20" },
      ],
      lines: [
        {
          payer: "启明集团财务有限公司",
          amount: "12759.32",
          memo: "代付 苏州启明贸易有限公司6,110.34；无锡启明机械有限公司6648.98元",
        },
      ],
      applies: true,
      lane: "auto",
      settles: "I1 6110.34, I3 6648.98",
    }),
    example({
      given: { zh: "明细合计与到账不符", en: "The rows do not add up to the money" },
      outcome: { zh: "不采用明细，请人看", en: "The rows are not used, a person looks" },
      items,
      lines: [{ amount: "2800.00", memo: "INV20260801:1,000.00 INV20260802:1,900.00" }],
      applies: false,
      lane: "suggested",
      settles: "INV20260801 800.00, INV20260802 2000.00",
    }),
  ],
});
