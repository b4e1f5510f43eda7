// 往来账核对 as kept: what was compared, its groups with what each side says of them, the signatures and
// the trail. One statement a function.
import type { Because } from "../core/because.ts";
import type { ComparisonVerdict, OutstandingClass } from "../core/comparison/ledger-entry.ts";
import { type BulkTable, bulkInsert } from "./bulk-insert.ts";
import type { Db } from "./pool.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

export type ComparisonState = "unread" | "open" | "closed" | "superseded" | "withdrawn";

export type Signature = {
  readonly name: string;
  readonly position: string;
  readonly at: string;
  /** Of the reconciliation as it was signed. */
  readonly sha256: string;
};

export type ComparisonRow = {
  readonly id: number;
  readonly booksId: number;
  readonly customerId: number;
  readonly customerName: string;
  readonly currency: string;
  readonly side: "us" | "customer";
  readonly fileName: string;
  readonly sha256: string;
  readonly fileBytes: number;
  readonly storedAs: string;
  readonly layout: string;
  readonly mapping: unknown;
  readonly choices: Readonly<Record<string, unknown>>;
  readonly state: ComparisonState;
  readonly isShared: boolean;
  readonly from: string | null;
  readonly to: string | null;
  readonly knownAt: Date | null;
  readonly ourOpeningMinor: number;
  readonly ourClosingMinor: number;
  readonly theirOpeningMinor: number;
  readonly theirClosingMinor: number;
  readonly reading: Readonly<Record<string, unknown>>;
  readonly summary: ComparisonSummary;
  readonly ourSignature: Signature | null;
  readonly theirSignature: Signature | null;
  readonly replacedById: number | null;
  readonly recordedAt: Date;
  readonly byName: string;
};

/** By verdict: groups, our sum, their sum. */
export type ComparisonSummary = Readonly<
  Partial<Record<ComparisonVerdict, { count: number; oursMinor: number; theirsMinor: number }>>
>;

const columns = `c.id, c.books_id as "booksId", c.customer_id as "customerId",
  k.name as "customerName", c.currency, c.side, c.file_name as "fileName",
  encode(c.file_sha256, 'hex') as sha256, c.file_bytes as "fileBytes", c.stored_as as "storedAs",
  c.layout, c.mapping, c.choices, c.state, c.is_shared as "isShared", c.from_date as "from",
  c.to_date as "to", c.known_at as "knownAt", c.our_opening_minor as "ourOpeningMinor",
  c.our_closing_minor as "ourClosingMinor", c.their_opening_minor as "theirOpeningMinor",
  c.their_closing_minor as "theirClosingMinor", c.reading, c.summary,
  c.our_signature as "ourSignature", c.their_signature as "theirSignature",
  c.replaced_by_id as "replacedById", c.recorded_at as "recordedAt", c.by_name as "byName"`;
const from = `from comparison c join customer k on k.org_id = c.org_id and k.id = c.customer_id`;

export type NewComparison = InBooks & {
  readonly customerId: number;
  readonly currency: string;
  readonly side: "us" | "customer";
  readonly fileName: string;
  readonly sha256: Uint8Array;
  readonly fileBytes: number;
  readonly storedAs: string;
  readonly mapping: object | null;
  readonly layout: string;
  readonly choices: object;
  readonly memberId: number | null;
  readonly byName: string;
  readonly isShared: boolean;
};

export async function insertComparison(db: Db, one: NewComparison): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `insert into comparison (org_id, books_id, customer_id, currency, side, file_name, file_sha256,
       file_bytes, stored_as, mapping, layout, choices, by_member_id, by_name, is_shared)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) returning id`,
    [
      one.orgId,
      one.booksId,
      one.customerId,
      one.currency,
      one.side,
      one.fileName,
      Buffer.from(one.sha256),
      one.fileBytes,
      one.storedAs,
      one.mapping === null ? null : JSON.stringify(one.mapping),
      one.layout,
      JSON.stringify(one.choices),
      one.memberId,
      one.byName,
      one.isShared,
    ],
  );
  return rows[0]!.id;
}

export async function selectComparison(
  db: Db,
  orgId: number,
  id: number,
): Promise<ComparisonRow | null> {
  const { rows } = await db.query<ComparisonRow>(
    `select ${columns} ${from} where c.org_id = $1 and c.id = $2`,
    [orgId, id],
  );
  return rows[0] ?? null;
}

/** One at a time changes it. */
export async function lockComparison(
  db: Db,
  orgId: number,
  id: number,
): Promise<ComparisonRow | null> {
  await db.query("select from comparison where org_id = $1 and id = $2 for update", [orgId, id]);
  return selectComparison(db, orgId, id);
}

/** The newest first, below `beforeId`; of one customer or all. */
export async function selectComparisons(
  db: Db,
  { orgId, booksId }: InBooks,
  filter: {
    readonly customerId: number | null;
    readonly pattern: string;
    readonly isSharedOnly: boolean;
    readonly beforeId: number | null;
    readonly limit: number;
  },
): Promise<ComparisonRow[]> {
  const { rows } = await db.query<ComparisonRow>(
    `select ${columns} ${from}
     where c.org_id = $1 and c.books_id = $2 and ($3::bigint is null or c.customer_id = $3)
       and ($4 = '%' or k.name ilike $4 or c.file_name ilike $4)
       and (not $5 or c.is_shared or c.side = 'customer')
       and c.state <> 'superseded' and ($6::bigint is null or c.id < $6)
     order by c.id desc limit $7`,
    [
      orgId,
      booksId,
      filter.customerId,
      filter.pattern,
      filter.isSharedOnly,
      filter.beforeId,
      filter.limit,
    ],
  );
  return rows;
}

/** How a layout was read before; the newest word counts. */
export async function selectLedgerMappings(db: Db, orgId: number): Promise<unknown[]> {
  const { rows } = await db.query<{ mapping: unknown }>(
    `select distinct on (layout) mapping from comparison
     where org_id = $1 and mapping is not null and layout <> '' order by layout, id desc`,
    [orgId],
  );
  return rows.map(({ mapping }) => mapping);
}

export type ReadComparison = {
  readonly layout: string;
  readonly mapping: object | null;
  readonly from: string;
  readonly to: string;
  readonly knownAt: Date;
  readonly ourOpeningMinor: number;
  readonly ourClosingMinor: number;
  readonly theirOpeningMinor: number;
  readonly theirClosingMinor: number;
  readonly reading: object;
  readonly summary: ComparisonSummary;
};

export async function storeRead(
  db: Db,
  orgId: number,
  id: number,
  read: ReadComparison,
): Promise<void> {
  await db.query(
    `update comparison set state = 'open', layout = $3, mapping = $4, from_date = $5, to_date = $6,
       known_at = $7, our_opening_minor = $8, our_closing_minor = $9, their_opening_minor = $10,
       their_closing_minor = $11, reading = $12, summary = $13
     where org_id = $1 and id = $2`,
    [
      orgId,
      id,
      read.layout,
      read.mapping === null ? null : JSON.stringify(read.mapping),
      read.from,
      read.to,
      read.knownAt,
      read.ourOpeningMinor,
      read.ourClosingMinor,
      read.theirOpeningMinor,
      read.theirClosingMinor,
      JSON.stringify(read.reading),
      JSON.stringify(read.summary),
    ],
  );
}

export async function storeUnread(
  db: Db,
  orgId: number,
  id: number,
  reading: object,
): Promise<void> {
  await db.query(`update comparison set reading = $3 where org_id = $1 and id = $2`, [
    orgId,
    id,
    JSON.stringify(reading),
  ]);
}

export type ComparisonChange = {
  readonly state?: ComparisonState;
  readonly isShared?: boolean;
  readonly replacedById?: number;
};

export async function updateComparison(
  db: Db,
  orgId: number,
  id: number,
  change: ComparisonChange,
): Promise<void> {
  await db.query(
    `update comparison set state = coalesce($3, state), is_shared = coalesce($4, is_shared),
       replaced_by_id = coalesce($5, replaced_by_id)
     where org_id = $1 and id = $2`,
    [orgId, id, change.state ?? null, change.isShared ?? null, change.replacedById ?? null],
  );
}

/** Null: taken back. */
export async function storeSignature(
  db: Db,
  orgId: number,
  of: {
    readonly id: number;
    readonly side: "us" | "customer";
    readonly signature: Signature | null;
  },
): Promise<void> {
  await db.query(
    `update comparison set
       our_signature = case when $3 = 'us' then $4::jsonb else our_signature end,
       their_signature = case when $3 = 'customer' then $4::jsonb else their_signature end
     where org_id = $1 and id = $2`,
    [orgId, of.id, of.side, of.signature === null ? null : JSON.stringify(of.signature)],
  );
}

export type NewComparisonEntry = {
  readonly side: "ours" | "theirs";
  readonly n: number;
  readonly groupN: number | null;
  readonly date: string;
  readonly no: string;
  readonly refs: string;
  readonly memo: string;
  readonly minor: number;
  readonly phase: string;
  readonly itemId: number | null;
  readonly receiptId: number | null;
};

const entryTable: BulkTable = {
  table: "comparison_entry",
  columns: {
    org_id: "bigint",
    comparison_id: "bigint",
    side: "text",
    n: "int",
    group_n: "int",
    date: "date",
    no: "text",
    refs: "text",
    memo: "text",
    minor: "bigint",
    phase: "text",
    item_id: "bigint",
    receipt_id: "bigint",
  },
};

export async function insertComparisonEntries(
  db: Db,
  { orgId, id }: { readonly orgId: number; readonly id: number },
  entries: readonly NewComparisonEntry[],
): Promise<void> {
  await bulkInsert(
    db,
    entryTable,
    entries.map((one) => [
      orgId,
      id,
      one.side,
      one.n,
      one.groupN,
      one.date,
      one.no,
      one.refs,
      one.memo,
      one.minor,
      one.phase,
      one.itemId,
      one.receiptId,
    ]),
  );
}

export type NewComparisonGroup = {
  readonly n: number;
  readonly verdict: ComparisonVerdict;
  readonly foundBy: string;
  readonly outstanding: OutstandingClass | null;
  readonly code: string | null;
  readonly corrects: "ours" | "theirs" | null;
  readonly oursMinor: number;
  readonly theirsMinor: number;
  readonly because: readonly Because[];
};

const groupTable: BulkTable = {
  table: "comparison_group",
  columns: {
    org_id: "bigint",
    comparison_id: "bigint",
    n: "int",
    verdict: "text",
    found_by: "text",
    outstanding: "text",
    code: "text",
    corrects: "text",
    ours_minor: "bigint",
    theirs_minor: "bigint",
    because: "jsonb",
  },
};

export async function insertComparisonGroups(
  db: Db,
  { orgId, id }: { readonly orgId: number; readonly id: number },
  groups: readonly NewComparisonGroup[],
): Promise<void> {
  await bulkInsert(
    db,
    groupTable,
    groups.map((one) => [
      orgId,
      id,
      one.n,
      one.verdict,
      one.foundBy,
      one.outstanding,
      one.code,
      one.corrects,
      one.oursMinor,
      one.theirsMinor,
      JSON.stringify(one.because),
    ]),
  );
}

export type ComparisonGroupRow = NewComparisonGroup & {
  readonly answer: "" | "agreed" | "objected";
  readonly answerNote: string;
  readonly answeredBy: string;
  readonly note: string;
  readonly disputeId: number | null;
};

const groupColumns = `n, verdict, found_by as "foundBy", outstanding, code, corrects,
  ours_minor as "oursMinor", theirs_minor as "theirsMinor", because, answer,
  answer_note as "answerNote", answered_by as "answeredBy", note, dispute_id as "disputeId"`;

/** In their order, after `afterN`; all verdicts or one. */
export async function selectComparisonGroups(
  db: Db,
  orgId: number,
  of: {
    readonly id: number;
    readonly verdicts: readonly string[] | null;
    readonly afterN: number;
    readonly limit: number;
  },
): Promise<ComparisonGroupRow[]> {
  const { rows } = await db.query<ComparisonGroupRow>(
    `select ${groupColumns} from comparison_group
     where org_id = $1 and comparison_id = $2 and ($3::text[] is null or verdict = any($3))
       and n > $4
     order by n limit $5`,
    [orgId, of.id, of.verdicts, of.afterN, of.limit],
  );
  return rows;
}

export async function selectComparisonGroup(
  db: Db,
  orgId: number,
  of: { readonly id: number; readonly n: number },
): Promise<ComparisonGroupRow | null> {
  const { rows } = await db.query<ComparisonGroupRow>(
    `select ${groupColumns} from comparison_group
     where org_id = $1 and comparison_id = $2 and n = $3`,
    [orgId, of.id, of.n],
  );
  return rows[0] ?? null;
}

/** What moves the reconciliation: all that does not agree. */
export async function selectOpenGroups(
  db: Db,
  orgId: number,
  id: number,
): Promise<ComparisonGroupRow[]> {
  const { rows } = await db.query<ComparisonGroupRow>(
    `select ${groupColumns} from comparison_group
     where org_id = $1 and comparison_id = $2 and verdict <> 'agreed' order by n`,
    [orgId, id],
  );
  return rows;
}

export type ComparisonEntryRow = Omit<NewComparisonEntry, "groupN"> & { readonly groupN: number };

export async function selectGroupEntries(
  db: Db,
  orgId: number,
  of: { readonly id: number; readonly groups: readonly number[] },
): Promise<ComparisonEntryRow[]> {
  const { rows } = await db.query<ComparisonEntryRow>(
    `select side, n, group_n as "groupN", date, no, refs, memo, minor, phase, item_id as "itemId",
       receipt_id as "receiptId"
     from comparison_entry
     where org_id = $1 and comparison_id = $2 and group_n = any($3) order by side, date, n`,
    [orgId, of.id, of.groups],
  );
  return rows;
}

export type GroupChange = {
  readonly code?: string;
  readonly corrects?: "ours" | "theirs";
  readonly note?: string;
  readonly answer?: "" | "agreed" | "objected";
  readonly answerNote?: string;
  readonly answeredBy?: string;
  readonly disputeId?: number;
  readonly decidedBy?: string;
};

export async function updateComparisonGroup(
  db: Db,
  orgId: number,
  of: { readonly id: number; readonly n: number },
  change: GroupChange,
): Promise<void> {
  await db.query(
    `update comparison_group set code = coalesce($4, code), corrects = coalesce($5, corrects),
       note = coalesce($6, note), answer = coalesce($7, answer),
       answer_note = coalesce($8, answer_note), answered_by = coalesce($9, answered_by),
       dispute_id = coalesce($10, dispute_id), decided_by = coalesce($11, decided_by),
       decided_at = case when $11::text is null then decided_at else clock_timestamp() end
     where org_id = $1 and comparison_id = $2 and n = $3`,
    [
      orgId,
      of.id,
      of.n,
      change.code ?? null,
      change.corrects ?? null,
      change.note ?? null,
      change.answer ?? null,
      change.answerNote ?? null,
      change.answeredBy ?? null,
      change.disputeId ?? null,
      change.decidedBy ?? null,
    ],
  );
}

export type NewComparisonEvent = {
  readonly comparisonId: number;
  readonly groupN?: number | null;
  readonly act: string;
  readonly side: "us" | "customer" | "system";
  readonly actor: string;
  readonly memberId?: number | null;
  readonly detail?: object;
};

export async function insertComparisonEvent(
  db: Db,
  { orgId, booksId }: InBooks,
  event: NewComparisonEvent,
): Promise<void> {
  await db.query(
    `insert into comparison_event (org_id, books_id, comparison_id, group_n, act, side, actor,
       member_id, detail)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      orgId,
      booksId,
      event.comparisonId,
      event.groupN ?? null,
      event.act,
      event.side,
      event.actor,
      event.memberId ?? null,
      JSON.stringify(event.detail ?? {}),
    ],
  );
}

export type ComparisonEventRow = {
  readonly groupN: number | null;
  readonly act: string;
  readonly side: "us" | "customer" | "system";
  readonly actor: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly recordedAt: Date;
};

export async function selectComparisonEvents(
  db: Db,
  orgId: number,
  id: number,
): Promise<ComparisonEventRow[]> {
  const { rows } = await db.query<ComparisonEventRow>(
    `select group_n as "groupN", act, side, actor, detail, recorded_at as "recordedAt"
     from comparison_event where org_id = $1 and comparison_id = $2 order by id`,
    [orgId, id],
  );
  return rows;
}
