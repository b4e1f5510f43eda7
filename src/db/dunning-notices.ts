// Runs, what each customer gets, for which documents, and what became of it.
import { type BulkTable, bulkInsert } from "./bulk-insert.ts";
import type { Db } from "./pool.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

export type NoticeKind = "step" | "repeat" | "action";
export type NoticeState = "proposed" | "released" | "done" | "rejected" | "replaced" | "stopped";
export type AskedSum = { readonly currency: string; readonly minor: number };

export type NoticeItemRow = {
  readonly itemId: number;
  readonly nominal: number | null;
  readonly currency: string;
  readonly dueDate: string | null;
  readonly openMinor: number;
  readonly disputedMinor: number;
  readonly creditMinor: number;
  readonly promisedMinor: number;
  readonly askedMinor: number;
};

export type NewNotice = {
  readonly runId: number;
  readonly customerId: number;
  readonly day: string;
  readonly kind: NoticeKind;
  readonly channel: string;
  readonly template: string;
  readonly tone: string;
  readonly language: "zh" | "en";
  readonly grade: string | null;
  readonly nominal: number | null;
  readonly approver: string;
  readonly state: NoticeState;
  readonly asked: readonly AskedSum[];
  readonly askedHomeMinor: number;
  readonly contactId: number | null;
  readonly takenOn: string | null;
  readonly items: readonly NoticeItemRow[];
};

export async function insertRun(
  db: Db,
  { orgId, booksId }: InBooks,
  run: {
    readonly day: string;
    readonly kind: "daily" | "manual";
    readonly memberId: number | null;
    readonly recordedAt: string;
  },
): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `insert into dunning_run (org_id, books_id, day, kind, by_member_id, recorded_at)
     values ($1, $2, $3, $4, $5, $6) returning id`,
    [orgId, booksId, run.day, run.kind, run.memberId, run.recordedAt],
  );
  return rows[0]?.id ?? 0;
}

export async function setRunCounts(
  db: Db,
  orgId: number,
  of: { readonly id: number; readonly counts: object },
): Promise<void> {
  await db.query("update dunning_run set counts = $3 where org_id = $1 and id = $2", [
    orgId,
    of.id,
    JSON.stringify(of.counts),
  ]);
}

/** What waits for a release is planned anew with the figures of the day. */
export async function replaceProposals(db: Db, { orgId, booksId }: InBooks): Promise<number> {
  const { rowCount } = await db.query(
    `update dunning_notice set state = 'replaced'
     where org_id = $1 and books_id = $2 and state = 'proposed'
       and (kind <> 'action' or nominal is not null)`,
    [orgId, booksId],
  );
  return rowCount ?? 0;
}

const noticeTable: BulkTable = {
  table: "dunning_notice",
  columns: {
    org_id: "bigint",
    id: "bigint",
    books_id: "bigint",
    run_id: "bigint",
    customer_id: "bigint",
    day: "date",
    kind: "text",
    channel: "text",
    template: "text",
    tone: "text",
    language: "text",
    grade: "text",
    nominal: "int",
    approver: "text",
    state: "text",
    asked: "jsonb",
    asked_home_minor: "bigint",
    contact_id: "bigint",
    taken_on: "date",
    recorded_at: "timestamptz",
  },
};

const itemTable: BulkTable = {
  table: "dunning_notice_item",
  columns: {
    org_id: "bigint",
    notice_id: "bigint",
    item_id: "bigint",
    nominal: "int",
    currency: "text",
    due_date: "date",
    open_minor: "bigint",
    disputed_minor: "bigint",
    credit_minor: "bigint",
    promised_minor: "bigint",
    asked_minor: "bigint",
  },
};

/** Returns their ids in the same order. */
export async function insertNotices(
  db: Db,
  { orgId, booksId, recordedAt }: InBooks & { readonly recordedAt: string },
  notices: readonly NewNotice[],
): Promise<number[]> {
  if (notices.length === 0) return [];
  const { rows: next } = await db.query<{ id: number }>(
    `select nextval(pg_get_serial_sequence('dunning_notice', 'id')) as id
     from generate_series(1, $1::int)`,
    [notices.length],
  );
  const ids = next.map(({ id }) => id);
  await bulkInsert(
    db,
    noticeTable,
    notices.map((one, index) => [
      orgId,
      ids[index] ?? 0,
      booksId,
      one.runId,
      one.customerId,
      one.day,
      one.kind,
      one.channel,
      one.template,
      one.tone,
      one.language,
      one.grade,
      one.nominal,
      one.approver,
      one.state,
      JSON.stringify(one.asked),
      one.askedHomeMinor,
      one.contactId,
      one.takenOn,
      recordedAt,
    ]),
  );
  await bulkInsert(
    db,
    itemTable,
    notices.flatMap((one, index) =>
      one.items.map((item) => [
        orgId,
        ids[index] ?? 0,
        item.itemId,
        item.nominal,
        item.currency,
        item.dueDate,
        item.openMinor,
        item.disputedMinor,
        item.creditMinor,
        item.promisedMinor,
        item.askedMinor,
      ]),
    ),
  );
  return ids;
}

export type NoticeRow = {
  readonly id: number;
  readonly customerId: number;
  readonly customerNo: string;
  readonly customerName: string;
  readonly day: string;
  readonly kind: NoticeKind;
  readonly channel: string;
  readonly template: string;
  readonly tone: string;
  readonly language: "zh" | "en";
  readonly grade: "A" | "B" | "C" | null;
  readonly nominal: number | null;
  readonly approver: string;
  readonly state: NoticeState;
  readonly asked: readonly AskedSum[];
  readonly itemCount: number;
  readonly contactId: number | null;
  readonly messageId: number | null;
  readonly messageState: string | null;
  readonly messageSubject: string | null;
  readonly messageBody: string | null;
  readonly messageTo: string | null;
  readonly takenOn: string | null;
  readonly stopReason: string;
  readonly by: string | null;
};

const noticeColumns = `n.id, n.customer_id as "customerId", c.no as "customerNo",
  c.name as "customerName", n.day, n.kind, n.channel, n.template, n.tone, n.language, n.grade,
  n.nominal, n.approver, n.state, n.asked,
  (select count(*) from dunning_notice_item x where x.org_id = n.org_id and x.notice_id = n.id)
    as "itemCount",
  n.contact_id as "contactId", n.message_id as "messageId", m.state as "messageState",
  m.subject as "messageSubject", m.body as "messageBody", m.to_address as "messageTo",
  n.taken_on as "takenOn", n.stop_reason as "stopReason", p.name as by`;
const noticeTables = `dunning_notice n
  join customer c on c.org_id = n.org_id and c.id = n.customer_id
  left join message m on m.org_id = n.org_id and m.id = n.message_id
  left join member p on p.org_id = n.org_id and p.id = n.decided_by`;

/** proposed: waits for a release; open: a task or letter in somebody's hands; past: the rest. */
const viewConditions = {
  proposed: "n.state = 'proposed'",
  open: `n.state = 'released' and (n.message_id is null
    or n.channel in ('letter', 'lawyer_letter') and m.state = 'sent')`,
  past: "n.state <> 'proposed' and n.state <> 'replaced'",
} as const;
export type NoticeView = keyof typeof viewConditions;

export async function selectNotices(
  db: Db,
  { orgId, booksId }: InBooks,
  of: {
    readonly view: NoticeView;
    readonly customerId: number | null;
    readonly beforeId: number | null;
    readonly limit: number;
  },
): Promise<NoticeRow[]> {
  const { rows } = await db.query<NoticeRow>(
    `select ${noticeColumns} from ${noticeTables}
     where n.org_id = $1 and n.books_id = $2 and ${viewConditions[of.view]}
       and ($3::bigint is null or n.customer_id = $3) and ($4::bigint is null or n.id < $4)
     order by n.id desc limit $5`,
    [orgId, booksId, of.customerId, of.beforeId, of.limit],
  );
  return rows;
}

export async function countProposed(db: Db, { orgId, booksId }: InBooks): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `select count(*) as count from dunning_notice
     where org_id = $1 and books_id = $2 and state = 'proposed'`,
    [orgId, booksId],
  );
  return rows[0]?.count ?? 0;
}

/** Locked until the transaction ends. */
export async function lockNotices(
  db: Db,
  { orgId, booksId }: InBooks,
  ids: readonly number[],
): Promise<NoticeRow[]> {
  await db.query(
    `select id from dunning_notice where org_id = $1 and books_id = $2 and id = any($3)
     order by id for update`,
    [orgId, booksId, ids],
  );
  const { rows } = await db.query<NoticeRow>(
    `select ${noticeColumns} from ${noticeTables}
     where n.org_id = $1 and n.books_id = $2 and n.id = any($3) order by n.id`,
    [orgId, booksId, ids],
  );
  return rows;
}

export async function selectNoticeItems(
  db: Db,
  orgId: number,
  noticeId: number,
): Promise<(NoticeItemRow & { readonly no: string; readonly kind: string })[]> {
  const { rows } = await db.query<NoticeItemRow & { no: string; kind: string }>(
    `select x.item_id as "itemId", i.no, i.kind, x.nominal, x.currency, x.due_date as "dueDate",
       x.open_minor as "openMinor", x.disputed_minor as "disputedMinor",
       x.credit_minor as "creditMinor", x.promised_minor as "promisedMinor",
       x.asked_minor as "askedMinor"
     from dunning_notice_item x join open_item i on i.org_id = x.org_id and i.id = x.item_id
     where x.org_id = $1 and x.notice_id = $2 order by x.due_date, x.item_id`,
    [orgId, noticeId],
  );
  return rows;
}

export async function updateNotice(
  db: Db,
  orgId: number,
  of: {
    readonly id: number;
    readonly state: NoticeState;
    readonly takenOn: string | null;
    readonly stopReason: string;
    readonly memberId: number | null;
  },
): Promise<void> {
  await db.query(
    `update dunning_notice set state = $3, taken_on = coalesce($4, taken_on), stop_reason = $5,
       decided_by = coalesce($6, decided_by), decided_at = now() where org_id = $1 and id = $2`,
    [orgId, of.id, of.state, of.takenOn, of.stopReason, of.memberId],
  );
}

/** The figures as they are when it leaves. */
export async function updateNoticeFigures(
  db: Db,
  orgId: number,
  of: {
    readonly id: number;
    readonly asked: readonly AskedSum[];
    readonly askedHomeMinor: number;
    readonly takenOn: string;
    readonly items: readonly NoticeItemRow[];
  },
): Promise<void> {
  await db.query(
    `update dunning_notice set asked = $3, asked_home_minor = $4, taken_on = $5
     where org_id = $1 and id = $2`,
    [orgId, of.id, JSON.stringify(of.asked), of.askedHomeMinor, of.takenOn],
  );
  const column = (pick: (item: NoticeItemRow) => number) => of.items.map(pick);
  await db.query(
    `update dunning_notice_item n set open_minor = coalesce(x.open, 0),
       disputed_minor = coalesce(x.disputed, 0), credit_minor = coalesce(x.credit, 0),
       promised_minor = coalesce(x.promised, 0), asked_minor = coalesce(x.asked, 0)
     from dunning_notice_item o left join unnest($3::bigint[], $4::bigint[], $5::bigint[],
       $6::bigint[], $7::bigint[], $8::bigint[]) as x(item_id, open, disputed, credit, promised, asked)
       on x.item_id = o.item_id
     where n.org_id = $1 and n.notice_id = $2 and o.org_id = $1 and o.notice_id = $2
       and n.item_id = o.item_id`,
    [
      orgId,
      of.id,
      column(({ itemId }) => itemId),
      column(({ openMinor }) => openMinor),
      column(({ disputedMinor }) => disputedMinor),
      column(({ creditMinor }) => creditMinor),
      column(({ promisedMinor }) => promisedMinor),
      column(({ askedMinor }) => askedMinor),
    ],
  );
}
