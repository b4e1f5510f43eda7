// What is known of a customer from outside, and what covers it: noted and ended by a person; the rating
// follows at once.
import type { CreditCoverBody, CreditFlagBody } from "../../contract/credit.ts";
import { parseMinor, toSafeMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { endCover, endFlag, insertCover, insertFlag } from "../../db/credit-card.ts";
import { insertCreditEvents } from "../../db/credit-ratings.ts";
import type { Db } from "../../db/pool.ts";
import { beginRecording, storeAudit } from "../../db/recording.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { loadSubjects } from "./load-customers.ts";
import { type RatingBooks, rateSome } from "./rate-customers.ts";

type Person = Actor & { readonly memberId: number };
type Of = { readonly customerId: number };
export type OutsideRefusal =
  | { readonly code: "not_found" }
  | { readonly code: "credit_amount_invalid"; readonly currency: string };

type Ref = {
  readonly orgId: number;
  readonly booksId: number;
  readonly customerId: number;
  readonly memberId: number;
};
/** False: there is nothing to change. */
type Act = {
  readonly act: "flag_set" | "flag_ended" | "cover_set" | "cover_ended";
  readonly detail: Readonly<Record<string, unknown>>;
  readonly change: (db: Db, ref: Ref) => Promise<boolean>;
};

export function noteFlag(
  deps: Deps,
  actor: Person,
  books: RatingBooks,
  { customerId, ...flag }: CreditFlagBody & Of,
): Promise<Result<{ readonly done: true }, OutsideRefusal>> {
  return change(deps, actor, books, customerId, {
    act: "flag_set",
    detail: flag,
    change: async (db, ref) => (await insertFlag(db, ref, flag)) > 0,
  });
}

export function removeFlag(
  deps: Deps,
  actor: Person,
  books: RatingBooks,
  { customerId, id }: Of & { readonly id: number },
): Promise<Result<{ readonly done: true }, OutsideRefusal>> {
  return change(deps, actor, books, customerId, {
    act: "flag_ended",
    detail: { flagId: id },
    change: (db, ref) => endFlag(db, ref, id),
  });
}

export async function noteCover(
  deps: Deps,
  actor: Person,
  books: RatingBooks,
  { customerId, amount, ...cover }: CreditCoverBody & Of,
): Promise<Result<{ readonly done: true }, OutsideRefusal>> {
  const minor = parseMinor(amount, books.homeCurrency);
  if (minor === null || minor < 0n) {
    return refuse({ code: "credit_amount_invalid", currency: books.homeCurrency });
  }
  const amountMinor = toSafeMinor(minor);
  return change(deps, actor, books, customerId, {
    act: "cover_set",
    detail: { ...cover, amount },
    change: async (db, ref) => (await insertCover(db, ref, { ...cover, amountMinor })) > 0,
  });
}

export function removeCover(
  deps: Deps,
  actor: Person,
  books: RatingBooks,
  { customerId, id }: Of & { readonly id: number },
): Promise<Result<{ readonly done: true }, OutsideRefusal>> {
  return change(deps, actor, books, customerId, {
    act: "cover_ended",
    detail: { coverId: id },
    change: (db, ref) => endCover(db, ref, id),
  });
}

async function change(
  deps: Deps,
  actor: Person,
  books: RatingBooks,
  customerId: number,
  { act, detail, change }: Act,
): Promise<Result<{ readonly done: true }, OutsideRefusal>> {
  const { orgId, booksId, today } = books;
  const { memberId, name } = actor;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const known = await loadSubjects(db, { ...books, customerIds: [customerId], asOf: today });
    if (known.length === 0) return refuse({ code: "not_found" });
    if (!(await change(db, { orgId, booksId, customerId, memberId }))) {
      return refuse({ code: "not_found" });
    }
    await insertCreditEvents(db, recording, [{ customerId, act, detail }]);
    const subject = { subjectKind: "customer", subjectId: customerId };
    await storeAudit(db, recording, [{ actor: name, action: `credit.${act}`, ...subject, detail }]);
    await rateSome(db, books, [customerId]);
    return ok({ done: true });
  });
}
