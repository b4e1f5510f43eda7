// 催收记录: a contact with its outcome, the promise that was given and the next step, in one act. What
// was due with the customer until today is done by it.
import type { CallToRecord } from "../../contract/collections.ts";
import { proposeNext } from "../../core/collections/outcome.ts";
import { guardOf } from "../../core/collections/standing.ts";
import { isoDate } from "../../core/date.ts";
import { parseMinor, toSafeMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { endDueTasks, insertCall, insertTask, selectCalls } from "../../db/collection-calls.ts";
import { insertPromise } from "../../db/collection-promises.ts";
import { selectContact } from "../../db/contacts.ts";
import { selectDispute } from "../../db/dispute-tickets.ts";
import type { Db } from "../../db/pool.ts";
import { beginRecording, storeAudit } from "../../db/recording.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { type CollectionBooks, loadCollectionSettings } from "./collection-books.ts";
import { type LoadedCase, loadCases } from "./load-cases.ts";
import { unansweredOf } from "./read-case.ts";
import { loadWorkCalendar } from "./work-days.ts";

export type RecordCallRefusal =
  | { readonly code: "not_found" }
  | { readonly code: "contact_cap_reached"; readonly cap: number; readonly freeFrom: string }
  | { readonly code: "not_an_amount"; readonly value: string }
  | { readonly code: "promise_in_the_past"; readonly today: string }
  | {
      readonly code: "promise_exceeds_overdue";
      readonly amount: string;
      readonly currency: string;
    };

export type RecordedCall = {
  readonly callId: number;
  readonly promiseId: number | null;
  readonly taskId: number | null;
};

export async function recordCall(
  deps: Deps,
  actor: Actor,
  input: CollectionBooks & { readonly customerId: number; readonly call: CallToRecord },
): Promise<Result<RecordedCall, RecordCallRefusal>> {
  const { orgId, booksId, today, customerId, call } = input;
  const { memberId } = actor;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const settings = await loadCollectionSettings(db, input);
    const [one] = await loadCases(db, input, { settings, customerId });
    if (!one || !(await isContactOf(db, orgId, { customerId, id: call.contactId }))) {
      return refuse({ code: "not_found" });
    }
    const ticket = call.disputeId === null ? null : await selectDispute(db, input, call.disputeId);
    if (call.disputeId !== null && ticket?.customerId !== customerId) {
      return refuse({ code: "not_found" });
    }
    const contacts = one.contacts.map(isoDate);
    const guard = guardOf({ today, contacts, weekCap: settings.weekCap });
    const isReached = call.outcome !== "no_answer";
    if (isReached && !call.isOverCap && guard.freeFrom !== null) {
      const { cap, freeFrom } = guard;
      return refuse({ code: "contact_cap_reached", cap, freeFrom });
    }
    const promise = promisedMinor(call, one, today);
    if (!promise.ok) return promise;
    const before = await selectCalls(db, orgId, { customerId, limit: 10 });
    const { channel, outcome, contactId, note, disputeId } = call;
    const said = { customerId, channel, outcome, contactId, note, disputeId, memberId };
    const logged = { ...said, askedMinor: one.askHome, onDate: today };
    const callId = await insertCall(db, input, logged);
    await endDueTasks(db, orgId, { customerId, through: today, isReached, memberId });
    const promiseId = await storePromise(db, input, { call, callId, memberId, ...promise });
    const taskId = await storeNext(db, input, { callId, unanswered: unansweredOf(before) });
    const act = { actor: actor.name, action: "collection.call", subjectKind: "customer" };
    const detail = { outcome, channel, promiseId, taskId, overCap: call.isOverCap };
    await storeAudit(db, recording, [{ ...act, subjectId: customerId, detail }]);
    return ok({ callId, promiseId, taskId });
  });
}

async function isContactOf(
  db: Db,
  orgId: number,
  of: { readonly customerId: number; readonly id: number | null },
): Promise<boolean> {
  if (of.id === null) return true;
  const contact = await selectContact(db, orgId, of.id);
  return contact?.customerId === of.customerId;
}

/** Nobody promises more than is overdue: that would be a slip of the pen. */
function promisedMinor(
  { promise }: CallToRecord,
  one: LoadedCase,
  today: string,
): Result<number | null, RecordCallRefusal> {
  if (promise === null) return ok(null);
  const { amount, currency, dueOn } = promise;
  const minor = parseMinor(amount, currency);
  if (minor === null || minor <= 0n) return refuse({ code: "not_an_amount", value: amount });
  if (dueOn < today) return refuse({ code: "promise_in_the_past", today });
  const sums = one.sums.find((sum) => sum.currency === currency);
  if (minor > BigInt(sums?.overdueMinor ?? 0)) {
    return refuse({ code: "promise_exceeds_overdue", amount, currency });
  }
  return ok(toSafeMinor(minor));
}

async function storePromise(
  db: Db,
  books: CollectionBooks & { readonly customerId: number },
  of: {
    readonly call: CallToRecord;
    readonly callId: number;
    readonly memberId: number | null;
    readonly value: number | null;
  },
): Promise<number | null> {
  const { promise, note } = of.call;
  if (promise === null || of.value === null) return null;
  return insertPromise(db, books, {
    customerId: books.customerId,
    currency: promise.currency,
    amountMinor: of.value,
    promisedOn: books.today,
    dueOn: promise.dueOn,
    madeBy: of.memberId,
    note,
    callId: of.callId,
  });
}

async function storeNext(
  db: Db,
  input: CollectionBooks & { readonly customerId: number; readonly call: CallToRecord },
  of: { readonly callId: number; readonly unanswered: number },
): Promise<number | null> {
  const { call, today, customerId } = input;
  const promisedFor = call.promise === null ? null : isoDate(call.promise.dueOn);
  const calendar = await loadWorkCalendar(db, input);
  const at = { today, promisedFor, unansweredBefore: of.unanswered, calendar };
  const next = call.next === undefined ? proposeNext(call.outcome, at) : call.next;
  if (next === null) return null;
  const note = "note" in next ? next.note : "";
  const { kind, dueOn } = next;
  const task = { customerId, kind, dueOn, note, memberId: null, callId: of.callId };
  return insertTask(db, input, task);
}
