// Thousands set apart, the one way everywhere: on pages, on paper, in the terminal.
import type { Language } from "./words/word.ts";

/** "-1234567.89" → "-1,234,567.89". */
export function groupDigits(plain: string): string {
  return plain.replace(/\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ","));
}

/** As a person reads it: "-1234.50" → "−1,234.50" in Chinese, "(1,234.50)" in English; a zero bears no sign. */
export function readableAmount(plain: string, language: Language): string {
  const text = groupDigits(plain.replace(/^-/, "").replaceAll(",", ""));
  if (!plain.startsWith("-") || /^[0,.]*$/.test(text)) return text;
  return language === "zh" ? `−${text}` : `(${text})`;
}

/** The amounts of a plain text with their thousands: I1 10000.00 CNY → I1 10,000.00 CNY. */
export function groupAmounts(text: string): string {
  return text.replace(/(?<![\w.])\d{4,}(?=\.\d{2,3}(?!\w))/g, groupDigits);
}

/** The same, and what is below zero as a person reads it: 差额 -1200.00 → 差额 −1,200.00. */
export function readableAmounts(text: string, language: Language): string {
  return groupAmounts(text).replace(negativeInText, (plain) => readableAmount(plain, language));
}

/** A hyphen that is a sign: at the beginning, or behind a space, a bracket or a colon. */
const negativeInText =
  /(?<=^|[\s（(：:=、，；])-(?:\d[\d,]*\.\d{2,3}|(?<=\b[A-Z]{3} -)\d[\d,]*)(?![\w.-])/g;
