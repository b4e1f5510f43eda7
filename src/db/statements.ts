// Statements as they were made, their lines and what happened to them. One statement a function.
import type { StatementSnapshot } from "../core/statements/snapshot.ts";
import type { Confirmation, LineState, StatementForm } from "../core/statements/statement.ts";
import { type BulkTable, bulkInsert } from "./bulk-insert.ts";
import type { Db } from "./pool.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

export type StatementRow = {
  readonly id: number;
  readonly booksId: number;
  readonly customerId: number;
  readonly customerName: string;
  readonly no: string;
  readonly form: StatementForm;
  readonly currency: string;
  readonly language: "zh" | "en";
  readonly from: string;
  readonly to: string;
  readonly closingMinor: number;
  readonly snapshot: StatementSnapshot;
  readonly sha256: string;
  readonly confirmation: Confirmation;
  readonly onHold: boolean;
  readonly linkVersion: number;
  readonly contactId: number | null;
  readonly ownerId: number | null;
  readonly sentAt: Date | null;
  readonly viewedAt: Date | null;
  readonly replyBy: string | null;
  readonly chased: "" | "reminder" | "call" | "letter" | "superior";
  readonly answeredAt: Date | null;
  readonly answer: Readonly<Record<string, unknown>>;
  readonly replacedById: number | null;
  readonly recordedAt: Date;
};

const columns = `s.id, s.books_id as "booksId", s.customer_id as "customerId",
  c.name as "customerName", s.no, s.form, s.currency, s.language, s.from_date as "from",
  s.to_date as "to", s.closing_minor as "closingMinor", s.snapshot,
  encode(s.sha256, 'hex') as sha256, s.confirmation, s.on_hold as "onHold",
  s.link_version as "linkVersion", s.contact_id as "contactId", s.owner_member_id as "ownerId",
  s.sent_at as "sentAt", s.viewed_at as "viewedAt", s.reply_by as "replyBy", s.chased,
  s.answered_at as "answeredAt", s.answer, s.replaced_by_id as "replacedById",
  s.recorded_at as "recordedAt"`;

/** The statement a portal session or our own page looks at. Null: there is none of that id. */
export async function selectStatement(
  db: Db,
  orgId: number,
  id: number,
): Promise<StatementRow | null> {
  const { rows } = await db.query<StatementRow>(
    `select ${columns} from statement s
     join customer c on c.org_id = s.org_id and c.id = s.customer_id
     where s.org_id = $1 and s.id = $2`,
    [orgId, id],
  );
  return rows[0] ?? null;
}

/** The same, and nobody else changes it until this transaction ends. */
export async function lockStatement(
  db: Db,
  orgId: number,
  id: number,
): Promise<StatementRow | null> {
  const { rows } = await db.query<StatementRow>(
    `select ${columns} from statement s
     join customer c on c.org_id = s.org_id and c.id = s.customer_id
     where s.org_id = $1 and s.id = $2 for update of s`,
    [orgId, id],
  );
  return rows[0] ?? null;
}

export type StatementLineRow = {
  readonly n: number;
  readonly kind: "balance" | "item" | "receipt";
  readonly itemId: number | null;
  readonly receiptId: number | null;
  readonly itemKind: string;
  readonly no: string;
  readonly issueDate: string | null;
  readonly dueDate: string | null;
  readonly amountMinor: number;
  readonly openMinor: number;
  readonly disputedMinor: number;
  readonly state: LineState;
  readonly reason: string;
  readonly theirMinor: number | null;
  readonly note: string;
  readonly decidedAt: Date | null;
  readonly decidedBy: string;
  /** What of the item is open today; null: the line is no item. */
  readonly openNowMinor: number | null;
};

export async function selectStatementLines(
  db: Db,
  orgId: number,
  statementId: number,
): Promise<StatementLineRow[]> {
  const { rows } = await db.query<StatementLineRow>(
    `select l.n, l.kind, l.item_id as "itemId", l.receipt_id as "receiptId",
       l.item_kind as "itemKind", l.no, l.issue_date as "issueDate", l.due_date as "dueDate",
       l.amount_minor as "amountMinor", l.open_minor as "openMinor",
       l.disputed_minor as "disputedMinor", l.state, l.reason, l.their_minor as "theirMinor",
       l.note, l.decided_at as "decidedAt", l.decided_by as "decidedBy",
       (i.amount_minor - i.applied_minor)::bigint as "openNowMinor"
     from statement_line l
     left join open_item i on i.org_id = l.org_id and i.id = l.item_id
     where l.org_id = $1 and l.statement_id = $2 order by l.n`,
    [orgId, statementId],
  );
  return rows;
}

export type PortalStatement = {
  readonly statement: StatementRow;
  readonly lines: readonly StatementLineRow[];
};

/** What a portal session shows: the frozen snapshot beside the answers so far. */
export async function selectStatementForPortal(
  db: Db,
  orgId: number,
  statementId: number,
): Promise<PortalStatement | null> {
  const statement = await selectStatement(db, orgId, statementId);
  if (statement === null) return null;
  return { statement, lines: await selectStatementLines(db, orgId, statementId) };
}

export type StatementEventRow = {
  readonly id: number;
  readonly lineN: number | null;
  readonly act: string;
  readonly side: "us" | "customer" | "system";
  readonly actor: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly recordedAt: Date;
};

export async function selectStatementEvents(
  db: Db,
  orgId: number,
  statementId: number,
): Promise<StatementEventRow[]> {
  const { rows } = await db.query<StatementEventRow>(
    `select id, line_n as "lineN", act, side, actor, detail, recorded_at as "recordedAt"
     from statement_event where org_id = $1 and statement_id = $2 order by id`,
    [orgId, statementId],
  );
  return rows;
}

export type NewStatementEvent = {
  readonly statementId: number;
  readonly lineN?: number | null;
  readonly act: string;
  readonly side: "us" | "customer" | "system";
  readonly actor: string;
  readonly memberId?: number | null;
  readonly contactId?: number | null;
  readonly detail?: object;
};

const eventTable: BulkTable = {
  table: "statement_event",
  columns: {
    org_id: "bigint",
    books_id: "bigint",
    statement_id: "bigint",
    line_n: "int",
    act: "text",
    side: "text",
    actor: "text",
    member_id: "bigint",
    contact_id: "bigint",
    detail: "jsonb",
  },
};

export async function insertStatementEvents(
  db: Db,
  { orgId, booksId }: InBooks,
  events: readonly NewStatementEvent[],
): Promise<void> {
  await bulkInsert(
    db,
    eventTable,
    events.map((event) => [
      orgId,
      booksId,
      event.statementId,
      event.lineN ?? null,
      event.act,
      event.side,
      event.actor,
      event.memberId ?? null,
      event.contactId ?? null,
      JSON.stringify(event.detail ?? {}),
    ]),
  );
}

export type LineChange = {
  readonly n: number;
  readonly state: LineState;
  readonly reason: string;
  readonly theirMinor: number | null;
  readonly note: string;
  readonly decidedBy: string;
};

export async function updateStatementLines(
  db: Db,
  of: { readonly orgId: number; readonly statementId: number },
  changes: readonly LineChange[],
): Promise<void> {
  await db.query(
    `update statement_line l set state = x.state, reason = x.reason, their_minor = x.their,
       note = x.note, decided_by = x.by,
       decided_at = case x.state when 'open' then null else clock_timestamp() end
     from unnest($3::int[], $4::text[], $5::text[], $6::bigint[], $7::text[], $8::text[])
       as x(n, state, reason, their, note, by)
     where l.org_id = $1 and l.statement_id = $2 and l.n = x.n`,
    [
      of.orgId,
      of.statementId,
      changes.map(({ n }) => n),
      changes.map(({ state }) => state),
      changes.map(({ reason }) => reason),
      changes.map(({ theirMinor }) => theirMinor),
      changes.map(({ note }) => note),
      changes.map(({ decidedBy }) => decidedBy),
    ],
  );
}

export type StatementChange = {
  readonly confirmation?: Confirmation;
  readonly onHold?: boolean;
  readonly contactId?: number | null;
  readonly replyBy?: string;
  readonly chased?: string;
  /** Now. */
  readonly sent?: boolean;
  readonly viewed?: boolean;
  readonly answer?: object;
  /** Taken back: the statement waits for its answer again. */
  readonly unanswered?: boolean;
  readonly replacedById?: number;
  /** Links made before stop working. */
  readonly killLinks?: boolean;
};

export async function updateStatement(
  db: Db,
  orgId: number,
  id: number,
  change: StatementChange,
): Promise<void> {
  await db.query(
    `update statement set confirmation = coalesce($3, confirmation),
       on_hold = coalesce($4, on_hold), contact_id = coalesce($5, contact_id),
       reply_by = coalesce($6, reply_by), chased = coalesce($7, chased),
       sent_at = case when $8 then clock_timestamp() else sent_at end,
       viewed_at = case when $9 then coalesce(viewed_at, clock_timestamp()) else viewed_at end,
       answer = case when $11 then '{}' else coalesce($10::jsonb, answer) end,
       answered_at = case when $11 then null when $10 is null then answered_at
         else clock_timestamp() end,
       replaced_by_id = coalesce($12, replaced_by_id),
       link_version = link_version + case when $13 then 1 else 0 end
     where org_id = $1 and id = $2`,
    [
      orgId,
      id,
      change.confirmation ?? null,
      change.onHold ?? null,
      change.contactId ?? null,
      change.replyBy ?? null,
      change.chased ?? null,
      change.sent ?? false,
      change.viewed ?? false,
      change.answer === undefined ? null : JSON.stringify(change.answer),
      change.unanswered ?? false,
      change.replacedById ?? null,
      change.killLinks ?? false,
    ],
  );
}
