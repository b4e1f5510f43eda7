// The names the columns of our own lists go by: open items, customers, rates, own accounts, and the
// invoice workbook of the tax bureau. Order inside a field is preference (src/cli/reconcile.md).
import { namesOf } from "./column-names.ts";

export const itemColumns = namesOf({
  item_no: `
    item_no | 发票号码 | 数电发票号码 | 数电票号码 | 发票号 | 单号 | 单据号 | 单据编号 |
    单据号码 | 应收单号 | 编号 | 发票编号 | 票据号码 | 票号 | 应收单编号 | 凭证单号 |
    item no | invoice no | invoice no. | invoice number | invoicenumber | invoice_no |
    invoice_number | invoice id | invoice_id | invoice | document number | document no |
    document no. | doc no | doc_no | number | bill no | reference no | invoice # | num |
    reference | 参照 | 凭证编号 | rechnungsnummer | rechnungsnr. | rechnung nr. | belegfeld 1 |
    belegnummer | ref | transaction number | tran no`,
  kind: `
    kind | 类型 | 单据类型 | 种类 | 类别 | 款项类型 | 项目类型 | item kind |
    document type | doc type | type | transaction type | 凭证类型`,
  customer_no: `
    customer_no | 客户编号 | 客户编码 | 客户代码 | 客户号 | 往来单位编号 | 往来单位编码 |
    购方编号 | 单位编码 | customer no | customer no. | customer number | customer_number |
    customer id | customerid | customer_id | cust_number | customer code | account code |
    cust no | debtor no | debtor | a/c | account | kontonummer | debitorennummer |
    kundennummer`,
  customer_name: `
    customer_name | 客户名称 | 名称 1 | 客户 | 购买方名称 | 购方名称 | 购货单位 | 往来单位 |
    往来单位名称 | 购货单位名称 | 客户全称 | 单位名称 | 付款单位 | 购货方 | 购买方 |
    customer name | name 1 | customer | name_customer | client | client name | bill to | buyer |
    buyer name | debtor name | company | contact name | contactname | kontobezeichnung |
    kundenname | kunde | debitor | name | partner`,
  customer_tax_id: `
    customer_tax_id | 购方识别号 | 购买方纳税人识别号 | 购方税号 | 客户税号 |
    购买方识别号 | 统一社会信用代码 | 纳税人识别号 | 税号 | 购买方税号 | buyer tax id |
    customer tax id | tax id | tax_id | vat number | vat id`,
  currency:
    "currency | 记账币种 | 币种 | 币别 | 货币 | ccy | invoice_currency | currency code | document currency | währung | 凭证货币",
  amount: `
    amount | 价税合计 | total in currency | 应收金额 | 发票金额 | 含税金额 | 原额 |
    金额 | 原币金额 | 应收余额原额 | 单据金额 | 总金额 | 合计金额 | 开票金额 | 应收款 |
    价税合计金额 | total | total amount | invoice amount | invoiceamount | invoice total |
    gross amount | gross | amount due | total_open_amount | original amount |
    grand total | amount in doc. curr. | amount in document currency |
    以凭证货币计的金额 | 结算金额 | 人民币金额 | rechnungsbetrag | bruttobetrag | betrag soll |
    betrag`,
  open_amount: `
    open_amount | 未收金额 | 未清金额 | 未核销金额 | 应收余额 | 余额 | 未收款 | 未收余额 |
    欠款金额 | 剩余金额 | 未回款金额 | 未付金额 | 未清余额 | 未收 | 尚欠金额 |
    未结算金额 | open amount | outstanding | outstanding amount | balance | balance due |
    amount open | open balance | remaining | invoiceamountdue | invoice amount due |
    原币余额 | 应收原币余额 | amount remaining | amount due | offener betrag | restbetrag |
    offen | saldo`,
  paid_amount: `
    已收金额 | 已回款金额 | 已核销金额 | 已收款 | 回款金额 | 已付金额 | paid |
    paid amount | amount paid | invoiceamountpaid | betrag haben | bezahlt`,
  tax: "tax_amount | 税额 | 税金 | tax amount | vat | vat amount | tax",
  issue_date: `
    issue_date | 开票日期 | 发票日期 | 单据日期 | 业务日期 | 日期 | 开票日 | 立账日期 |
    出票日期 | 应收日期 | issue date | invoice date | invoicedate | invoice_date | date |
    document date | posting date | invoice/bill date | transaction date | rechnungsdatum | belegdatum | datum | 凭证日期 | posting_date | document_create_date | doc date |
    issued`,
  due_date: `
    due_date | 到期日 | 到期日期 | 应收到期日 | 付款到期日 | 约定付款日 | 收款到期日 |
    账期到期日 | 应付款日期 | due date | duedate | due | due_in_date | payment due |
    maturity date | maturity | fälligkeit | fälligkeitsdatum | fällig am | net due date | 净到期日 | 净收付到期日`,
  order_no: `
    order_no | 订单号 | 订单编号 | 销售订单号 | 销售订单 | 采购订单号 | 客户订单号 |
    po号 | order no | order number | order_number | order id | po | po number | po no |
    po no. | purchase order | sales order`,
  contract_no: `
    contract_no | 合同号 | 合同编号 | 合同号码 | contract no | contract number |
    contract_number | contract`,
  delivery_no: `
    delivery_no | 送货单号 | 出库单号 | 发货单号 | 送货单 | 出库单 | delivery no |
    delivery number | delivery note | delivery_number`,
  statement_no: "statement_no | 对账单号 | 对账单编号 | 对账单 | statement no | statement number",
  statement_confirmed: `
    statement_confirmed | 对账确认 | 已确认 | 对账单已确认 | 是否确认 |
    statement confirmed | confirmed`,
  linked_no: `
    linked_no | 蓝字发票号码 | 对应发票号码 | 原发票号码 | 被红冲发票号码 | 关联单号 |
    对应蓝字发票号码 | 原发票号 | linked no | linked invoice | original invoice |
    related invoice`,
  booking_rate: "booking_rate | 记账汇率 | 汇率 | 入账汇率 | booking rate | exchange rate | rate",
  discount_date:
    "discount_date | 折扣截止日 | 折扣日期 | 折扣到期日 | 现金折扣日期 | discount date",
  discount_amount: `
    discount_amount | 折扣金额 | 现金折扣 | 现金折扣金额 | discount amount | discount |
    cash discount`,
  retention_amount:
    "retention_amount | 质保金 | 质保金金额 | 保留金 | retention amount | retention",
  retention_due: `
    retention_due | 质保金到期日 | 质保到期日 | 质保期满日 | retention due |
    retention due date`,
  tax_rate: "tax_rate | 税率 | tax rate | vat rate",
  disputed_amount: "disputed_amount | 争议金额 | 有争议金额 | disputed amount",
  memo: `
    memo | 备注 | 摘要 | 说明 | 附注 | 用途 | 备注说明 | remark | remarks | note | notes |
    description | comment`,
});

export const customerColumns = namesOf({
  customer_no: `
    customer_no | 客户编号 | 编码 | 代码 | 客户编码 | 客户代码 | 客户号 | 往来单位编号 | 往来单位编码 |
    购方编号 | 单位编码 | customer no | customer no. | customer number | customer_number |
    customer id | customerid | customer_id | cust_number | customer code | account code |
    cust no | debtor no | debtor`,
  name: `
    name | 客户名称 | 名称 | 客户全称 | 单位名称 | 公司名称 | 企业名称 | 往来单位名称 |
    客户 | 户名 | customer name | customer_name | company | company name | legal name |
    full name`,
  aliases: `
    aliases | 别名 | 曾用名 | 简称 | 客户简称 | 其他名称 | alias | short name |
    former names | also known as`,
  tax_id: `
    tax_id | 统一社会信用代码 | 税号 | 纳税登记号 | 纳税人识别号 | 信用代码 | 社会信用代码 | 客户税号 |
    tax id | tax number | vat number | vat id | vat`,
  bank_accounts: `
    bank_accounts | 银行账号 | 账号 | 付款账号 | 开户账号 | 银行帐号 | 银行账户 |
    对公账号 | 往来账号 | bank accounts | bank account | account number | iban | ibans |
    account`,
  pays_for: "pays_for | 代付客户 | 可代付 | 代付对象 | 代付单位 | pays for",
  parent: `
    parent | 上级客户 | 母公司 | 集团 | 所属集团 | 上级单位 | parent no | parent_no |
    parent customer | group`,
  payment_habit: "payment_habit | 付款习惯 | 回款习惯 | 付款特点 | payment habit",
  terms: `
    terms | 付款条件 | 账期 | 信用期 | 收款条件 | 结算方式 | 付款条款 | payment terms |
    credit terms`,
});

export const rateColumns = namesOf({
  date: "date | 日期 | 汇率日期 | 牌价日期 | 发布日期 | rate date | as of",
  from: `
    from | 源币种 | 外币 | 原币 | 外币币种 | 源货币 | from currency | base | 币种 |
    货币对源 | currency from`,
  to: "to | 目标币种 | 本币 | 本位币 | 目标货币 | to currency | quote | currency to",
  rate: "rate | 汇率 | 中间价 | 折算汇率 | 牌价 | exchange rate | mid rate",
  unit: "unit | 单位 | 数量单位 | 基数 | units",
});

export const ownColumns = namesOf({
  account: `
    account | 账号 | 帐号 | 银行账号 | 本方账号 | 账户 | account number | account no |
    iban | bank account`,
  name: `
    name | 户名 | 名称 | 账户名称 | 公司名称 | 单位名称 | 账户名 | account name |
    company | holder`,
});

/** Sheet 信息汇总表 of the 全量发票查询 workbook (and its sheet without goods columns). */
export const taxInvoiceColumns = namesOf({
  digital_no: "数电发票号码 | 数电票号码 | 全电发票号码 | 数电号码",
  invoice_code: "发票代码",
  invoice_no: "发票号码",
  seller_tax_id: "销方识别号 | 销售方识别号 | 销方税号 | 销方纳税人识别号 | 销售方纳税人识别号",
  seller_name: "销方名称 | 销售方名称",
  buyer_tax_id: "购方识别号 | 购买方识别号 | 购方税号 | 购方纳税人识别号 | 购买方纳税人识别号",
  buyer_name: "购买方名称 | 购方名称",
  issue_date: "开票日期 | 开票时间",
  net: "金额 | 不含税金额",
  tax_rate: "税率 | 税率/征收率",
  tax: "税额",
  gross: "价税合计 | 价税合计金额",
  status: "发票状态",
  is_positive: "是否正数发票 | 正负发票标志",
  sort: "发票票种 | 票种 | 发票类型",
  memo: "备注",
});
