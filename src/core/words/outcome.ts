// The words of an outcome: lanes, categories of money that is no receipt, and residual codes.
import type { Lane, NotReceivableCategory, ResidualCode } from "../matching/output.ts";
import type { Sentence } from "./word.ts";

export const laneWords: Readonly<Record<Lane, Sentence>> = {
  auto: { zh: "自动核销", en: "Automatic" },
  suggested: { zh: "待确认", en: "To confirm" },
  unmatched: { zh: "例外", en: "Exception" },
  not_receivable: { zh: "非应收", en: "Not receivable" },
};

/** Where a stored line stands; a person's decisions have words of their own. */
export const lineLaneWords = {
  ...laneWords,
  new: { zh: "未对账", en: "New" },
  confirmed: { zh: "已确认", en: "Confirmed" },
  held: { zh: "搁置", en: "On hold" },
} as const satisfies Readonly<Record<string, Sentence>>;

export const categoryWords: Readonly<Record<NotReceivableCategory, Sentence>> = {
  interest: { zh: "利息收入", en: "Bank interest" },
  own_transfer: { zh: "内部划转", en: "Own transfer" },
  tax_refund: { zh: "退税", en: "Tax refund" },
  platform: { zh: "平台结算", en: "Platform settlement" },
  reversal: { zh: "冲正退票", en: "Reversal" },
  deposit: { zh: "押金保证金", en: "Deposit" },
  loan: { zh: "借款", en: "Loan" },
  capital: { zh: "投资款", en: "Capital" },
  subsidy: { zh: "政府补助", en: "Subsidy" },
  insurance: { zh: "保险赔款", en: "Insurance" },
  supplier_refund: { zh: "供应商退款", en: "Supplier refund" },
  cash_pool: { zh: "资金归集", en: "Cash pool" },
  payroll_return: { zh: "工资退回", en: "Returned wages" },
  agency: { zh: "代收款", en: "Agency money" },
  refund_to_customer: { zh: "退客户款", en: "Refund to customer" },
  duplicate: { zh: "疑似重复付款", en: "Suspected duplicate" },
  outgoing: { zh: "付款支出", en: "Outgoing payment" },
  other: { zh: "其他", en: "Other" },
};

export const residualWords: Readonly<Record<ResidualCode, Sentence>> = {
  rounding: { zh: "尾差", en: "Rounding" },
  fee: { zh: "手续费", en: "Bank fee" },
  discount: { zh: "现金折扣", en: "Cash discount" },
  deduction: { zh: "扣款", en: "Deduction" },
  retention: { zh: "质保金", en: "Retention" },
  fx: { zh: "汇兑损益", en: "Exchange difference" },
  advance: { zh: "预收", en: "Advance" },
  refund: { zh: "退款", en: "Refund" },
  partial: { zh: "部分付款", en: "Part payment" },
  withholding: { zh: "代扣税款", en: "Withholding" },
  interest: { zh: "利息", en: "Interest" },
  duplicate: { zh: "重复付款", en: "Duplicate payment" },
  platform_fee: { zh: "平台服务费", en: "Platform fee" },
  unexplained: { zh: "原因不明", en: "Unexplained" },
};
