// Sentences of the notices to our own people: in the list, in the digest by mail, in the team's group.
import type { NoticeKind } from "../notices/notice.ts";
import { fillSentence, type Language, type Sentence } from "./word.ts";

const sentences: Readonly<Record<NoticeKind, Sentence>> = {
  overdue_over: {
    zh: "{customer}：{count} 张单据共 {amount} 逾期已超过 {days} 天",
    en: "{customer}: {count} {count|document|documents} of {amount} more than {days} {days|day|days} overdue",
  },
  large_receipt: {
    zh: "{customer} 到账 {amount}（{date}）",
    en: "{customer}: {amount} arrived on {date}",
  },
  promise_due: {
    zh: "{customer} 承诺今天付 {amount}",
    en: "{customer} promised {amount} for today",
  },
  promise_broken: {
    zh: "{customer} 承诺 {date} 付 {amount}，只到账 {received}",
    en: "{customer} promised {amount} for {date}; {received} arrived",
  },
  statement_objected: {
    zh: "{customer} 对对账单 {no} 提出 {count} 项异议",
    en: "{customer} objected to {count} {count|line|lines} of statement {no}",
  },
  bill_due: {
    zh: "{customer} 的票据 {no} {amount} 于 {date} 到期",
    en: "{customer}: bill {no} of {amount} falls due on {date}",
  },
  bank_not_loaded: {
    zh: "{bank} …{account} 到 {hour}:00 还没有导入 {day} 的流水（最近到 {through}）",
    en: "{bank} …{account}: lines of {day} are not loaded by {hour}:00 (last: {through})",
  },
  pay_account_proposed: {
    zh: "{person} 提议把 {bank} …{account}（{currency}）印给客户作收款账户，等另一人确认；如有疑问，先打电话核实",
    en: "{person} proposes {bank} …{account} ({currency}) for customers to pay into; somebody else confirms it. When in doubt, call first",
  },
  pay_account_confirmed: {
    zh: "{person} 确认了收款账户 {bank} …{account}（{currency}），已印给客户；如不对，请立即停印",
    en: "{person} confirmed {bank} …{account} ({currency}) for customers to pay into; it is printed now. If it is wrong, stop it at once",
  },
  pay_account_stopped: {
    zh: "{person} 停印了收款账户 {bank} …{account}（{currency}），对账单、催款函和客户页面不再列出",
    en: "{person} stopped printing {bank} …{account} ({currency}): statements, letters and the portal name it no longer",
  },
};

export function noticeSentence(
  kind: NoticeKind,
  fields: Readonly<Record<string, string | number>>,
  language: Language,
): string {
  const unknown = { zh: "未知付款人", en: "Unknown payer" };
  const customer = fields["customer"] || unknown[language];
  const through = fields["through"] || { zh: "无", en: "none" }[language];
  return fillSentence(sentences[kind], language, { ...fields, customer, through });
}

const digest = {
  subject: { zh: "清账提醒：{count} 条未读（{date}）", en: "Qingzhang notices: {count} ({date})" },
  greeting: { zh: "{name}，您好：", en: "Dear {name}," },
  more: { zh: "…… 另有 {count} 条", en: "… and {count} more" },
  foot: {
    zh: "在「提醒」页可逐条静音，或关闭这封邮件。",
    en: "On the page of notices each can be muted, and this mail switched off.",
  },
} as const satisfies Record<string, Sentence>;

/** Lines of a mail beyond which a list is opened rather than read. */
const mostLines = 30;

export function digestWords(
  of: {
    readonly name: string;
    readonly date: string;
    readonly sentences: readonly string[];
    readonly link: string;
  },
  language: Language,
): { readonly subject: string; readonly body: string } {
  const say = (sentence: Sentence, fields: Record<string, string | number> = {}) =>
    fillSentence(sentence, language, fields);
  const count = of.sentences.length;
  const lines = of.sentences.slice(0, mostLines).map((one) => `· ${one}`);
  if (count > mostLines) lines.push(say(digest.more, { count: count - mostLines }));
  const parts = [say(digest.greeting, { name: of.name }), lines.join("\n"), of.link];
  return {
    subject: say(digest.subject, { count, date: of.date }),
    body: [...parts.filter((part) => part !== ""), say(digest.foot)].join("\n\n"),
  };
}
