// Thousands set apart, the one way everywhere: on pages, on paper, in the terminal.

/** "-1234567.89" → "-1,234,567.89". */
export function groupDigits(plain: string): string {
  return plain.replace(/\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ","));
}

/** The amounts of a plain text with their thousands: I1 10000.00 CNY → I1 10,000.00 CNY. */
export function groupAmounts(text: string): string {
  return text.replace(/(?<![\w.])\d{4,}(?=\.\d{2,3}(?!\w))/g, groupDigits);
}
