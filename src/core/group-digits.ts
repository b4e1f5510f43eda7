// Thousands set apart, the one way everywhere: "-1234567.89" → "-1,234,567.89".
export function groupDigits(plain: string): string {
  return plain.replace(/\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ","));
}
