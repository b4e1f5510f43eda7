// Two entries of one transaction in two sets of books (J26): which belong together, and the decision
// that made the other one.
import { type BulkTable, bulkInsert } from "./bulk-insert.ts";
import type { Db } from "./pool.ts";
import type { Recording } from "./recording.ts";

export type NewEntryPair = {
  readonly entryId: number;
  readonly otherBooksId: number;
  readonly pairId: number;
};

const pairTable: BulkTable = {
  table: "entry_pair",
  columns: {
    org_id: "bigint",
    entry_id: "bigint",
    books_id: "bigint",
    other_books_id: "bigint",
    pair_id: "bigint",
  },
};

export async function insertEntryPairs(
  db: Db,
  { orgId, booksId }: Recording,
  pairs: readonly NewEntryPair[],
): Promise<void> {
  await bulkInsert(
    db,
    pairTable,
    pairs.map(({ entryId, otherBooksId, pairId }) => [
      orgId,
      entryId,
      booksId,
      otherBooksId,
      pairId,
    ]),
  );
}

/** What an undo reversed of a pair stays in the pair. */
export async function pairReversals(db: Db, orgId: number, undoId: number): Promise<void> {
  await db.query(
    `insert into entry_pair (org_id, entry_id, books_id, other_books_id, pair_id)
     select r.org_id, r.id, p.books_id, p.other_books_id, p.pair_id
     from entry r join entry_pair p on p.org_id = r.org_id and p.entry_id = r.reverses_id
     where r.org_id = $1 and r.source_kind = 'decision' and r.source_id = $2`,
    [orgId, undoId],
  );
}

export type PairedDecision = {
  readonly decisionId: number;
  readonly booksId: number;
  readonly booksName: string;
};

/** The decision that posted the other entry of a pair; null: it posted no pair. */
export async function selectPairedDecision(
  db: Db,
  orgId: number,
  decisionId: number,
): Promise<PairedDecision | null> {
  const { rows } = await db.query<PairedDecision>(
    `select o.source_id as "decisionId", b.id as "booksId", b.name as "booksName"
     from entry e
     join entry_pair p on p.org_id = e.org_id and p.entry_id = e.id
     join entry_pair q on q.org_id = p.org_id and q.pair_id = p.pair_id
       and q.books_id = p.other_books_id
     join entry o on o.org_id = q.org_id and o.id = q.entry_id and o.reverses_id is null
     join books b on b.org_id = q.org_id and b.id = q.books_id
     where e.org_id = $1 and e.source_kind = 'decision' and e.source_id = $2
       and e.reverses_id is null
     limit 1`,
    [orgId, decisionId],
  );
  return rows[0] ?? null;
}

export type OtherEntry = {
  readonly entryId: number;
  readonly booksId: number;
  readonly booksName: string;
  /** The line by which the money came, in those books. */
  readonly bankLineId: number | null;
};

/** The entry of the other books that was posted with this one; null: it stands alone. */
export async function selectOtherEntry(
  db: Db,
  orgId: number,
  entryId: number,
): Promise<OtherEntry | null> {
  const { rows } = await db.query<OtherEntry>(
    `select o.id as "entryId", b.id as "booksId", b.name as "booksName",
       case when d.books_id = b.id then d.bank_line_id end as "bankLineId"
     from entry_pair p
     join decision d on d.org_id = p.org_id and d.id = p.pair_id
     join entry e on e.org_id = p.org_id and e.id = p.entry_id
     join entry_pair q on q.org_id = p.org_id and q.pair_id = p.pair_id
       and q.books_id = p.other_books_id
     join entry o on o.org_id = q.org_id and o.id = q.entry_id
       and (o.reverses_id is null) = (e.reverses_id is null)
     join books b on b.org_id = q.org_id and b.id = q.books_id
     where p.org_id = $1 and p.entry_id = $2
     limit 1`,
    [orgId, entryId],
  );
  return rows[0] ?? null;
}

/** The receipt that begins in the other books; it came by no bank line of theirs. */
export async function insertIntragroupReceipt(
  db: Db,
  { orgId, booksId, recordedAt }: Recording,
  receipt: {
    readonly id: number;
    readonly customerId: number;
    readonly date: string;
    readonly currency: string;
    readonly amountMinor: number;
    readonly homeMinor: number;
    readonly payerName: string;
    readonly entryId: number;
  },
): Promise<void> {
  const { id, customerId, date, currency, amountMinor, homeMinor, payerName, entryId } = receipt;
  await db.query(
    `insert into receipt (org_id, id, books_id, kind, date, currency, amount_minor, home_minor,
       payer_name, customer_id, entry_id, recorded_at)
     values ($1, $2, $3, 'intragroup', $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      orgId,
      id,
      booksId,
      date,
      currency,
      amountMinor,
      homeMinor,
      payerName,
      customerId,
      entryId,
      recordedAt,
    ],
  );
}

export type OwedRow = {
  readonly otherBooksId: number;
  readonly account: "intragroup_payable" | "intragroup_receivable";
  readonly currency: string;
  /** Debits less credits. */
  readonly amountMinor: number;
  readonly homeMinor: number;
};

/** What these books owe each other set of books, and have to claim from it; without what is settled. */
export async function selectOwed(
  db: Db,
  { orgId, booksId }: { readonly orgId: number; readonly booksId: number },
): Promise<OwedRow[]> {
  const { rows } = await db.query<OwedRow>(
    `select q.other_books_id as "otherBooksId", p.account, p.currency,
       sum(case p.side when 'D' then p.amount_minor else -p.amount_minor end)::bigint as "amountMinor",
       sum(case p.side when 'D' then p.home_minor else -p.home_minor end)::bigint as "homeMinor"
     from entry_pair q
     join posting_line p on p.org_id = q.org_id and p.entry_id = q.entry_id
     where q.org_id = $1 and q.books_id = $2
       and p.account in ('intragroup_payable', 'intragroup_receivable')
     group by 1, 2, 3
     having sum(case p.side when 'D' then p.amount_minor else -p.amount_minor end) <> 0
     order by 1, 2, 3`,
    [orgId, booksId],
  );
  return rows;
}

/** Whether more was handed over than would be owed without what this decision posted. */
export async function isHandedOver(db: Db, orgId: number, decisionId: number): Promise<boolean> {
  const { rows } = await db.query<{ handed: boolean }>(
    `with own as (
       select x.books_id, x.other_books_id, x.pair_id from entry e
       join entry_pair p on p.org_id = e.org_id and p.entry_id = e.id
       join entry_pair x on x.org_id = p.org_id and x.pair_id = p.pair_id
       join posting_line l on l.org_id = x.org_id and l.entry_id = x.entry_id
         and l.account = 'intragroup_payable'
       where e.org_id = $1 and e.source_kind = 'decision' and e.source_id = $2
         and e.reverses_id is null
       limit 1)
     select coalesce(bool_or(left_over < 0), false) as handed from (
       select sum(case l.side when 'C' then l.amount_minor else -l.amount_minor end) as left_over
       from own
       join entry_pair q on q.org_id = $1 and q.books_id = own.books_id
         and q.other_books_id = own.other_books_id and q.pair_id <> own.pair_id
       join posting_line l on l.org_id = $1 and l.entry_id = q.entry_id
         and l.account = 'intragroup_payable'
       group by l.currency) x`,
    [orgId, decisionId],
  );
  return rows[0]?.handed ?? false;
}

export type HandedOverLine = {
  readonly booksId: number;
  readonly lineId: number;
  readonly date: string;
  readonly payerName: string;
  readonly payerAccount: string;
  readonly memo: string;
};

/** Lines of money in of other sets of books, of that amount and nobody's yet; newest first. */
export async function selectHandedOverLines(
  db: Db,
  { orgId, booksId }: { readonly orgId: number; readonly booksId: number },
  of: { readonly currency: string; readonly amountMinor: number },
): Promise<HandedOverLine[]> {
  const { rows } = await db.query<HandedOverLine>(
    `select r.books_id as "booksId", l.id as "lineId", l.booking_date as date,
       l.payer_name as "payerName", l.payer_account as "payerAccount", l.memo
     from receipt r
     join bank_line l on l.org_id = r.org_id and l.id = r.bank_line_id and l.cancelled_at is null
     where r.org_id = $1 and r.books_id <> $2 and r.cancelled_at is null and r.customer_id is null
       and r.applied_minor = 0 and r.applied_minor <> r.amount_minor
       and r.currency = $3 and r.amount_minor = $4
     order by r.date desc, r.id desc limit 50`,
    [orgId, booksId, of.currency, of.amountMinor],
  );
  return rows;
}

/** What one set of books owes another is not what the other has to claim, per currency. */
export type IntragroupFault = {
  readonly payableBooksId: number;
  readonly receivableBooksId: number | null;
  readonly currency: string;
  readonly owedMinor: number;
  readonly claimedMinor: number;
};

/** 内部往来: 2241.02 of these books against 1221.02 of each other one, and the other way round. */
export async function selectIntragroupFaults(
  db: Db,
  { orgId, booksId }: { readonly orgId: number; readonly booksId: number },
): Promise<IntragroupFault[]> {
  const { rows } = await db.query<IntragroupFault>(
    `select case x.account when 'intragroup_payable' then x.books_id else x.other_books_id end
         as "payableBooksId",
       case x.account when 'intragroup_payable' then x.other_books_id else x.books_id end
         as "receivableBooksId",
       x.currency,
       sum(case x.account when 'intragroup_payable' then -x.minor else 0 end)::bigint as "owedMinor",
       sum(case x.account when 'intragroup_receivable' then x.minor else 0 end)::bigint
         as "claimedMinor"
     from (
       select e.books_id, q.other_books_id, p.account, p.currency,
         case p.side when 'D' then p.amount_minor else -p.amount_minor end as minor
       from posting_line p
       join entry e on e.org_id = p.org_id and e.id = p.entry_id
       left join entry_pair q on q.org_id = e.org_id and q.entry_id = e.id
       where p.org_id = $1 and p.account in ('intragroup_payable', 'intragroup_receivable')
         and (e.books_id = $2 or q.other_books_id = $2)) x
     group by 1, 2, 3
     having sum(x.minor) <> 0
     order by 1, 2, 3`,
    [orgId, booksId],
  );
  return rows;
}

export type LikePayer = {
  readonly booksId: number;
  readonly id: number;
  readonly name: string;
  readonly likeness: "account" | "name";
};

/** Customers of the other sets of books that pay from the line's account or are called like its payer. */
export async function selectLikePayer(
  db: Db,
  { orgId, booksId }: { readonly orgId: number; readonly booksId: number },
  lineId: number,
): Promise<LikePayer[]> {
  const { rows } = await db.query<LikePayer>(
    `select distinct on (c.books_id, c.id) c.books_id as "booksId", c.id, c.name,
       case when f.id is null then 'name' else 'account' end as likeness
     from bank_line l
     join customer c on c.org_id = l.org_id and c.books_id <> l.books_id
     left join customer_fact f on f.org_id = c.org_id and f.customer_id = c.id
       and f.kind = 'account' and f.value = l.payer_account and f.revoked_at is null
     where l.org_id = $1 and l.books_id = $2 and l.id = $3
       and (f.id is not null or c.name = l.payer_name)
     order by c.books_id, c.id, likeness
     limit 50`,
    [orgId, booksId, lineId],
  );
  return rows;
}

/** Of a decision in a query: the other set of books it posted in, with the entry made there; else null. */
export const otherBooksOf = (decision: string) => `(
  select json_build_object('booksId', b.id, 'name', b.name, 'entryId', o.id)
  from entry own
  join entry_pair p on p.org_id = own.org_id and p.entry_id = own.id
  join entry_pair q on q.org_id = p.org_id and q.pair_id = p.pair_id and q.books_id = p.other_books_id
  join entry o on o.org_id = q.org_id and o.id = q.entry_id and o.reverses_id is null
  join books b on b.org_id = q.org_id and b.id = q.books_id
  where own.org_id = ${decision}.org_id and own.source_kind = 'decision'
    and own.source_id = ${decision}.id and own.reverses_id is null limit 1)`;
