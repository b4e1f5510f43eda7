// R33: invoices less credit notes.
import { example } from "./example.ts";
import { ruleTemplate } from "./rule.ts";

export const creditNetting = ruleTemplate({
  code: "R33",
  stage: "what",
  title: { zh: "红字、贷项净额", en: "Credit netting" },
  meaning: {
    zh: "蓝字合计减红字等于到账；关联到所选蓝字的红字优先。",
    en: "Invoices less credit notes equal the receipt; notes linked to the chosen invoice come first.",
  },
  params: {
    preferLinked: { label: { zh: "优先关联红字", en: "Linked notes first" }, unit: "switch" },
    maxCredits: {
      label: { zh: "最多红字张数", en: "Most credit notes" },
      unit: "count",
      min: 1,
      max: 6,
    },
  },
  examples: [
    example({
      given: { zh: "100,000 减 8,000 红字", en: "100,000 less a credit note of 8,000" },
      outcome: { zh: "两张一起核销", en: "Both are settled" },
      items: [
        { no: "I1", amount: "100000.00" },
        { no: "R1", amount: "-8000.00", linked: "I1" },
      ],
      lines: [{ amount: "92000.00" }],
      applies: true,
      lane: "auto",
      settles: "I1 100000.00, R1 -8000.00",
    }),
    example({
      given: { zh: "点名蓝字，减关联红字", en: "The invoice is named, its note is taken off" },
      outcome: { zh: "两张一起核销", en: "Both are settled" },
      items: [
        { no: "INV20260801", amount: "50000.00" },
        { no: "R1", amount: "-2000.00", linked: "INV20260801" },
        { no: "R2", amount: "-2000.00", linked: "INV20260802" },
        { no: "INV20260802", amount: "31000.00" },
      ],
      lines: [{ amount: "48000.00", memo: "INV20260801" }],
      applies: true,
      lane: "auto",
      settles: "INV20260801 50000.00, R1 -2000.00",
    }),
    example({
      given: { zh: "到账等于蓝字全额", en: "Paid in full" },
      outcome: { zh: "红字不动", en: "The note is left alone" },
      items: [
        { no: "I1", amount: "34567.80" },
        { no: "R1", amount: "-8000.00" },
      ],
      lines: [{ amount: "34567.80" }],
      applies: false,
      lane: "auto",
      settles: "I1 34567.80",
    }),
  ],
});
