// What a month's closing looks at (ACCOUNTING §9): counted at the last day of the month.
import { undecidedLinesSql } from "./open-lists.ts";
import type { Db } from "./pool.ts";

export type MonthEnd = {
  readonly orgId: number;
  readonly booksId: number;
  /** The last day of the month. */
  readonly end: string;
};

export type CountAndMoney = { readonly count: number; readonly homeMinor: number };

/** Receipts nobody claimed, dated on `before` or earlier; with a proposal they wait in another step. */
export async function unclaimedReceipts(
  db: Db,
  { orgId, booksId }: MonthEnd,
  before: string,
): Promise<CountAndMoney> {
  const { rows } = await db.query<CountAndMoney>(
    `select count(*) as count, coalesce(sum(home_minor), 0)::bigint as "homeMinor" from receipt
     where org_id = $1 and books_id = $2 and cancelled_at is null and customer_id is null
       and date <= $3 and not exists (
         select from bank_line l where l.org_id = receipt.org_id and l.id = receipt.bank_line_id
           and l.lane = 'suggested')`,
    [orgId, booksId, before],
  );
  return rows[0]!;
}

/** Lines of the month or before that wait for a person to confirm. */
export async function waitingProposals(
  db: Db,
  { orgId, booksId, end }: MonthEnd,
): Promise<CountAndMoney> {
  const { rows } = await db.query<CountAndMoney>(
    `select count(*) as count, coalesce(sum(r.home_minor), 0)::bigint as "homeMinor"
     from ${undecidedLinesSql}
     left join receipt r on r.org_id = l.org_id and r.bank_line_id = l.id and r.cancelled_at is null
     where l.org_id = $1 and l.books_id = $2 and l.lane = 'suggested'
       and l.booking_date <= $3`,
    [orgId, booksId, end],
  );
  return rows[0]!;
}

/** Bills that matured by the month's end and are still open. */
export async function maturedBills(
  db: Db,
  { orgId, booksId, end }: MonthEnd,
): Promise<CountAndMoney> {
  const { rows } = await db.query<CountAndMoney>(
    `select count(*) as count, coalesce(sum(home_minor), 0)::bigint as "homeMinor" from open_item
     where org_id = $1 and books_id = $2 and cancelled_at is null and kind = 'bill'
       and due_date <= $3 and accounting_date <= $3 and applied_minor <> amount_minor`,
    [orgId, booksId, end],
  );
  return rows[0]!;
}

export async function pendingApprovals(
  db: Db,
  { orgId, booksId }: Pick<MonthEnd, "orgId" | "booksId">,
): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `select count(*) as count from approval
     where org_id = $1 and books_id = $2 and state = 'pending' and act <> 'reopen_period'`,
    [orgId, booksId],
  );
  return rows[0]!.count;
}
