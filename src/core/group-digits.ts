// Thousands set apart, the one way everywhere: on pages, on paper, in the terminal.
import type { Language } from "./words/word.ts";

/** "-1234567.89" → "-1,234,567.89". */
export function groupDigits(plain: string): string {
  return plain.replace(/\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ","));
}

/** As a person reads it: "-1234.50" → "−1,234.50" in Chinese, "(1,234.50)" in English; a zero bears no sign. */
export function readableAmount(plain: string, language: Language): string {
  const text = groupDigits(plain.replace(/^-/, ""));
  if (!plain.startsWith("-") || /^[0,.]*$/.test(text)) return text;
  return language === "zh" ? `−${text}` : `(${text})`;
}

/** The amounts of a plain text with their thousands: I1 10000.00 CNY → I1 10,000.00 CNY. */
export function groupAmounts(text: string): string {
  return text.replace(/(?<![\w.])\d{4,}(?=\.\d{2,3}(?!\w))/g, groupDigits);
}
