// Small acts of the collectors' day: a next step done, put off or dropped; a promise taken back; the
// settings; a target.
import type { CollectionSettings } from "../../contract/collections.ts";
import { parseMinor, toSafeMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { deferTask, endTask } from "../../db/collection-calls.ts";
import { withdrawPromise } from "../../db/collection-promises.ts";
import { insertCollectionSetting, insertTarget } from "../../db/collection-settings.ts";
import { isActiveMember } from "../../db/difference-life.ts";
import { beginRecording, storeAudit } from "../../db/recording.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { loadCollectionSettings } from "./collection-books.ts";

type InBooks = { readonly booksId: number };
type NotFound = { readonly code: "not_found" };

export async function changeTask(
  deps: Deps,
  actor: Actor,
  input: InBooks & {
    readonly id: number;
    readonly state?: "done" | "dropped" | undefined;
    readonly dueOn?: string | undefined;
  },
): Promise<Result<null, NotFound>> {
  const { orgId, memberId } = actor;
  const { booksId, id, state, dueOn } = input;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const books = { orgId, booksId };
    const isDeferred = dueOn === undefined || (await deferTask(db, books, { id, dueOn }));
    const isEnded = state === undefined || (await endTask(db, books, { id, state, memberId }));
    return isDeferred && isEnded ? ok(null) : refuse({ code: "not_found" });
  });
}

export async function takePromiseBack(
  deps: Deps,
  actor: Actor,
  input: InBooks & { readonly id: number; readonly reason: string },
): Promise<Result<null, NotFound>> {
  const { orgId, memberId } = actor;
  const { booksId, id, reason } = input;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    if (!(await withdrawPromise(db, { orgId, booksId }, { id, reason }))) {
      return refuse({ code: "not_found" });
    }
    const act = { actor: actor.name, action: "collection.promise_withdrawn" };
    const subject = { subjectKind: "promise_to_pay", subjectId: id, detail: { reason } };
    await storeAudit(db, recording, [{ ...act, ...subject }]);
    return ok(null);
  });
}

export function readCollectionSettings(
  deps: Deps,
  books: { readonly orgId: number; readonly booksId: number },
): Promise<CollectionSettings> {
  return inOrganisation(deps.pool, books.orgId, (db) => loadCollectionSettings(db, books));
}

export async function changeCollectionSettings(
  deps: Deps,
  actor: Actor,
  { booksId, setting }: InBooks & { readonly setting: CollectionSettings },
): Promise<CollectionSettings> {
  const { orgId, memberId } = actor;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const books = { orgId, booksId };
    await insertCollectionSetting(db, books, { topic: "collection", setting, memberId });
    const act = { actor: actor.name, action: "collection.settings", subjectKind: "books" };
    await storeAudit(db, recording, [{ ...act, subjectId: booksId, detail: setting }]);
    return loadCollectionSettings(db, books);
  });
}

export type TargetRefusal =
  | { readonly code: "not_an_amount"; readonly value: string }
  | { readonly code: "member_gone" };

export async function setTarget(
  deps: Deps,
  actor: Actor,
  input: InBooks & {
    readonly homeCurrency: string;
    readonly month: string;
    readonly memberId: number | null;
    readonly amount: string;
  },
): Promise<Result<null, TargetRefusal>> {
  const { orgId, memberId: byMemberId } = actor;
  const { booksId, homeCurrency, month, memberId, amount } = input;
  const minor = parseMinor(amount, homeCurrency);
  if (minor === null || minor < 0n) return refuse({ code: "not_an_amount", value: amount });
  return inOrganisation(deps.pool, orgId, async (db) => {
    if (memberId !== null && !(await isActiveMember(db, orgId, memberId))) {
      return refuse({ code: "member_gone" });
    }
    const target = { month, memberId, amountMinor: toSafeMinor(minor), byMemberId };
    await insertTarget(db, { orgId, booksId }, target);
    return ok(null);
  });
}
