// Sentences, amounts and dates of the portal in the reader's language.
import { readableAmount } from "../../src/core/group-digits.ts";
import { fillSentence, type Sentence } from "../../src/core/words/word.ts";
import { portalPageWords } from "../words/portal.ts";
import { portalState } from "./state.ts";

type Fields = Readonly<Record<string, string | number>>;

export function w(key: keyof typeof portalPageWords, fields: Fields = {}): string {
  return fillSentence(portalPageWords[key], portalState.language, fields);
}

export function say(sentence: Sentence | undefined): string {
  return sentence ? sentence[portalState.language] : "";
}

/** "-1234.50" → "−1,234.50", English "(1,234.50)"; text in, text out: no figure passes a float. */
export function amountText(amount: string): string {
  return readableAmount(amount, portalState.language);
}

export function isZero(amount: string): boolean {
  return /^-?0*(\.0*)?$/.test(amount);
}

/** The reader's own calendar day: late in the UTC day it is already tomorrow in Shanghai. */
export function dayText(instant: string): string {
  return timeText(instant).slice(0, 10);
}

export function timeText(instant: string): string {
  const at = new Date(instant);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** Plain decimal text with the other sign. */
export function negated(text: string): string {
  if (isZero(text)) return text;
  return text.startsWith("-") ? text.slice(1) : `-${text}`;
}
