// The figures of a day as they stand when its month is closed: balances of accounts, aging, and the
// last link of the journal.
import type { Db } from "./pool.ts";

export type SnapshotAccount = {
  readonly account: string;
  readonly currency: string;
  readonly minor: number;
  readonly homeMinor: number;
};

/** Balances by account and currency, debit above zero. */
export async function selectAccountBalances(
  db: Db,
  of: { readonly orgId: number; readonly booksId: number; readonly asOf: string },
): Promise<SnapshotAccount[]> {
  const { rows } = await db.query<SnapshotAccount>(
    `select p.account, p.currency,
       sum(case p.side when 'D' then p.amount_minor else -p.amount_minor end)::bigint as minor,
       sum(case p.side when 'D' then p.home_minor else -p.home_minor end)::bigint as "homeMinor"
     from posting_line p join entry e on e.org_id = p.org_id and e.id = p.entry_id
     where p.org_id = $1 and e.books_id = $2 and e.accounting_date <= $3
     group by p.account, p.currency order by p.account, p.currency`,
    [of.orgId, of.booksId, of.asOf],
  );
  return rows;
}

/** Sequence number and hash of the newest entry of the organisation; null: none yet. */
export async function selectLastLink(
  db: Db,
  orgId: number,
): Promise<{ seq: number; hash: string } | null> {
  const { rows } = await db.query<{ seq: number; hash: string }>(
    `select seq, encode(hash, 'hex') as hash from chain_head
     where org_id = $1 and chain = 'entry' and seq > 0`,
    [orgId],
  );
  return rows[0] ?? null;
}
