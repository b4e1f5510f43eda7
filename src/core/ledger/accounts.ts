// The accounts a receivables sub-ledger needs, under each accounting standard (ACCOUNTING §2).
// Entries name an account by key; the chart of the books turns the key into code and name.
import { assert } from "../assert.ts";

export type AccountKey =
  | "gl_contra"
  | "bank"
  | "platform"
  | "bill"
  | "bill_trade"
  | "bill_fair_value"
  | "receivable"
  | "e_receivable"
  | "retention"
  | "uninvoiced"
  | "contract_asset"
  | "other_receivable"
  | "intragroup_receivable"
  | "withholding_receivable"
  | "advanced_cost"
  | "allowance"
  | "allowance_bill"
  | "allowance_other"
  | "goods_received"
  | "asset_received"
  | "loan"
  | "payable"
  | "on_account"
  | "advance"
  | "advance_plain"
  | "unidentified"
  | "intragroup_payable"
  | "deposit_held"
  | "agency"
  | "endorsed_bill"
  | "output_vat"
  | "deferred_vat"
  | "input_vat"
  | "revenue"
  | "interest"
  | "bank_fee"
  | "fx"
  | "fx_gain"
  | "bill_discount"
  | "rounding"
  | "cash_discount"
  | "selling"
  | "credit_loss"
  | "asset_loss"
  | "investment"
  | "other_income"
  | "other_expense";

export type AccountingStandard = "cas" | "sme" | "international";
export type Side = "debit" | "credit";

export type ChartAccount = {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  /** The side on which the account grows. */
  readonly normalSide: Side;
};

/** Null: the standard has no such account. */
export type Chart = Readonly<Record<AccountKey, ChartAccount | null>>;

function debitAccount(code: string, zh: string, en: string): ChartAccount {
  return { code, zh, en, normalSide: "debit" };
}

function creditAccount(code: string, zh: string, en: string): ChartAccount {
  return { code, zh, en, normalSide: "credit" };
}

/** 企业会计准则. Codes marked [verify] in ACCOUNTING §2 are confirmed by the firm's accountant. */
const cas: Chart = {
  gl_contra: debitAccount("0001", "总账已记账", "Booked in the general ledger"),
  bank: debitAccount("1002", "银行存款", "Bank"),
  platform: debitAccount("1012", "其他货币资金—平台", "Payment platform"),
  bill: debitAccount("1121.01", "应收票据—银承", "Bills receivable: bank acceptances"),
  bill_trade: debitAccount("1121.02", "应收票据—商承", "Bills receivable: trade acceptances"),
  bill_fair_value: debitAccount("1124", "应收款项融资", "Receivables held to collect and sell"),
  receivable: debitAccount("1122.01", "应收账款—货款", "Trade receivables"),
  e_receivable: debitAccount("1122.02", "应收账款—电子债权凭证", "Platform e-receivables"),
  retention: debitAccount("1122.03", "应收账款—质保金", "Retention, unconditional"),
  uninvoiced: debitAccount("1122.04", "应收账款—未开票", "Delivered, not invoiced"),
  contract_asset: debitAccount("1141", "合同资产", "Contract asset"),
  other_receivable: debitAccount("1221.01", "其他应收款—押金保证金", "Deposits paid"),
  intragroup_receivable: debitAccount("1221.02", "其他应收款—内部往来", "Due from group companies"),
  withholding_receivable: debitAccount("1221.03", "其他应收款—境外预提税", "Foreign tax withheld"),
  advanced_cost: debitAccount("1221.04", "其他应收款—代垫费用", "Costs advanced for others"),
  allowance: creditAccount("1231.01", "坏账准备—应收账款", "Loss allowance, receivables"),
  allowance_bill: creditAccount("1231.02", "坏账准备—应收票据", "Loss allowance, bills"),
  allowance_other: creditAccount("1231.03", "坏账准备—其他应收款", "Loss allowance, other"),
  goods_received: debitAccount("1405", "库存商品", "Goods taken in payment"),
  asset_received: debitAccount("1601", "固定资产", "Fixed assets taken in payment"),
  loan: creditAccount("2001", "短期借款", "Short-term loan"),
  payable: creditAccount("2202", "应付账款", "Trade payables"),
  on_account: creditAccount("2203.01", "预收账款—未核销收款", "Receipts on account"),
  advance: creditAccount("2205", "合同负债", "Contract liability"),
  advance_plain: creditAccount("2203.02", "预收账款—预收货款", "Advances"),
  unidentified: creditAccount("2241.01", "其他应付款—待认领款项", "Unidentified receipts"),
  intragroup_payable: creditAccount("2241.02", "其他应付款—内部往来", "Due to group companies"),
  deposit_held: creditAccount("2241.03", "其他应付款—收取保证金", "Deposits held"),
  agency: creditAccount("2241.04", "其他应付款—代收款", "Money held for others"),
  endorsed_bill: creditAccount(
    "2241.05",
    "其他应付款—已背书未终止确认票据",
    "Endorsed bills not derecognised",
  ),
  output_vat: creditAccount("2221.01", "应交增值税—销项税额", "Output VAT"),
  deferred_vat: creditAccount("2221.10", "待转销项税额", "Output VAT to be transferred"),
  input_vat: debitAccount("2221.02", "应交增值税—进项税额", "Input VAT"),
  revenue: creditAccount("6001", "主营业务收入", "Revenue"),
  interest: debitAccount("6603.01", "财务费用—利息", "Interest"),
  bank_fee: debitAccount("6603.02", "财务费用—手续费", "Bank fees"),
  fx: debitAccount("6603.03", "财务费用—汇兑损益", "Exchange differences"),
  fx_gain: debitAccount("6603.03", "财务费用—汇兑损益", "Exchange differences"),
  bill_discount: debitAccount("6603.05", "财务费用—贴现息", "Bill discount"),
  rounding: debitAccount("6603.06", "财务费用—尾差", "Rounding differences"),
  cash_discount: creditAccount("6001", "主营业务收入", "Revenue"),
  selling: debitAccount("6601", "销售费用", "Selling expense"),
  credit_loss: debitAccount("6702", "信用减值损失", "Credit loss"),
  asset_loss: debitAccount("6701", "资产减值损失", "Asset impairment loss"),
  investment: creditAccount("6111", "投资收益", "Investment result"),
  other_income: creditAccount("6301", "营业外收入", "Non-operating income"),
  other_expense: debitAccount("6711", "营业外支出", "Non-operating expense"),
};

const smeOtherIncome = creditAccount("5301", "营业外收入", "Non-operating income");
const smeOtherReceivable = debitAccount("1221", "其他应收款", "Other receivables");
const smeOtherPayable = creditAccount("2241", "其他应付款", "Other payables");
const smeBill = debitAccount("1121", "应收票据", "Bills receivable");
const plainAdvance = cas.advance_plain;
const discountExpense = debitAccount("6603.04", "财务费用—现金折扣", "Cash discount allowed");

/** 小企业会计准则: no allowance, no contract asset, no contract liability; exchange gains are other income. */
const sme: Chart = {
  ...cas,
  bill: smeBill,
  bill_trade: smeBill,
  bill_fair_value: null,
  contract_asset: cas.retention,
  other_receivable: smeOtherReceivable,
  intragroup_receivable: smeOtherReceivable,
  withholding_receivable: smeOtherReceivable,
  advanced_cost: smeOtherReceivable,
  allowance: null,
  allowance_bill: null,
  allowance_other: null,
  advance: plainAdvance,
  intragroup_payable: smeOtherPayable,
  deposit_held: smeOtherPayable,
  agency: smeOtherPayable,
  revenue: creditAccount("5001", "主营业务收入", "Revenue"),
  interest: debitAccount("5603.01", "财务费用—利息", "Interest"),
  bank_fee: debitAccount("5603.02", "财务费用—手续费", "Bank fees"),
  fx: debitAccount("5603.03", "财务费用—汇兑损失", "Exchange losses"),
  fx_gain: smeOtherIncome,
  bill_discount: debitAccount("5603.05", "财务费用—贴现息", "Bill discount"),
  rounding: debitAccount("5603.06", "财务费用—尾差", "Rounding differences"),
  cash_discount: debitAccount("5603.04", "财务费用—现金折扣", "Cash discount allowed"),
  selling: debitAccount("5601", "销售费用", "Selling expense"),
  credit_loss: null,
  asset_loss: null,
  investment: creditAccount("5111", "投资收益", "Investment result"),
  other_income: smeOtherIncome,
  other_expense: debitAccount("5711", "营业外支出", "Non-operating expense"),
};

export const accountKeys = Object.keys(cas) as readonly AccountKey[]; // the keys of a full record

/** The CAS codes under English names, whatever language the screen has. */
const international: Chart = Object.fromEntries(
  Object.entries(cas).map(([key, account]) => [key, account && { ...account, zh: account.en }]),
) as Chart; // fromEntries forgets that every key is there

export const charts: Readonly<Record<AccountingStandard, Chart>> = { cas, sme, international };

/** How a set of books (账套) keeps its accounts. */
export type LedgerSettings = {
  readonly standard: AccountingStandard;
  readonly homeCurrency: string;
  /** CAS with 2203.02 instead of 2205 + 2221.10; the SME standard always has it so. */
  readonly oldStyleAdvances?: boolean;
  /** CAS with 6603.04 instead of a reduction of 6001. */
  readonly discountAsExpense?: boolean;
  /**
   * Invoices, deliveries and red invoices are booked here and exported (J02–J05 with revenue and tax);
   * absent: the general ledger has them already.
   */
  readonly salesAreOurs?: boolean;
  /** red: same side, negative amount (红字); swapped: the international way. Display only. */
  readonly reversalStyle?: "red" | "swapped";
  /** The firm's own codes and names. */
  readonly ownAccounts?: Partial<Record<AccountKey, ChartAccount>>;
};

/** Code and name of an account in these books, or null where the standard has none. */
export function findAccount(books: LedgerSettings, key: AccountKey): ChartAccount | null {
  const own = books.ownAccounts?.[key];
  if (own) return own;
  if (key === "cash_discount" && books.discountAsExpense && books.standard !== "sme") {
    return discountExpense;
  }
  return charts[books.standard][key];
}

/** The keys under the code of this one: what the firm's general ledger sees as one account. */
export function keysOfSameCode(books: LedgerSettings, key: AccountKey): readonly AccountKey[] {
  const code = findAccount(books, key)?.code;
  if (code === undefined) return [key];
  return accountKeys.filter((other) => findAccount(books, other)?.code === code);
}

/** As findAccount, for an account an entry was posted to: it exists. */
export function accountOf(books: LedgerSettings, key: AccountKey): ChartAccount {
  const account = findAccount(books, key);
  assert(account !== null, `${books.standard} has no account for ${key}`);
  return account;
}

/** 1122 and its sub-accounts: what aging shows and proof 1 ties to (ACCOUNTING §6). */
export const receivableAccounts = [
  "receivable",
  "e_receivable",
  "retention",
  "uninvoiced",
] as const satisfies readonly AccountKey[];

export const billAccounts = ["bill", "bill_trade"] as const satisfies readonly AccountKey[];

const keptHere: ReadonlySet<AccountKey> = new Set<AccountKey>([
  ...receivableAccounts,
  ...billAccounts,
  "bill_fair_value",
  "contract_asset",
  "other_receivable",
  "intragroup_receivable",
  "withholding_receivable",
  "advanced_cost",
  "payable",
  "on_account",
  "advance",
  "advance_plain",
  "deferred_vat",
  "unidentified",
  "intragroup_payable",
  "deposit_held",
  "agency",
  "endorsed_bill",
]);

/** Accounts this sub-ledger keeps in full; all others of a `gl` event are replaced by 0001. */
export function isKeptHere(key: AccountKey): boolean {
  return keptHere.has(key);
}

export function isReceivableAccount(key: AccountKey): boolean {
  return (receivableAccounts as readonly AccountKey[]).includes(key);
}

/**
 * Foreign balances of these are revalued at month end. Advances (2205, 2203.02) are non-monetary
 * and never are (ACCOUNTING §4).
 */
export const revaluedAccounts: ReadonlySet<AccountKey> = new Set<AccountKey>([
  "bank",
  ...billAccounts,
  ...receivableAccounts,
  "contract_asset",
  "other_receivable",
  "intragroup_receivable",
  "withholding_receivable",
  "advanced_cost",
  "on_account",
  "unidentified",
  "intragroup_payable",
  "deposit_held",
  "agency",
]);

/** Contract prepayments: 2205 with its tax part in 2221.10, or one gross amount in 2203.02. */
export function splitsAdvanceTax(books: LedgerSettings): boolean {
  return books.standard !== "sme" && !books.oldStyleAdvances;
}
