// Our column names on the import page, and which of them each kind of table may have.
import type { ContentKind } from "../../src/contract/imports.ts";
import type { Catalogue } from "./words.ts";

export const fieldWords = {
  date: { zh: "日期", en: "Date" },
  time: { zh: "时间", en: "Time" },
  value_date: { zh: "起息日", en: "Value date" },
  currency: { zh: "币种", en: "Cur." },
  money_in: { zh: "收入", en: "In" },
  money_out: { zh: "支出", en: "Out" },
  amount: { zh: "金额", en: "Amount" },
  direction: { zh: "收付方向", en: "Direction" },
  balance: { zh: "余额", en: "Balance" },
  payer_name: { zh: "付款人", en: "Payer" },
  payer_account: { zh: "付款账号", en: "Payer's account" },
  memo: { zh: "摘要", en: "Memo" },
  bank_ref: { zh: "流水号", en: "Bank reference" },
  end_to_end: { zh: "端到端编号", en: "End-to-end id" },
  reference: { zh: "结构化参考号", en: "Creditor reference" },
  account: { zh: "本方账号", en: "Own account" },
  account_name: { zh: "本方户名", en: "Account name" },
  line_id: { zh: "行号", en: "Line id" },
  kind: { zh: "类型", en: "Kind" },
  item_no: { zh: "单号 / 发票号码", en: "Number" },
  customer_no: { zh: "客户编号", en: "Customer no." },
  customer_name: { zh: "客户", en: "Customer" },
  customer_tax_id: { zh: "客户税号", en: "Customer tax id" },
  open_amount: { zh: "未清", en: "Open" },
  paid_amount: { zh: "已收", en: "Paid" },
  tax: { zh: "税额", en: "Tax" },
  issue_date: { zh: "开票日", en: "Issued" },
  due_date: { zh: "到期日", en: "Due" },
  order_no: { zh: "订单号", en: "Order no." },
  contract_no: { zh: "合同号", en: "Contract no." },
  delivery_no: { zh: "送货单号", en: "Delivery no." },
  statement_no: { zh: "对账单号", en: "Statement no." },
  statement_confirmed: { zh: "已对账", en: "Confirmed" },
  linked_no: { zh: "对应蓝字发票", en: "Linked invoice" },
  booking_rate: { zh: "记账汇率", en: "Booking rate" },
  discount_date: { zh: "折扣截止日", en: "Discount until" },
  discount_amount: { zh: "折扣金额", en: "Discount" },
  retention_amount: { zh: "质保金", en: "Retention" },
  retention_due: { zh: "质保金到期日", en: "Retention due" },
  tax_rate: { zh: "税率", en: "Tax rate" },
  disputed_amount: { zh: "争议金额", en: "Disputed" },
  name: { zh: "名称", en: "Name" },
  aliases: { zh: "别名", en: "Other names" },
  tax_id: { zh: "税号", en: "Tax id" },
  bank_accounts: { zh: "银行账号", en: "Bank accounts" },
  pays_for: { zh: "可代付客户", en: "Pays for" },
  parent: { zh: "上级客户", en: "Parent" },
  payment_habit: { zh: "付款习惯", en: "Payment habit" },
  terms: { zh: "付款条件", en: "Terms" },
  from: { zh: "外币", en: "From" },
  to: { zh: "本币", en: "To" },
  rate: { zh: "汇率", en: "Rate" },
  unit: { zh: "单位", en: "Unit" },
} as const satisfies Catalogue;

export type FieldName = keyof typeof fieldWords;

export function isFieldName(text: string): text is FieldName {
  return Object.hasOwn(fieldWords, text);
}

/** In the order a person looks for them. */
export const fieldsOfKind: Readonly<Record<ContentKind, readonly FieldName[]>> = {
  statements: [
    "date",
    "money_in",
    "money_out",
    "amount",
    "direction",
    "balance",
    "currency",
    "payer_name",
    "payer_account",
    "memo",
    "bank_ref",
    "value_date",
    "account",
    "account_name",
    "end_to_end",
    "reference",
  ],
  items: [
    "item_no",
    "kind",
    "customer_no",
    "customer_name",
    "customer_tax_id",
    "currency",
    "amount",
    "open_amount",
    "paid_amount",
    "tax",
    "issue_date",
    "due_date",
    "contract_no",
    "order_no",
    "delivery_no",
    "statement_no",
    "linked_no",
    "booking_rate",
    "tax_rate",
    "retention_amount",
    "retention_due",
    "discount_date",
    "discount_amount",
    "disputed_amount",
    "memo",
  ],
  customers: [
    "customer_no",
    "name",
    "aliases",
    "tax_id",
    "bank_accounts",
    "pays_for",
    "parent",
    "terms",
    "payment_habit",
  ],
  rates: ["date", "from", "to", "rate", "unit"],
  own: ["account", "name"],
};

/** Without one column of each group a table of the kind means nothing. */
export const neededOfKind: Readonly<Record<ContentKind, readonly (readonly FieldName[])[]>> = {
  statements: [["date"], ["amount", "money_in", "money_out"]],
  items: [["item_no"], ["amount", "open_amount"], ["customer_name", "customer_no"]],
  customers: [["name"], ["customer_no", "tax_id", "bank_accounts", "aliases"]],
  rates: [["date"], ["from"], ["to"], ["rate"]],
  own: [["account"], ["name"]],
};

/** Several columns of the file may be one of ours. */
export const manyColumnFields: ReadonlySet<string> = new Set(["memo", "bank_accounts", "aliases"]);

/** Amounts, rates and dates: right aligned or fixed width. */
export const amountFields: ReadonlySet<string> = new Set([
  "money_in",
  "money_out",
  "amount",
  "open_amount",
  "balance",
  "rate",
  "unit",
]);
