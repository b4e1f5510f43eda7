// Loads the facts a report names, each by one statement, at the viewpoint asked for.

import { setImmediate as breathe } from "node:timers/promises";
import {
  addDays,
  addMonths,
  endOfMonth,
  type IsoDate,
  isoDate,
  laterDate,
} from "../../core/date.ts";
import { customerGradeBySums } from "../../core/dunning/customer-grade.ts";
import { gradeDaysOf } from "../../core/dunning/grade.ts";
import { limitationMonths } from "../../core/figures/limitation.ts";
import { migrationRate } from "../../core/figures/provision.ts";
import type { GradeDays } from "../../core/terms/ages.ts";
import { selectReceivableBalance } from "../../db/aging.ts";
import type { Db } from "../../db/pool.ts";
import { selectBackTest } from "../../db/report-back-test.ts";
import { selectGradeSums } from "../../db/report-grades.ts";
import {
  selectCustomerStandings,
  selectLimitationItems,
  selectOpenAges,
  selectOverdueItems,
  selectSubsequentReceipts,
} from "../../db/report-items.ts";
import {
  selectAccountsBalance,
  selectBillsByDay,
  selectCustomerBalances,
  selectFactoredClaims,
  selectFirstReceipt,
  selectPassedBills,
  selectPaying,
  selectPromisedByDay,
  selectReceiptsOfOthers,
  selectWrittenOff,
} from "../../db/report-money.ts";
import {
  type PositionGroup,
  positionGroups,
  type ReportPoint,
  selectChangedPositions,
  selectGroupNames,
  selectMovements,
  selectSoldClaims,
} from "../../db/report-positions.ts";
import {
  selectCohort,
  selectMigration,
  selectProvisionMoves,
  selectProvisionSetting,
  selectRelatedParties,
  selectSpecifics,
} from "../../db/report-provision.ts";
import {
  selectCauses,
  selectContacts,
  selectDisputesOpen,
  selectGoLive,
  selectHours,
  selectMatchMonths,
  selectPromises,
} from "../../db/report-work.ts";
import type {
  BackTest,
  CohortFacts,
  CustomerGrades,
  FactName,
  Facts,
  ProvisionBase,
  YearRolls,
} from "../../reports/facts.ts";
import { type PositionSeries, positionSeries } from "../../reports/positions.ts";
import { testedMonths, testedProvision } from "../../reports/provision-back-test.ts";
import { ageBuckets, isByYears } from "../../reports/provision-setting.ts";
import type { ReportRequest } from "../../reports/report.ts";
import { claimsByGrade } from "../dunning/claims-by-grade.ts";
import { loadGradeDays, loadGradeRules } from "../dunning/grade-rules.ts";
import { loadAgingSums } from "./aging-sums.ts";
import { loadForecasts } from "./forecasts.ts";
import { storedProvision } from "./provision-setting.ts";

/** A period whose first so many days hold no receipts is known all the same. */
const knownWithin = 31;

const noCohort = {
  soldMinor: 0,
  afterDueMinor: 0,
  after30Minor: 0,
  after60Minor: 0,
  after90Minor: 0,
  neverMinor: 0,
} as const;

export type FactPoint = ReportPoint & { readonly request: ReportRequest };

/** Month ends behind asOf: a year to show and a year to count back in. */
const monthsBack = 24;
const weeksBack = 13;
const pastForecasts = 8;
/** Documents a list names one by one; the rest is counted. */
const listedItems = 2_000;
/** Years of migration that are looked for. */
const migrationYears = 5;

/** 1122 with its sub-accounts, and 2203: what the balance sheet reclassifies. */
const reclassified = [
  "receivable",
  "e_receivable",
  "retention",
  "uninvoiced",
  "on_account",
  "advance_plain",
] as const;

const loaders: { readonly [N in FactName]: (db: Db, point: FactPoint) => Promise<Facts[N]> } = {
  months: (db, point) =>
    positionsAt(db, point, { days: monthEnds(point.asOf), by: groupOf(point) }),
  weeks: (db, point) => positionsAt(db, point, { days: weekEnds(point.asOf), by: groupOf(point) }),
  lastMonth: (db, point) =>
    positionsAt(db, point, { days: monthEnds(point.asOf).slice(-2), by: groupOf(point) }),
  lastWeek: (db, point) =>
    positionsAt(db, point, { days: weekEnds(point.asOf).slice(-2), by: groupOf(point) }),
  ownerWeeks: (db, point) => positionsAt(db, point, { days: weekEnds(point.asOf), by: "owner" }),
  gradeDays: gradeDaysAt,
  customerGrades: loadCustomerGrades,
  standings: selectCustomerStandings,
  overdueItems: (db, point) => selectOverdueItems(db, point, listedItems),
  aged: (db, point) => {
    const basis = point.request.options.basis;
    return loadAgingSums(db, {
      ...point,
      basis: basis === "issue" || basis === "book_age" ? basis : "due",
    });
  },
  provided: loadProvisionBase,
  paying: (db, point) => selectPaying(db, point, payingSince(point)),
  openAges: selectOpenAges,
  forecasts: (db, point) => loadForecasts(db, point, pastForecasts),
  promisedDays: (db, point) => selectPromisedByDay(db, point, point.request.homeCurrency),
  billDays: selectBillsByDay,
  promises: (db, point) => selectPromises(db, point, point.request.from),
  contacts: (db, point) => selectContacts(db, point, point.request.from),
  disputes: (db, point) => selectDisputesOpen(db, point, point.request.timeZone),
  causes: (db, point) => selectCauses(db, point, point.request.from),
  matchMonths: (db, point) => selectMatchMonths(db, point, point.request.from),
  hours: (db, point) => selectHours(db, point, point.request.timeZone),
  goLive: (db, point) => selectGoLive(db, point, point.request.timeZone),
  provision: async (db, point) =>
    storedProvision(await selectProvisionSetting(db, point, point.knownAt)),
  migrations: loadMigrations,
  cohort: loadCohort,
  backTest: loadBackTest,
  provisionMoves: (db, point) => selectProvisionMoves(db, point, point.request.from),
  writtenOff: selectWrittenOff,
  passedBills: selectPassedBills,
  factoredClaims: selectFactoredClaims,
  limitationItems: (db, point) =>
    selectLimitationItems(db, point, {
      // no period of a later due date ends within half a year
      dueBefore: addDays(addMonths(isoDate(point.asOf), -limitationMonths), 180),
      limit: listedItems,
    }),
  receiptsOfOthers: (db, point) => selectReceiptsOfOthers(db, point, point.request.from),
  subsequent: (db, point) =>
    selectSubsequentReceipts(db, point, laterDate(point.request.today, isoDate(point.asOf))),
  balances: (db, point) => selectCustomerBalances(db, point, reclassified),
  receivableBalance: selectReceivableBalance,
  allowanceBalance: async (db, point) => -(await selectAccountsBalance(db, point, ["allowance"])),
};

export async function loadFacts(
  db: Db,
  names: readonly FactName[],
  point: FactPoint,
): Promise<Partial<Facts>> {
  const facts: Partial<Record<FactName, unknown>> = {};
  for (const name of names) facts[name] = await loaders[name](db, point);
  return facts as Partial<Facts>; // each loader answers the facts of its own name
}

/** Positions on the days named: the ground of every trend; also of the dashboard. */
export async function loadPositions(
  db: Db,
  point: ReportPoint,
  of: {
    readonly days: readonly IsoDate[];
    readonly by: PositionGroup;
    readonly gradeDays: GradeDays;
  },
): Promise<PositionSeries[]> {
  const names = await selectGroupNames(db, point, of.by);
  const changed = await selectChangedPositions(db, point, of);
  const movements = await selectMovements(db, point, of);
  const sold = await selectSoldClaims(db, point, of);
  const steps = positionSeries(of.days, { movements, changed, sold, names });
  for (;;) {
    await breathe();
    const step = steps.next();
    if (step.done) return step.value;
  }
}

function gradeDaysAt(db: Db, { request, ...point }: FactPoint): Promise<GradeDays> {
  return loadGradeDays(db, { ...point, homeCurrency: request.homeCurrency }, point.knownAt);
}

async function positionsAt(
  db: Db,
  point: FactPoint,
  of: { readonly days: readonly IsoDate[]; readonly by: PositionGroup },
): Promise<PositionSeries[]> {
  return loadPositions(db, point, { ...of, gradeDays: await gradeDaysAt(db, point) });
}

async function loadCustomerGrades(
  db: Db,
  { request, ...point }: FactPoint,
): Promise<CustomerGrades> {
  const books = { ...point, homeCurrency: request.homeCurrency };
  const rules = await loadGradeRules(db, books, point.knownAt);
  const rows = await selectGradeSums(db, point, gradeDaysOf(rules));
  const byCustomer = Map.groupBy(rows, ({ customerId }) => customerId);
  return new Map(
    [...byCustomer].map(([id, own]) => [id, customerGradeBySums(own.map(claimsByGrade), rules)]),
  );
}

function groupOf({ request }: FactPoint): PositionGroup {
  return positionGroups.find((group) => group === request.options.by) ?? "all";
}

/** asOf and the month ends before it, the oldest first. */
function monthEnds(asOf: string, count = monthsBack): IsoDate[] {
  const day = isoDate(asOf);
  const ends = Array.from({ length: count }, (_, n) => endOfMonth(addMonths(day, n - count)));
  return [...ends, day];
}

/** asOf and the Sundays before it, the oldest first: weeks run from Monday to Sunday. */
export function weekEnds(asOf: string, count = weeksBack): IsoDate[] {
  const day = isoDate(asOf);
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  const sunday = addDays(day, weekday === 0 ? -7 : -weekday);
  return [...Array.from({ length: count }, (_, n) => addDays(sunday, 7 * (n + 1 - count))), day];
}

/** A year of habits, or the period of a report that has one. */
function payingSince({ asOf, request }: FactPoint): IsoDate {
  return request.from < asOf ? request.from : addMonths(isoDate(asOf), -12);
}

export async function loadProvisionBase(db: Db, point: FactPoint): Promise<ProvisionBase> {
  const provision = storedProvision(await selectProvisionSetting(db, point, point.knownAt));
  const basis = isByYears(provision) ? "book_age" : "due";
  return {
    provision,
    aged: await loadAgingSums(db, { ...point, basis }),
    relatedIds: provision.relatedRate === null ? [] : await selectRelatedParties(db, point),
    specifics: await selectSpecifics(db, point, point.knownAt),
    migrations: provision.method === "migration" ? await loadMigrations(db, point) : [],
    cohort: provision.method === "cohort" ? await loadCohort(db, point) : unreadCohort(point),
  };
}

/** The rates may know no more than was there by the day they are tested on. */
async function loadBackTest(db: Db, point: FactPoint): Promise<BackTest> {
  const stored = storedProvision(await selectProvisionSetting(db, point, point.knownAt));
  const provision = testedProvision(stored, point.request);
  const earlier = addMonths(isoDate(point.asOf), -testedMonths(point.request));
  const then: FactPoint = { ...point, asOf: earlier };
  const known = await selectFirstReceipt(db, point);
  const basis = isByYears(provision) ? "book_age" : "due";
  return {
    earlier,
    isKnown: known !== null && known <= addDays(earlier, knownWithin),
    rates: {
      provision,
      migrations: provision.method === "migration" ? await loadMigrations(db, then) : [],
      cohort: provision.method === "cohort" ? await loadCohort(db, then) : unreadCohort(then),
    },
    buckets: await selectBackTest(db, point, { earlier, basis }),
  };
}

/** What stood in each year of age a year before, and what of it was left: year by year back. */
async function loadMigrations(db: Db, point: FactPoint): Promise<YearRolls[]> {
  const asOf = isoDate(point.asOf);
  const known = await selectFirstReceipt(db, point);
  const years: YearRolls[] = [];
  for (let back = migrationYears; back >= 1; back -= 1) {
    const later = addMonths(asOf, -12 * (back - 1));
    const earlier = addMonths(later, -12);
    // before money was recorded here everything seems to have stayed unpaid
    if (known === null || known > addDays(earlier, knownWithin)) continue;
    const rows = await selectMigration(db, point, { earlier, later });
    const rolls = ageBuckets.map((_, at) => {
      const row = rows.find(({ years: age }) => age === at);
      return row ? migrationRate(BigInt(row.earlierMinor), BigInt(row.laterMinor)) : null;
    });
    if (rolls.some((roll) => roll !== null)) years.push({ to: later, rolls });
  }
  return years;
}

/** The year that ended a year and a quarter ago: all of it is a year past due, or nearly. */
function cohortYear(point: FactPoint): { readonly from: IsoDate; readonly to: IsoDate } {
  const to = addMonths(isoDate(point.asOf), -15);
  return { from: addDays(addMonths(to, -12), 1), to };
}

function unreadCohort(point: FactPoint): CohortFacts {
  return { ...noCohort, ...cohortYear(point) };
}

async function loadCohort(db: Db, point: FactPoint): Promise<CohortFacts> {
  const { from, to } = cohortYear(point);
  const known = await selectFirstReceipt(db, point);
  if (known === null || known > addDays(from, knownWithin)) return unreadCohort(point);
  return { ...(await selectCohort(db, point, { from, to })), from, to };
}
