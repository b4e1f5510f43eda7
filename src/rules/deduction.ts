// R31: the payer says why less came.
import { example } from "./example.ts";
import { ruleTemplate } from "./rule.ts";

const item = { no: "INV20260801", amount: "20000.00" };

export const deduction = ruleTemplate({
  code: "R31",
  stage: "how_much",
  title: { zh: "扣款转原因码", en: "Short-pay coding" },
  meaning: {
    zh: "附言说明扣款原因：核销实到部分，余额按原因编码留开，等红票或争议处理，从不直接入费用。",
    en: "The memo says why less came: what came is applied, the rest stays open under its reason code, never straight to expense.",
  },
  params: {},
  examples: [
    example({
      given: { zh: "扣质量款1200", en: "1,200 kept for quality" },
      outcome: {
        zh: "核销 18,800，余 1,200 记 S01",
        en: "18,800 applied, 1,200 stays open as S01",
      },
      items: [item],
      lines: [{ amount: "18800.00", memo: "INV20260801 扣质量款1200" }],
      applies: true,
      lane: "auto",
      settles: "INV20260801 18800.00",
    }),
    example({
      given: {
        zh: "未点名，但金额与扣款相加正好",
        en: "Nothing named, but amount plus deduction fits",
      },
      outcome: { zh: "核销 18,800", en: "18,800 applied" },
      items: [
        { no: "I1", amount: "20417.30" },
        { no: "I2", amount: "5210.00" },
      ],
      lines: [{ amount: "19217.30", memo: "货款 扣返利1200元" }],
      applies: true,
      lane: "auto",
      settles: "I1 19217.30",
    }),
    example({
      given: { zh: "附言没有原因词", en: "No reason in the memo" },
      outcome: { zh: "不用此规则", en: "Not this rule" },
      items: [item],
      lines: [{ amount: "18800.00", memo: "INV20260801" }],
      applies: false,
      lane: "auto",
      settles: "INV20260801 18800.00",
    }),
  ],
});
