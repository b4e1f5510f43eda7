// Rates customers some at a time: load, score, propose, warn, store, and tell what changed. Every night
// as a job, and on demand; safe to run twice.
import { dayIn } from "../../clock.ts";
import { type Conduct, conductOf } from "../../core/credit/history.ts";
import { limitByFormula } from "../../core/credit/limit.ts";
import { creditSettingsOf } from "../../core/credit/parse-settings.ts";
import { beginOf, type Proposed, proposeTerms } from "../../core/credit/propose.ts";
import { type Scorecard, scoreCustomer } from "../../core/credit/scorecard.ts";
import type { CreditSettings } from "../../core/credit/settings.ts";
import { earlyWarnings } from "../../core/credit/warnings.ts";
import { type IsoDate, isoDate } from "../../core/date.ts";
import { toSafeMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { booksById } from "../../db/books.ts";
import { countCustomersToRate, selectCustomersToRate } from "../../db/credit-facts.ts";
import {
  insertCreditEvents,
  type NewCreditEvent,
  type NewRating,
  type StoredRating,
  selectRatings,
  storeRatings,
} from "../../db/credit-ratings.ts";
import {
  insertProposal,
  type LastProposal,
  selectCreditSetting,
  selectLastProposals,
  setProposalState,
} from "../../db/credit-terms.ts";
import { notifyLive } from "../../db/live-events.ts";
import type { Db } from "../../db/pool.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { type JobPayload, startJob } from "../jobs/start-job.ts";
import { applyDueTerms } from "./apply-terms.ts";
import { type CreditSubject, dayOf, loadSubjects } from "./load-customers.ts";
import { predictLate } from "./predict-late.ts";

/** Customers a step, each in one transaction. */
const step = 400;
/** A rejected change is not proposed again within this many days. */
const quietDays = 90;

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
  const rated = subjects.map((subject) => rate(subject, books, settings));
  const version = stored?.version ?? 0;
  await storeRatings(
    db,
    books,
    rated.map((one) => ratingRow(one, books, version)),
  );
  const events = rated.flatMap((one) => eventsOf(one, before.get(one.subject.facts.id)));
  let proposed = 0;
  for (const one of rated) {
    const own = last.filter(({ customerId }) => customerId === one.subject.facts.id);
    const event = await keepProposal(db, books, one, own);
    if (event === null) continue;
    events.push(event);
    proposed += 1;
  }
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
    proposed,
    warned: events.filter(({ act }) => act === "warning_raised").length,
  };
}

type Rated = {
  readonly subject: CreditSubject;
  readonly conduct: Conduct;
  readonly card: Scorecard;
  readonly proposal: Proposed | null;
  readonly warnings: ReturnType<typeof earlyWarnings>;
  readonly formula: ReturnType<typeof limitByFormula> | null;
};

const quarterDays = 91;
const defaultDays = 30;

function rate(subject: CreditSubject, books: RatingBooks, settings: CreditSettings): Rated {
  const { facts, items, exposureMinor, inForce } = subject;
  const day = dayOf(books.today);
  const conduct = conductOf(items, day);
  const card = scoreCustomer(
    {
      conduct,
      earlier: conductOf(items, day - quarterDays),
      promises: { due: facts.promisesDue, broken: facts.promisesBroken },
      disputes: { ended: facts.disputesEnded, invalid: facts.disputesInvalid },
      exposureMinor,
      limitMinor: facts.limitMinor,
      years: facts.firstOn === null ? null : (day - dayOf(facts.firstOn)) / 365.25,
      outside: facts.outside,
    },
    settings,
  );
  const currency = books.homeCurrency;
  const of = { card, conduct, inForce, coverMinor: facts.coverMinor, currency };
  const creditDays = inForce.creditDays ?? conduct.creditDays ?? defaultDays;
  return {
    subject,
    conduct,
    card,
    proposal: proposeTerms(of, settings),
    warnings: earlyWarnings({
      items,
      day,
      conduct,
      trend: card.trend,
      disputeDays: facts.disputeDays.map(dayOf),
      exposureMinor,
      limitMinor: facts.limitMinor,
    }),
    formula:
      card.rating === null
        ? null
        : limitByFormula(
            {
              monthlySalesMinor: BigInt(conduct.monthlySalesMinor),
              creditDays,
              rating: card.rating,
              coverMinor: facts.coverMinor === null ? null : BigInt(facts.coverMinor),
              currency,
            },
            settings,
          ),
  };
}

function ratingRow(one: Rated, { today }: RatingBooks, settingVersion: number): NewRating {
  const { subject, card, conduct, formula, warnings } = one;
  const { facts, exposureMinor } = subject;
  return {
    customerId: facts.id,
    asOf: today,
    score: tenths(card.score),
    rating: card.rating,
    trend: card.trend,
    confidence: card.confidence,
    paymentIndex: conduct.paymentIndex === null ? null : tenths(conduct.paymentIndex),
    detail: {
      points: card.points,
      conduct,
      isCapped: card.isCapped,
      formula: formula?.because ?? [],
    },
    warnings,
    formulaLimitMinor: formula === null ? null : toSafeMinor(formula.limitMinor),
    exposureMinor,
    limitMinor: facts.limitMinor,
    settingVersion,
  };
}

function tenths(points: number): number {
  return Math.floor(points * 10 + 0.5);
}

function eventsOf(
  { subject, card, warnings }: Rated,
  before: StoredRating | undefined,
): NewCreditEvent[] {
  const customerId = subject.facts.id;
  const events: NewCreditEvent[] = [];
  if (before !== undefined && before.rating !== card.rating) {
    const detail = { from: before.rating, to: card.rating, score: card.score };
    events.push({ customerId, act: "rating_changed", detail });
  }
  const known = new Set(before?.warnings.map(({ key }) => key));
  for (const warning of warnings) {
    if (known.has(warning.key)) continue;
    events.push({ customerId, act: "warning_raised", detail: { because: warning } });
  }
  return events;
}

/** A rule's proposal that no longer holds gives way; what people decide about is left alone. */
async function keepProposal(
  db: Db,
  books: RatingBooks,
  { subject, proposal }: Rated,
  last: readonly LastProposal[],
): Promise<NewCreditEvent | null> {
  const { orgId, today } = books;
  const customerId = subject.facts.id;
  if (last.some(({ state }) => state === "asked")) return null;
  const waiting = last.find(({ state }) => state === "open");
  if (waiting !== undefined) {
    if (proposal !== null && isSame(waiting.change, proposal.change)) return null;
    await setProposalState(db, orgId, { id: waiting.id, state: "superseded" });
  }
  if (proposal === null) return null;
  const rejected = last.find(({ state }) => state === "rejected");
  const isQuiet =
    rejected?.decidedOn != null &&
    dayOf(today) - dayOf(rejected.decidedOn) < quietDays &&
    isSame(rejected.change, proposal.change);
  if (isQuiet) return null;
  const { inForce } = subject;
  const id = await insertProposal(db, books, {
    customerId,
    state: "open",
    change: proposal.change,
    before: inForce,
    because: proposal.because,
    effectiveFrom: beginOf(proposal.change, inForce, today),
    approvalId: null,
    madeBy: null,
  });
  return { customerId, act: "proposal_made", detail: { proposalId: id, ...proposal.change } };
}

function isSame(a: Proposed["change"], b: Proposed["change"]): boolean {
  return a.limitMinor === b.limitMinor && a.method === b.method && a.creditDays === b.creditDays;
}
