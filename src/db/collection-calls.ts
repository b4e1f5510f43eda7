// The log of contacts with customers, and the next steps that follow from them.
import type { CallChannel, CallOutcome, TaskKind } from "../core/collections/outcome.ts";
import type { Db } from "./pool.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

export type NewCall = {
  readonly customerId: number;
  readonly contactId: number | null;
  readonly channel: CallChannel;
  readonly outcome: CallOutcome;
  readonly note: string;
  readonly askedMinor: number;
  readonly disputeId: number | null;
  readonly memberId: number | null;
  readonly onDate: string;
};

export async function insertCall(
  db: Db,
  { orgId, booksId }: InBooks,
  call: NewCall,
): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `insert into call_log (org_id, books_id, customer_id, contact_id, channel, outcome, note,
       asked_minor, dispute_id, member_id, on_date)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning id`,
    [
      orgId,
      booksId,
      call.customerId,
      call.contactId,
      call.channel,
      call.outcome,
      call.note,
      call.askedMinor,
      call.disputeId,
      call.memberId,
      call.onDate,
    ],
  );
  return rows[0]!.id;
}

export type CallRow = {
  readonly id: number;
  readonly channel: CallChannel;
  readonly outcome: CallOutcome;
  readonly note: string;
  readonly askedMinor: number;
  readonly disputeId: number | null;
  readonly contactName: string | null;
  readonly memberName: string | null;
  readonly onDate: string;
  readonly at: Date;
};

/** The last ones of a customer, the newest first. */
export async function selectCalls(
  db: Db,
  orgId: number,
  of: { readonly customerId: number; readonly limit: number },
): Promise<CallRow[]> {
  const { rows } = await db.query<CallRow>(
    `select l.id, l.channel, l.outcome, l.note, l.asked_minor as "askedMinor",
       l.dispute_id as "disputeId", k.name as "contactName", m.name as "memberName",
       l.on_date as "onDate", l.recorded_at as at
     from call_log l
     left join customer_contact k on k.org_id = l.org_id and k.id = l.contact_id
     left join member m on m.org_id = l.org_id and m.id = l.member_id
     where l.org_id = $1 and l.customer_id = $2 order by l.id desc limit $3`,
    [orgId, of.customerId, of.limit],
  );
  return rows;
}

export type ContactDaysRow = {
  readonly customerId: number;
  /** When the customer was last reached; null: never, though somebody tried. */
  readonly lastOn: string | null;
  /** Of the seven days up to today, with repetitions. */
  readonly recent: readonly string[];
};

/** Reached: anything but a call that nobody took, and what dunning sent. */
export async function selectContactDays(
  db: Db,
  { orgId, booksId }: InBooks,
  today: string,
): Promise<ContactDaysRow[]> {
  const { rows } = await db.query<ContactDaysRow>(
    `select customer_id as "customerId", max(on_date) filter (where outcome <> 'no_answer') as "lastOn",
       coalesce(array_agg(on_date::text) filter (where outcome <> 'no_answer'
         and on_date > $3::date - 7), '{}') as recent
     from (
       select customer_id, outcome, on_date from call_log where org_id = $1 and books_id = $2
       union all
       select customer_id, channel, taken_on from dunning_notice
       where org_id = $1 and books_id = $2 and state in ('released', 'done') and taken_on is not null
         and channel in ('email', 'letter', 'lawyer_letter')) touch
     group by customer_id`,
    [orgId, booksId, today],
  );
  return rows;
}

export type TaskRow = {
  readonly id: number;
  readonly customerId: number;
  readonly kind: TaskKind;
  readonly dueOn: string;
  readonly note: string;
};

export async function selectOpenTasks(
  db: Db,
  { orgId, booksId }: InBooks,
  customerId: number | null = null,
): Promise<TaskRow[]> {
  const { rows } = await db.query<TaskRow>(
    `select id, customer_id as "customerId", kind, due_on as "dueOn", note from collection_task
     where org_id = $1 and books_id = $2 and state = 'open'
       and ($3::bigint is null or customer_id = $3) order by due_on, id`,
    [orgId, booksId, customerId],
  );
  return rows;
}

export async function insertTask(
  db: Db,
  { orgId, booksId }: InBooks,
  task: {
    readonly customerId: number;
    readonly kind: TaskKind;
    readonly dueOn: string;
    readonly note: string;
    readonly memberId: number | null;
    readonly callId: number | null;
  },
): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `insert into collection_task (org_id, books_id, customer_id, kind, due_on, note, member_id, call_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
    [orgId, booksId, task.customerId, task.kind, task.dueOn, task.note, task.memberId, task.callId],
  );
  return rows[0]!.id;
}

/** A contact does what was due by that day, and once the customer is reached every planned call. */
export async function endDueTasks(
  db: Db,
  orgId: number,
  of: {
    readonly customerId: number;
    readonly through: string;
    readonly isReached: boolean;
    readonly memberId: number | null;
  },
): Promise<void> {
  await db.query(
    `update collection_task set state = 'done', done_by = $4, done_at = clock_timestamp()
     where org_id = $1 and customer_id = $2 and state = 'open'
       and (due_on <= $3 or $5 and kind = 'call')`,
    [orgId, of.customerId, of.through, of.memberId, of.isReached],
  );
}

/** False when it is not open. */
export async function endTask(
  db: Db,
  { orgId, booksId }: InBooks,
  end: {
    readonly id: number;
    readonly state: "done" | "dropped";
    readonly memberId: number | null;
  },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update collection_task set state = $4, done_by = $5, done_at = clock_timestamp()
     where org_id = $1 and books_id = $2 and id = $3 and state = 'open'`,
    [orgId, booksId, end.id, end.state, end.memberId],
  );
  return rowCount === 1;
}

export async function deferTask(
  db: Db,
  { orgId, booksId }: InBooks,
  { id, dueOn }: { readonly id: number; readonly dueOn: string },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update collection_task set due_on = $4
     where org_id = $1 and books_id = $2 and id = $3 and state = 'open'`,
    [orgId, booksId, id, dueOn],
  );
  return rowCount === 1;
}

export type LetterRow = {
  readonly id: number;
  readonly channel: string;
  readonly state: string;
  readonly day: string;
  readonly askedHomeMinor: number;
};

/** What dunning did with a customer, or is about to, the newest first. */
export async function selectLetters(
  db: Db,
  orgId: number,
  of: { readonly customerId: number; readonly limit: number },
): Promise<LetterRow[]> {
  const { rows } = await db.query<LetterRow>(
    `select id, channel, state, coalesce(taken_on, day) as day, asked_home_minor as "askedHomeMinor"
     from dunning_notice where org_id = $1 and customer_id = $2
       and state in ('proposed', 'released', 'done') order by day desc, id desc limit $3`,
    [orgId, of.customerId, of.limit],
  );
  return rows;
}
