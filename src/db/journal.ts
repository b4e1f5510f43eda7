// The journal: entries with their lines, newest first; trial balance; the audit trail.
import type { AccountKey } from "../core/ledger/accounts.ts";
import type { Db } from "./pool.ts";
import { foldOf, holdsSql } from "./search-terms.ts";

type Books = { readonly orgId: number; readonly booksId: number };

export type JournalFilter = Books & {
  readonly from: string | null;
  readonly to: string | null;
  readonly event: string | null;
  /** Any of these; under one code there may be several, such as gains and losses of exchange. */
  readonly accounts: readonly string[] | null;
  readonly customerId: number | null;
  readonly itemId: number | null;
  readonly receiptId: number | null;
  readonly origin: "ours" | "gl" | null;
  /** Number of an item, name of a customer, or a sequence number; "" = all. */
  readonly q: string;
};

export type JournalRow = {
  readonly id: number;
  readonly seq: number;
  readonly event: string;
  readonly origin: "ours" | "gl";
  readonly businessDate: string;
  readonly accountingDate: string;
  readonly recordedAt: Date;
  readonly narrationKey: string;
  readonly narrationFields: Readonly<Record<string, string | number>>;
  readonly sourceKind: string;
  readonly sourceId: number | null;
  readonly reversesId: number | null;
  readonly reversedById: number | null;
  readonly by: string | null;
  readonly rule: string;
  readonly totalMinor: number;
  readonly lines: readonly JournalLineRow[];
};

export type JournalLineRow = {
  readonly account: AccountKey;
  readonly side: "D" | "C";
  readonly amountMinor: number;
  readonly currency: string;
  readonly homeMinor: number;
  readonly customerId: number | null;
  readonly customerName: string | null;
  readonly itemId: number | null;
  readonly itemNo: string | null;
  readonly receiptId: number | null;
};

const whereOf = ({ q }: JournalFilter) => `e.org_id = $1 and e.books_id = $2
  and ($3::date is null or e.accounting_date >= $3) and ($4::date is null or e.accounting_date <= $4)
  and ($5::text is null or e.event = $5)
  and (coalesce($6::text[]::text, $7::bigint::text, $8::bigint::text, $9::bigint::text) is null or exists (
    select from posting_line p where p.org_id = e.org_id and p.entry_id = e.id
      and ($6::text[] is null or p.account = any($6)) and ($7::bigint is null or p.customer_id = $7)
      and ($8::bigint is null or p.item_id = $8) and ($9::bigint is null or p.receipt_id = $9)))
  and ($10 = '' or e.seq::text = $10
    or ${holdsSql("e.narration_fields::text", "'%' || $10 || '%'", foldOf(q))})
  and ($11::text is null or e.origin = $11)`;

function values(f: JournalFilter): unknown[] {
  return [
    f.orgId,
    f.booksId,
    f.from,
    f.to,
    f.event,
    f.accounts,
    f.customerId,
    f.itemId,
    f.receiptId,
    f.q,
    f.origin,
  ];
}

const columns = `e.id, e.seq, e.event, e.origin, e.business_date as "businessDate",
  e.accounting_date as "accountingDate", e.recorded_at as "recordedAt",
  e.narration_key as "narrationKey", e.narration_fields as "narrationFields",
  e.source_kind as "sourceKind", e.source_id as "sourceId", e.reverses_id as "reversesId",
  r.id as "reversedById", m.name as by, e.rule, l.total as "totalMinor", l.lines`;
const tables = `entry e
  left join entry r on r.org_id = e.org_id and r.reverses_id = e.id
  left join member m on m.org_id = e.org_id and m.id = e.by_member_id
  join lateral (
    select coalesce(sum(p.home_minor) filter (where p.side = 'D'), 0)::bigint as total,
      json_agg(json_build_object('account', p.account, 'side', p.side, 'amountMinor', p.amount_minor,
        'currency', p.currency, 'homeMinor', p.home_minor, 'customerId', p.customer_id,
        'customerName', c.name, 'itemId', p.item_id, 'itemNo', i.no, 'receiptId', p.receipt_id)
        order by p.n) as lines
    from posting_line p
    left join customer c on c.org_id = p.org_id and c.id = p.customer_id
    left join open_item i on i.org_id = p.org_id and i.id = p.item_id
    where p.org_id = e.org_id and p.entry_id = e.id) l on true`;

/** Newest first. */
export async function selectJournal(
  db: Db,
  filter: JournalFilter,
  page: { readonly beforeSeq: number | null; readonly limit: number },
): Promise<JournalRow[]> {
  const { rows } = await db.query<JournalRow>(
    `select ${columns} from ${tables}
     where ${whereOf(filter)} and ($12::bigint is null or e.seq < $12) order by e.seq desc limit $13`,
    [...values(filter), page.beforeSeq, page.limit],
  );
  return rows;
}

/** Of an entry what a file shows; its lines without names, as a file of millions of them is read. */
export type SheetEntryRow = Pick<
  JournalRow,
  | "seq"
  | "event"
  | "origin"
  | "accountingDate"
  | "narrationKey"
  | "narrationFields"
  | "reversesId"
  | "by"
> & { readonly lines: readonly SheetLineCells[] };

type SheetLineCells = readonly [
  account: AccountKey,
  side: "D" | "C",
  amountMinor: number,
  currency: string,
  homeMinor: number,
  customerName: string | null,
  itemNo: string | null,
];

/** Newest first. */
export async function selectSheetEntries(
  db: Db,
  filter: JournalFilter,
  page: { readonly beforeSeq: number | null; readonly limit: number },
): Promise<SheetEntryRow[]> {
  const { rows } = await db.query<SheetEntryRow>(
    `select e.seq, e.event, e.origin, e.accounting_date as "accountingDate",
       e.narration_key as "narrationKey", e.narration_fields as "narrationFields",
       e.reverses_id as "reversesId", m.name as by, l.lines
     from entry e
     left join member m on m.org_id = e.org_id and m.id = e.by_member_id
     join lateral (
       select json_agg(json_build_array(p.account, p.side, p.amount_minor, p.currency, p.home_minor,
         c.name, i.no) order by p.n) as lines
       from posting_line p
       left join customer c on c.org_id = p.org_id and c.id = p.customer_id
       left join open_item i on i.org_id = p.org_id and i.id = p.item_id
       where p.org_id = e.org_id and p.entry_id = e.id) l on true
     where ${whereOf(filter)} and ($12::bigint is null or e.seq < $12) order by e.seq desc limit $13`,
    [...values(filter), page.beforeSeq, page.limit],
  );
  return rows;
}

export async function selectJournalTotals(
  db: Db,
  filter: JournalFilter,
): Promise<{ count: number; debitMinor: number; creditMinor: number }> {
  const { rows } = await db.query<{ count: number; debitMinor: number; creditMinor: number }>(
    isOfDates(filter) ? totalsByTwo(filter) : totalsByOne(filter),
    values(filter),
  );
  return rows[0]!;
}

const sidesSql = `coalesce(sum(p.home_minor) filter (where p.side = 'D'), 0)::bigint as "debitMinor",
  coalesce(sum(p.home_minor) filter (where p.side = 'C'), 0)::bigint as "creditMinor"`;

/** What columns of an entry alone decide: cheap enough to be asked twice. */
function isOfDates({ accounts, customerId, itemId, receiptId, q }: JournalFilter): boolean {
  return (
    accounts === null && q === "" && [customerId, itemId, receiptId].every((id) => id === null)
  );
}

/** Without a common list of entries between them both halves may go parallel. */
function totalsByTwo(filter: JournalFilter): string {
  return `select (select count(*) from entry e where ${whereOf(filter)}) as count, ${sidesSql}
    from posting_line p join entry e on e.org_id = p.org_id and e.id = p.entry_id
    where p.org_id = $1 and ${whereOf(filter)}`;
}

function totalsByOne(filter: JournalFilter): string {
  return `with wanted as (select e.id from entry e where ${whereOf(filter)})
    select (select count(*) from wanted) as count, ${sidesSql}
    from posting_line p join wanted w on w.id = p.entry_id where p.org_id = $1`;
}

export async function selectEntryById(
  db: Db,
  { orgId, booksId }: Books,
  id: number,
): Promise<JournalRow | null> {
  const { rows } = await db.query<JournalRow>(
    `select ${columns} from ${tables} where e.org_id = $1 and e.books_id = $2 and e.id = $3`,
    [orgId, booksId, id],
  );
  return rows[0] ?? null;
}

export type EntrySourceRow = {
  readonly bankLineId: number | null;
  readonly decisionId: number | null;
  readonly matchReason: { key: string; fields: Record<string, string | number> } | null;
  readonly batchId: number | null;
  readonly fileName: string | null;
  readonly rowNo: number | null;
};

/** The bank line or item an entry comes from, and the file and row that brought it. */
export async function selectEntrySource(
  db: Db,
  orgId: number,
  entryId: number,
): Promise<EntrySourceRow | null> {
  const { rows } = await db.query<EntrySourceRow>(
    `select l.id as "bankLineId", d.id as "decisionId", m.reason as "matchReason",
            b.id as "batchId", f.name as "fileName", coalesce(l.row_no, i.row_no) as "rowNo"
     from entry e
     left join decision d on e.source_kind = 'decision' and d.org_id = e.org_id and d.id = e.source_id
     left join match m on m.org_id = d.org_id and m.id = d.match_id
     left join lateral (select p.receipt_id, p.item_id from posting_line p
       where p.org_id = e.org_id and p.entry_id = e.id order by p.receipt_id nulls last, p.n limit 1) p on true
     left join receipt r on r.org_id = e.org_id and r.id = p.receipt_id
     left join bank_line l on l.org_id = e.org_id and l.id = coalesce(d.bank_line_id, r.bank_line_id)
     left join open_item i on i.org_id = e.org_id and i.id = p.item_id
     left join import_batch b on b.org_id = e.org_id and b.id = coalesce(l.batch_id, i.batch_id)
     left join source_file f on f.org_id = b.org_id and f.id = b.file_id
     where e.org_id = $1 and e.id = $2`,
    [orgId, entryId],
  );
  return rows[0] ?? null;
}

export async function selectTrialBalance(
  db: Db,
  {
    orgId,
    booksId,
    asOf,
    knownAt,
  }: Books & { readonly asOf: string; readonly knownAt: string | null },
): Promise<{ account: AccountKey; debitMinor: number; creditMinor: number }[]> {
  const { rows } = await db.query<{ account: AccountKey; debitMinor: number; creditMinor: number }>(
    `select p.account, coalesce(sum(p.home_minor) filter (where p.side = 'D'), 0)::bigint as "debitMinor",
            coalesce(sum(p.home_minor) filter (where p.side = 'C'), 0)::bigint as "creditMinor"
     from posting_line p join entry e on e.org_id = p.org_id and e.id = p.entry_id
     where p.org_id = $1 and e.books_id = $2 and e.accounting_date <= $3
       and e.recorded_at <= coalesce($4, 'infinity'::timestamptz)
     group by p.account order by p.account`,
    [orgId, booksId, asOf, knownAt],
  );
  return rows;
}

export type AuditRow = {
  readonly seq: number;
  readonly at: Date;
  readonly actor: string;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: number | null;
  readonly detail: unknown;
  readonly hash: string;
};

export type AuditFilter = {
  readonly orgId: number;
  readonly action: string | null;
  readonly memberId: number | null;
  readonly q: string;
};

const auditWhere = `org_id = $1 and ($2::text is null or action = $2)
  and ($3::bigint is null or member_id = $3)
  and ($4 = '' or actor ilike '%' || $4 || '%' or action ilike '%' || $4 || '%'
    or detail::text ilike '%' || $4 || '%')`;

/** Newest first. */
export async function selectAudit(
  db: Db,
  { orgId, action, memberId, q }: AuditFilter,
  page: { readonly beforeSeq: number | null; readonly limit: number },
): Promise<AuditRow[]> {
  const { rows } = await db.query<AuditRow>(
    `select seq, recorded_at as at, actor, action, subject_kind as "subjectKind",
            subject_id as "subjectId", detail, encode(hash, 'hex') as hash
     from audit_event where ${auditWhere} and ($5::bigint is null or seq < $5)
     order by seq desc limit $6`,
    [orgId, action, memberId, q, page.beforeSeq, page.limit],
  );
  return rows;
}

export async function countAudit(
  db: Db,
  { orgId, action, memberId, q }: AuditFilter,
): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `select count(*) as count from audit_event where ${auditWhere}`,
    [orgId, action, memberId, q],
  );
  return rows[0]?.count ?? 0;
}
