// The dashboard's picture of the books: every figure that is the same for all members, read in one
// snapshot, so that all of them are of one instant of the records.
import type { DashboardFigures, DashboardRisk } from "../../contract/dashboard.ts";
import { weekOf } from "../../core/collections/outcome.ts";
import { isoDate } from "../../core/date.ts";
import { percentText, type Ratio, ratioOf } from "../../core/figures/ratio.ts";
import { formatMinor } from "../../core/money.ts";
import { selectLastRecorded } from "../../db/aging.ts";
import {
  type RatingRow,
  selectAutomatic,
  selectCash,
  selectPromiseMark,
  selectRatings,
} from "../../db/dashboard.ts";
import { selectDunningSetting } from "../../db/dunning-policies.ts";
import type { Db } from "../../db/pool.ts";
import { sumInMemory } from "../../db/statistics.ts";
import { inSnapshot } from "../../db/transaction.ts";
import type { Position } from "../../reports/positions.ts";
import { type CollectionBooks, loadCollectionSettings } from "../collections/collection-books.ts";
import { type LoadedCase, loadCases } from "../collections/load-cases.ts";
import { loadPlans, targetOfWeek } from "../collections/load-plans.ts";
import { loadTeamFacts, teamTotal } from "../collections/read-team.ts";
import type { Deps } from "../deps.ts";
import { loadWaitingForAll } from "../today/read-today.ts";
import { type ForecastWeek, loadForecast, loadWeeks, weekOnWire } from "./week-figures.ts";

const risksShown = 5;
const weeksAhead = 8;
const automaticDays = 30;

export type PictureBooks = CollectionBooks & { readonly timeZone: string };

export type Picture = {
  readonly figures: DashboardFigures;
  /** Equal while nothing was posted or promised. */
  readonly mark: string;
};

export async function makePicture(
  deps: Pick<Deps, "pool" | "clock">,
  books: PictureBooks,
): Promise<Picture> {
  const { orgId, booksId, today: asOf, homeCurrency, timeZone } = books;
  const madeAt = deps.clock.now().toISOString();
  return inSnapshot(deps.pool, orgId, async (db) => {
    await sumInMemory(db);
    const mark = await selectMark(db, books);
    const knownAt = await selectLastRecorded(db, orgId);
    const point = { orgId, booksId, asOf, knownAt, homeCurrency, timeZone };
    const work = await loadWork(db, books);
    const waiting = await loadWaitingForAll(db, books);
    const weeks = await loadWeeks(db, point);
    const forecast = await loadForecast(db, point, weeksAhead);
    const figures = {
      date: asOf,
      knownAt,
      madeAt,
      homeCurrency,
      ...figuresOf(weeks, work, books),
      forecast: forecast.map((week) => forecastOnWire(week, homeCurrency)),
      waiting,
      ...work.shown,
    };
    return { figures, mark };
  });
}

/** What the figures rest on, in one word: the last record, and promises and grades, which are none. */
export async function selectMark(db: Db, books: PictureBooks): Promise<string> {
  const at = await selectLastRecorded(db, books.orgId);
  const { version = 0 } = (await selectDunningSetting(db, books)) ?? {};
  return `${at} ${await selectPromiseMark(db, books)} ${version}`;
}

async function loadWork(db: Db, books: CollectionBooks) {
  const { orgId, today, homeCurrency } = books;
  const settings = await loadCollectionSettings(db, books);
  const cases = await loadCases(db, books, { settings });
  const team = await loadTeamFacts(db, books, { cases, month: today.slice(0, 7) });
  const cash = await selectCash(db, books, { today });
  const automatic = await selectAutomatic(db, books, { today, days: automaticDays });
  const top = [...cases]
    .filter(({ askHome }) => askHome > 0)
    .sort((a, b) => b.score.points - a.score.points || b.askHome - a.askHome)
    .slice(0, risksShown);
  const ratings = await selectRatings(
    db,
    orgId,
    top.map(({ customer }) => customer.id),
  );
  const total = teamTotal(team, homeCurrency);
  const { due, callsToday, recovered, target, share, keptShare } = total;
  return {
    cash,
    cases,
    plans: await loadPlans(db, books, weekOf(today)),
    target,
    shown: {
      risks: top.map((one) => riskOf(one, ratings, homeCurrency)),
      team: { due, callsToday, recovered, target, share, keptShare },
      automatic: { ...automatic, share: percent(ratioOf(automatic.automatic, automatic.lines)) },
    },
  };
}

type Work = Awaited<ReturnType<typeof loadWork>>;

function figuresOf(
  weeks: readonly Position[],
  { cash, cases, plans, target }: Work,
  { today, homeCurrency }: CollectionBooks,
): Pick<DashboardFigures, "cash" | "receivable" | "grades" | "weeks"> {
  const text = (minor: bigint | number) => formatMinor(minor, homeCurrency);
  const now = weeks.at(-1);
  const overdue = now?.overdueMinor ?? 0n;
  const inGrade = {
    A: now?.lateAMinor ?? 0n,
    B: (now?.lateBMinor ?? 0n) - (now?.lateAMinor ?? 0n),
    C: overdue - (now?.lateBMinor ?? 0n),
  };
  return {
    cash: {
      count: cash.count,
      today: text(cash.todayMinor),
      month: text(cash.monthMinor),
      target,
      share: shareOfTarget(cash.monthMinor, target),
    },
    receivable: {
      balance: text(now?.receivableMinor ?? 0n),
      overdue: text(overdue),
      share: percent(ratioOf(overdue, now?.receivableMinor ?? 0n)),
    },
    grades: (["A", "B", "C"] as const).map((grade) => ({
      grade,
      amount: text(inGrade[grade]),
      share: percent(ratioOf(inGrade[grade], overdue)),
      customers: cases.filter(({ graded }) => graded.grade === grade).length,
    })),
    weeks: weeks.slice(1).map((week, n) => {
      const target = targetOfWeek(plans, weekOf(isoDate(week.day)));
      return weekOnWire(weeks[n]!, week, { today, homeCurrency, target });
    }),
  };
}

function shareOfTarget(monthMinor: number, target: string | null): string | null {
  if (target === null) return null;
  return percent(ratioOf(monthMinor, BigInt(target.replace(".", ""))));
}

function percent(ratio: Ratio | null): string | null {
  return ratio === null ? null : percentText(ratio);
}

function riskOf(
  one: LoadedCase,
  ratings: readonly RatingRow[],
  homeCurrency: string,
): DashboardRisk {
  const { customer, score, graded, askHome, oldestDays, brokenPromises, lateProbability } = one;
  const rated = ratings.find(({ customerId }) => customerId === customer.id);
  return {
    customer: { id: customer.id, name: customer.name },
    ask: formatMinor(askHome, homeCurrency),
    ...graded,
    points: score.points,
    rating: rated?.rating ?? null,
    trend: rated?.trend ?? null,
    isHeld: customer.isHeld,
    ...{ oldestDays, brokenPromises, lateProbability },
    untouchedDays: one.untouchedDays,
  };
}

function forecastOnWire(
  week: ForecastWeek,
  homeCurrency: string,
): DashboardFigures["forecast"][number] {
  return {
    to: week.to,
    expected: formatMinor(week.expectedMinor, homeCurrency),
    byDue: formatMinor(week.byDueMinor, homeCurrency),
    promised: formatMinor(week.promisedMinor, homeCurrency),
  };
}
