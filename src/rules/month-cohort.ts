// R22: the invoices of one month.
import { example } from "./example.ts";
import { ruleTemplate } from "./rule.ts";

const items = [
  { no: "I1", amount: "20300.00", issued: "2026-08-05", due: "2026-10-05" },
  { no: "I2", amount: "37000.00", issued: "2026-08-25", due: "2026-10-25" },
  { no: "I3", amount: "41000.00", issued: "2026-07-25", due: "2026-09-25" },
  { no: "I4", amount: "16300.00", issued: "2026-09-03", due: "2026-11-03" },
];

export const monthCohort = ruleTemplate({
  code: "R22",
  stage: "what",
  title: { zh: "按期间结清", en: "Month cohort" },
  meaning: {
    zh: "同一开票月份的未清合计等于到账；附言写明月份时证据更强。",
    en: "The open items of one month of issue add up to the receipt; a month named in the memo makes it stronger.",
  },
  params: {
    unnamed: {
      label: { zh: "附言未写月份也试", en: "Also when no month is named" },
      unit: "switch",
    },
  },
  examples: [
    example({
      given: { zh: "附言 8月货款", en: "The memo names August" },
      outcome: { zh: "核销8月两张", en: "The two of August are settled" },
      items,
      lines: [{ amount: "57300.00", memo: "8月货款", date: "2026-10-18" }],
      applies: true,
      lane: "auto",
      settles: "I1 20300.00, I2 37000.00",
    }),
    example({
      given: { zh: "每月同额，附言写8月服务费", en: "The same amount each month, August named" },
      outcome: { zh: "指向8月，待确认", en: "Points to August, to be confirmed" },
      items: [
        { no: "I1", amount: "30000.00", issued: "2026-07-31", due: "2026-08-31" },
        { no: "I2", amount: "30000.00", issued: "2026-08-31", due: "2026-09-30" },
      ],
      lines: [{ amount: "30000.00", memo: "8月服务费" }],
      applies: true,
      lane: "suggested",
      settles: "I2 30000.00",
    }),
    example({
      given: { zh: "8月15日 是日期不是月份", en: "A day, not a month" },
      outcome: { zh: "不用此规则", en: "Not this rule" },
      items,
      lines: [{ amount: "41000.00", memo: "8月15日付款", date: "2026-10-18" }],
      applies: false,
      lane: "auto",
      settles: "I3 41000.00",
    }),
  ],
});
