// What an act would book, shown before it is posted: it is posted in a transaction that is then given
// up, so a preview can never differ from the posting.
import type { BookingPreview } from "../../contract/workbench.ts";
import { assert } from "../../core/assert.ts";
import { charts, findAccount, type LedgerSettings } from "../../core/ledger/accounts.ts";
import { formatMinor } from "../../core/money.ts";
import type { StoredEntry } from "../../db/decisions.ts";
import type { Db } from "../../db/pool.ts";
import { beginRecording, type Recording } from "../../db/recording.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";

class GivenUp extends Error {
  constructor() {
    super("given up on purpose");
  }
}

/** The work is done under the writing lock and leaves nothing behind but its answer. */
export async function rehearse<T>(
  deps: Deps,
  who: { readonly orgId: number; readonly booksId: number; readonly memberId: number | null },
  work: (db: Db, recording: Recording) => Promise<T>,
): Promise<T> {
  const answers: T[] = [];
  try {
    await inOrganisation(deps.pool, who.orgId, async (db) => {
      const recording = await beginRecording(db, who);
      // a conflict runs the work again; the last answer counts
      answers.splice(0, Infinity, await work(db, recording));
      throw new GivenUp();
    });
  } catch (error) {
    if (!(error instanceof GivenUp)) throw error;
  }
  const [answer] = answers;
  assert(answer !== undefined, "the work has answered");
  return answer;
}

/** Entries as the form that asks shows them. */
export function entriesOnWire(
  entries: readonly StoredEntry[],
  ledger: LedgerSettings,
): BookingPreview["entries"] {
  return entries.map((entry) => ({
    event: entry.event,
    accountingDate: entry.accountingDate,
    lines: entry.lines.map((line) => {
      const account = findAccount(ledger, line.account) ?? charts.cas[line.account];
      return {
        account: line.account,
        accountCode: account?.code ?? "",
        accountName: { zh: account?.zh ?? line.account, en: account?.en ?? line.account },
        side: line.side === "D" ? "debit" : "credit",
        amount: formatMinor(line.amountMinor, line.currency),
        currency: line.currency,
        homeAmount: formatMinor(line.homeMinor, ledger.homeCurrency),
      };
    }),
  }));
}
