// The one way to post: take the organisation's writing lock, then store entries, allocations and
// audit events set-based, each linked to the one before it by its hash.
import { hash as digest } from "node:crypto";
import type pg from "pg";
import { assert } from "../core/assert.ts";
import type { IsoDate } from "../core/date.ts";
import {
  auditText,
  type ChainedAudit,
  type ChainedLine,
  canonicalJson,
  entryTextWith,
} from "../core/ledger/chain.ts";
import { type BulkTable, bulkInsert, type Cell } from "./bulk-insert.ts";

/** Who writes into which books, and the instant it counts from (UTC, microseconds). */
export type Recording = {
  readonly orgId: number;
  readonly booksId: number;
  readonly memberId: number | null;
  readonly recordedAt: string;
};

export type NewEntry = {
  readonly id: number;
  readonly event: string;
  readonly origin: "ours" | "gl";
  readonly businessDate: IsoDate;
  readonly accountingDate: IsoDate;
  readonly narrationKey: string;
  readonly narrationFields: Readonly<Record<string, string | number>>;
  readonly sourceKind: string;
  readonly sourceId: number | null;
  readonly reversesId: number | null;
  readonly rule: string;
  readonly lines: readonly ChainedLine[];
};

export type NewAudit = {
  readonly actor: string;
  readonly action: string;
  readonly subjectKind?: string;
  readonly subjectId?: number | null;
  readonly detail?: unknown;
};

export type NewAllocation = {
  readonly kind: "receipt" | "netting" | "adjustment" | "cancel";
  readonly code: string;
  readonly difference: string | null;
  readonly receiptId: number | null;
  /** On whose account the receipt's money stood; null = 待认领, or no receipt. */
  readonly receiptCustomerId: number | null;
  readonly itemId: number | null;
  readonly itemMinor: number;
  readonly itemHomeMinor: number;
  readonly receiptMinor: number;
  readonly receiptHomeMinor: number;
  readonly decisionId: number;
  readonly matchId: number | null;
  readonly rule: string;
  readonly businessDate: IsoDate;
  readonly accountingDate: IsoDate;
  readonly entryId: number | null;
  readonly reversesId: number | null;
  readonly reason: string;
};

/** Money of a receipt that came to a customer's account (below zero: given back by an undo). */
export type NewClaim = {
  readonly receiptId: number;
  readonly customerId: number;
  readonly amountMinor: number;
  readonly homeMinor: number;
  readonly decisionId: number;
  readonly accountingDate: IsoDate;
  readonly entryId: number;
  readonly reversesId: number | null;
};

type Recorder = {
  readonly orgId: number;
  readonly booksId: number;
  readonly memberId: number | null;
};

/** Takes the writing lock of the organisation until the transaction ends. */
export function beginRecording(client: pg.ClientBase, who: Recorder): Promise<Recording> {
  return begin(client, who, "begin_recording($1)");
}

/** The same, and another transaction may write beside it (recordBeside). */
export function beginRecordingTogether(client: pg.ClientBase, who: Recorder): Promise<Recording> {
  return begin(client, who, "begin_recording($1, together => true)");
}

async function begin(
  client: pg.ClientBase,
  { orgId, booksId, memberId }: Recorder,
  call: string,
): Promise<Recording> {
  const { rows } = await client.query<{ at: string }>(
    `select to_char(${call} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at`,
    [orgId],
  );
  return { orgId, booksId, memberId, recordedAt: rows[0]!.at };
}

/**
 * A recording that writes while the one before it still does: they touch no row in common, and its
 * instant is the next. It holds no lock on the chains until takeTurn. Null: others wait to record.
 */
export async function recordBeside(
  client: pg.ClientBase,
  before: Recording,
): Promise<Recording | null> {
  const { rows } = await client.query<{ at: string | null }>(
    `select case when record_beside($1) then
       to_char(($2::timestamptz + interval '1 microsecond') at time zone 'UTC',
         'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') end as at`,
    [before.orgId, before.recordedAt],
  );
  const recordedAt = rows[0]?.at ?? null;
  return recordedAt === null ? null : { ...before, recordedAt };
}

/**
 * Locks the chains when the recording before has ended, which may still hold them. The mark it finds;
 * null if the entries do not end at `head` or a later instant is recorded: that one was rolled back.
 */
export async function takeTurn(
  client: pg.ClientBase,
  { orgId, recordedAt }: Recording,
  head: ChainHead,
): Promise<string | null> {
  // in the order in which begin_recording locks them
  await client.query("select from chain_head where org_id = $1 order by chain desc for update", [
    orgId,
  ]);
  const { hash } = await chainHead(client, orgId, "entry");
  if (!hash.equals(head.hash)) return null;
  const { rowCount } = await client.query(
    `update chain_head set recorded_at = $2
     where org_id = $1 and chain = 'entry' and recorded_at < $2`,
    [orgId, recordedAt],
  );
  return rowCount === 1 ? recordedMark(client, orgId) : null;
}

/** Sequences of the tables whose ids are needed before the rows are written. */
export type IdTable =
  | "entry"
  | "receipt"
  | "open_item"
  | "bank_line"
  | "decision"
  | "match"
  | "customer"
  | "statement";

/** New ids of a table, rising; not necessarily without gaps. */
export async function reserveIds(
  client: pg.ClientBase,
  table: IdTable,
  count: number,
): Promise<number[]> {
  if (count === 0) return [];
  // nearly always one after the other, and then the first says them all
  const { rows } = await client.query<{ first: number; ids: number[] | null }>(
    `select min(id) as first,
       case when max(id) - min(id) + 1 > count(*) then to_json(array_agg(id order by id)) end as ids
     from (select nextval((select pg_get_serial_sequence($1, 'id')::regclass)) as id
       from generate_series(1, $2::int)) s`,
    [table, count],
  );
  const { first, ids } = rows[0]!;
  return ids ?? Array.from({ length: count }, (_, n) => first + n);
}

const entryTable: BulkTable = {
  table: "entry",
  columns: {
    org_id: "bigint",
    id: "bigint",
    books_id: "bigint",
    seq: "bigint",
    event: "text",
    origin: "text",
    business_date: "date",
    accounting_date: "date",
    recorded_at: "timestamptz",
    narration_key: "text",
    narration_fields: "jsonb",
    source_kind: "text",
    source_id: "bigint",
    reverses_id: "bigint",
    by_member_id: "bigint",
    rule: "text",
    prev_hash: "bytea",
    hash: "bytea",
  },
};
const lineTable: BulkTable = {
  table: "posting_line",
  columns: {
    org_id: "bigint",
    entry_id: "bigint",
    n: "smallint",
    account: "text",
    side: "char(1)",
    currency: "currency",
    amount_minor: "minor",
    home_minor: "minor",
    customer_id: "bigint",
    item_id: "bigint",
    receipt_id: "bigint",
    bank_account_id: "bigint",
  },
};
const allocationTable: BulkTable = {
  table: "allocation",
  columns: {
    org_id: "bigint",
    books_id: "bigint",
    kind: "text",
    code: "text",
    difference: "text",
    receipt_id: "bigint",
    receipt_customer_id: "bigint",
    item_id: "bigint",
    item_minor: "minor",
    item_home_minor: "minor",
    receipt_minor: "minor",
    receipt_home_minor: "minor",
    decision_id: "bigint",
    match_id: "bigint",
    rule: "text",
    business_date: "date",
    accounting_date: "date",
    recorded_at: "timestamptz",
    entry_id: "bigint",
    reverses_id: "bigint",
    by_member_id: "bigint",
    reason: "text",
  },
};
const claimTable: BulkTable = {
  table: "receipt_claim",
  columns: {
    org_id: "bigint",
    receipt_id: "bigint",
    customer_id: "bigint",
    amount_minor: "minor",
    home_minor: "minor",
    decision_id: "bigint",
    accounting_date: "date",
    recorded_at: "timestamptz",
    entry_id: "bigint",
    reverses_id: "bigint",
  },
};
const auditTable: BulkTable = {
  table: "audit_event",
  columns: {
    org_id: "bigint",
    seq: "bigint",
    recorded_at: "timestamptz",
    actor: "text",
    member_id: "bigint",
    action: "text",
    subject_kind: "text",
    subject_id: "bigint",
    detail: "jsonb",
    prev_hash: "bytea",
    hash: "bytea",
  },
};

export type ChainHead = { seq: number; hash: Buffer };

/**
 * Where both chains of an organisation end. Whoever records something moves it, so that what was
 * read at one mark still holds while the mark is the same.
 */
export async function recordedMark(client: pg.ClientBase, orgId: number): Promise<string> {
  const { rows } = await client.query<{ mark: string | null }>(
    "select string_agg(seq::text, '/' order by chain) as mark from chain_head where org_id = $1",
    [orgId],
  );
  return rows[0]?.mark ?? "";
}

async function chainHead(
  client: pg.ClientBase,
  orgId: number,
  chain: "entry" | "audit",
): Promise<ChainHead> {
  const { rows } = await client.query<ChainHead>(
    "select seq, hash from chain_head where org_id = $1 and chain = $2",
    [orgId, chain],
  );
  assert(rows[0] !== undefined, "the writing lock was not taken");
  return rows[0];
}

/** Where the entries of the chain end from now on; in the transaction that stores them. */
export function moveEntryChain(
  client: pg.ClientBase,
  { orgId }: Recording,
  head: ChainHead,
): Promise<void> {
  return moveChainHead(client, orgId, "entry", head);
}

async function moveChainHead(
  client: pg.ClientBase,
  orgId: number,
  chain: string,
  head: ChainHead,
): Promise<void> {
  await client.query("update chain_head set seq = $3, hash = $4 where org_id = $1 and chain = $2", [
    orgId,
    chain,
    head.seq,
    head.hash,
  ]);
}

/** SHA-256 of the hash before and the text in UTF-8. */
export function linkHash(previous: Buffer, text: string): Buffer {
  // a character takes three bytes at most
  const room = previous.length + text.length * 3;
  const bytes = room <= scratch.length ? scratch : Buffer.allocUnsafe(room);
  const length = previous.copy(bytes) + bytes.write(text, previous.length);
  return digest("sha256", bytes.subarray(0, length), "buffer");
}
/** Hashing thousands of entries would otherwise leave two buffers of each behind. */
const scratch = Buffer.allocUnsafe(1 << 16);

/**
 * Entries in the given order. The database refuses what does not balance or is in a closed month.
 */
export async function storeEntries(
  client: pg.ClientBase,
  recording: Recording,
  entries: readonly NewEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  const head = await entryChainHead(client, recording);
  const chained = chainEntries(head, recording, entries);
  await storeChained(client, chained);
  await moveEntryChain(client, recording, chained.head);
}

/** The last entry of the chain. Who holds the writing lock may chain on from it without asking again. */
export function entryChainHead(
  client: pg.ClientBase,
  { orgId }: Pick<Recording, "orgId">,
): Promise<ChainHead> {
  return chainHead(client, orgId, "entry");
}

/** Stores entries that follow the last one stored; when all are, the caller moves the chain. */
export async function storeChained(
  client: pg.ClientBase,
  { entryRows, lineRows }: Pick<ChainedRows, "entryRows" | "lineRows">,
): Promise<void> {
  if (entryRows.length === 0) return;
  await bulkInsert(client, entryTable, entryRows);
  await bulkInsert(client, lineTable, lineRows);
}

export type ChainedRows = {
  readonly entryRows: readonly Cell[][];
  readonly lineRows: readonly Cell[][];
  readonly head: ChainHead;
};

/** The rows of the entries, each linked to the one before it, and where the chain then ends. */
export function chainEntries(
  head: ChainHead,
  { orgId, booksId, memberId, recordedAt }: Recording,
  entries: readonly NewEntry[],
): ChainedRows {
  let { seq, hash } = head;
  const entryRows: Cell[][] = [];
  const lineRows: Cell[][] = [];
  for (const e of entries) {
    seq += 1;
    const previous = hash;
    const fields = canonicalJson(e.narrationFields);
    hash = linkHash(previous, entryTextWith(fields, e, { booksId, seq, recordedAt, memberId }));
    entryRows.push([
      orgId,
      e.id,
      booksId,
      seq,
      e.event,
      e.origin,
      e.businessDate,
      e.accountingDate,
      recordedAt,
      e.narrationKey,
      fields,
      e.sourceKind,
      e.sourceId,
      e.reversesId,
      memberId,
      e.rule,
      previous,
      hash,
    ]);
    e.lines.forEach((l, n) => {
      lineRows.push([
        orgId,
        e.id,
        n,
        l.account,
        l.side,
        l.currency,
        l.amountMinor,
        l.homeMinor,
        l.customerId,
        l.itemId,
        l.receiptId,
        l.bankAccountId,
      ]);
    });
  }
  return { entryRows, lineRows, head: { seq, hash } };
}

export async function storeAllocations(
  client: pg.ClientBase,
  { orgId, booksId, memberId, recordedAt }: Recording,
  allocations: readonly NewAllocation[],
): Promise<void> {
  const rows = allocations.map((a): Cell[] => [
    orgId,
    booksId,
    a.kind,
    a.code,
    a.difference,
    a.receiptId,
    a.receiptCustomerId,
    a.itemId,
    a.itemMinor,
    a.itemHomeMinor,
    a.receiptMinor,
    a.receiptHomeMinor,
    a.decisionId,
    a.matchId,
    a.rule,
    a.businessDate,
    a.accountingDate,
    recordedAt,
    a.entryId,
    a.reversesId,
    memberId,
    a.reason,
  ]);
  await bulkInsert(client, allocationTable, rows);
}

export async function storeClaims(
  client: pg.ClientBase,
  { orgId, recordedAt }: Recording,
  claims: readonly NewClaim[],
): Promise<void> {
  const rows = claims.map((c): Cell[] => [
    orgId,
    c.receiptId,
    c.customerId,
    c.amountMinor,
    c.homeMinor,
    c.decisionId,
    c.accountingDate,
    recordedAt,
    c.entryId,
    c.reversesId,
  ]);
  await bulkInsert(client, claimTable, rows);
}

/** What was done, for the trail. Call it in the same transaction as what it tells of. */
export async function storeAudit(
  client: pg.ClientBase,
  recording: Recording,
  events: readonly NewAudit[],
): Promise<void> {
  if (events.length === 0) return;
  const { orgId, memberId, recordedAt } = recording;
  let { seq, hash } = await chainHead(client, orgId, "audit");
  const rows = events.map((event): Cell[] => {
    seq += 1;
    const detail = event.detail ?? {};
    const chained: ChainedAudit = {
      seq,
      recordedAt,
      actor: event.actor,
      memberId,
      action: event.action,
      subjectKind: event.subjectKind ?? "",
      subjectId: event.subjectId ?? null,
      detail,
    };
    const previous = hash;
    hash = linkHash(previous, auditText(chained));
    return [
      orgId,
      seq,
      recordedAt,
      chained.actor,
      memberId,
      chained.action,
      chained.subjectKind,
      chained.subjectId,
      canonicalJson(detail),
      previous,
      hash,
    ];
  });
  await bulkInsert(client, auditTable, rows);
  await moveChainHead(client, orgId, "audit", { seq, hash });
}
