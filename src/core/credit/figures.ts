// Shares, days and points as text: one decimal, half up. No amounts of money.

/** 83.25 → "83.3", −4.04 → "-4.0" */
export function oneDecimal(value: number): string {
  const tenths = Math.floor(Math.abs(value) * 10 + 0.5);
  const sign = value < 0 && tenths > 0 ? "-" : "";
  return `${sign}${Math.floor(tenths / 10)}.${tenths % 10}`;
}

/** 83.25 → "83.3 %". */
export function percentText(percent: number): string {
  return `${oneDecimal(percent)} %`;
}
