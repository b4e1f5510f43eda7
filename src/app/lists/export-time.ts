// When a file was made, as every file says it: the books' own time and which zone that is.

/** 2026-09-30 14:05:09 (Asia/Shanghai) */
export function exportTime(at: Date, timeZone: string): string {
  return `${at.toLocaleString("sv-SE", { timeZone })} (${timeZone})`;
}
