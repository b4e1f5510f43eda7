// R27: a few cents too much or too little.
import { example } from "./example.ts";
import { ruleTemplate } from "./rule.ts";

export const smallDifference = ruleTemplate({
  code: "R27",
  stage: "how_much",
  title: { zh: "尾差自动核销", en: "Small difference" },
  meaning: {
    zh: "差额不超过绝对额与比例中较小者，记入尾差。",
    en: "A difference within the smaller of an amount and a share is written to rounding.",
  },
  params: {},
  examples: [
    example({
      given: { zh: "少 0.03", en: "0.03 short" },
      outcome: { zh: "结清，尾差 0.03", en: "Settled, rounding 0.03" },
      items: [
        { no: "I1", amount: "5123.43" },
        { no: "I2", amount: "777.70" },
      ],
      lines: [{ amount: "5123.40" }],
      applies: true,
      lane: "auto",
      settles: "I1 5123.40",
    }),
    example({
      given: { zh: "多 0.02，点名票号", en: "0.02 too much, the number named" },
      outcome: { zh: "结清，尾差 0.02", en: "Settled, rounding 0.02" },
      items: [{ no: "INV20260801", amount: "5000.03" }],
      lines: [{ amount: "5000.05", memo: "INV20260801" }],
      applies: true,
      lane: "auto",
      settles: "INV20260801 5000.03",
    }),
    example({
      given: { zh: "少 30 元", en: "30.00 short" },
      outcome: { zh: "不是尾差", en: "No rounding" },
      items: [{ no: "INV20260801", amount: "5000.00" }],
      lines: [{ amount: "4970.00", memo: "INV20260801" }],
      applies: false,
      lane: "auto",
      settles: "INV20260801 4970.00",
    }),
  ],
});
