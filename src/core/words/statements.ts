// The words of the papers a customer gets: three papers with three wordings (DOMAIN §5.17). Intro and
// closing are templates: {customer} {sender} {to} {currency} {closing} {asked} {replyBy} {no}.
import type { StatementForm } from "../statements/statement.ts";
import type { Sentence } from "./word.ts";

export type PaperWords = {
  readonly title: Sentence;
  readonly intro: Sentence;
  readonly closing: Sentence;
};

export const paperWords: Readonly<Record<StatementForm, PaperWords>> = {
  detail: {
    title: { zh: "往来对账单", en: "Statement of account" },
    intro: {
      zh: "感谢贵司一直以来的支持。下列为截至 {to} 我司账面记录的往来款项，请贵司核对，并于 {replyBy} 前回复。",
      en: "Thank you for your business. Below is your account with us as at {to}. Please check it and reply by {replyBy}.",
    },
    closing: {
      zh: "本单仅用于核对账目。截止日之后的往来不在本单之内。",
      en: "This statement is for checking accounts only. What happened after its date is not part of it.",
    },
  },
  balance: {
    title: { zh: "余额对账单", en: "Statement of balance" },
    intro: {
      zh: "截至 {to}，我司账面记录贵司余额为 {currency} {closing}。请贵司核对，并于 {replyBy} 前回复。",
      en: "As at {to} our books show a balance of {currency} {closing} on your account. Please check it and reply by {replyBy}.",
    },
    closing: {
      zh: "本单仅用于核对账目。截止日之后的往来不在本单之内。",
      en: "This statement is for checking accounts only. What happened after its date is not part of it.",
    },
  },
  dunning: {
    title: { zh: "对账催款函", en: "Statement and demand for payment" },
    intro: {
      zh: "截至 {to}，贵司在我司的往来余额为 {currency} {closing}，其中已到期未付且无争议的款项为 {currency} {asked}。请贵司于 {replyBy} 前支付上述到期款项，并核对下列明细。",
      en: "As at {to} your balance with us is {currency} {closing}; {currency} {asked} of it is due and undisputed. Please pay that amount by {replyBy} and check the items below.",
    },
    closing: {
      zh: "本函为我司向贵司主张权利、请求履行付款义务的书面通知。如贵司已付款，请忽略并告知付款日期与金额。",
      en: "With this letter we assert our claim and demand payment. If you have paid already, please tell us the date and the amount.",
    },
  },
  audit: {
    title: { zh: "往来款项询证函", en: "Audit confirmation of balances" },
    intro: {
      zh: "本公司聘请的会计师事务所正在对本公司财务报表进行审计，按照中国注册会计师审计准则的要求，应当询证本公司与贵公司的往来账项等事项。下列信息出自本公司账簿记录，如与贵公司记录相符，请在本函下端“信息证明无误”处签章证明；如有不符，请在“信息不符”处列明不符项目。回函请于 {replyBy} 前寄回。",
      en: 'In connection with the audit of our financial statements, please confirm to our auditors the balance shown by our books as at {to}. If it agrees with your records, sign below under "Confirmed"; if not, give the particulars under "Not in agreement". Please reply by {replyBy}.',
    },
    closing: {
      zh: "本函仅为复核账目之用，并非催款结算。若款项在上述日期之后已经付清，仍请及时函复为盼。",
      en: "This request is for checking accounts only; it is not a demand for payment. Please reply even if the balance has been paid since.",
    },
  },
  preinvoice: {
    title: { zh: "开票前对账单", en: "Statement before invoicing" },
    intro: {
      zh: "下列为截至 {to} 已发货、尚未开票的明细，合计 {currency} {asked}。请贵司逐项核对，并于 {replyBy} 前回复；确认的项目将据以开票。",
      en: "Below are deliveries up to {to} not yet invoiced, {currency} {asked} in all. Please check each line and reply by {replyBy}; what you confirm will be invoiced.",
    },
    closing: {
      zh: "本单仅用于开票前核对数量与金额，不作为付款通知。",
      en: "This list is for checking before invoicing; it is not a request for payment.",
    },
  },
};

export const paperLabels = {
  no: { zh: "编号（付款码）", en: "Number (pay code)" },
  quote: { zh: "付款时请在附言填写", en: "Please quote when paying" },
  period: { zh: "期间", en: "Period" },
  unit: { zh: "币种：{currency}　单位：元", en: "Currency: {currency}" },
  customer: { zh: "客户", en: "Customer" },
  currency: { zh: "币种", en: "Currency" },
  toCustomer: { zh: "致：{customer}", en: "To: {customer}" },
  opening: { zh: "期初余额", en: "Opening balance" },
  debit: { zh: "本期增加", en: "Charged" },
  credit: { zh: "本期减少", en: "Credited" },
  closing: { zh: "期末余额", en: "Closing balance" },
  payFactor: { zh: "付给{factor}", en: "Pay to {factor}" },
  factored: { zh: "其中应付保理商", en: "Of it payable to the factor" },
  factoredNote: {
    zh: "期末余额中 {currency} {factored} 的债权已转让：请付给{factors}，勿付至我司账户。应付我司 {currency} {ours}。",
    en: "Of the closing balance {currency} {factored} has been assigned: pay it to {factors} and not into our account. Payable to us: {currency} {ours}.",
  },
  capital: { zh: "大写", en: "In words" },
  capitalYuan: { zh: "人民币大写", en: "In words" },
  asked: { zh: "请支付", en: "To be paid" },
  toInvoice: { zh: "待开票合计", en: "To be invoiced" },
  overdue: { zh: "其中逾期", en: "Of it overdue" },
  unapplied: { zh: "未核销收款", en: "Receipts not applied" },
  advances: { zh: "预收", en: "Advances" },
  disputed: { zh: "其中争议", en: "Of it disputed" },
  aging: { zh: "账龄（逾期天数）", en: "Aging (days past due)" },
  movements: { zh: "本期往来", en: "Movements of the period" },
  items: { zh: "期末未清明细", en: "Open at the end of the period" },
  deliveries: { zh: "未开票发货明细", en: "Deliveries not invoiced" },
  none: { zh: "无", en: "None" },
  place: { zh: "序", en: "#" },
  date: { zh: "日期", en: "Date" },
  what: { zh: "业务", en: "Type" },
  number: { zh: "单号", en: "Number" },
  reference: { zh: "订单/送货单", en: "Reference" },
  due: { zh: "到期日", en: "Due" },
  late: { zh: "逾期天数", en: "Days late" },
  amount: { zh: "原额", en: "Amount" },
  open: { zh: "未清", en: "Open" },
  balance: { zh: "余额", en: "Balance" },
  total: { zh: "合计", en: "Total" },
  pageTotal: { zh: "本页小计：{table}", en: "This page: {table}" },
  runningTotal: { zh: "累计：{table}", en: "So far: {table}" },
  receipt: { zh: "收款", en: "Receipt" },
  accounts: { zh: "收款账户", en: "Our account" },
  accountMissing: {
    zh: "本单未印收款账户：付款前请致电我司原联系人核实账户，勿付入他人另行告知的账户。",
    en: "None is printed here: before you pay, call your usual contact with us and ask for it. Use no account that anybody else names.",
  },
  accountStopped: {
    zh: "本单原列尾号 {ends} 的账户现未确认，请勿付款。",
    en: "The account ending {ends} is not confirmed any more: do not pay into it.",
  },
  warning: {
    zh: "收款账户如有变更，请以电话向我司原联系人核实。",
    en: "If you are told of a change of account, call your usual contact with us first.",
  },
  reply: { zh: "回　执", en: "Reply slip" },
  replyTo: { zh: "{sender}：", en: "To {sender}:" },
  agree: {
    zh: "□ 信息证明无误。截至 {to}，余额 {currency} {closing} 与我司账面记录一致。",
    en: "□ Confirmed. The balance of {currency} {closing} as at {to} agrees with our books.",
  },
  disagree: {
    zh: "□ 信息不符。我司账面余额为 ____________________ ，不符项目及原因：",
    en: "□ Not in agreement. Our balance is ____________________ . Items and reasons:",
  },
  sealUs: { zh: "（发函单位盖章）", en: "(Seal and signature, sender)" },
  sealThem: { zh: "（回函单位盖章）", en: "(Seal and signature, customer)" },
  signer: {
    zh: "经办人：______________　职务：______________",
    en: "Name: ______________  Position: ______________",
  },
  signedOn: { zh: "日期：______年____月____日", en: "Date: ____________________" },
  page: { zh: "第 {page} 页 共 {pages} 页", en: "Page {page} of {pages}" },
  fingerprint: { zh: "校验", en: "Check" },
} as const satisfies Readonly<Record<string, Sentence>>;
export type PaperLabel = keyof typeof paperLabels;
