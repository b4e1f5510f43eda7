// R24: several receipts of one customer for one item.
import { example } from "./example.ts";
import { ruleTemplate } from "./rule.ts";

const item = { no: "I1", amount: "150123.45" };

export const severalReceipts = ruleTemplate({
  code: "R24",
  stage: "what",
  title: { zh: "多笔合并付一票", en: "Several receipts, one item" },
  meaning: {
    zh: "同一客户若干天内的两到四笔到账合计等于一张未清项，且别无解释。",
    en: "Two to four receipts of one customer within some days add up to one open item, and nothing else explains them.",
  },
  params: {
    days: { label: { zh: "最多相隔", en: "Furthest apart" }, unit: "days", min: 1, max: 90 },
    maxReceipts: { label: { zh: "最多笔数", en: "Most receipts" }, unit: "count", min: 2, max: 4 },
  },
  examples: [
    example({
      given: { zh: "三笔合计等于一张发票", en: "Three receipts add up to one invoice" },
      outcome: { zh: "三笔都核销该票", en: "All three settle it" },
      items: [item],
      lines: [
        { amount: "50000.00", date: "2026-09-10" },
        { amount: "60000.00", date: "2026-09-12" },
        { amount: "40123.45", date: "2026-09-15" },
      ],
      applies: true,
      lane: "auto",
      settles: "I1 50000.00",
    }),
    example({
      given: { zh: "两笔都点名同一张票", en: "Both name the invoice" },
      outcome: { zh: "各核销一部分", en: "Each settles a part" },
      items: [{ no: "INV20260801", amount: "150123.45" }],
      lines: [
        { amount: "100000.00", memo: "INV20260801", date: "2026-09-10" },
        { amount: "50123.45", memo: "INV20260801", date: "2026-09-12" },
      ],
      applies: false,
      lane: "auto",
      settles: "INV20260801 100000.00",
    }),
    example({
      given: { zh: "相隔两个月", en: "Two months apart" },
      outcome: { zh: "不合并", en: "Not combined" },
      items: [item],
      lines: [
        { amount: "100000.00", date: "2026-09-10" },
        { amount: "50123.45", date: "2026-11-20" },
      ],
      applies: false,
      lane: "suggested",
      settles: "I1 100000.00",
    }),
  ],
});
