// What the SMS vendors have in common: phone numbers, and messages that may only be sent as a template
// the vendor has approved, with values in its places.
import type { Sentence } from "../core/words/word.ts";

/** E.164 without the plus sign; null: no phone number. Numbers without a country are Chinese. */
export function phoneDigits(address: string): string | null {
  const bare = address.replace(/[\s().-]/g, "");
  if (/^1\d{10}$/.test(bare)) return `86${bare}`;
  const known = /^(?:\+|00)([1-9]\d{6,14})$/.exec(bare);
  return known?.[1] ?? null;
}

export type SmsTemplate = {
  readonly id: string;
  /** Places in the order of the vendor's template. */
  readonly places: readonly string[];
};

/** "SMS_154950909 no closing link": the vendor's id, then our places in order. */
export function smsTemplate(text: string): SmsTemplate | null {
  const [id = "", ...places] = text.split(/[\s,]+/).filter((word) => word !== "");
  return id === "" ? null : { id, places };
}

/** The setting that holds the vendor's template of a message of ours. */
export function templateField(template: string): string {
  return `template.${template}`;
}

export const templateHint: Sentence = {
  zh: "已审核的模板编号，后面按顺序写变量，如 SMS_154950909 no closing link",
  en: "Id of the approved template, then its places in order: SMS_154950909 no closing link",
};
