// R35: the money of a bill or an e-receivable at its maturity settles the bill, not the invoice.
import { example } from "./example.ts";
import { ruleTemplate } from "./rule.ts";

const bill = "530900004232420260318001";
const items = [
  { no: bill, kind: "bill", amount: "200000.00", issued: "2026-03-18", due: "2026-09-18" },
  { no: "I1", amount: "145678.90", due: "2026-10-31" },
] as const;

export const billOfExchange = ruleTemplate({
  code: "R35",
  stage: "hygiene",
  title: { zh: "承兑汇票到期收款", en: "Bill of exchange" },
  meaning: {
    zh: "票据收到时按票面核销应收、转应收票据；到期回款核销票据而不是发票；子票按号部分核销；被追索则恢复应收。",
    en: "A bill received settles the receivable at face and stands as a bill; the money at maturity settles the bill, not the invoice; a part of a bill by its number; dishonour re-opens the debt.",
  },
  params: {
    maturityDays: {
      label: { zh: "到期后到账天数", en: "Days after maturity" },
      unit: "days",
      min: 0,
      max: 60,
    },
    parts: { label: { zh: "允许子票部分到账", en: "Parts of a bill" }, unit: "switch" },
  },
  examples: [
    example({
      given: { zh: "到期日托收款到账", en: "The money comes at maturity" },
      outcome: { zh: "核销票据", en: "The bill is settled" },
      items: [...items],
      lines: [{ amount: "200000.00", memo: "托收款", date: "2026-09-19" }],
      applies: true,
      lane: "auto",
      settles: `${bill} 200000.00`,
    }),
    example({
      given: { zh: "子票：写明票号，到账一部分", en: "A part, with the bill's number" },
      outcome: { zh: "核销该部分，余额留开", en: "The part is settled, the rest stays open" },
      items: [...items],
      lines: [{ amount: "80000.00", memo: `票号${bill}`, date: "2026-09-19" }],
      applies: true,
      lane: "auto",
      settles: `${bill} 80000.00`,
    }),
    example({
      given: { zh: "离到期还有五个月的同额款", en: "The same amount five months before maturity" },
      outcome: { zh: "不是票据回款", en: "Not the bill's money" },
      items: [items[0], { ...items[1], amount: "200000.00", issued: "2026-03-05" }],
      lines: [{ amount: "200000.00", date: "2026-04-20" }],
      applies: false,
      lane: "auto",
      settles: "I1 200000.00",
    }),
  ],
});
