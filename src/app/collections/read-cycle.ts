// PDCA week by week: the plan that held, what was done, the recovery against it by grade, and what the
// figures suggest to change.
import type { Cycle, ProposalOnWire, RecoveryPlanOnWire } from "../../contract/pdca.ts";
import { type CheckedWeek, type Proposal, proposeChanges } from "../../core/collections/improve.ts";
import { weekOf } from "../../core/collections/outcome.ts";
import { planOfWeek, type RecoveryPlan, verdictOf } from "../../core/collections/plan.ts";
import { isoDate } from "../../core/date.ts";
import { type Ratio, ratioOf, scaledRatio } from "../../core/figures/ratio.ts";
import { formatMinor } from "../../core/money.ts";
import type { DunningGrade } from "../../core/terms/ages.ts";
import { selectLastRecorded } from "../../db/aging.ts";
import { type ActRow, selectCollectionActs } from "../../db/collection-settings.ts";
import {
  type GradeReceivedRow,
  selectReceivedByGrade,
  selectWeekWork,
  type WeekWorkRow,
} from "../../db/collection-weeks.ts";
import { joinWholeTables } from "../../db/statistics.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Position } from "../../reports/positions.ts";
import { loadWeeks } from "../dashboard/week-figures.ts";
import type { Deps } from "../deps.ts";
import { loadGradeDays } from "../dunning/grade-rules.ts";
import { loadRules } from "../dunning/rules.ts";
import { type CollectionBooks, loadCollectionSettings } from "./collection-books.ts";
import { loadDueSums } from "./due-sums.ts";
import { loadCases } from "./load-cases.ts";
import { loadPlans, percentOf } from "./load-plans.ts";
import { loadTeamFacts, teamTotal } from "./read-team.ts";

export type CycleBooks = CollectionBooks & { readonly timeZone: string };

const grades = ["A", "B", "C"] as const;
/** A look at two months. */
const weeksShown = 9;

export async function readCycle(deps: Deps, books: CycleBooks): Promise<Cycle> {
  const facts = await loadCycleFacts(deps, books);
  const { today, homeCurrency } = books;
  const weeks = checkedWeeks(facts, books);
  return {
    today,
    homeCurrency,
    weeks: weeks.toReversed(),
    plan: planOnWire(facts.plan),
    weekCap: facts.settings.weekCap,
    unassigned: facts.unassigned,
    target: facts.target,
    hasDunning: facts.dunning.isOn,
    proposals: proposalsOf(facts).map(proposalOnWire),
  };
}

export type CycleFacts = Awaited<ReturnType<typeof loadCycleFacts>>;

export async function loadCycleFacts(deps: Deps, books: CycleBooks) {
  const { orgId, booksId, today, homeCurrency } = books;
  const knownAt = await inOrganisation(deps.pool, orgId, (db) => selectLastRecorded(db, orgId));
  const point = { orgId, booksId, asOf: today, knownAt, homeCurrency };
  const due = await loadDueSums(deps, books, knownAt);
  const weeks = await inOrganisation(deps.pool, orgId, (db) => loadWeeks(db, point));
  const positions = weeks.slice(-weeksShown - 1);
  const days = positions.map(({ day }) => day);
  const received = await inOrganisation(deps.pool, orgId, async (db) => {
    await joinWholeTables(db);
    return days.length === 0
      ? []
      : selectReceivedByGrade(db, point, { days, gradeDays: await loadGradeDays(db, books) });
  });
  return inOrganisation(deps.pool, orgId, async (db) => {
    const thisWeek = weekOf(today);
    const since = weekOf(isoDate(days[0] ?? today));
    const settings = await loadCollectionSettings(db, books);
    const cases = await loadCases(db, books, { settings, due });
    const team = await loadTeamFacts(db, books, { cases, month: today.slice(0, 7) });
    const plans = await loadPlans(db, books, thisWeek);
    const { policies, setting } = await loadRules(db, books);
    const reminderB = setting.grades.find(({ grade }) => grade === "B")?.reminder.isOn ?? false;
    const standing = (name: string) => cases.filter((one) => one.standing.standing === name).length;
    return {
      positions,
      received,
      plans,
      plan: planOfWeek(plans, thisWeek),
      settings,
      work: await selectWeekWork(db, books, since),
      acts: await selectCollectionActs(db, books, since),
      unassigned: cases.filter(({ customer }) => customer.assigneeId === null).length,
      toCall: standing("call"),
      capped: standing("capped"),
      target: teamTotal(team, homeCurrency).target,
      dunning: { isOn: policies.some(({ policy }) => policy.isOn), reminderB },
    };
  });
}

type CycleWeek = Cycle["weeks"][number];

function checkedWeeks(facts: CycleFacts, books: CycleBooks): CycleWeek[] {
  return facts.positions.slice(1).map((now, n) => {
    const week = weekOf(isoDate(now.day));
    const plan = planOfWeek(facts.plans, week);
    const before = facts.positions[n]!;
    const held = (start: bigint, got: bigint, planned: number | null) =>
      heldOf({ start, got, planned }, books.homeCurrency);
    return {
      week,
      to: now.day,
      isRunning: now.day === books.today,
      all: held(before.overdueMinor, now.receivedOnOverdueMinor, plan.all),
      grades: grades.map((grade) => ({
        grade,
        ...held(
          overdueOf(before, grade),
          receivedOf(facts.received, { at: n + 1, grade }),
          plan.grades[grade],
        ),
      })),
      done: doneOf(facts.work.find((one) => one.week === week)),
      acts: facts.acts.filter((act) => act.week === week).map(actOnWire),
    };
  });
}

function heldOf(
  of: { readonly start: bigint; readonly got: bigint; readonly planned: number | null },
  currency: string,
): CycleWeek["all"] {
  const actual = tenthsOf(ratioOf(of.got, of.start));
  return {
    overdueAtStart: formatMinor(of.start, currency),
    received: formatMinor(of.got, currency),
    rate: percentOf(actual),
    plan: percentOf(of.planned),
    verdict: verdictOf(actual, of.planned),
  };
}

function overdueOf(position: Position, grade: DunningGrade): bigint {
  const { overdueMinor, lateBMinor, lateAMinor } = position;
  if (grade === "A") return lateAMinor;
  return grade === "B" ? lateBMinor - lateAMinor : overdueMinor - lateBMinor;
}

function receivedOf(
  rows: readonly GradeReceivedRow[],
  of: { readonly at: number; readonly grade: DunningGrade },
): bigint {
  const own = rows.find(({ at, grade }) => at === of.at && grade === of.grade);
  return BigInt(own?.homeMinor ?? 0);
}

/** An undo may take more back than came in: that is no recovery below zero. */
function tenthsOf(ratio: Ratio | null): number | null {
  if (ratio === null) return null;
  return Math.max(0, Number.parseInt(scaledRatio(ratio, 1000n).toString(), 10));
}

function doneOf(row: WeekWorkRow | undefined): CycleWeek["done"] {
  return {
    contacts: row?.contacts ?? 0,
    reached: row?.reached ?? 0,
    customers: row?.customers ?? 0,
    promises: row?.promises ?? 0,
    kept: row?.kept ?? 0,
    broken: row?.broken ?? 0,
    tasksDone: row?.tasksDone ?? 0,
    letters: row?.letters ?? 0,
  };
}

function actOnWire(act: ActRow): CycleWeek["acts"][number] {
  return {
    id: act.id,
    kind: act.proposal,
    state: act.state,
    because: { ...act.because },
    change: { ...act.change },
    by: act.byName ?? "",
    at: act.at.toISOString(),
  };
}

/** What was declined this week is not proposed again before the next. */
export function proposalsOf(facts: CycleFacts): Proposal[] {
  const weeks = facts.positions.slice(1, -1).map((now, n) => checkedWeek(facts, { now, n }));
  const { kept, broken } = facts.work.reduce(
    (sum, row) => ({ kept: sum.kept + row.kept, broken: sum.broken + row.broken }),
    { kept: 0, broken: 0 },
  );
  const { plan, unassigned, toCall, capped, settings, dunning } = facts;
  const thisWeek = weekOf(isoDate(facts.positions.at(-1)?.day ?? "1970-01-01"));
  const settled = facts.acts
    .filter(({ week }) => week === thisWeek)
    .map(({ proposal }) => proposal);
  return proposeChanges({
    weeks,
    ...{ plan, unassigned, toCall, capped, kept, broken, dunning },
    weekCap: settings.weekCap,
    brokenWeight: settings.weights.broken_promises,
  }).filter(({ kind }) => !settled.includes(kind));
}

function checkedWeek(
  { positions, received, plans }: CycleFacts,
  { now, n }: { readonly now: Position; readonly n: number },
): CheckedWeek {
  const before = positions[n]!;
  const rate = (got: bigint, start: bigint) => tenthsOf(ratioOf(got, start));
  const grade = (name: DunningGrade) =>
    rate(receivedOf(received, { at: n + 1, grade: name }), overdueOf(before, name));
  return {
    all: rate(now.receivedOnOverdueMinor, before.overdueMinor),
    grades: { A: grade("A"), B: grade("B"), C: grade("C") },
    plan: planOfWeek(plans, weekOf(isoDate(now.day))),
  };
}

function planOnWire({ all, grades: by }: RecoveryPlan): RecoveryPlanOnWire {
  return {
    all: percentOf(all),
    A: percentOf(by.A),
    B: percentOf(by.B),
    C: percentOf(by.C),
  };
}

export function proposalOnWire(proposal: Proposal): ProposalOnWire {
  const { kind } = proposal;
  switch (kind) {
    case "plan_first":
    case "plan_lower":
    case "plan_raise":
      return { kind, because: {}, change: shownPlan(proposal.plan) };
    case "assign":
      return { kind, because: { customers: proposal.customers }, change: {} };
    case "cap_raise": {
      const { from, to, capped } = proposal;
      return { kind, because: { capped }, change: { from, to } };
    }
    case "broken_weight": {
      const { from, to, kept, decided } = proposal;
      return { kind, because: { kept, decided }, change: { from, to } };
    }
    case "daily_reminder_b":
      return { kind, because: { weeks: proposal.weeks }, change: {} };
    case "dunning_on":
      return { kind, because: {}, change: {} };
  }
}

function shownPlan(plan: RecoveryPlan): Record<string, string> {
  const { all, A, B, C } = planOnWire(plan);
  return { all: all ?? "–", A: A ?? "–", B: B ?? "–", C: C ?? "–" };
}
