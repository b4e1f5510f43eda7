// The entries an adjustment makes, as a person reads it before it is posted.
import type { EffectLine } from "../../contract/adjustments.ts";
import { findAccount, type LedgerSettings } from "../../core/ledger/accounts.ts";
import type { CodedPosting } from "../../core/ledger/settle.ts";
import { formatMinor } from "../../core/money.ts";
import { narrate } from "../../core/words/ledger.ts";
import type { Language } from "../../core/words/word.ts";

export function effectOf(prepared: {
  readonly postings: readonly CodedPosting[];
  readonly ledger: LedgerSettings;
}): EffectLine[] {
  const { ledger, postings } = prepared;
  const lines = postings.flatMap(({ posting }) => posting.entry?.lines ?? []);
  return lines.map((line) => {
    const account = findAccount(ledger, line.account);
    return {
      accountCode: account?.code ?? "",
      accountName: { zh: account?.zh ?? line.account, en: account?.en ?? line.account },
      side: line.side,
      amount: formatMinor(line.amountMinor, line.currency),
      currency: line.currency,
      homeAmount: formatMinor(line.homeMinor, ledger.homeCurrency),
    };
  });
}

/** 摘要 of the entries. */
export function narrationsOf({
  postings,
}: {
  readonly postings: readonly CodedPosting[];
}): Record<Language, string>[] {
  return postings.flatMap(({ posting: { entry } }) =>
    entry ? [{ zh: narrate(entry, "zh"), en: narrate(entry, "en") }] : [],
  );
}
