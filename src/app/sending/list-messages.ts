// 沟通记录: what left the house, to whom, and what became of it; a person may send again or stop it.
import type { MessageList, MessageOnWire, MessageQuery } from "../../contract/sending.ts";
import { messageStates } from "../../contract/sending.ts";
import { assert } from "../../core/assert.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import {
  cancelMessage,
  insertMessageEvents,
  type MessageRow,
  outboxStanding,
  retryMessage,
  selectMessages,
} from "../../db/outbox.ts";
import { searchTerms } from "../../db/search-terms.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { wakeOutbox } from "./send-messages.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };
type MessageRefusal = { readonly code: "message_state" };

export async function listMessages(
  deps: Deps,
  books: InBooks,
  query: MessageQuery,
): Promise<MessageList> {
  const found = await inOrganisation(deps.pool, books.orgId, async (db) => ({
    rows: await selectMessages(db, books, {
      customerId: query.customer ?? null,
      statementId: query.statement ?? null,
      states: query.state ? [query.state] : null,
      pattern: searchTerms(query.q).pattern,
      beforeId: query.before ?? null,
      limit: query.limit + 1,
    }),
    standing: await outboxStanding(db, books),
  }));
  const shown = found.rows.slice(0, query.limit);
  return {
    rows: shown.map(onWire),
    nextBefore: found.rows.length > shown.length ? (shown.at(-1)?.id ?? null) : null,
    waiting: found.standing.waiting,
  };
}

export async function retryOne(
  deps: Deps,
  actor: Actor,
  input: { readonly booksId: number; readonly id: number; readonly toAddress?: string | undefined },
): Promise<Result<null, MessageRefusal>> {
  const { orgId, memberId, name } = actor;
  const { booksId, id, toAddress = null } = input;
  return inOrganisation(deps.pool, orgId, async (db) => {
    if (!(await retryMessage(db, orgId, { id, toAddress })))
      return refuse({ code: "message_state" });
    const detail = { by: name, ...(toAddress === null ? {} : { toAddress }) };
    await insertMessageEvents(db, orgId, [{ messageId: id, act: "retried", detail }]);
    await wakeOutbox(db, { orgId, booksId, memberId });
    return ok(null);
  });
}

export async function cancelOne(
  deps: Deps,
  actor: Actor,
  id: number,
): Promise<Result<null, MessageRefusal>> {
  const { orgId, name } = actor;
  return inOrganisation(deps.pool, orgId, async (db) => {
    if (!(await cancelMessage(db, orgId, id))) return refuse({ code: "message_state" });
    const event = { messageId: id, act: "cancelled", detail: { by: name } };
    await insertMessageEvents(db, orgId, [event]);
    return ok(null);
  });
}

function onWire(row: MessageRow): MessageOnWire {
  const { customerId, customerName, statementId, statementNo, ...rest } = row;
  const state = messageStates.find((one) => one === row.state);
  assert(state !== undefined, "the table allows no other state");
  return {
    ...rest,
    state,
    customer: customerId === null ? null : { id: customerId, name: customerName ?? "" },
    statement: statementId === null ? null : { id: statementId, no: statementNo ?? "" },
    createdAt: row.createdAt.toISOString(),
    nextTryAt: row.nextTryAt.toISOString(),
    sentAt: row.sentAt?.toISOString() ?? null,
  };
}
