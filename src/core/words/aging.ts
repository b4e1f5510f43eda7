// Heads of the aging report: buckets without overlap (DOMAIN §3.18), and what its rows may be.
import type { Sentence } from "./word.ts";

export const agingBucketWords = {
  not_due: { zh: "未到期", en: "Not due" },
  d1_30: { zh: "1–30", en: "1–30" },
  d31_60: { zh: "31–60", en: "31–60" },
  d61_90: { zh: "61–90", en: "61–90" },
  d91_180: { zh: "91–180", en: "91–180" },
  d181_365: { zh: "181–365", en: "181–365" },
  d366: { zh: ">365", en: ">365" },
  no_due_date: { zh: "未设账期", en: "No due date" },
  y1: { zh: "1年以内", en: "Up to 1 y" },
  y2: { zh: "1–2年", en: "1–2 y" },
  y3: { zh: "2–3年", en: "2–3 y" },
  y4: { zh: "3–4年", en: "3–4 y" },
  y5: { zh: "4–5年", en: "4–5 y" },
  over_5: { zh: "5年以上", en: "Over 5 y" },
} as const satisfies Record<string, Sentence>;

export const agingGroupWords = {
  customer: { zh: "客户", en: "Customer" },
  owner: { zh: "业务员", en: "Owner" },
  department: { zh: "部门", en: "Department" },
  region: { zh: "区域", en: "Region" },
  contract: { zh: "合同", en: "Contract" },
  currency: { zh: "币种", en: "Currency" },
} as const satisfies Record<string, Sentence>;
