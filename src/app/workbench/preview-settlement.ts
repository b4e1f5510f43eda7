// What a settlement by hand would book, shown before it is posted: it is posted in a transaction
// that is then given up, so the preview can never differ from the posting.

import type { BookingPreview } from "../../contract/workbench.ts";
import { type AccountKey, charts, findAccount } from "../../core/ledger/accounts.ts";
import { formatMinor } from "../../core/money.ts";
import { ok, type Result } from "../../core/result.ts";
import { type StoredEntry, selectDecisionEntries } from "../../db/decisions.ts";
import { beginRecording } from "../../db/recording.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import { loadBooksContext } from "../posting/books-context.ts";
import { type HandRefusal, type HandSettlement, postHand } from "./decide.ts";
import type { Decider } from "./hand-rights.ts";

type BookedEntries = BookingPreview["entries"];

class GivenUp extends Error {
  readonly preview: Result<BookedEntries, HandRefusal>;
  constructor(preview: Result<BookedEntries, HandRefusal>) {
    super("given up on purpose");
    this.preview = preview;
  }
}

export async function previewSettlement(
  deps: Deps,
  actor: Decider,
  { booksId, settlement }: { readonly booksId: number; readonly settlement: HandSettlement },
): Promise<Result<BookedEntries, HandRefusal>> {
  const { orgId, memberId } = actor;
  try {
    return await inOrganisation(deps.pool, orgId, async (db) => {
      const recording = await beginRecording(db, { orgId, booksId, memberId });
      const posted = await postHand(deps, db, recording, { actor, settlement });
      if (!posted.ok) throw new GivenUp(posted);
      const entries = await selectDecisionEntries(db, orgId, posted.value.decisionId);
      const { ledger } = await loadBooksContext(db, recording);
      const name = (key: AccountKey) => findAccount(ledger, key) ?? charts.cas[key];
      throw new GivenUp(ok(entries.map((e) => entryOnWire(e, name, ledger.homeCurrency))));
    });
  } catch (error) {
    if (error instanceof GivenUp) return error.preview;
    throw error;
  }
}

function entryOnWire(
  entry: StoredEntry,
  name: (key: AccountKey) => { code: string; zh: string; en: string } | null,
  homeCurrency: string,
): BookingPreview["entries"][number] {
  return {
    event: entry.event,
    accountingDate: entry.accountingDate,
    lines: entry.lines.map((l) => {
      const account = name(l.account);
      return {
        account: l.account,
        accountCode: account?.code ?? "",
        accountName: { zh: account?.zh ?? l.account, en: account?.en ?? l.account },
        side: l.side === "D" ? "debit" : "credit",
        amount: formatMinor(l.amountMinor, l.currency),
        currency: l.currency,
        homeAmount: formatMinor(l.homeMinor, homeCurrency),
      };
    }),
  };
}
