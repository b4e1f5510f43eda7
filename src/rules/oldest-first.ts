// R26: nothing says which items; the oldest due are proposed.
import { example } from "./example.ts";
import { ruleTemplate } from "./rule.ts";

const items = [
  { no: "I1", amount: "10000.00", due: "2026-07-31" },
  { no: "I2", amount: "5000.00", due: "2026-08-31" },
];

export const oldestFirst = ruleTemplate({
  code: "R26",
  stage: "what",
  title: { zh: "最早到期冲抵", en: "Oldest first" },
  meaning: {
    zh: "别无线索时按到期日先后冲抵，最后一张可部分核销；默认只建议，可对客户开通自动。附言点名单据时不用。",
    en: "Without any clue, items are settled by due date, the last one in part; suggested only, automatic per customer on request. Never where the memo names a document.",
  },
  params: {
    allowPartial: { label: { zh: "允许部分核销", en: "Allow a part" }, unit: "switch" },
  },
  examples: [
    example({
      given: { zh: "12,000 对 10,000 和 5,000", en: "12,000 against 10,000 and 5,000" },
      outcome: {
        zh: "建议全清第一张、部分第二张",
        en: "The first in full, the second in part, suggested",
      },
      items,
      lines: [{ amount: "12000.00" }],
      applies: true,
      lane: "suggested",
      settles: "I1 10000.00, I2 2000.00",
    }),
    example({
      given: { zh: "该客户已开通自动", en: "Automatic for this customer" },
      outcome: { zh: "自动核销", en: "Posted" },
      items,
      lines: [{ amount: "12000.00" }],
      rules: [{ code: "R26", action: "auto", scope: { customer: ["C1"] } }],
      applies: true,
      lane: "auto",
      settles: "I1 10000.00, I2 2000.00",
    }),
    example({
      given: { zh: "附言点名第二张", en: "The memo names the second" },
      outcome: { zh: "不按先后", en: "Not oldest first" },
      items: [
        { no: "INV20260701", amount: "10000.00", due: "2026-07-31" },
        { no: "INV20260801", amount: "5000.00", due: "2026-08-31" },
      ],
      lines: [{ amount: "5000.00", memo: "INV20260801" }],
      applies: false,
      lane: "auto",
      settles: "INV20260801 5000.00",
    }),
  ],
});
