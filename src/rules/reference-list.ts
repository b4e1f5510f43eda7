// R15: the memo lists several numbers, in full, shortened or as a range.
import { example } from "./example.ts";
import { ruleTemplate } from "./rule.ts";

const items = [
  { no: "INV001", amount: "1000.00" },
  { no: "INV002", amount: "2000.00" },
  { no: "INV003", amount: "3000.00" },
  { no: "INV004", amount: "6000.00" },
];

export const referenceList = ruleTemplate({
  code: "R15",
  stage: "what",
  title: { zh: "多票号清单", en: "Reference list" },
  meaning: {
    zh: "附言列出的所有单号（含区间、省略写法）都能找到，且合计等于到账。",
    en: "Every number the memo lists (ranges and shortened ones too) is found and they add up to the receipt.",
  },
  params: {
    ranges: { label: { zh: "识别区间", en: "Read ranges" }, unit: "switch" },
    maxRange: {
      label: { zh: "区间最多张数", en: "Longest range" },
      unit: "count",
      min: 2,
      max: 500,
    },
  },
  examples: [
    example({
      given: { zh: "INV001-003", en: "INV001-003" },
      outcome: { zh: "核销三张", en: "Three are settled" },
      items,
      lines: [{ amount: "6000.00", memo: "INV001-003" }],
      applies: true,
      lane: "auto",
      settles: "INV001 1000.00, INV002 2000.00, INV003 3000.00",
    }),
    example({
      given: { zh: "INV001/02/03 省略写法", en: "INV001/02/03, shortened" },
      outcome: { zh: "核销三张", en: "Three are settled" },
      items,
      lines: [{ amount: "6000.00", memo: "货款INV001/02/03" }],
      applies: true,
      lane: "auto",
      settles: "INV001 1000.00, INV002 2000.00, INV003 3000.00",
    }),
    example({
      given: { zh: "清单合计多于到账", en: "The list adds up to more than was paid" },
      outcome: { zh: "不知是哪几张，只建议", en: "Which ones is not said: suggested" },
      items,
      lines: [{ amount: "3000.00", memo: "INV001-003" }],
      applies: true,
      lane: "suggested",
      settles: "INV001 1000.00, INV002 2000.00",
    }),
  ],
});
