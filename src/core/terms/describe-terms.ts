// Terms in the words of a contract, as customers' pages and statements show them; parse-terms.ts
// reads the Chinese back to the same terms.
import { fillSentence, type Language, type Sentence } from "../words/word.ts";
import type { CashDiscount, DueRule, Instalment, Percent, TermBase, Terms } from "./terms.ts";

const baseNames: Readonly<Record<TermBase, Sentence>> = {
  contract: { zh: "合同", en: "contract" },
  invoice: { zh: "开票", en: "invoice" },
  invoice_received: { zh: "票到", en: "receipt of invoice" },
  shipment: { zh: "发货", en: "shipment" },
  delivery: { zh: "到货", en: "delivery" },
  acceptance: { zh: "验收", en: "acceptance" },
  statement: { zh: "对账", en: "statement" },
  warranty_end: { zh: "质保", en: "end of warranty" },
};

const sentences = {
  net: { zh: "{base}后{days}天", en: "{days} days after {base}" },
  at_once: { zh: "{base}付款", en: "on {base}" },
  month_end: { zh: "月结{days}天，{base}起算", en: "{days} days after the month end of {base}" },
  day: { zh: "{base}后{month}{day}日", en: "day {day} of {month} after {base}" },
  last_day: { zh: "{base}后{month}底", en: "end of {month} after {base}" },
  discount: {
    zh: "{days}天内付款优惠{percent}%，{due}",
    en: "{percent} % within {days} days, {due}",
  },
  part: { zh: "{base}后{days}天付{percent}%", en: "{percent} % {days} days after {base}" },
  part_at_once: { zh: "{base}付{percent}%", en: "{percent} % on {base}" },
} as const satisfies Record<string, Sentence>;

const months: readonly Sentence[] = [
  { zh: "当月", en: "the month" },
  { zh: "次月", en: "the next month" },
  { zh: "隔月", en: "the second month" },
];

export function describeTerms(terms: Terms, language: Language): string {
  if (terms.kind === "instalments") {
    return terms.parts
      .map((part) => describePart(part, language))
      .join(language === "zh" ? "，" : ", ");
  }
  const due = describeDue(terms.due, language);
  return terms.discount === null ? due : describeDiscount(terms.discount, due, language);
}

function describeDue(rule: DueRule, language: Language): string {
  const base = baseNames[rule.base][language];
  switch (rule.kind) {
    case "net": {
      const sentence =
        rule.days === 0 && hasOnTheSpot(rule.base) ? sentences.at_once : sentences.net;
      return fillSentence(sentence, language, { base, days: rule.days });
    }
    case "month_end":
      return fillSentence(sentences.month_end, language, { base, days: rule.days });
    case "day_of_month": {
      const month = months[rule.monthsAhead]?.[language] ?? "";
      const sentence = rule.day === 31 ? sentences.last_day : sentences.day;
      return fillSentence(sentence, language, { base, month, day: rule.day });
    }
  }
}

/** 到货付款, 票到付款, 验收付款 are the usual words; the others are written with 0 days. */
function hasOnTheSpot(base: TermBase): boolean {
  return base === "delivery" || base === "invoice_received" || base === "acceptance";
}

function describeDiscount(
  { percent, days }: CashDiscount,
  due: string,
  language: Language,
): string {
  return fillSentence(sentences.discount, language, { percent: percentText(percent), days, due });
}

function describePart({ percent, due }: Instalment, language: Language): string {
  const base = baseNames[due.base][language];
  const days = due.kind === "net" ? due.days : 0;
  const sentence = days === 0 ? sentences.part_at_once : sentences.part;
  return fillSentence(sentence, language, { base, days, percent: percentText(percent) });
}

/** "2.5", "30" */
export function percentText({ tenThousandths }: Percent): string {
  const fraction = (tenThousandths % 100n).toString().padStart(2, "0").replace(/0+$/, "");
  const wholeText = (tenThousandths / 100n).toString();
  return fraction === "" ? wholeText : `${wholeText}.${fraction}`;
}
