// When are two bank lines the same line? By day, amount, currency and the bank's reference; where that
// is missing or too short to be an id, by everything the line says. Never by what else stands in the
// same file: an export of half a day and one of the whole day must agree. Equal lines of one file are
// told apart by their count (ordinal), so that two real identical payments of one day both stay.
import { hash } from "node:crypto";
import type { StatementEntry } from "../../importers/importer.ts";

export type LineIdentity = { readonly fingerprint: Buffer; readonly ordinal: number };

/** Numbers the equal lines of one account in file order. */
export class LineIdentities {
  readonly #counts = new Map<string, number>();

  identityOf(account: string, entry: StatementEntry): LineIdentity {
    const digest = hash("sha256", contentText(entry), "buffer");
    const key = `${account}\u001f${digest.toString("latin1")}`;
    const ordinal = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, ordinal);
    return { fingerprint: digest, ordinal };
  }
}

/** Shorter references are voucher kinds and counters, the same on many lines. */
const shortestId = 8;

function contentText(entry: StatementEntry): string {
  const reference = plain(entry.lineId ?? "") || plain(entry.bankRef);
  const isId = reference.length >= shortestId && !/^(.)\1*$/.test(reference);
  const content = [entry.payerAccount, entry.payerName, entry.endToEnd, entry.memo, reference];
  return [
    entry.bookingDate,
    entry.amountMinor,
    entry.currency,
    ...(isId ? [reference] : content.map(plain)),
  ].join("\u001f");
}

/** Width, case, blanks and punctuation differ between exports of the same line. */
function plain(text: string): string {
  return text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");
}
