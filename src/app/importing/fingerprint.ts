// When are two bank lines the same line? By content, never by row: day, amount, currency, payer and
// the bank's reference; memo and end-to-end id only where there is no reference. Exports of one
// account in two formats cut memos differently, references they keep. Equal lines of one file are
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

function contentText(entry: StatementEntry): string {
  const reference = plain(entry.lineId ?? "") || plain(entry.bankRef);
  const evidence = reference === "" ? [plain(entry.endToEnd), plain(entry.memo)] : [reference];
  return [
    entry.bookingDate,
    entry.amountMinor,
    entry.currency,
    plain(entry.payerAccount),
    plain(entry.payerName),
    ...evidence,
  ].join("\u001f");
}

/** Width, case, blanks and punctuation differ between exports of the same line. */
function plain(text: string): string {
  return text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");
}
