// Words of the data health page.
import type { Catalogue } from "./words.ts";

export const healthWords = {
  title: { zh: "数据健康", en: "Data health" },
  intro: {
    zh: "数字可信不可信，先看数据全不全。",
    en: "Before trusting a figure: is the data behind it complete?",
  },
  days30: { zh: "30 天", en: "30 days" },
  days92: { zh: "3 个月", en: "3 months" },
  days366: { zh: "12 个月", en: "12 months" },
  accounts: { zh: "银行账户", en: "Bank accounts" },
  noAccounts: { zh: "还没有银行账户", en: "No bank accounts yet" },
  noAccountsText: {
    zh: "导入第一份银行流水时会一起建立账户。",
    en: "The account is set up together with its first statement.",
  },
  toImport: { zh: "去导入", en: "Import" },
  loadedThrough: { zh: "已导入至 {date}", en: "Loaded through {date}" },
  behind: { zh: "落后 {days} 天", en: "{days} {days|day|days} behind" },
  upToDate: { zh: "已到今天", en: "up to today" },
  nothingLoaded: { zh: "还没有流水", en: "nothing loaded yet" },
  lines: { zh: "{count} 笔", en: "{count} {count|line|lines}" },
  proven: { zh: "已核对", en: "Proven" },
  loaded: { zh: "已导入，无余额可核对", en: "Loaded, no balances to prove it" },
  broken: { zh: "余额不符", en: "Balance broken" },
  missing: { zh: "缺流水", en: "Missing" },
  span: {
    zh: "{from} — {to}：{state}（{days} 天）",
    en: "{from} — {to}: {state} ({days} {days|day|days})",
  },
  missingDays: { zh: "缺 {days}", en: "Missing {days}" },
  rates: { zh: "汇率", en: "Exchange rates" },
  ratesThrough: { zh: "{currency} 至 {date}", en: "{currency} through {date}" },
  ratesNone: { zh: "{currency} 没有汇率", en: "{currency}: no rates" },
  findings: { zh: "缺什么", en: "What is missing" },
  allWell: { zh: "没有缺的资料", en: "Nothing is missing" },
  allWellText: {
    zh: "未清项都有到期日和合同，有余额的客户都有税号和账号。",
    en: "Open items have due dates and contracts, customers with a balance have tax ids and accounts.",
  },
  what: { zh: "项目", en: "What" },
  count: { zh: "数量", en: "Count" },
  money: { zh: "涉及金额", en: "Money behind it" },
  fix: { zh: "去处理", en: "Fix" },
  examples: { zh: "例如 {examples}", en: "e.g. {examples}" },
  items_without_due_date: { zh: "未清项没有到期日", en: "Open items without a due date" },
  items_without_due_date_why: {
    zh: "不会逾期、不会催，账龄列在「未设账期」。",
    en: "They are never overdue and never chased; aging shows them apart.",
  },
  items_without_contract: { zh: "未清项没有合同", en: "Open items without a contract" },
  items_without_contract_why: {
    zh: "折扣、质保金、手续费由谁承担都无从判断。",
    en: "Discount, retention and who bears fees cannot be judged.",
  },
  items_of_provisional_customers: {
    zh: "客户只有名称（由单据自动建立）",
    en: "Customers known by name only",
  },
  items_of_provisional_customers_why: {
    zh: "导入客户清单后会补上编号、税号、账号。",
    en: "Import the customer list to give them number, tax id and account.",
  },
  customers_without_tax_id: {
    zh: "有余额的客户没有税号",
    en: "Customers with a balance, no tax id",
  },
  customers_without_tax_id_why: {
    zh: "同名客户分不开，发票对不上。",
    en: "Customers of one name cannot be told apart.",
  },
  customers_without_account: {
    zh: "有余额的客户没有付款账号",
    en: "Customers with a balance, no bank account",
  },
  customers_without_account_why: {
    zh: "付款账号是最可靠的识别依据；核销一次后会自动记住。",
    en: "The account is the best evidence; it is learned after one confirmed receipt.",
  },
  refused_rows: { zh: "导入时有问题、没有入账的行", en: "Rows refused when imported" },
  refused_rows_why: {
    zh: "这些客户的未清项不全，不会仅凭金额自动核销。",
    en: "These customers' items are incomplete; nothing of theirs is settled by amount alone.",
  },
  statements_broken: { zh: "余额对不上的流水", en: "Statements whose balances do not agree" },
  statements_broken_why: {
    zh: "多半缺了几笔；请重新导出这一段。",
    en: "Lines are probably missing; export that period again.",
  },
  accounts_shared: { zh: "一个账号属于两户客户", en: "One bank account at two customers" },
  accounts_shared_why: {
    zh: "在改正之前，这个账号不作为识别依据。",
    en: "Until that is corrected the account is no evidence.",
  },
  checks: { zh: "数据检查", en: "Checks of the data" },
  checksNever: { zh: "还没有检查过", en: "Never run so far" },
  checksAt: { zh: "上次检查 {at}", en: "Last run {at}" },
  checksRun: { zh: "现在检查", en: "Run now" },
  checksClean: { zh: "没有问题", en: "Nothing wrong" },
} as const satisfies Catalogue;
