// The product's own message templates; an organisation may word them anew. Places are {named}.
import { dunningMessages } from "./dunning-messages.ts";
import type { Sentence } from "./word.ts";

export type MessageWords = { readonly subject: Sentence; readonly body: Sentence };

export const messageWords = {
  statement: {
    subject: { zh: "{sender} 对账单 {no}（{to}）", en: "Statement {no} from {sender} as at {to}" },
    body: {
      zh: "{contact}，您好：\n\n附上贵司（{customer}）截至 {to} 的{form}，余额 {currency} {closing}。请核对，并于 {replyBy} 前回复。\n\n{link}\n\n付款时请在附言中填写：{no}\n\n{sender}",
      en: "Dear {contact},\n\nPlease find attached for {customer} as at {to}: {form}, balance {currency} {closing}. Please check it and reply by {replyBy}.\n\n{link}\n\nWhen paying, please quote: {no}\n\n{sender}",
    },
  },
  statement_reminder: {
    subject: { zh: "提醒：请回复对账单 {no}", en: "Reminder: please answer statement {no}" },
    body: {
      zh: "{contact}，您好：\n\n我司于 {sentOn} 发出的对账单 {no}（截至 {to}，余额 {currency} {closing}）尚未收到回复。烦请核对并回复。\n\n{link}\n\n{sender}",
      en: "Dear {contact},\n\nWe have not yet received an answer to statement {no} of {sentOn} (as at {to}, balance {currency} {closing}). Please check it and reply.\n\n{link}\n\n{sender}",
    },
  },
  statement_withdrawn: {
    subject: { zh: "对账单 {no} 已撤回", en: "Statement {no} was withdrawn" },
    body: {
      zh: "{contact}，您好：\n\n对账单 {no} 已由我司撤回，请勿再据以核对。\n\n{sender}",
      en: "Dear {contact},\n\nStatement {no} was withdrawn by us; please do not use it any more.\n\n{sender}",
    },
  },
  ...dunningMessages,
  dispute_escalated: {
    subject: { zh: "{count} 张争议工单超过时限", en: "{count} disputes are past their day" },
    body: {
      zh: "以下争议工单超过时限仍未解决，请跟进：\n\n{list}\n\n{link}\n\n清账",
      en: "These disputes are past their day and not resolved:\n\n{list}\n\n{link}\n\nQingzhang",
    },
  },
  dispute_mention: {
    subject: {
      zh: "{author} 在争议工单中提到了您：{customer}",
      en: "{author} named you in a dispute: {customer}",
    },
    body: {
      zh: "{author}：\n\n{text}\n\n{link}\n\n清账",
      en: "{author}:\n\n{text}\n\n{link}\n\nQingzhang",
    },
  },
  password_reset: {
    subject: {
      zh: "您的清账登录密码已由 {by} 重置",
      en: "{by} reset your password for Qingzhang",
    },
    body: {
      zh: "{by} 于 {day} 重置了您的登录密码，您在所有设备上的登录均已结束。{factor}对方会把首次密码交给您；登录时请立即另设自己的密码。\n\n如果您没有要求重置，或首次密码已不能使用，说明可能有人以您的名义登录：请立即告知另一位管理员或财务主管，并核对以您名义所做的审批。\n\n清账",
      en: "{by} reset your password on {day}; you are signed out everywhere. {factor}They will hand you a first password; choose your own as you sign in.\n\nIf you asked for no reset, or the first password does not work any more, somebody may be signing in as you: tell another administrator or the finance lead at once, and look through the approvals signed in your name.\n\nQingzhang",
    },
  },
  cause_letter: {
    subject: {
      zh: "{month} 差异与争议原因：{department}",
      en: "Causes of differences in {month}: {department}",
    },
    body: {
      zh: "{month} 应收差异与争议中，原因归于{department}的如下（金额为差异或争议额）：\n\n{list}\n\n合计：{total}\n\n{link}\n\n{sender}",
      en: "Differences and disputes of {month} whose cause lies with {department} (amount in difference):\n\n{list}\n\nTotal: {total}\n\n{link}\n\n{sender}",
    },
  },
  difference_notice: {
    subject: {
      zh: "{sender}：{no} 付款差异，请确认",
      en: "{sender}: a difference on {no}, please confirm",
    },
    body: {
      zh: "{contact}，您好：\n\n我们收到贵司（{customer}）{paidOn} 的付款 {currency} {paid}。单据 {no} 尚余 {currency} {short}。\n\n{list}\n\n请在线答复：认可、补付，或说明原因。\n\n{link}\n\n{sender}",
      en: "Dear {contact},\n\nWe received {currency} {paid} from {customer} on {paidOn}. Of document {no}, {currency} {short} is still open.\n\n{list}\n\nPlease answer online: you agree, you will pay the rest, or here is why.\n\n{link}\n\n{sender}",
    },
  },
  report: {
    subject: { zh: "{form} 截至 {to}", en: "{form} as of {to}" },
    body: {
      zh: "附上{form}，截至 {to}。\n\n{sender}",
      en: "Attached: {form}, as of {to}.\n\n{sender}",
    },
  },
  test: {
    subject: { zh: "清账 测试邮件", en: "Qingzhang test message" },
    body: {
      zh: "收到这封邮件，说明发件设置正确。\n\n{sender}",
      en: "If you can read this, the mail settings are right.\n\n{sender}",
    },
  },
} as const satisfies Readonly<Record<string, MessageWords>>;
export type MessageTemplate = keyof typeof messageWords;

/** Stands in a message of a reset password where the second step is gone as well. */
export const secondFactorOff: Sentence = {
  zh: "两步验证也已关闭。",
  en: "Your second step of signing in was switched off as well. ",
};

/** Messages an SMS vendor must know a template for before they can leave as one. */
export const smsMessages = {
  portal_code: { zh: "验证码模板", en: "One-time code" },
  statement: { zh: "对账单模板", en: "Statement" },
  statement_reminder: { zh: "对账提醒模板", en: "Reminder of a statement" },
  difference_notice: { zh: "差异通知模板", en: "Notice of a difference" },
} as const satisfies Readonly<Record<string, Sentence>>;

/** What stands in a place of a template, for the form that edits it. */
export const templatePlaces = {
  contact: { zh: "联系人", en: "Contact" },
  customer: { zh: "客户", en: "Customer" },
  sender: { zh: "本公司", en: "Our firm" },
  no: { zh: "对账单编号（付款码）", en: "Statement number (pay code)" },
  form: { zh: "对账单形式", en: "Form" },
  to: { zh: "截止日", en: "As at" },
  currency: { zh: "币种", en: "Currency" },
  closing: { zh: "期末余额", en: "Closing balance" },
  asked: { zh: "请支付金额", en: "Amount asked for" },
  replyBy: { zh: "答复期限", en: "Answer by" },
  sentOn: { zh: "发出日", en: "Sent on" },
  link: { zh: "在线核对链接", en: "Link" },
  list: { zh: "明细", en: "Details" },
  count: { zh: "数量", en: "Count" },
  author: { zh: "发言人", en: "Author" },
  text: { zh: "内容", en: "Text" },
  by: { zh: "经办人", en: "Done by" },
  day: { zh: "操作日", en: "Done on" },
  factor: { zh: "两步验证已关闭", en: "Second step switched off" },
  month: { zh: "月份", en: "Month" },
  department: { zh: "部门", en: "Department" },
  total: { zh: "合计", en: "Total" },
  paid: { zh: "到账金额", en: "Amount received" },
  paidOn: { zh: "到账日", en: "Received on" },
  short: { zh: "差额", en: "Amount short" },
  items: { zh: "款项清单", en: "List of documents" },
  request: { zh: "语气（付款请求）", en: "Request, by tone" },
  excluded: { zh: "未计入的金额", en: "What is left out" },
  late: { zh: "逾期利息（供参考）", en: "Late interest (for information)" },
  accounts: { zh: "收款账户", en: "Our accounts" },
} as const satisfies Readonly<Record<string, Sentence>>;
