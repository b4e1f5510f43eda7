// When a file was made, as every file says it: the books' own time and which zone that is.

/** 2026-09-30 14:05:09 (Asia/Shanghai) */
export function exportTime(at: Date, timeZone: string): string {
  return `${at.toLocaleString("sv-SE", { timeZone })} (${timeZone})`;
}

/** What was known when, in the books' time and to the microsecond, so that it can be asked for again: 2026-09-30 14:05:09.123456 +08:00 */
export function knownTime(knownAt: string, timeZone: string): string {
  const at = new Date(knownAt);
  if (Number.isNaN(at.getTime())) return knownAt;
  const part = /\.\d+/.exec(knownAt)?.[0] ?? "";
  const zone = new Intl.DateTimeFormat("en-GB", { timeZone, timeZoneName: "longOffset" })
    .formatToParts(at)
    .find(({ type }) => type === "timeZoneName");
  const offset = zone?.value.replace("GMT", "") || "+00:00";
  return `${at.toLocaleString("sv-SE", { timeZone })}${part} ${offset}`;
}
