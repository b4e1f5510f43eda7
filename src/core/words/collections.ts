// Sentences of the collectors' day that server and browser share: why a customer stands where it
// stands, and what to say on the phone.
import { formatGrouped } from "../money.ts";
import type { DunningGrade } from "../terms/ages.ts";
import { fillSentence, type Language, type Sentence } from "./word.ts";

export type CaseSentenceFacts = {
  readonly oldestDays: number | null;
  /** Already grouped, such as 380,000.00. */
  readonly ask: string;
  readonly brokenPromises: number;
  readonly lateProbability: number | null;
  readonly untouchedDays: number | null;
};

const why = {
  late: { zh: "逾期 {days} 天 {ask}", en: "{days} {days|day|days} late, {ask}" },
  ask: { zh: "应催 {ask}", en: "{ask} to ask for" },
  brokenOnce: { zh: "承诺落空一次", en: "one promise broken" },
  broken: { zh: "承诺已 {count} 次落空", en: "{count} promises broken" },
  likely: { zh: "晚付概率 {percent} %", en: "{percent} % likely to pay late" },
  never: { zh: "从未联系", en: "never contacted" },
  untouched: { zh: "{days} 天没联系", en: "not contacted for {days} {days|day|days}" },
} as const satisfies Record<string, Sentence>;

/** A sentence may leave its last part away, never its first. */
const likelyFrom = 0.6;
const untouchedFrom = 14;

/** `逾期 42 天 380,000.00，承诺已 2 次落空` */
export function caseSentence(facts: CaseSentenceFacts, language: Language): string {
  const { oldestDays, ask, brokenPromises, lateProbability, untouchedDays } = facts;
  const say = (sentence: Sentence, fields: Record<string, string | number> = {}) =>
    fillSentence(sentence, language, fields);
  const parts = [
    oldestDays === null ? say(why.ask, { ask }) : say(why.late, { days: oldestDays, ask }),
  ];
  if (brokenPromises === 1) parts.push(say(why.brokenOnce));
  if (brokenPromises > 1) parts.push(say(why.broken, { count: brokenPromises }));
  if (lateProbability !== null && lateProbability >= likelyFrom) {
    parts.push(say(why.likely, { percent: Math.floor(lateProbability * 100) }));
  }
  if (untouchedDays === null) parts.push(say(why.never));
  else if (untouchedDays >= untouchedFrom) parts.push(say(why.untouched, { days: untouchedDays }));
  return parts.join(language === "zh" ? "，" : ", ");
}

const opening: Readonly<Record<DunningGrade, Sentence>> = {
  C: {
    zh: "您好{contact}，我是{sender}的{me}。贵司有 {count} 张单据共 {ask} 已过付款日（最早 {oldest}），想和您确认付款安排。",
    en: "Hello {contact}, this is {me} of {sender}. {count} {count|document|documents} of {ask} {count|is|are} past due (the oldest since {oldest}); I would like to confirm when they will be paid.",
  },
  B: {
    zh: "您好{contact}，我是{sender}的{me}。贵司共 {ask}（{count} 张）已逾期 {days} 天，我们需要一个明确的付款日期。",
    en: "Hello {contact}, this is {me} of {sender}. {ask} ({count} {count|document|documents}) is {days} {days|day|days} overdue; we need a firm date of payment.",
  },
  A: {
    zh: "您好{contact}，我是{sender}的{me}。贵司共 {ask}（{count} 张）已逾期 {days} 天，按合同我们可以停止供货并发律师函。今天请给出付款方案。",
    en: "Hello {contact}, this is {me} of {sender}. {ask} ({count} {count|document|documents}) is {days} {days|day|days} overdue; under the contract we may stop deliveries and instruct our lawyers. We need a payment plan today.",
  },
};

const more = {
  broken: {
    zh: "上次承诺 {date} 付 {amount}，实际到账 {received}。请问原因？",
    en: "You promised {amount} for {date}; {received} arrived. What happened?",
  },
  disputed: {
    zh: "有争议的 {disputed} 另行处理，今天只谈无争议部分。",
    en: "The disputed {disputed} is dealt with apart; today it is only about the undisputed part.",
  },
  onTheWay: {
    zh: "刚到账的 {amount} 正在核对，已从金额中减去。",
    en: "{amount} that has just arrived is being checked and has been taken off.",
  },
  ask: {
    zh: "请问：哪一天付、付多少、由谁批准？",
    en: "Ask: which day, how much, and who approves it?",
  },
} as const satisfies Record<string, Sentence>;

export type ScriptFacts = {
  readonly grade: DunningGrade;
  readonly contact: string;
  readonly sender: string;
  readonly me: string;
  readonly count: number;
  readonly ask: string;
  readonly oldest: string;
  readonly days: number;
  /** With its currency; null where there is none. */
  readonly disputed: string | null;
  readonly onTheWay: string | null;
  readonly broken: {
    readonly date: string;
    readonly amount: string;
    readonly received: string;
  } | null;
};

/** What to say, a line each, with the figures of this moment. */
export function callScript(facts: ScriptFacts, language: Language): readonly string[] {
  const { grade, broken, disputed, onTheWay, ...places } = facts;
  const say = (sentence: Sentence, fields: Record<string, string | number> = {}) =>
    fillSentence(sentence, language, fields);
  return [
    say(opening[grade], places),
    ...(broken === null ? [] : [say(more.broken, broken)]),
    ...(disputed === null ? [] : [say(more.disputed, { disputed })]),
    ...(onTheWay === null ? [] : [say(more.onTheWay, { amount: onTheWay })]),
    say(more.ask),
  ];
}

/** Amounts in a sentence: code and figure, `CNY 380,000.00`. */
export function amountInWords(minor: bigint | number, currency: string): string {
  return `${currency} ${formatGrouped(minor, currency)}`;
}
