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
  from entry_pair p
  join entry_pair q on q.org_id = p.org_id and q.pair_id = p.pair_id and q.books_id = p.other_books_id
  join entry o on o.org_id = q.org_id and o.id = q.entry_id and o.reverses_id is null
  join books b on b.org_id = q.org_id and b.id = q.books_id
  where p.org_id = ${decision}.org_id and p.pair_id = ${decision}.id
    and p.books_id = ${decision}.books_id limit 1)`;
