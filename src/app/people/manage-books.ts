// The organisation's sets of books: made and changed by who may.
import { dayIn } from "../../clock.ts";
import type { BooksChange, BooksSettings, NewBooks } from "../../contract/settings.ts";
import { isCurrency } from "../../core/currency.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { type BooksRow, booksOf, insertBooks, updateBooks } from "../../db/books.ts";
import { organisationById } from "../../db/members.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { recordAct } from "./record-act.ts";

export async function listBooks(deps: Deps, actor: Actor): Promise<BooksSettings[]> {
  return inOrganisation(deps.pool, actor.orgId, async (db) => {
    const isDemo = (await organisationById(db, actor.orgId))?.isDemo ?? false;
    const rows = await booksOf(db, actor.orgId);
    return rows.map((row) => booksOnWire(deps, row, isDemo));
  });
}

export type CreateBooksRefusal =
  | { readonly code: "unknown_currency"; readonly currency: string }
  | { readonly code: "unknown_time_zone"; readonly timeZone: string };

export async function createBooks(
  deps: Deps,
  actor: Actor,
  input: NewBooks,
): Promise<Result<BooksSettings, CreateBooksRefusal>> {
  const { homeCurrency, timeZone } = input;
  if (!isCurrency(homeCurrency)) {
    return refuse({ code: "unknown_currency", currency: homeCurrency });
  }
  if (!isTimeZone(timeZone)) return refuse({ code: "unknown_time_zone", timeZone });
  return inOrganisation(deps.pool, actor.orgId, async (db) => {
    const isDemo = (await organisationById(db, actor.orgId))?.isDemo ?? false;
    const row = await insertBooks(db, { orgId: actor.orgId, ...input });
    await recordAct(db, actor, {
      action: "books_created",
      subjectKind: "books",
      subjectId: row.id,
      detail: input,
    });
    return ok(booksOnWire(deps, row, isDemo));
  });
}

export async function changeBooks(
  deps: Deps,
  actor: Actor,
  input: { id: number; change: BooksChange },
): Promise<Result<BooksSettings, { readonly code: "books_not_found" }>> {
  const { id, change } = input;
  return inOrganisation(deps.pool, actor.orgId, async (db) => {
    const isDemo = (await organisationById(db, actor.orgId))?.isDemo ?? false;
    const row = await updateBooks(db, actor.orgId, id, {
      name: change.name ?? null,
      ownNames: change.ownNames ?? null,
      ownTaxIds: change.ownTaxIds ?? null,
      // widening it takes two people: app/rules/set-accuracy.ts
      maxWrongPerMille: null,
    });
    if (!row) return refuse({ code: "books_not_found" });
    await recordAct(db, actor, {
      action: "books_changed",
      subjectKind: "books",
      subjectId: id,
      detail: change,
    });
    return ok(booksOnWire(deps, row, isDemo));
  });
}

function booksOnWire(deps: Deps, row: BooksRow, isDemo: boolean): BooksSettings {
  return {
    id: row.id,
    name: row.name,
    homeCurrency: row.homeCurrency,
    standard: row.standard,
    timeZone: row.timeZone,
    closedThrough: row.closedThrough,
    isDemo,
    today: dayIn(row.timeZone, deps.clock.now()),
    ownTaxIds: [...row.ownTaxIds],
    ownNames: [...row.ownNames],
    maxWrongPerMille: row.maxWrongPerMille,
  };
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
