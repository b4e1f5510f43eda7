// Account numbers as they are compared, and those a bank has masked.
import { numberKey } from "./text.ts";

/** Account numbers are compared by digits; an IBAN keeps its letters. */
export function accountKey(account: string): string {
  return numberKey(account);
}

export function isMasked(account: string): boolean {
  return /[*xX×]{2,}|\.{3}|…/.test(account);
}

/** Open digits at the end of a masked account that tell it from others. */
const leastOpenDigits = 4;

/** Does the account begin and end like the masked one? */
export function fitsMask(account: string, masked: string): boolean {
  const [head = "", ...rest] = masked.split(/[*xX×.…]+/).map(accountKey);
  const end = rest[rest.length - 1] ?? "";
  return end.length >= leastOpenDigits && account.startsWith(head) && account.endsWith(end);
}
