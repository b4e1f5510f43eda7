// The names the columns of an account go by in other people's ledgers: 应付账款明细账, vendor ledgers,
// lists of payables. In: what makes the balance of a payables account grow (its credit side).
import { namesOf } from "./column-names.ts";

export const ledgerColumns = namesOf({
  date: `
    date | 日期 | 凭证日期 | 记账日期 | 业务日期 | 单据日期 | 入账日期 | 发生日期 | 制单日期 |
    开票日期 | 发票日期 | 过账日期 | 会计日期 | posting date | post date | document date |
    doc date | voucher date | entry date | invoice date | transaction date | booking date |
    gl date | accounting date | date posted`,
  no: `
    no | 发票号码 | 发票号 | 数电票号码 | 单据号 | 单据编号 | 单据号码 | 单号 | 往来单号 |
    业务单号 | 票据号 | 票号 | 应付单号 | 参考号 | 外部单号 | 供应商单号 | 供应商发票号 |
    结算号 | invoice no | invoice no. | invoice number | invoice | document no |
    document no. | document number | doc no | doc no. | reference | reference no |
    reference no. | ref | ref no | ref. | external document no. | external document no |
    vendor invoice no. | supplier invoice | assignment | bill no | number | document | doc`,
  voucher: `
    voucher | 凭证号 | 凭证字号 | 凭证编号 | 记账凭证号 | 凭证号码 | 分录号 | voucher no |
    voucher no. | voucher number | journal no | journal no. | entry no | entry no. |
    transaction no | transaction id`,
  ref: `
    order_no | 订单号 | 订单编号 | 采购订单号 | 采购订单 | 合同号 | 合同编号 | 送货单号 | 入库单号 |
    收货单号 | 对账单号 | 来源单号 | 流水号 | 银行流水号 | 付款单号 | order no | order number |
    po | po no | po number | purchase order | contract no | delivery note | goods receipt |
    payment reference | bank reference | cheque no`,
  memo: `
    memo | 摘要 | 说明 | 备注 | 业务类型 | 单据类型 | 类型 | 用途 | 描述 | description | text |
    narration | particulars | remark | remarks | note | details | document type | type`,
  money_in: `
    money_in | 贷方金额 | 贷方 | 贷方发生额 | 本期贷方 | 贷方本币 | 贷方原币 | 本期应付 | 应付金额 |
    增加 | 增加金额 | 本期增加 | 应付增加 | 入库金额 | 采购金额 | 开票金额 | credit |
    credit amount | credits | cr | cr amount | credit (lcy) | invoiced | charges | increase`,
  money_out: `
    money_out | 借方金额 | 借方 | 借方发生额 | 本期借方 | 借方本币 | 借方原币 | 本期付款 |
    付款金额 | 已付金额 | 实付金额 | 减少 | 减少金额 | 本期减少 | 应付减少 | debit |
    debit amount | debits | dr | dr amount | debit (lcy) | paid | payments | payment |
    decrease`,
  amount: `
    amount | 金额 | 发生额 | 本币金额 | 原币金额 | 发生金额 | 价税合计 | 交易金额 |
    amount in local currency | amount in document currency | document amount |
    transaction amount | net amount | value | amount (lcy)`,
  open_amount: `
    open_amount | 未清金额 | 未付金额 | 未核销金额 | 未结金额 | 未付款金额 | 未清余额 | 未付余额 |
    剩余金额 | 剩余未付 | 未清项金额 | 欠款金额 | open amount | open balance | outstanding |
    outstanding amount | remaining amount | remaining | amount due | balance due | unpaid |
    unpaid amount | amount open`,
  direction: `
    direction | 方向 | 借贷 | 借/贷 | 借贷方向 | 余额方向 | 借贷标志 | dr/cr | d/c | debit/credit |
    dc | sign`,
  balance: `
    balance | 余额 | 期末余额 | 本币余额 | 原币余额 | 结余 | 累计余额 | running balance |
    closing balance | cumulative balance | balance (lcy)`,
  currency: "currency | 币种 | 币别 | 货币 | ccy | currency code | curr. | curr",
  party: `
    party | 供应商 | 供应商名称 | 往来单位 | 往来单位名称 | 单位名称 | 对方单位 | 辅助核算 | vendor |
    vendor name | supplier | supplier name | payee`,
});
