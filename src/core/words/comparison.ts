// What is said of two compared ledgers: why entries are the same, what differs, how it is put right.

import type { Because } from "../because.ts";
import { readableAmounts } from "../group-digits.ts";
import { type Catalogue, fillSentence, type Language } from "./word.ts";

export const comparisonWords = {
  "comparison.same_number": { zh: "单号相同（{number}）", en: "Same number ({number})" },
  "comparison.sum_of_number": {
    zh: "同一单号下我方 {ours} 笔、对方 {theirs} 笔合计相等",
    en: "Under the same number {ours} of our entries equal {theirs} of theirs in sum",
  },
  "comparison.sum_with_rest": {
    zh: "加上未写单号的余款，我方 {ours} 笔与对方 {theirs} 笔合计相等",
    en: "With the rest, booked without a number, {ours} of our entries equal {theirs} of theirs",
  },
  "comparison.near_number": {
    zh: "单号近似（我方 {ours}，对方 {theirs}），金额相等",
    en: "Nearly the same number (ours {ours}, theirs {theirs}), equal amount",
  },
  "comparison.numbers_exchanged": {
    zh: "号码与另一笔互换：{ours} ↔ {theirs}，金额各自相符",
    en: "Numbers exchanged with another entry: {ours} ↔ {theirs}, each amount agrees",
  },
  "comparison.near_number_other_amount": {
    zh: "单号近似（我方 {ours}，对方 {theirs}），金额不同",
    en: "Nearly the same number (ours {ours}, theirs {theirs}), another amount",
  },
  "comparison.other_amount": {
    zh: "单号相同（{number}），金额不同",
    en: "Same number ({number}), another amount",
  },
  "comparison.sign_turned": {
    zh: "单号相同（{number}），借贷方向相反",
    en: "Same number ({number}), booked on the other side",
  },
  "comparison.same_amount": { zh: "金额相等，日期相近", en: "Equal amount, near in time" },
  "comparison.either_of": {
    zh: "也可能是金额相同的另外 {count} 笔之一（{others}）：对方未写单号，只凭日期判断",
    en: "It may as well be one of {count} other equal entries ({others}): without a number only the dates tell",
  },
  "comparison.several_ways": {
    zh: "{count} 种读法都说得通，请双方确定是哪一种",
    en: "{count} readings explain it; which one it is, people have to say",
  },
  "comparison.way": { zh: "读法 {way}：{parts}", en: "Reading {way}: {parts}" },
  "comparison.way_agreed": {
    zh: "我方 {ours} 与对方 {theirs} 相符",
    en: "our {ours} is their {theirs}",
  },
  "comparison.way_differs": {
    zh: "我方 {ours} 与对方 {theirs} 是同一笔，金额有误",
    en: "our {ours} and their {theirs} are one entry, one amount is wrong",
  },
  "comparison.way_ours_only": {
    zh: "我方 {ours}，对方没有",
    en: "our {ours} is not with them",
  },
  "comparison.way_theirs_only": {
    zh: "对方 {theirs}，我方没有",
    en: "their {theirs} is not with us",
  },
  "comparison.told_by_people": { zh: "已由人确定", en: "Decided by people" },
  "comparison.sum": {
    zh: "我方 {ours} 笔与对方 {theirs} 笔合计相等，别无其他组合",
    en: "{ours} of our entries equal {theirs} of theirs in sum; no other combination does",
  },
  "comparison.slip_slip": {
    zh: "日期相近，金额只差小数点或两位数字换位",
    en: "Near in time; the amounts differ by a decimal point or two swapped digits",
  },
  "comparison.slip_tax": {
    zh: "日期相近，金额只差税率",
    en: "Near in time; the amounts differ by the rate of tax",
  },
  "comparison.slip_fee": {
    zh: "日期相近，金额只差常见的手续费",
    en: "Near in time; the amounts differ by a usual bank fee",
  },
  "comparison.slip_rounding": {
    zh: "日期相近，金额只差分角",
    en: "Near in time; the amounts differ by cents",
  },
  "comparison.dates_apart": {
    zh: "入账日相差 {days} 天",
    en: "Booked {days} {days|day|days} apart",
  },
  "comparison.cause_rounding": { zh: "尾差", en: "A rounding difference" },
  "comparison.cause_point": { zh: "小数点或位数错", en: "Decimal point or digits misplaced" },
  "comparison.cause_swapped": { zh: "两位数字换位", en: "Two digits swapped" },
  "comparison.cause_fee": {
    zh: "差额是常见的银行手续费",
    en: "The difference is a usual bank fee",
  },
  "comparison.cause_tax_rate": {
    zh: "差额正好是另一个税率",
    en: "The difference is exactly another rate of tax",
  },
  "comparison.booked_outside": {
    zh: "另一方在本期之外入账（{date}）",
    en: "The other side booked it outside the period ({date})",
  },
  "comparison.booked_twice": {
    zh: "与 {date} 的 {no} 重复入账",
    en: "Booked twice: the same as {no} of {date}",
  },
  "comparison.elsewhere": {
    zh: "单号 {number} 不属于本账户",
    en: "Number {number} does not belong to this account",
  },
  "comparison.deducted": { zh: "摘要写明「{word}」", en: "The memo says “{word}”" },
  "comparison.credit_not_issued": {
    zh: "对方已记红字，我方未开红字发票",
    en: "They booked a credit for which we issued no red invoice",
  },
  "comparison.credit_not_booked": {
    zh: "我方红字发票对方未入账",
    en: "Our red invoice is not booked by them",
  },
  "comparison.on_the_last_day": {
    zh: "期末当天入账，可能在途",
    en: "Booked on the last day of the period: probably on its way",
  },
  "comparison.on_its_way": {
    zh: "期末前 {days} 天入账，可能在途",
    en: "Booked {days} {days|day|days} before the end of the period: probably on its way",
  },
  "comparison.settled_here": {
    zh: "我方账上 {number} 已于 {date} 结清，对方仍列为未清",
    en: "{number} was settled in our books on {date}; theirs still show it as open",
  },
  "comparison.not_found": {
    zh: "另一方账上没有（期末前 {days} 天），请查",
    en: "Not in the other ledger ({days} {days|day|days} before the end of the period); to be looked into",
  },
  "comparison.cancelled": {
    zh: "同一方自行冲销，不影响余额",
    en: "Booked and taken back by one side; no effect on the balance",
  },
} as const satisfies Catalogue;

/** A line for what is certain, and one for each reading where there are several. */
export function reasonLines(
  because: readonly Because[],
  language: Language,
  words: Catalogue = comparisonWords,
): string[] {
  const between = language === "zh" ? "；" : "; ";
  const said = ({ key, fields }: Because) => {
    const sentence = words[key];
    return sentence ? readableAmounts(fillSentence(sentence, language, fields), language) : key;
  };
  const byWay = Map.groupBy(because, ({ fields }) => fields["way"] ?? "");
  return [...byWay].map(([way, reasons]) => {
    const parts = reasons.map(said).join(between);
    if (way === "") return parts;
    return fillSentence(comparisonWords["comparison.way"], language, { way, parts });
  });
}
