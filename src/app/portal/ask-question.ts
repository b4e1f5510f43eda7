// A question of a customer: it has an owner and a time by which it is answered from the first moment.
import { type IsoDate, isoDate } from "../../core/date.ts";
import { addWorkingDays, ownerOf } from "../../core/differences/route.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { notifyLive } from "../../db/live-events.ts";
import type { Db } from "../../db/pool.ts";
import type { OfCustomer } from "../../db/portal-pages.ts";
import {
  insertQuestion,
  insertThreadMessage,
  lockQuestion,
  selectKeepers,
  selectPortalFiles,
  selectQuestionsOfBooks,
  updateQuestion,
} from "../../db/portal-threads.ts";
import { beginRecording, storeAudit } from "../../db/recording.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import type { Visitor } from "./find-visitor.ts";
import { portalDay } from "./read-overview.ts";
import { withMessages } from "./threads.ts";

/** Working days until a customer should have an answer. */
const answerDays = 2;

export type Question = {
  readonly key: string;
  readonly subject: string;
  readonly body: string;
  readonly statementId: number | null;
  readonly fileIds: readonly number[];
};

export type ThreadRefusal = { readonly code: "not_found" } | { readonly code: "file_gone" };

export async function askQuestion(
  deps: Deps,
  visitor: Visitor,
  question: Question,
): Promise<Result<null, ThreadRefusal>> {
  const { orgId, booksId, customerId } = visitor;
  return inOrganisation(deps.pool, orgId, async (db) => {
    if (!(await hasFiles(db, visitor, question.fileIds))) return refuse({ code: "file_gone" });
    const today = await portalDay(deps, db, visitor);
    const id = await insertQuestion(db, {
      orgId,
      booksId,
      customerId,
      statementId: question.statementId,
      clientKey: question.key,
      subject: question.subject,
      ownerId: ownerOf("accountant", await selectKeepers(db, visitor)),
      answerBy: endOfDay(addWorkingDays(today, answerDays)),
    });
    if (id === null) return ok(null);
    await insertThreadMessage(db, {
      orgId,
      questionId: id,
      side: "customer",
      author: visitor.contactName || visitor.customerName,
      memberId: null,
      body: question.body,
      fileIds: question.fileIds,
    });
    await notifyLive(db, { orgId, booksId, topic: "approvals", id: null });
    return ok(null);
  });
}

/** 18:00 in China; the hour matters little, the day does. */
function endOfDay(day: IsoDate): Date {
  return new Date(`${isoDate(day)}T10:00:00Z`);
}

/** A customer names only files it put here itself; we also name ours for it. */
export async function hasFiles(
  db: Db,
  of: OfCustomer,
  fileIds: readonly number[],
  by: "customer" | "us" = "customer",
): Promise<boolean> {
  const all = await selectPortalFiles(db, of, fileIds);
  const files = all.filter(({ side }) => by === "us" || side === "customer");
  return files.length === new Set(fileIds).size;
}

/** More from the customer; a question that was answered is open again. */
export async function replyInPortal(
  deps: Deps,
  visitor: Visitor,
  reply: { readonly id: number; readonly body: string; readonly fileIds: readonly number[] },
): Promise<Result<null, ThreadRefusal>> {
  const { orgId, customerId } = visitor;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const question = await lockQuestion(db, orgId, reply.id);
    if (!question || question.customerId !== customerId) return refuse({ code: "not_found" });
    if (!(await hasFiles(db, visitor, reply.fileIds))) return refuse({ code: "file_gone" });
    await insertThreadMessage(db, {
      orgId,
      questionId: question.id,
      side: "customer",
      author: visitor.contactName || visitor.customerName,
      memberId: null,
      body: reply.body,
      fileIds: reply.fileIds,
    });
    const change = { state: "open", answeredAt: null, ownerId: null } as const;
    await updateQuestion(db, orgId, question.id, change);
    return ok(null);
  });
}

/** Our answer; the first one is what the dashboard measures. */
export async function answerQuestion(
  deps: Deps,
  actor: Actor,
  reply: { readonly booksId: number; readonly id: number; readonly body: string },
): Promise<Result<null, { readonly code: "not_found" }>> {
  const { orgId, memberId } = actor;
  const { booksId, id, body } = reply;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const question = await lockQuestion(db, orgId, id);
    if (!question || question.booksId !== booksId) return refuse({ code: "not_found" });
    await insertThreadMessage(db, {
      orgId,
      questionId: id,
      side: "us",
      author: actor.name,
      memberId,
      body,
      fileIds: [],
    });
    const change = { state: "answered", answeredAt: deps.clock.now(), ownerId: memberId } as const;
    await updateQuestion(db, orgId, id, change);
    const act = { actor: actor.name, action: "question.answer", subjectKind: "question" };
    await storeAudit(db, recording, [{ ...act, subjectId: id }]);
    return ok(null);
  });
}

/** What waits for an answer of ours, the most pressing first. */
export async function listQuestions(
  deps: Deps,
  books: { readonly orgId: number; readonly booksId: number },
  states: readonly string[],
) {
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    const rows = await selectQuestionsOfBooks(db, books, states);
    const answered = [];
    for (const row of rows) {
      const of = { orgId: books.orgId, customerId: row.customerId };
      const [question] = await withMessages(db, of, [row]);
      const customer = { id: row.customerId, name: row.customerName };
      if (question) answered.push({ ...question, customer });
    }
    return { rows: answered };
  });
}
