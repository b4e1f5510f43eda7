// The rows of the journal entry table (ACCOUNTING §3) and where an event is booked first.
import type { Sentence } from "../words/word.ts";

export const eventTitles = {
  J01: { zh: "期初", en: "Opening item" },
  J02: { zh: "蓝字发票", en: "Invoice" },
  J03: { zh: "未开票发货", en: "Delivery not yet invoiced" },
  J04: { zh: "发货转开票", en: "Delivery invoiced" },
  J05: { zh: "红字发票", en: "Red invoice" },
  J06: { zh: "红蓝对冲", en: "Red against blue" },
  J07: { zh: "收款待认领", en: "Receipt, payer unknown" },
  J08: { zh: "收款", en: "Receipt" },
  J09: { zh: "认领", en: "Claim" },
  J10: { zh: "核销", en: "Allocation" },
  J11: { zh: "退票", en: "Receipt returned by the bank" },
  J12: { zh: "尾差", en: "Rounding difference" },
  J13: { zh: "手续费", en: "Bank fee" },
  J14: { zh: "现金折扣", en: "Cash discount" },
  J15: { zh: "价格折让", en: "Price reduction" },
  J16: { zh: "合同违约金", en: "Contract penalty" },
  J17: { zh: "运费扣款", en: "Freight deducted" },
  J18: { zh: "质保金拆分", en: "Retention split" },
  J19: { zh: "质保到期", en: "Retention released" },
  J20: { zh: "多付转预收", en: "Overpayment to advance" },
  J21: { zh: "合同预收", en: "Contract prepayment" },
  J22: { zh: "预收冲应收", en: "Advance applied" },
  J23: { zh: "应收冲应付", en: "Netting with payable" },
  J24: { zh: "应收转应收", en: "Debt taken over" },
  J25: { zh: "三方抵账", en: "Three-party netting" },
  J26: { zh: "代收内部往来", en: "Receipt for another set of books" },
  J27: { zh: "平台结算", en: "Platform settlement" },
  J28: { zh: "收到票据", en: "Bill taken" },
  J29: { zh: "票据到期", en: "Bill paid at maturity" },
  J30: { zh: "票据贴现", en: "Bill discounted" },
  J31: { zh: "票据背书", en: "Bill endorsed" },
  J32: { zh: "票据拒付", en: "Bill dishonoured" },
  J33: { zh: "汇兑损益", en: "Realised exchange difference" },
  J34: { zh: "跨币种核销", en: "Cross-currency allocation" },
  J35: { zh: "期末调汇", en: "Month-end revaluation" },
  J36: { zh: "计提坏账准备", en: "Provision" },
  J37: { zh: "坏账核销", en: "Bad debt written off" },
  J38: { zh: "退款", en: "Refund" },
  J39: { zh: "坏账收回", en: "Bad debt recovered" },
  J40: { zh: "逾期利息", en: "Late interest" },
  J41: { zh: "境外预提税", en: "Foreign tax withheld" },
  J42: { zh: "保理", en: "Factoring" },
  J43: { zh: "收到电子债权", en: "E-receivable taken" },
  J44: { zh: "以物抵债", en: "Goods taken in payment" },
  J45: { zh: "保证金", en: "Deposit" },
  J46: { zh: "无主款转收入", en: "Unclaimed receipt to income" },
} as const satisfies Record<string, Sentence>;

export type EventCode = keyof typeof eventTitles;

/** ours: booked here, exported as a voucher; gl: already in the general ledger, never exported. */
export type Origin = "ours" | "gl";

/**
 * Where sales are booked first (J02–J05): one answer for deliveries and invoices, or what is booked here
 * as a delivery would be booked there again as its invoice.
 */
export function salesOrigin({ salesAreOurs }: { readonly salesAreOurs?: boolean }): Origin {
  return salesAreOurs === true ? "ours" : "gl";
}
