// Counts and money of what waits for people, and the receipts of a day.
import { booksDay } from "./books-day.ts";
import { undecidedLinesSql } from "./open-lists.ts";
import type { Db } from "./pool.ts";

type Books = { readonly orgId: number; readonly booksId: number };

/** One currency of one kind; currency null where the kind has no money. */
export type WaitingRow = {
  readonly kind: string;
  readonly currency: string | null;
  readonly count: number;
  readonly minor: number;
  readonly oldest: string | null;
};

/** Money in that nobody has decided: to confirm, of an unknown payer, other exceptions, on hold. */
export async function selectWaitingLines(db: Db, { orgId, booksId }: Books): Promise<WaitingRow[]> {
  const { rows } = await db.query<WaitingRow>(
    `select case l.lane when 'suggested' then 'to_confirm' when 'held' then 'held'
              else case when r.customer_id is null and m.payer_id is null then 'unclaimed'
                else 'exception' end end as kind,
            l.currency, count(*) as count, sum(l.amount_minor)::bigint as minor,
            min(l.booking_date) as oldest
     from ${undecidedLinesSql}
     join receipt r on r.org_id = l.org_id and r.bank_line_id = l.id and r.cancelled_at is null
     left join match m on m.org_id = l.org_id and m.id = l.match_id
     where l.org_id = $1 and l.books_id = $2
     group by 1, 2 order by 1, 2`,
    [orgId, booksId],
  );
  return rows;
}

/** Approvals asked for by others than this member that wait for one of these positions. */
export async function selectWaitingApprovals(
  db: Db,
  { orgId, booksId }: Books,
  { memberId, positions }: { readonly memberId: number; readonly positions: readonly string[] },
): Promise<WaitingRow[]> {
  const { rows } = await db.query<WaitingRow>(
    `select 'approval' as kind, currency, count(*) as count,
            coalesce(sum(amount_minor), 0)::bigint as minor, ${booksDay("min(asked_at)")} as oldest
     from approval where org_id = $1 and books_id = $2 and state = 'pending' and asked_by <> $3
       and payload -> 'by' ?| $4::text[]
     group by currency order by currency`,
    [orgId, booksId, memberId, positions],
  );
  return rows;
}

/** Differences that were left open with a code. */
export async function selectOpenDifferences(
  db: Db,
  { orgId, booksId }: Books,
): Promise<WaitingRow[]> {
  const { rows } = await db.query<WaitingRow>(
    `select 'difference' as kind, currency, count(*) as count,
            coalesce(sum(amount_minor), 0)::bigint as minor, ${booksDay("min(recorded_at)")} as oldest
     from difference where org_id = $1 and books_id = $2 and state = 'open' and code is not null
     group by currency order by currency`,
    [orgId, booksId],
  );
  return rows;
}

export type ReceivedRow = {
  readonly currency: string;
  readonly count: number;
  readonly minor: number;
  readonly homeMinor: number;
};

/** Receipts of a day by currency; what was judged no receipt is none. */
export async function selectReceivedOn(
  db: Db,
  { orgId, booksId }: Books,
  date: string,
): Promise<ReceivedRow[]> {
  const { rows } = await db.query<ReceivedRow>(
    `select currency, count(*) as count, sum(amount_minor)::bigint as minor,
            sum(home_minor)::bigint as "homeMinor"
     from receipt where org_id = $1 and books_id = $2 and date = $3 and cancelled_at is null
     group by currency order by currency`,
    [orgId, booksId, date],
  );
  return rows;
}

/** A member's own work, or everybody's: memberId null. */
export type WaitingOf = { readonly today: string; readonly memberId: number | null };

/** Promises for today or before, of customers that are the member's, or nobody's. */
export async function selectPromisesDue(
  db: Db,
  { orgId, booksId }: Books,
  { today, memberId }: WaitingOf,
): Promise<WaitingRow[]> {
  const { rows } = await db.query<WaitingRow>(
    `select 'promise_today' as kind, p.currency, count(*) as count,
            sum(p.amount_minor - p.received_minor)::bigint as minor, min(p.due_on) as oldest
     from promise_to_pay p
     left join collection_assignment a on a.org_id = p.org_id and a.customer_id = p.customer_id
     where p.org_id = $1 and p.books_id = $2 and p.state = 'open' and p.due_on <= $3
       and ($4::bigint is null or p.made_by = $4 or coalesce(a.member_id, $4) = $4)
     group by p.currency order by p.currency`,
    [orgId, booksId, today, memberId],
  );
  return rows;
}

/** Next steps of the collectors' day that are due. */
export async function selectStepsDue(
  db: Db,
  { orgId, booksId }: Books,
  { today, memberId }: WaitingOf,
): Promise<WaitingRow[]> {
  const { rows } = await db.query<WaitingRow>(
    `select 'step' as kind, null as currency, count(*) as count, 0::bigint as minor,
            min(t.due_on) as oldest
     from collection_task t
     left join collection_assignment a on a.org_id = t.org_id and a.customer_id = t.customer_id
     where t.org_id = $1 and t.books_id = $2 and t.state = 'open' and t.due_on <= $3
       and ($4::bigint is null or coalesce(t.member_id, a.member_id, $4) = $4)
     having count(*) > 0`,
    [orgId, booksId, today, memberId],
  );
  return rows;
}

/** Letters and acts of dunning that wait for somebody to release them. */
export async function selectLettersToRelease(
  db: Db,
  { orgId, booksId }: Books,
  homeCurrency: string,
): Promise<WaitingRow[]> {
  const { rows } = await db.query<WaitingRow>(
    `select 'letter' as kind, $3 as currency, count(*) as count,
            sum(asked_home_minor)::bigint as minor, min(day) as oldest
     from dunning_notice where org_id = $1 and books_id = $2 and state = 'proposed'
     having count(*) > 0`,
    [orgId, booksId, homeCurrency],
  );
  return rows;
}

export async function selectDisputesDue(
  db: Db,
  { orgId, booksId }: Books,
  { today, memberId }: WaitingOf,
): Promise<WaitingRow[]> {
  const { rows } = await db.query<WaitingRow>(
    `select 'dispute' as kind, currency, count(*) as count, sum(amount_minor)::bigint as minor,
            ${booksDay("min(opened_at)")} as oldest
     from dispute where org_id = $1 and books_id = $2 and state <> 'resolved' and due_on <= $3
       and ($4::bigint is null or coalesce(owner_member_id, $4) = $4)
     group by currency order by currency`,
    [orgId, booksId, today, memberId],
  );
  return rows;
}

/** Statements whose day of answer is over. */
export async function selectUnansweredStatements(
  db: Db,
  { orgId, booksId }: Books,
  { today, memberId }: WaitingOf,
): Promise<WaitingRow[]> {
  const { rows } = await db.query<WaitingRow>(
    `select 'unanswered' as kind, currency, count(*) as count, sum(closing_minor)::bigint as minor,
            min(reply_by) as oldest
     from statement where org_id = $1 and books_id = $2 and confirmation in ('sent', 'viewed')
       and reply_by < $3 and not on_hold
       and ($4::bigint is null or coalesce(owner_member_id, $4) = $4)
     group by currency order by currency`,
    [orgId, booksId, today, memberId],
  );
  return rows;
}
