// R29: a customer who pays early may deduct an agreed discount and has still settled in full.
import { example } from "./example.ts";
import { ruleTemplate } from "./rule.ts";

const item = {
  no: "INV20260801",
  amount: "50000.00",
  issued: "2026-09-01",
  due: "2026-10-01",
  discount: { amount: "1000.00", until: "2026-09-11" },
};

export const cashDiscount = ruleTemplate({
  code: "R29",
  stage: "how_much",
  title: { zh: "现金折扣", en: "Cash discount" },
  meaning: {
    zh: "折扣日加宽限期内付款且差额等于应得折扣，记折扣；逾期扣的留开待查。",
    en: "Paid within the discount date plus grace and short by exactly the discount: allowed. Taken later, it stays open.",
  },
  params: {
    graceDays: { label: { zh: "宽限", en: "Grace" }, unit: "days", min: 0, max: 30 },
  },
  examples: [
    example({
      given: { zh: "2/10 n/30，第 9 天付 49,000", en: "49,000 on 50,000 on day 9, 2/10 n/30" },
      outcome: { zh: "结清，折扣 1,000", en: "Settled, discount 1,000" },
      items: [item],
      lines: [{ amount: "49000.00", memo: "INV20260801", date: "2026-09-10" }],
      applies: true,
      lane: "auto",
      settles: "INV20260801 49000.00",
    }),
    example({
      given: { zh: "第 20 天同样扣", en: "The same on day 20" },
      outcome: { zh: "不给折扣，1,000 留开", en: "Not allowed, 1,000 stays open" },
      items: [item],
      lines: [{ amount: "49000.00", memo: "INV20260801", date: "2026-09-21" }],
      applies: true,
      lane: "auto",
      settles: "INV20260801 49000.00",
    }),
    example({
      given: { zh: "少付的不是折扣额", en: "Short by another amount" },
      outcome: { zh: "不用此规则", en: "Not this rule" },
      items: [item],
      lines: [{ amount: "48000.00", memo: "INV20260801", date: "2026-09-10" }],
      applies: false,
      lane: "auto",
      settles: "INV20260801 48000.00",
    }),
  ],
});
