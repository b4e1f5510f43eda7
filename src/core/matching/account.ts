// Account numbers as they are compared, and those a bank has masked.
import { numberKey } from "./text.ts";

/** Account numbers are compared by digits; an IBAN keeps its letters. */
export function accountKey(account: string): string {
  return numberKey(account);
}

export function isMasked(account: string): boolean {
  return /[*xX×]{2,}|\.{3}|…/.test(account);
}
