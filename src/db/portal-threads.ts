// Questions of a customer with their messages, files, announced payments and ratings. One statement
// a function.
import type { Db } from "./pool.ts";
import type { OfCustomer } from "./portal-pages.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

export type FileRow = {
  readonly id: number;
  readonly name: string;
  readonly kind: string;
  readonly sizeBytes: number;
  readonly storedAs: string;
  readonly side: "us" | "customer";
};

const fileColumns = `id, name, kind, size_bytes as "sizeBytes", stored_as as "storedAs", side`;

export async function insertPortalFile(
  db: Db,
  file: {
    readonly orgId: number;
    readonly booksId: number;
    readonly customerId: number;
    readonly side: "us" | "customer";
    readonly name: string;
    readonly kind: string;
    readonly sizeBytes: number;
    readonly sha256: Uint8Array;
    readonly storedAs: string;
    readonly sessionId: number | null;
    readonly memberId: number | null;
  },
): Promise<FileRow> {
  const { rows } = await db.query<FileRow>(
    `insert into portal_file (org_id, books_id, customer_id, side, name, kind, size_bytes, sha256,
       stored_as, session_id, member_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning ${fileColumns}`,
    [
      file.orgId,
      file.booksId,
      file.customerId,
      file.side,
      file.name,
      file.kind,
      file.sizeBytes,
      Buffer.from(file.sha256),
      file.storedAs,
      file.sessionId,
      file.memberId,
    ],
  );
  return rows[0]!;
}

export async function selectPortalFiles(
  db: Db,
  { orgId, customerId }: OfCustomer,
  ids: readonly number[],
): Promise<FileRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await db.query<FileRow>(
    `select ${fileColumns} from portal_file
     where org_id = $1 and customer_id = $2 and id = any($3::bigint[]) order by id`,
    [orgId, customerId, ids],
  );
  return rows;
}

/** Its own, and of ours what stands beside something that was shared with it. */
export async function selectFileForCustomer(
  db: Db,
  { orgId, customerId }: OfCustomer,
  id: number,
): Promise<FileRow | null> {
  const { rows } = await db.query<FileRow>(
    `select ${fileColumns} from portal_file f
     where f.org_id = $1 and f.customer_id = $2 and f.id = $3 and (f.side = 'customer'
       or exists (select from dispute_event e
         join dispute d on d.org_id = e.org_id and d.id = e.dispute_id
         where e.org_id = f.org_id and d.customer_id = f.customer_id and e.side = 'us' and e.is_shared
           and f.id = any(e.file_ids))
       or exists (select from portal_message m
         join portal_question q on q.org_id = m.org_id and q.id = m.question_id
         where m.org_id = f.org_id and q.customer_id = f.customer_id and m.side = 'us'
           and f.id = any(m.file_ids)))`,
    [orgId, customerId, id],
  );
  return rows[0] ?? null;
}

/** A file of these books, for our own people. */
export async function selectFileOfBooks(
  db: Db,
  { orgId, booksId }: InBooks,
  id: number,
): Promise<FileRow | null> {
  const { rows } = await db.query<FileRow>(
    `select ${fileColumns} from portal_file where org_id = $1 and books_id = $2 and id = $3`,
    [orgId, booksId, id],
  );
  return rows[0] ?? null;
}

/** How many bytes a customer has put here since an instant: a limit against filling the disk. */
export async function sumPortalFiles(
  db: Db,
  { orgId, customerId }: OfCustomer,
  since: Date,
): Promise<number> {
  const { rows } = await db.query<{ bytes: number }>(
    `select coalesce(sum(size_bytes), 0)::bigint as bytes from portal_file
     where org_id = $1 and customer_id = $2 and side = 'customer' and recorded_at > $3`,
    [orgId, customerId, since],
  );
  return rows[0]!.bytes;
}

export type QuestionRow = {
  readonly id: number;
  readonly customerId: number;
  readonly customerName: string;
  readonly statementId: number | null;
  readonly subject: string;
  readonly state: "open" | "answered" | "closed";
  readonly ownerId: number | null;
  readonly ownerName: string | null;
  readonly answerBy: Date;
  readonly firstAnswerAt: Date | null;
  readonly askedAt: Date;
};

const questionColumns = `q.id, q.customer_id as "customerId", c.name as "customerName",
  q.statement_id as "statementId", q.subject, q.state, q.owner_member_id as "ownerId",
  m.name as "ownerName", q.answer_by as "answerBy", q.first_answer_at as "firstAnswerAt",
  q.asked_at as "askedAt"`;
const questionTables = `portal_question q
  join customer c on c.org_id = q.org_id and c.id = q.customer_id
  left join member m on m.org_id = q.org_id and m.id = q.owner_member_id`;

export async function selectQuestionsOfCustomer(
  db: Db,
  { orgId, customerId }: OfCustomer,
): Promise<QuestionRow[]> {
  const { rows } = await db.query<QuestionRow>(
    `select ${questionColumns} from ${questionTables}
     where q.org_id = $1 and q.customer_id = $2 order by q.id desc limit 100`,
    [orgId, customerId],
  );
  return rows;
}

export async function selectQuestionsOfBooks(
  db: Db,
  { orgId, booksId }: InBooks,
  state: readonly string[],
): Promise<QuestionRow[]> {
  const { rows } = await db.query<QuestionRow>(
    `select ${questionColumns} from ${questionTables}
     where q.org_id = $1 and q.books_id = $2 and q.state = any($3::text[])
     order by q.answer_by, q.id limit 500`,
    [orgId, booksId, state],
  );
  return rows;
}

export async function lockQuestion(
  db: Db,
  orgId: number,
  id: number,
): Promise<(QuestionRow & { readonly booksId: number }) | null> {
  const { rows } = await db.query<QuestionRow & { booksId: number }>(
    `select ${questionColumns}, q.books_id as "booksId" from ${questionTables}
     where q.org_id = $1 and q.id = $2 for update of q`,
    [orgId, id],
  );
  return rows[0] ?? null;
}

/** Null: the same question was asked before (its caller's key is known). */
export async function insertQuestion(
  db: Db,
  question: {
    readonly orgId: number;
    readonly booksId: number;
    readonly customerId: number;
    readonly statementId: number | null;
    readonly clientKey: string;
    readonly subject: string;
    readonly ownerId: number | null;
    readonly answerBy: Date;
  },
): Promise<number | null> {
  const { rows } = await db.query<{ id: number }>(
    `insert into portal_question (org_id, books_id, customer_id, statement_id, client_key, subject,
       owner_member_id, answer_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (org_id, customer_id, client_key) do nothing returning id`,
    [
      question.orgId,
      question.booksId,
      question.customerId,
      question.statementId,
      question.clientKey,
      question.subject,
      question.ownerId,
      question.answerBy,
    ],
  );
  return rows[0]?.id ?? null;
}

export async function updateQuestion(
  db: Db,
  orgId: number,
  id: number,
  change: {
    readonly state: "open" | "answered" | "closed";
    readonly answeredAt: Date | null;
    readonly ownerId: number | null;
  },
): Promise<void> {
  await db.query(
    `update portal_question set state = $3, first_answer_at = coalesce(first_answer_at, $4),
       owner_member_id = coalesce($5, owner_member_id)
     where org_id = $1 and id = $2`,
    [orgId, id, change.state, change.answeredAt, change.ownerId],
  );
}

export type PortalMessageRow = {
  readonly questionId: number;
  readonly side: "us" | "customer";
  readonly author: string;
  readonly body: string;
  readonly fileIds: readonly number[];
  readonly at: Date;
};

export async function insertThreadMessage(
  db: Db,
  message: {
    readonly orgId: number;
    readonly questionId: number;
    readonly side: "us" | "customer";
    readonly author: string;
    readonly memberId: number | null;
    readonly body: string;
    readonly fileIds: readonly number[];
  },
): Promise<void> {
  await db.query(
    `insert into portal_message (org_id, question_id, side, author, member_id, body, file_ids)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      message.orgId,
      message.questionId,
      message.side,
      message.author,
      message.memberId,
      message.body,
      message.fileIds,
    ],
  );
}

export async function selectThreadMessages(
  db: Db,
  orgId: number,
  questionIds: readonly number[],
): Promise<PortalMessageRow[]> {
  if (questionIds.length === 0) return [];
  const { rows } = await db.query<PortalMessageRow>(
    `select question_id as "questionId", side, author, body, to_json(file_ids) as "fileIds",
       recorded_at as at
     from portal_message where org_id = $1 and question_id = any($2::bigint[]) order by id`,
    [orgId, questionIds],
  );
  return rows;
}

export type AnnouncementRow = {
  readonly id: number;
  readonly payCode: string;
  readonly currency: string;
  readonly amountMinor: number;
  readonly payOn: string | null;
  readonly announcedAt: Date;
  readonly cancelledAt: Date | null;
  readonly items: readonly {
    readonly no: string;
    readonly minor: number;
    readonly openMinor: number;
  }[];
};

export async function selectAnnouncements(
  db: Db,
  { orgId, customerId }: OfCustomer,
): Promise<AnnouncementRow[]> {
  const { rows } = await db.query<AnnouncementRow>(
    `select p.id, p.pay_code as "payCode", p.currency, p.amount_minor as "amountMinor",
       p.pay_on as "payOn", p.announced_at as "announcedAt", p.cancelled_at as "cancelledAt",
       coalesce((select json_agg(json_build_object('no', i.no, 'minor', a.amount_minor,
           'openMinor', i.amount_minor - i.applied_minor) order by i.due_date, i.id)
         from announced_item a join open_item i on i.org_id = a.org_id and i.id = a.item_id
         where a.org_id = p.org_id and a.announcement_id = p.id), '[]') as items
     from payment_announcement p
     where p.org_id = $1 and p.customer_id = $2 order by p.id desc limit 50`,
    [orgId, customerId],
  );
  return rows;
}

export async function selectAnnouncementOfKey(
  db: Db,
  { orgId, customerId }: OfCustomer,
  clientKey: string,
): Promise<{ readonly id: number } | null> {
  const { rows } = await db.query<{ id: number }>(
    `select id from payment_announcement
     where org_id = $1 and customer_id = $2 and client_key = $3`,
    [orgId, customerId, clientKey],
  );
  return rows[0] ?? null;
}

/** Its id before it is written: the pay-code is made of it. */
export async function nextAnnouncementId(db: Db): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    "select nextval(pg_get_serial_sequence('payment_announcement', 'id')) as id",
  );
  return rows[0]!.id;
}

export async function insertAnnouncement(
  db: Db,
  announced: {
    readonly orgId: number;
    readonly id: number;
    readonly booksId: number;
    readonly customerId: number;
    readonly clientKey: string;
    readonly payCode: string;
    readonly currency: string;
    readonly amountMinor: number;
    readonly payOn: string | null;
    readonly note: string;
    readonly byName: string;
    readonly advice: object;
    readonly items: readonly { readonly itemId: number; readonly minor: number }[];
  },
): Promise<void> {
  await db.query(
    `insert into payment_announcement (org_id, id, books_id, customer_id, client_key, pay_code,
       currency, amount_minor, pay_on, note, by_name, advice)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      announced.orgId,
      announced.id,
      announced.booksId,
      announced.customerId,
      announced.clientKey,
      announced.payCode,
      announced.currency,
      announced.amountMinor,
      announced.payOn,
      announced.note,
      announced.byName,
      JSON.stringify(announced.advice),
    ],
  );
  await db.query(
    `insert into announced_item (org_id, announcement_id, item_id, amount_minor)
     select $1, $2, x.item, x.minor from unnest($3::bigint[], $4::bigint[]) as x(item, minor)`,
    [
      announced.orgId,
      announced.id,
      announced.items.map(({ itemId }) => itemId),
      announced.items.map(({ minor }) => minor),
    ],
  );
}

export async function cancelAnnouncement(
  db: Db,
  { orgId, customerId }: OfCustomer,
  id: number,
  now: Date,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update payment_announcement set cancelled_at = $4
     where org_id = $1 and customer_id = $2 and id = $3 and cancelled_at is null`,
    [orgId, customerId, id, now],
  );
  return rowCount === 1;
}

/** False: this quarter was rated already. */
export async function insertRating(
  db: Db,
  rating: {
    readonly orgId: number;
    readonly booksId: number;
    readonly customerId: number;
    readonly about: string;
    readonly aboutId: number;
    readonly quarter: string;
    readonly stars: number;
    readonly note: string;
  },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into portal_rating (org_id, books_id, customer_id, about, about_id, quarter, stars, note)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (org_id, customer_id, quarter) do nothing`,
    [
      rating.orgId,
      rating.booksId,
      rating.customerId,
      rating.about,
      rating.aboutId,
      rating.quarter,
      rating.stars,
      rating.note,
    ],
  );
  return rowCount === 1;
}

export async function hasRated(
  db: Db,
  { orgId, customerId }: OfCustomer,
  quarter: string,
): Promise<boolean> {
  const { rowCount } = await db.query(
    "select from portal_rating where org_id = $1 and customer_id = $2 and quarter = $3",
    [orgId, customerId, quarter],
  );
  return rowCount === 1;
}

/** Who looks after a customer, and all who could. */
export async function selectKeepers(
  db: Db,
  { orgId, customerId }: OfCustomer,
): Promise<{
  readonly keeperId: number | null;
  readonly members: { readonly id: number; readonly role: string }[];
}> {
  const { rows } = await db.query<{
    keeperId: number | null;
    members: { id: number; role: string }[] | null;
  }>(
    `select (select owner_member_id from customer where org_id = $1 and id = $2) as "keeperId",
       (select json_agg(json_build_object('id', id, 'role', role) order by id)
        from member where org_id = $1 and active) as members`,
    [orgId, customerId],
  );
  return { keeperId: rows[0]?.keeperId ?? null, members: rows[0]?.members ?? [] };
}
