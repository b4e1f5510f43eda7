// The product's own wording of reminders, letter by letter; {request} is the tone, {items} one line a
// document, {excluded} what is left out and why. An organisation may word them anew.
import type { Tone } from "../dunning/policy.ts";
import type { MessageWords } from "./messages.ts";
import type { Sentence } from "./word.ts";

const head = {
  zh: "{contact}，您好：",
  en: "Dear {contact},",
};
const foot = {
  zh: "{request}\n\n{excluded}\n\n{late}\n\n{accounts}\n\n如已付款，请忽略本函，并告知付款日期。\n\n{sender}",
  en: "{request}\n\n{excluded}\n\n{late}\n\n{accounts}\n\nIf you have paid already, please disregard this message and tell us the date.\n\n{sender}",
};

function letter(subject: Sentence, body: Sentence): MessageWords {
  return {
    subject,
    body: {
      zh: `${head.zh}\n\n${body.zh}\n\n{items}\n\n请支付：{asked}\n\n${foot.zh}`,
      en: `${head.en}\n\n${body.en}\n\n{items}\n\nAmount to pay: {asked}\n\n${foot.en}`,
    },
  };
}

export const dunningMessages = {
  dunning_notice: letter(
    { zh: "{sender}：款项即将到期", en: "{sender}: amounts falling due soon" },
    {
      zh: "谨此提示，贵司（{customer}）以下款项即将到期：",
      en: "A friendly notice: the following amounts of {customer} fall due soon:",
    },
  ),
  dunning_due: letter(
    { zh: "{sender}：款项到期提示", en: "{sender}: amounts due" },
    {
      zh: "贵司（{customer}）以下款项已到付款日：",
      en: "The following amounts of {customer} have come to their due date:",
    },
  ),
  dunning_reminder: letter(
    { zh: "{sender}：付款提醒", en: "{sender}: payment reminder" },
    {
      zh: "截至 {to}，我司尚未收到贵司（{customer}）以下已到期款项：",
      en: "As at {to} we have not received the following overdue amounts of {customer}:",
    },
  ),
  dunning_letter: letter(
    { zh: "{sender}：催款函", en: "{sender}: request for payment" },
    {
      zh: "截至 {to}，贵司（{customer}）以下款项逾期未付。本函为正式催款：",
      en: "As at {to} the following amounts of {customer} are overdue. This is a formal request for payment:",
    },
  ),
  dunning_final: letter(
    { zh: "{sender}：最后催款通知", en: "{sender}: final request for payment" },
    {
      zh: "截至 {to}，贵司（{customer}）以下款项仍未支付。本函为最后一次催款通知：",
      en: "The following amounts of {customer} are still unpaid as at {to}. This is our final request:",
    },
  ),
  dunning_lawyer: letter(
    { zh: "{sender}：律师函（草稿）", en: "{sender}: lawyer's letter (draft)" },
    {
      zh: "受 {sender} 委托，就 {customer} 拖欠下列款项一事致函如下：",
      en: "On behalf of {sender} we write about the following amounts owed by {customer}:",
    },
  ),
} as const satisfies Readonly<Record<string, MessageWords>>;

/** What is asked for, in the tone of the step. {payBy} is a working day. */
export const toneRequests = {
  friendly: {
    zh: "烦请安排付款，谢谢配合。",
    en: "Please arrange payment; thank you for your cooperation.",
  },
  plain: {
    zh: "请于 {payBy} 前付清上述款项。",
    en: "Please settle the amounts above by {payBy}.",
  },
  firm: {
    zh: "请务必于 {payBy} 前付清上述款项，并书面告知付款安排。",
    en: "We must ask you to settle the amounts above by {payBy} and to confirm your payment plan in writing.",
  },
  final: {
    zh: "请于 {payBy} 前付清。逾期我司将暂停供货并依法主张权利。",
    en: "Please settle by {payBy}. After that day we shall stop deliveries and pursue our rights.",
  },
} as const satisfies Readonly<Record<Tone, Sentence>>;

export const letterParts = {
  item: {
    zh: "{no}  到期 {due}（逾期 {days} 天）  {currency} {asked}",
    en: "{no}  due {due} ({days} {days|day|days} late)  {currency} {asked}",
  },
  itemNotDue: {
    zh: "{no}  到期 {due}  {currency} {asked}",
    en: "{no}  due {due}  {currency} {asked}",
  },
  partOf: { zh: "（未清 {currency} {open}）", en: " (of {currency} {open} open)" },
  more: { zh: "…… 另有 {count} 张，合计 {amount}", en: "… and {count} more, {amount}" },
  excludedDisputed: {
    zh: "有争议的 {amount} 未计入，仍在处理中。",
    en: "{amount} in dispute is left out while we look into it.",
  },
  excludedCredit: {
    zh: "已扣除贵司红字发票及未核销付款 {amount}。",
    en: "Credit notes and payments on account of {amount} are taken off.",
  },
  excludedPromised: {
    zh: "贵司已承诺付款的 {amount} 未计入。",
    en: "{amount} you promised to pay is left out.",
  },
  late: {
    zh: "截至 {to}，按约定计算的逾期利息为 {amount}（供参考，未计入上述金额）。",
    en: "Late interest to {to} comes to {amount} (for information, not part of the amount above).",
  },
  lateStatutory: {
    zh: "截至 {to}，按《保障中小企业款项支付条例》计算的逾期利息为 {amount}（供参考，未计入上述金额）。",
    en: "Statutory late interest to {to} comes to {amount} (for information, not part of the amount above).",
  },
  account: { zh: "收款账户：{account}", en: "Our account: {account}" },
  accountIn: { zh: "{currency} 收款账户：{account}", en: "Our {currency} account: {account}" },
  noAccount: {
    zh: "本函未列收款账户：付款前请致电我司原联系人核实账户，请勿付入他人另行告知的账户。",
    en: "This letter names no account: before you pay, call your usual contact with us and ask for it. Do not pay into an account that anybody else names.",
  },
  noAccountIn: {
    zh: "{currency} 款项未列收款账户：付款前请致电我司原联系人核实账户，请勿付入他人另行告知的账户。",
    en: "This letter names no {currency} account: before you pay, call your usual contact with us and ask for it. Do not pay into an account that anybody else names.",
  },
} as const satisfies Readonly<Record<string, Sentence>>;
