// The names the columns of bank exports go by, Chinese and Western. Order inside a field is preference:
// of two columns that fit, the earlier name wins and the other is kept as evidence. Taken from the
// headers of the banks' own files.
import { namesOf } from "./column-names.ts";

export const statementColumns = namesOf({
  line_id: "line_id",
  date: `
    date | booking_date | 记账日期 | 入账日期 | 记账日 | 入账日 | 交易日期 | 交易日 |
    业务日期 | 发生日期 | 日期 | 交易时间 | 发生时间 | 入账时间 | 记账时间 |
    交易日期时间 | 交易成功时间 | 交易创建时间 | 交易时间戳 | 到账日期 | 收款日期 | 付款日期 | 支付日期 | 完成时间 | 交易完成时间 | 支付时间 | 创建时间 | booking date |
    bookingdate | booked | book date | posting date | posted date | post date | postdate |
    date posted | transaction date | trans date | trans. date | trade date |
    date operation | date of operation | process date | processing date | txn date |
    tran date | entry date | completed date | date completed (utc) | created |
    created (utc) | buchungstag | buchungsdatum | buchung | datum | fecha |
    fecha operación | fecha operacion | data | data operazione | data contabile |
    date de comptabilisation | date opération | date comptable | dato | bogføringsdato |
    bokföringsdag | bokföringsdatum | kirjauspäivä | data operacji | data księgowania |
    datum zaúčtování | könyvelés dátuma | boekdatum | transactiedatum | transaction_date |
    date started (utc) | started date | timestamp | datetime | date/time | time`,
  entry_state:
    "交易状态 | 状态 | 处理状态 | 记账状态 | 支付状态 | status | transaction status | state",
  time: "交易时间 | 时间 | time | 时分秒 | 交易时刻 | transaction time",
  value_date: `
    value_date | 起息日 | 起息日期 | value date | valuedate | valuta | valutadatum |
    wertstellung | wert | date de valeur | date valeur | fecha valor | data valuta |
    rentedatum | 计息日 | 生效日期`,
  amount: `
    结算金额 | 人民币金额 | 入账币种/金额 | amount | 交易金额 | 发生额 | 金额 | 发生金额 |
    本币金额 | 入账金额 | 收支金额 | 变动金额 | 记账金额 | 交易发生额 | 交易本金 |
    实付金额 | 订单金额 | 实收/付金额 | net amount | net | transaction amount | amount (eur) |
    amount (gbp) | amount (usd) | amount(hkd) | betrag | umsatz | importe | importo |
    bedrag | bedrag (eur) | belopp | beløb | kwota | kwota operacji | valor | summe |
    amt | trans. amount | billing amount | transaction value | debit/credit amount |
    gross | gross amount | value | 交易币种/金额 | montant`,
  money_in: `
    money_in | 记账金额(收入) | 贷方发生额 | 贷方金额 | 贷方发生额/元 | 收入金额 | 收入 |
    转入金额 | 转入额 | 存入金额 | 存入 | 贷方 | 收入发生额 | 贷方(入账) | 入账 |
    贷方发生金额 | 存入额 | 收方金额 | 收款金额 | 收入额 | 收入(贷方) | 进账金额 |
    交易金额(收入) | 收入金额(元) | 贷方发生额(收入) | 贷 | credit | credit amount | money in |
    paid in | deposit | deposits | deposit amount | credits | in | credit amount(hkd) |
    haben | entrées | crédit | credito | abono | entrate | credit(hkd) | incoming |
    received | paid in (gbp) | gutschrift | gutschrift in chf | deposit amt | deposit amt. |
    credit amt | credit amt.`,
  money_out: `
    money_out | 记账金额(支出) | 借方发生额 | 借方金额 | 借方发生额/元 | 支出金额 | 支出 |
    转出金额 | 转出额 | 支取金额 | 支取 | 借方 | 支出发生额 | 借方(出账) | 出账 |
    借方发生金额 | 支取额 | 付方金额 | 付款金额 | 支出额 | 支出(借方) | 出账金额 |
    交易金额(支出) | 支出金额(元) | 借方发生额(支取) | 借 | debit | debit amount | money out |
    paid out | withdrawal | withdrawals | withdrawal amount | debits | out |
    debit amount(hkd) | soll | sorties | débit | debito | cargo | uscite | debit(hkd) |
    outgoing | spent | paid out (gbp) | 取出金额 | belastung | lastschrift | belastung in chf |
    withdrawal amt | withdrawal amt. | debit amt | debit amt.`,
  direction: `
    借贷标志 | 借贷方向 | 借/贷 | 借贷 | 收付标志 | 收付方向 | 收支方向 | 收/支 | 收支 |
    交易方向 | 方向 | 收支类型 | 交易类型 | 资金流向 | 收付 | 往来标志 | 来往账标志 |
    来账/往账 | 借贷标识 | 借贷标记 | 收支标志 | 收支标识 | 收付标识 | debit/credit | credit/debit | dr/cr | cr/dr | d/c | c/d |
    debit credit | direction | sens | af bij | transaction direction | sign | dc |
    credit or debit | debit or credit | side`,
  balance: `
    余额 | 账户余额 | 交易后余额 | 本次余额 | 当前余额 | 联机余额 | 账面余额 | 可用余额 |
    帐户余额 | 账户余额(元) | 卡余额 | 结余 | 账户结余 | balance | running balance |
    account balance | closing balance | saldo | saldo na transakcji | solde |
    balance(hkd) | ledger balance | available balance | kontostand | saldo después |
    saldo después de la operación | balance after transaction | saldo na mutatie |
    saldo nach buchung | saldo chf | saldo eur`,
  currency: `
    currency | 记账币种 | billing currency | 入账货币 | 结算币种 | 币种 | 币别 | 货币 |
    交易币种 | 币种名称 | 账户币种 | ccy | currency code | währung | devise | divisa |
    valuta code | munt | waluta | transaction currency | settlement currency | 交易货币 |
    balance currency`,
  payer_name: `
    payer_name | 对方户名 | 对方名称 | 对方单位名称 | 对方账户名称 | 对方账户名 |
    对方单位 | 收(付)方名称 | 收付方名称 | 收/付方名称 | 交易对方 | 交易对手 | 对手名称 |
    对手户名 | 交易对手名称 | 对方姓名 | 对方户名称 | 对方帐户名称 | 对方账号名称 |
    交易对方名称 | 对方客户名称 | 对方单位户名 | 对手方名称 | 往来单位 | 商户名称 |
    对方信息 | 对手信息 | 交易商户 | 商户 | 交易地点 | 对方账户 | 交易场所 |
    收款人/付款人 | 付款方名称 | 付款人 | 付款方 | 付款单位 | payer name | counterparty |
    counterparty name | counter party name | payee | payee name | beneficiary |
    beneficiary name | name | merchant | merchant name | payer | other party |
    sender name | recipient name | begünstigter/zahlungspflichtiger |
    auftraggeber/empfänger | name zahlungsbeteiligter | empfänger | nombre |
    naam tegenpartij | naam / omschrijving | tegenpartij | contrepartie | beneficiario |
    kontrahent | nazwa kontrahenta | customer name | from | other party name |
    counterpart name | partner | partner name`,
  payer_account: `
    payer_account | 对方账号 | 对方帐号 | 对方账户账号 | 收(付)方账号 | 收付方账号 |
    收/付方账号 | 对方卡号 | 对方卡号/账号 | 对方账号/卡号 | 交易对手账号 | 对手账号 |
    对方银行账号 | 交易对方账号 | 对方账户号 | 对方账(卡)号 | 对方账号卡号 |
    收(付)方帐号 | 对方帐户 | 对手方账号 | 付款方账号 | 付款账号 | payer account |
    counterparty account | counterparty iban | counterparty account number |
    account number/iban | iban of counterparty | counterparty account no |
    counterparty account no. | counter party account | kontonummer/iban |
    iban zahlungsbeteiligter | tegenrekening | tegenrekening iban/bban |
    compte contrepartie | numer rachunku kontrahenta | beneficiary account |
    partner iban | recipient account | other account | kontonummer | bank account |
    to-account`,
  remitter_name: "付款人名称 | 付款人户名 | 付款户名 | payer's name | 付款方户名",
  remitter_account: "付款人账号 | 付款人帐号 | 付款账户 | debit account no. | 付款方帐号",
  beneficiary_name: "收款人名称 | 收款人户名 | 收款户名 | payee's name | 收款方户名 | 收款方名称",
  beneficiary_account: "收款人账号 | 收款人帐号 | 收款账户 | payee's account number | 收款方账号",
  bank_ref: `
    bank_ref | 账户明细编号-交易流水号 | 交易流水号 | 核心流水号 | 会计流水号 | 流水号 |
    银行流水号 | 流水编号 | 电子回单号码 | 回单编号 | 回单号 | 交易参考号 | 业务参考号 |
    柜员交易号 | 企业流水号 | 交易编号 | 交易号 | 交易序号 | 主机流水号 | 明细序号 |
    账务流水号 | 资金流水单号 | 凭证号 | 凭证号码 | 日志号 | 业务流水号 | 交易单号 |
    发起方流水号 | 交易流水 | 传票号 | bank ref | bank reference | transaction id |
    transaction reference | reference number | reference no | reference no. | reference |
    ref | ref no | external id | fitid | txn id | id | unique id |
    unique transaction identifier | mandatsreferenz | transaction number | trans. ref |
    transaktionsnummer | referentie | transaction ref | bank reference number |
    customer reference | payment reference | check number | cheque number | cheque no. |
    balance_transaction_id | source_id`,
  end_to_end: `
    end_to_end | end to end | end-to-end id | endtoendid | end to end id |
    end-to-end reference | kundenreferenz (end-to-end) | eref`,
  reference: `
    creditor reference | structured reference | rf reference | qrr |
    structured communication | mededeling (gestructureerd)`,
  account: `
    account | 账号 | 本方账号 | 帐号 | 本方帐号 | 账户 | 查询账号 |
    查询账号[inquirer account number] | 我方账号 | 交易账号 | 本方账户 | 卡号 | 交易卡号 |
    账号/卡号 | 本账户账号 | account number | account no | account no. | own account |
    iban | account iban | rekening | iban/bban | auftragskonto | konto |
    numero de compte | 本方卡号 | 主账号 | account_number | our account | card # |
    card number | from-account`,
  account_name: `
    账户名称 | 本方户名 | 户名 | 本方账户名称 | 我方户名 | 本方单位名称 | 账户名 |
    查询账户名称 | account name | account holder | 本方名称`,
  memo: `
    memo | 摘要 | 用途 | 附言 | 客户附言 | 备注 | 业务摘要 | 其它摘要 | 其他摘要 |
    交易摘要 | 交易附言 | 个性化信息 | 交易用途 | 摘要/交易用途 | 附言/用途 | 交易备注 |
    业务名称 | 商品名称 | 商品说明 | 商品 | 交易说明 | 交易描述 | 描述 | 扩展摘要 |
    转账附言 | 交易类型描述 | 汇款附言 | 交易名称 | 业务类型 | 订单标题 | 款项用途 | 说明 |
    备注信息 | 转账备注 | 交易说明信息 | 交易类型名称 | 业务描述 | description | details |
    narrative | remarks | remark | particulars | transaction details |
    transaction description | payment details | remittance information |
    memo/description | text | note | notes | comment | reason | message | purpose |
    label | libellé | libelle | concepto | descrizione | causale | omschrijving |
    mededelingen | mededeling | tytuł | opis | opis operacji | verwendungszweck |
    buchungstext | beskrivning | beskrivelse | tekst | communications |
    additional information | transaction type | type | extended details | narration |
    transaction particulars | description 1 | description 2 | reference 1 | payment_ref |
    subject | item title | transaction information | statement description |
    long description | bank transaction details | category | remarque`,
});
