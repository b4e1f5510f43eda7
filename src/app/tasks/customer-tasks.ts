// Tasks about customers: listed, added to a dispute, done. What came of one stands on the trail of what
// it was for.
import type { TaskEnd, TaskList, TaskOnWire, TaskQuery, TaskToAdd } from "../../contract/tasks.ts";
import { mayDispute } from "../../core/disputes/dispute.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { endTask, insertTask, selectTasks, type TaskRow } from "../../db/customer-tasks.ts";
import { isActiveMember } from "../../db/difference-life.ts";
import { insertDisputeEvent, lockDispute } from "../../db/dispute-tickets.ts";
import type { Db } from "../../db/pool.ts";
import { beginRecording, storeAudit } from "../../db/recording.ts";
import { insertStatementEvents } from "../../db/statements.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

export async function listTasks(
  deps: Deps,
  books: InBooks,
  { query, memberId }: { readonly query: TaskQuery; readonly memberId: number | null },
): Promise<TaskList> {
  const owner = query.owner === "me" ? memberId : query.owner;
  const rows = await inOrganisation(deps.pool, books.orgId, (db) =>
    selectTasks(db, books, {
      id: null,
      state: query.state,
      kind: query.kind ?? null,
      ownerId: owner === undefined || owner === null ? null : Number(owner),
      customerId: query.customer ?? null,
      disputeId: query.dispute ?? null,
      limit: query.limit,
    }),
  );
  return { rows: rows.map(taskOnWire) };
}

export function taskOnWire(row: TaskRow): TaskOnWire {
  const { id, kind, title, dueOn, state, outcome, doneBy, disputeId, phone, address } = row;
  return {
    ...{ id, kind, title, dueOn, state, outcome, doneBy, disputeId, phone, address },
    customer: { id: row.customerId, name: row.customerName },
    statement: row.statementId === null ? null : { id: row.statementId, no: row.statementNo ?? "" },
    owner: row.ownerId === null ? null : { id: row.ownerId, name: row.ownerName ?? "" },
    contact: row.contactName,
    doneAt: row.doneAt?.toISOString() ?? null,
  };
}

export type AddTaskRefusal =
  | { readonly code: "not_found" }
  | { readonly code: "member_gone" }
  | { readonly code: "dispute_state"; readonly state: string; readonly action: string };

export async function addTask(
  deps: Deps,
  actor: Actor,
  of: { readonly booksId: number; readonly task: TaskToAdd },
): Promise<Result<{ readonly id: number }, AddTaskRefusal>> {
  const { orgId, memberId, name } = actor;
  const { booksId, task } = of;
  const { disputeId, kind, title, dueOn, ownerId } = task;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const dispute = await lockDispute(db, orgId, disputeId);
    if (dispute?.booksId !== booksId) return refuse({ code: "not_found" });
    const { state, customerId } = dispute;
    if (!mayDispute("say", state)) return refuse({ code: "dispute_state", state, action: "task" });
    if (ownerId !== null && !(await isActiveMember(db, orgId, ownerId))) {
      return refuse({ code: "member_gone" });
    }
    const owner = ownerId ?? dispute.ownerId;
    const about = { customerId, statementId: null, disputeId, ownerId: owner, memberId };
    const id = await insertTask(db, { orgId, booksId }, { ...about, kind, title, dueOn });
    const detail = { taskId: id, kind, dueOn, ownerId: owner };
    const event = { act: "task", side: "us", author: name, memberId, body: title, detail } as const;
    await insertDisputeEvent(db, { orgId, disputeId }, event);
    return ok({ id: id ?? 0 });
  });
}

export type EndTaskRefusal = { readonly code: "not_found" };

export async function finishTask(
  deps: Deps,
  actor: Actor,
  of: { readonly booksId: number; readonly id: number; readonly end: TaskEnd },
): Promise<Result<null, EndTaskRefusal>> {
  const { orgId, memberId, name } = actor;
  const { booksId, id, end } = of;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const [task] = await selectTasks(db, recording, { ...anyTask, id });
    if (!task || !(await endTask(db, recording, { id, ...end, memberId }))) {
      return refuse({ code: "not_found" });
    }
    await noteOnTrail(db, recording, { actor, task, end });
    const act = { actor: name, action: "task.end", subjectKind: "task", subjectId: id };
    await storeAudit(db, recording, [{ ...act, detail: end }]);
    return ok(null);
  });
}

const anyTask = {
  state: null,
  kind: null,
  ownerId: null,
  customerId: null,
  disputeId: null,
  limit: 1,
} as const;

async function noteOnTrail(
  db: Db,
  books: InBooks,
  of: { readonly actor: Actor; readonly task: TaskRow; readonly end: TaskEnd },
): Promise<void> {
  const { actor, task, end } = of;
  const { memberId, name } = actor;
  const { kind, disputeId, statementId } = task;
  const detail = { taskId: task.id, kind, state: end.state, outcome: end.outcome };
  if (disputeId !== null) {
    const event = { act: "task", side: "us", author: name, memberId } as const;
    const of = { orgId: books.orgId, disputeId };
    await insertDisputeEvent(db, of, { ...event, body: end.outcome, detail });
  }
  if (statementId !== null) {
    const event = { statementId, act: "note", side: "us", actor: name, memberId } as const;
    await insertStatementEvents(db, books, [{ ...event, detail }]);
  }
}
