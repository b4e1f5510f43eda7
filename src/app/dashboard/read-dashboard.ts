// 驾驶舱 in one answer. What rests on records alone is worked out once for each instant of them; work,
// cash and waiting are read fresh.
import {
  type Dashboard,
  type DashboardLayout,
  type DashboardRisk,
  dashboardLayout,
} from "../../contract/dashboard.ts";
import { weekOf } from "../../core/collections/outcome.ts";
import { isoDate } from "../../core/date.ts";
import { percentText, type Ratio, ratioOf } from "../../core/figures/ratio.ts";
import { formatMinor } from "../../core/money.ts";
import { selectLastRecorded } from "../../db/aging.ts";
import type { DueSumRow } from "../../db/collection-cases.ts";
import { selectPreference, storePreference } from "../../db/collection-settings.ts";
import {
  type RatingRow,
  selectAutomatic,
  selectCash,
  selectPromiseMark,
  selectRatings,
} from "../../db/dashboard.ts";
import type { Db } from "../../db/pool.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Position } from "../../reports/positions.ts";
import type { Actor } from "../actor.ts";
import { type CollectionBooks, loadCollectionSettings } from "../collections/collection-books.ts";
import { loadDueSums } from "../collections/due-sums.ts";
import { type LoadedCase, loadCases } from "../collections/load-cases.ts";
import { loadPlans, targetOfWeek } from "../collections/load-plans.ts";
import { loadTeamFacts, teamTotal } from "../collections/read-team.ts";
import { rememberUpTo } from "../collections/remember.ts";
import type { Deps } from "../deps.ts";
import { loadWaiting } from "../today/read-today.ts";
import { arranged } from "./layout.ts";
import { type ForecastWeek, loadForecast, loadWeeks, weekOnWire } from "./week-figures.ts";

const risksShown = 5;
const weeksAhead = 8;
const automaticDays = 30;
/** Milliseconds a look waits for figures of the newest instant before it shows those of the last one. */
const patienceMs = 120;

export type DashboardReader = Pick<Actor, "orgId" | "role"> & { readonly memberId: number };

export async function readDashboard(
  deps: Deps,
  reader: DashboardReader,
  books: CollectionBooks & { readonly timeZone: string },
): Promise<Dashboard> {
  const { orgId, booksId, today: asOf, homeCurrency, timeZone } = books;
  const known = await inOrganisation(deps.pool, orgId, async (db) => ({
    at: await selectLastRecorded(db, orgId),
    promises: await selectPromiseMark(db, books),
  }));
  const point = { orgId, booksId, asOf, knownAt: known.at, homeCurrency, timeZone };
  const of = { at: known.at, patienceMs };
  const subject = `${orgId} ${booksId} ${asOf}`;
  const [due, weeks, forecast] = await Promise.all([
    loadDueSums(deps, books, known.at),
    rememberUpTo(deps.pool, { ...of, subject: `weeks ${subject}` }, () => loadWeeks(deps, point)),
    rememberUpTo(deps.pool, { ...of, subject: `forecast ${subject}`, mark: known.promises }, () =>
      loadForecast(deps, point, weeksAhead),
    ),
  ]);
  const [fresh, waiting] = await Promise.all([
    inOrganisation(deps.pool, orgId, (db) => loadFresh(db, reader, { ...books, due })),
    inOrganisation(deps.pool, orgId, (db) => loadWaiting(db, reader, books)),
  ]);
  return {
    date: asOf,
    knownAt: weeks.at < forecast.at ? weeks.at : forecast.at,
    madeAt: deps.clock.now().toISOString(),
    homeCurrency,
    ...figuresOf(weeks.value, fresh, books),
    forecast: forecast.value.map((week) => forecastOnWire(week, homeCurrency)),
    waiting,
    ...fresh.shown,
  };
}

async function loadFresh(
  db: Db,
  reader: DashboardReader,
  books: CollectionBooks & { readonly due: readonly DueSumRow[] },
) {
  const { orgId, booksId, today, homeCurrency } = books;
  const settings = await loadCollectionSettings(db, books);
  const cases = await loadCases(db, books, { settings, due: books.due });
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
  const layout = await selectPreference(
    db,
    { orgId, booksId, memberId: reader.memberId },
    "dashboard",
  );
  return {
    cash,
    cases,
    plans: await loadPlans(db, books, weekOf(today)),
    target,
    shown: {
      risks: top.map((one) => riskOf(one, ratings, homeCurrency)),
      team: { due, callsToday, recovered, target, share, keptShare },
      automatic: { ...automatic, share: percent(ratioOf(automatic.automatic, automatic.lines)) },
      layout: arranged(layout),
    },
  };
}

type Fresh = Awaited<ReturnType<typeof loadFresh>>;

function figuresOf(
  weeks: readonly Position[],
  { cash, cases, plans, target }: Fresh,
  { today, homeCurrency }: CollectionBooks,
): Pick<Dashboard, "cash" | "receivable" | "grades" | "weeks"> {
  const text = (minor: bigint | number) => formatMinor(minor, homeCurrency);
  const now = weeks.at(-1);
  const overdue = now?.overdueMinor ?? 0n;
  const inGrade = {
    A: now?.late90Minor ?? 0n,
    B: (now?.late31Minor ?? 0n) - (now?.late90Minor ?? 0n),
    C: overdue - (now?.late31Minor ?? 0n),
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
      customers: cases.filter(({ score }) => score.grade === grade).length,
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
  const { customer, score, askHome, oldestDays, brokenPromises, lateProbability } = one;
  const rated = ratings.find(({ customerId }) => customerId === customer.id);
  return {
    customer: { id: customer.id, name: customer.name },
    ask: formatMinor(askHome, homeCurrency),
    grade: score.grade,
    points: score.points,
    rating: rated?.rating ?? null,
    trend: rated?.trend ?? null,
    isHeld: customer.isHeld,
    ...{ oldestDays, brokenPromises, lateProbability },
    untouchedDays: one.untouchedDays,
  };
}

function forecastOnWire(week: ForecastWeek, homeCurrency: string): Dashboard["forecast"][number] {
  return {
    to: week.to,
    expected: formatMinor(week.expectedMinor, homeCurrency),
    byDue: formatMinor(week.byDueMinor, homeCurrency),
    promised: formatMinor(week.promisedMinor, homeCurrency),
  };
}

/** How the member wants the blocks from now on. */
export async function arrangeDashboard(
  deps: Deps,
  of: { readonly orgId: number; readonly booksId: number; readonly memberId: number },
  layout: DashboardLayout,
): Promise<DashboardLayout> {
  const setting = dashboardLayout.parse(layout);
  await inOrganisation(deps.pool, of.orgId, (db) =>
    storePreference(db, of, { topic: "dashboard", setting }),
  );
  return arranged(setting);
}
