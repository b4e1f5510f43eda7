// Old debts start dunning where a person says: who waits and what each would get, released for many
// customers at once, taken back while no notice has followed.
import type {
  DunningStartList,
  DunningStartRow,
  StartsBody,
  StartsReleased,
} from "../../contract/dunning-starts.ts";
import { startRowsAtMost } from "../../contract/dunning-starts.ts";
import type { CustomerFacts, NewDebt } from "../../core/dunning/plan.ts";
import { planCustomer } from "../../core/dunning/plan.ts";
import { untouched } from "../../core/dunning/schedule.ts";
import { formatMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import {
  countStarts,
  deleteStarts,
  insertStartRelease,
  insertStarts,
  lockStartRelease,
  markReleaseUndone,
} from "../../db/dunning-starts.ts";
import { joinWholeTables } from "../../db/statistics.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { recordAct } from "../people/record-act.ts";
import { askedSums, type PlannedCustomer, planDay, planRow } from "./plan-day.ts";
import { type DunningBooks, type LoadedRules, loadRules } from "./rules.ts";

type Starter = Pick<Actor, "orgId" | "memberId" | "name">;

/** Everybody with a document that waits, the largest amount first. */
export async function listStarts(
  deps: Deps,
  books: DunningBooks,
  startAt: number | null,
): Promise<DunningStartList> {
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    await joinWholeTables(db);
    const loaded = await loadRules(db, books);
    const planned = (await planDay(db, books, { loaded }))
      .filter(({ plan }) => plan.newDebts.length > 0)
      .map((one) => ({ ...one, home: homeOf(one) }))
      .sort((a, b) => (a.home === b.home ? 0 : a.home > b.home ? -1 : 1));
    const of = { books, loaded, startAt };
    return {
      rows: planned.slice(0, startRowsAtMost).map((one) => startRow(one, of)),
      customers: planned.length,
      documents: planned.reduce((sum, { plan }) => sum + plan.newDebts.length, 0),
      askedHome: formatMinor(
        planned.reduce((sum, { home }) => sum + home, 0n),
        books.homeCurrency,
      ),
    };
  });
}

function waitingAsks({ plan }: PlannedCustomer) {
  const ids = new Set(plan.newDebts.map(({ itemId }) => itemId));
  return plan.asks.filter(({ item }) => ids.has(item.itemId));
}

function homeOf(one: PlannedCustomer): bigint {
  return waitingAsks(one).reduce((sum, { askedHomeMinor }) => sum + askedHomeMinor, 0n);
}

type RowOf = {
  readonly books: DunningBooks;
  readonly loaded: LoadedRules;
  readonly startAt: number | null;
};

function startRow(one: PlannedCustomer, { books, loaded, startAt }: RowOf): DunningStartRow {
  const { customer, plan } = one;
  const { rules } = loaded;
  const asks = waitingAsks(one);
  const facts = started(customer.facts, plan.newDebts, startAt);
  const then = planRow(
    { customer, plan: planCustomer(facts, rules, books.today) },
    { books, rules },
  );
  return {
    customer: then.customer,
    grade: then.grade,
    ungraded: then.ungraded,
    documents: asks.length,
    asked: askedSums(asks).map(({ currency, minor }) => ({
      currency,
      amount: formatMinor(minor, currency),
    })),
    askedHome: formatMinor(homeOf(one), books.homeCurrency),
    oldestDays: Math.max(...asks.map(({ days }) => days)),
    startAt: startAt ?? Math.max(...plan.newDebts.map(({ proposed }) => proposed.nominal)),
    touch: then.touch,
    task: then.task,
    held: then.held,
    readyOn: then.readyOn,
  };
}

/** As the plan would look at the customer once the documents are released. */
function started(
  facts: CustomerFacts,
  debts: readonly NewDebt[],
  startAt: number | null,
): CustomerFacts {
  const tracks = new Map(facts.tracks);
  for (const { itemId, proposed } of debts) {
    tracks.set(itemId, { ...untouched, startAt: startAt ?? proposed.nominal });
  }
  return { ...facts, tracks };
}

/** Nothing leaves by this: the next plan of the day takes them up. */
export async function releaseStarts(
  deps: Deps,
  actor: Starter,
  of: { readonly books: DunningBooks } & StartsBody,
): Promise<StartsReleased> {
  const { books, customerIds, startAt } = of;
  const { memberId } = actor;
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    const loaded = await loadRules(db, books);
    const planned = (await planDay(db, books, { loaded, customerIds })).filter(
      ({ plan }) => plan.newDebts.length > 0,
    );
    if (planned.length === 0) return { releaseId: null, customers: 0, documents: 0 };
    const starts = planned.flatMap(({ plan }) =>
      plan.newDebts.map(({ itemId, proposed }) => ({
        itemId,
        nominal: startAt ?? proposed.nominal,
      })),
    );
    const releaseId = await insertStartRelease(db, books, { startAt, memberId });
    const documents = await insertStarts(db, books.orgId, { starts, releaseId, memberId });
    const customers = planned.length;
    const ids = planned.map(({ plan }) => plan.customerId);
    await recordAct(db, actor, {
      action: "dunning.start",
      subjectKind: "dunning_start_release",
      subjectId: releaseId,
      detail: { startAt, customers: ids, documents },
    });
    return { releaseId, customers, documents };
  });
}

export type UndoStartsRefusal =
  | { readonly code: "not_found" }
  | { readonly code: "dunning_start_undone" };

export async function undoStarts(
  deps: Deps,
  actor: Starter,
  of: { readonly books: DunningBooks; readonly releaseId: number },
): Promise<Result<{ readonly documents: number; readonly kept: number }, UndoStartsRefusal>> {
  const { books, releaseId } = of;
  const { orgId } = books;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const release = await lockStartRelease(db, books, releaseId);
    if (release === null) return refuse({ code: "not_found" });
    if (release.isUndone) return refuse({ code: "dunning_start_undone" });
    const documents = await deleteStarts(db, orgId, releaseId);
    const kept = await countStarts(db, orgId, releaseId);
    await markReleaseUndone(db, orgId, { id: releaseId, memberId: actor.memberId });
    await recordAct(db, actor, {
      action: "dunning.start_undone",
      subjectKind: "dunning_start_release",
      subjectId: releaseId,
      detail: { documents, kept },
    });
    return ok({ documents, kept });
  });
}
