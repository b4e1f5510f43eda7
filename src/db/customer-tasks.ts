// Tasks about customers: a call, a letter to post, what a dispute needs. One statement a function.
import type { Db } from "./pool.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

export type TaskKind = "call" | "letter" | "paper" | "check" | "other";
export type TaskState = "open" | "done" | "cancelled";

export type NewTask = {
  readonly customerId: number;
  readonly kind: TaskKind;
  readonly statementId: number | null;
  readonly disputeId: number | null;
  readonly title: string;
  readonly ownerId: number | null;
  readonly dueOn: string;
  readonly memberId: number | null;
};

/** Null: the same task of that statement is open already. */
export async function insertTask(
  db: Db,
  { orgId, booksId }: InBooks,
  task: NewTask,
): Promise<number | null> {
  const { rows } = await db.query<{ id: number }>(
    `insert into customer_task (org_id, books_id, customer_id, kind, statement_id, dispute_id, title,
       owner_member_id, due_on, by_member_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (org_id, statement_id, kind) where statement_id is not null and state = 'open'
     do nothing returning id`,
    [
      orgId,
      booksId,
      task.customerId,
      task.kind,
      task.statementId,
      task.disputeId,
      task.title,
      task.ownerId,
      task.dueOn,
      task.memberId,
    ],
  );
  return rows[0]?.id ?? null;
}

export type TaskRow = {
  readonly id: number;
  readonly customerId: number;
  readonly customerName: string;
  readonly kind: TaskKind;
  readonly statementId: number | null;
  readonly statementNo: string | null;
  readonly disputeId: number | null;
  readonly title: string;
  readonly ownerId: number | null;
  readonly ownerName: string | null;
  readonly contactName: string;
  readonly phone: string;
  readonly address: string;
  readonly dueOn: string;
  readonly state: TaskState;
  readonly outcome: string;
  readonly doneAt: Date | null;
  readonly doneBy: string | null;
};

export type TaskFilter = {
  readonly state: TaskState | null;
  readonly kind: TaskKind | null;
  readonly ownerId: number | null;
  readonly customerId: number | null;
  readonly disputeId: number | null;
  readonly id: number | null;
  readonly limit: number;
};

/** The most pressing first; a statement that was answered meanwhile needs nobody to call. */
export async function selectTasks(
  db: Db,
  { orgId, booksId }: InBooks,
  filter: TaskFilter,
): Promise<TaskRow[]> {
  const { rows } = await db.query<TaskRow>(
    `select t.id, t.customer_id as "customerId", c.name as "customerName", t.kind,
       t.statement_id as "statementId", s.no as "statementNo", t.dispute_id as "disputeId", t.title,
       t.owner_member_id as "ownerId", m.name as "ownerName", coalesce(k.name, '') as "contactName",
       coalesce(k.phone, '') as phone, coalesce(k.postal_address, '') as address,
       t.due_on as "dueOn", t.state, t.outcome, t.done_at as "doneAt", d.name as "doneBy"
     from customer_task t
     join customer c on c.org_id = t.org_id and c.id = t.customer_id
     left join statement s on s.org_id = t.org_id and s.id = t.statement_id
     left join customer_contact k on k.org_id = t.org_id and k.id = s.contact_id
     left join member m on m.org_id = t.org_id and m.id = t.owner_member_id
     left join member d on d.org_id = t.org_id and d.id = t.done_by_member_id
     where t.org_id = $1 and t.books_id = $2 and ($3::text is null or t.state = $3)
       and ($4::text is null or t.kind = $4) and ($5::bigint is null or t.owner_member_id = $5)
       and ($6::bigint is null or t.customer_id = $6) and ($7::bigint is null or t.dispute_id = $7)
       and ($8::bigint is null or t.id = $8)
       and (t.state <> 'open' or s.id is null or s.confirmation in ('sent', 'viewed'))
     order by t.due_on, t.id limit $9`,
    [
      orgId,
      booksId,
      filter.state,
      filter.kind,
      filter.ownerId,
      filter.customerId,
      filter.disputeId,
      filter.id,
      filter.limit,
    ],
  );
  return rows;
}

/** False when it is not open any more. */
export async function endTask(
  db: Db,
  { orgId, booksId }: InBooks,
  end: {
    readonly id: number;
    readonly state: "done" | "cancelled";
    readonly outcome: string;
    readonly memberId: number | null;
  },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update customer_task set state = $4, outcome = $5, done_at = clock_timestamp(),
       done_by_member_id = $6
     where org_id = $1 and books_id = $2 and id = $3 and state = 'open'`,
    [orgId, booksId, end.id, end.state, end.outcome, end.memberId],
  );
  return rowCount === 1;
}

/** Tasks of statements that need no chasing any more. */
export async function cancelNeedlessTasks(db: Db, { orgId, booksId }: InBooks): Promise<void> {
  await db.query(
    `update customer_task t set state = 'cancelled', done_at = clock_timestamp()
     from statement s
     where t.org_id = $1 and t.books_id = $2 and t.state = 'open' and s.org_id = t.org_id
       and s.id = t.statement_id and s.confirmation not in ('sent', 'viewed')`,
    [orgId, booksId],
  );
}
