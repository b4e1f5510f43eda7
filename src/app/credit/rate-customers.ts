// Rates customers some at a time: load, score, propose, warn, store, and tell what changed. Every night
// as a job, and on demand; safe to run twice.
import { dayIn } from "../../clock.ts";
import { creditSettingsOf } from "../../core/credit/parse-settings.ts";
import { type IsoDate, isoDate } from "../../core/date.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { booksById } from "../../db/books.ts";
import { countCustomersToRate, selectCustomersToRate } from "../../db/credit-facts.ts";
import { insertCreditEvents, selectRatings, storeRatings } from "../../db/credit-ratings.ts";
import { selectCreditSetting, selectLastProposals } from "../../db/credit-terms.ts";
import { notifyLive } from "../../db/live-events.ts";
import type { Db } from "../../db/pool.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { type JobPayload, startJob } from "../jobs/start-job.ts";
import { applyDueTerms } from "./apply-terms.ts";
import { keepProposals } from "./keep-proposals.ts";
import { loadSubjects } from "./load-customers.ts";
import { predictLate } from "./predict-late.ts";
import { eventsOf, rateCustomer, ratingRow } from "./rate-customer.ts";

/** Customers a step, each in one transaction. */
const step = 400;

export type RatingBooks = {
  readonly orgId: number;
  readonly booksId: number;
  readonly homeCurrency: string;
  readonly today: IsoDate;
};

export type RatingOutcome = {
  readonly rated: number;
  readonly changed: number;
  readonly proposed: number;
  readonly warned: number;
  readonly predicted: number;
};

export async function startRating(
  deps: Deps,
  actor: Pick<Actor, "orgId" | "memberId">,
  booksId: number,
): Promise<{ readonly jobId: number }> {
  return inOrganisation(deps.pool, actor.orgId, async (db) => {
    const work = { name: "rate_customers", booksId, refId: null, queue: "credit" };
    const job = await startJob(db, actor, work);
    return { jobId: job.id };
  });
}

type Report = (progress: { phase: string; done: number; total: number }) => Promise<void>;

export async function runRating(
  deps: Deps,
  payload: JobPayload,
  report: Report,
): Promise<Result<RatingOutcome, { readonly code: "run_gone" }>> {
  const { orgId, booksId } = payload;
  const row = await inOrganisation(deps.pool, orgId, (db) => booksById(db, orgId, booksId));
  if (row === null) return refuse({ code: "run_gone" });
  const today = isoDate(dayIn(row.timeZone, deps.clock.now()));
  const books = { orgId, booksId, homeCurrency: row.homeCurrency, today };
  await applyDueTerms(deps, books);
  const total = await inOrganisation(deps.pool, orgId, (db) => countCustomersToRate(db, books));
  const sum = { rated: 0, changed: 0, proposed: 0, warned: 0 };
  for (let above = 0; ; ) {
    const done = await inOrganisation(deps.pool, orgId, async (db) => {
      const ids = await selectCustomersToRate(db, books, { above, limit: step });
      return ids.length === 0
        ? null
        : { last: ids.at(-1)!, counts: await rateSome(db, books, ids) };
    });
    if (done === null) break;
    above = done.last;
    for (const key of ["rated", "changed", "proposed", "warned"] as const) {
      sum[key] += done.counts[key];
    }
    await report({ phase: "rating", done: sum.rated, total });
  }
  const predicted = await predictLate(deps, books, report);
  return ok({ ...sum, predicted });
}

/** Now, within the caller's transaction. */
export async function rateSome(
  db: Db,
  books: RatingBooks,
  customerIds: readonly number[],
): Promise<Omit<RatingOutcome, "predicted">> {
  const stored = await selectCreditSetting(db, books);
  const settings = creditSettingsOf(stored?.setting);
  const subjects = await loadSubjects(db, { ...books, customerIds, asOf: books.today });
  const before = await selectRatings(db, books.orgId, customerIds);
  const last = await selectLastProposals(db, books.orgId, customerIds);
  const rated = subjects.map((subject) => rateCustomer(subject, books, settings));
  const version = stored?.version ?? 0;
  await storeRatings(
    db,
    books,
    rated.map((one) => ratingRow(one, books, version)),
  );
  const proposed = await keepProposals(db, books, { rated, last });
  const events = [
    ...rated.flatMap((one) => eventsOf(one, before.get(one.subject.facts.id))),
    ...proposed,
  ];
  await insertCreditEvents(db, { ...books, memberId: null }, events);
  if (events.length > 0) {
    await notifyLive(db, {
      orgId: books.orgId,
      booksId: books.booksId,
      topic: "approvals",
      id: null,
    });
  }
  return {
    rated: rated.length,
    changed: events.filter(({ act }) => act === "rating_changed").length,
    proposed: proposed.length,
    warned: events.filter(({ act }) => act === "warning_raised").length,
  };
}
