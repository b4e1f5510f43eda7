// The closing snapshot (ACCOUNTING §9.10): what the figures were when a month was closed, kept beside
// the closing, so that a reopened month can be compared with what was reported.
import { z } from "zod";
import type { ClosingFigures } from "../../contract/periods.ts";
import type { IsoDate } from "../../core/date.ts";
import { type AccountKey, findAccount, type LedgerSettings } from "../../core/ledger/accounts.ts";
import { formatMinor } from "../../core/money.ts";
import { selectAgingBuckets, selectLastRecorded } from "../../db/aging.ts";
import { selectAccountBalances, selectLastLink } from "../../db/period-snapshot.ts";
import type { Db } from "../../db/pool.ts";

const figure = z.object({ currency: z.string(), minor: z.number(), homeMinor: z.number() });

/** As it is stored with the closing; closings before there were snapshots have none. */
const storedSnapshot = z.object({
  asOf: z.string(),
  knownAt: z.string(),
  accounts: z.array(figure.extend({ account: z.string() })),
  aging: z.array(figure.extend({ bucket: z.string() })),
  lastEntry: z.object({ seq: z.number(), hash: z.string() }).nullable(),
});
export type Snapshot = z.infer<typeof storedSnapshot>;

export async function takeSnapshot(
  db: Db,
  of: { readonly orgId: number; readonly booksId: number; readonly asOf: IsoDate },
): Promise<Snapshot> {
  const { orgId, booksId, asOf } = of;
  const knownAt = await selectLastRecorded(db, orgId);
  const sums = await selectAgingBuckets(db, {
    orgId,
    booksId,
    asOf,
    knownAt,
    basis: "due",
    byContract: false,
  });
  const aging = new Map<string, Snapshot["aging"][number]>();
  for (const { bucket, currency, minor, homeMinor } of sums) {
    const key = `${currency} ${bucket}`;
    const before = aging.get(key) ?? { bucket, currency, minor: 0, homeMinor: 0 };
    const sum = { minor: before.minor + minor, homeMinor: before.homeMinor + homeMinor };
    aging.set(key, { ...before, ...sum });
  }
  return {
    asOf,
    knownAt,
    accounts: await selectAccountBalances(db, of),
    aging: [...aging.values()],
    lastEntry: await selectLastLink(db, orgId),
  };
}

/** Null: the closing kept none. */
export function figuresOf(stored: unknown, ledger: LedgerSettings): ClosingFigures | null {
  const parsed = storedSnapshot.safeParse(stored);
  if (!parsed.success) return null;
  const { asOf, knownAt, accounts, aging, lastEntry } = parsed.data;
  const home = (minor: number) => formatMinor(minor, ledger.homeCurrency);
  return {
    asOf,
    knownAt,
    homeCurrency: ledger.homeCurrency,
    accounts: accounts
      .map(({ account, currency, minor, homeMinor }) => {
        const facts = findAccount(ledger, account as AccountKey); // null for a key of later versions
        return {
          accountCode: facts?.code ?? "",
          accountName: { zh: facts?.zh ?? account, en: facts?.en ?? account },
          currency,
          amount: formatMinor(minor, currency),
          homeAmount: home(homeMinor),
        };
      })
      .sort((a, b) => a.accountCode.localeCompare(b.accountCode)),
    aging: aging.map(({ bucket, currency, minor, homeMinor }) => ({
      bucket,
      currency,
      amount: formatMinor(minor, currency),
      homeAmount: home(homeMinor),
    })),
    lastEntry,
  };
}
