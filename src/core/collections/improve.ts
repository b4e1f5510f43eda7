// 处理: what the figures of the last weeks suggest to change. Each proposal names the figures it rests on
// and the one change it would make; nothing is changed before a person says so.
import type { DunningGrade } from "../terms/ages.ts";
import { type RecoveryPlan, verdictOf } from "./plan.ts";

/** A week that is over; rates in tenths of a per cent, null where nothing was overdue. */
export type CheckedWeek = {
  readonly all: number | null;
  readonly grades: Readonly<Record<DunningGrade, number | null>>;
  readonly plan: RecoveryPlan;
};

export type CheckFacts = {
  /** The oldest first. */
  readonly weeks: readonly CheckedWeek[];
  /** What holds now. */
  readonly plan: RecoveryPlan;
  readonly unassigned: number;
  readonly toCall: number;
  readonly capped: number;
  readonly weekCap: number;
  readonly kept: number;
  readonly broken: number;
  readonly brokenWeight: number;
  readonly dunning: { readonly isOn: boolean; readonly reminderB: boolean };
};

export type Proposal =
  | { readonly kind: "plan_first" | "plan_lower" | "plan_raise"; readonly plan: RecoveryPlan }
  | { readonly kind: "assign"; readonly customers: number }
  | {
      readonly kind: "cap_raise";
      readonly from: number;
      readonly to: number;
      readonly capped: number;
    }
  | {
      readonly kind: "broken_weight";
      readonly from: number;
      readonly to: number;
      readonly kept: number;
      readonly decided: number;
    }
  | { readonly kind: "daily_reminder_b"; readonly weeks: number }
  | { readonly kind: "dunning_on" };

/** Weeks a mean is taken of, and after which a trend is believed. */
const meanWeeks = 4;
const metWeeks = 3;
const missedWeeks = 4;
/** A plan that is reached is raised by a tenth; one below this share of it, out of reach. */
const outOfReach = 0.7;
/** Customers at the cap, of those that could be called, from which the cap is what hinders. */
const cappedShare = 0.2;
const keptShare = 0.6;
const leastDecided = 5;
const weightStep = 5;
const mostCap = 7;
const mostWeight = 40;

export function proposeChanges(facts: CheckFacts): Proposal[] {
  return [
    ...planProposals(facts),
    ...(facts.unassigned > 0 ? [{ kind: "assign" as const, customers: facts.unassigned }] : []),
    ...capProposal(facts),
    ...weightProposal(facts),
    ...dunningProposals(facts),
  ];
}

function planProposals({ weeks, plan }: CheckFacts): Proposal[] {
  const known = weeks.filter(({ all }) => all !== null);
  if (known.length < meanWeeks) return [];
  const usual = meanPlan(known.slice(-meanWeeks));
  if (plan.all === null) return [{ kind: "plan_first", plan: usual }];
  const last = (count: number) => known.slice(-count);
  const isMet = last(metWeeks).every(({ all, plan: then }) => verdictOf(all, then.all) === "met");
  if (isMet) return [{ kind: "plan_raise", plan: scaled(plan) }];
  const isMissed = last(missedWeeks).every(
    ({ all, plan: then }) => verdictOf(all, then.all) === "missed",
  );
  const isFar = usual.all !== null && usual.all < plan.all * outOfReach;
  return isMissed && isFar ? [{ kind: "plan_lower", plan: usual }] : [];
}

function meanPlan(weeks: readonly CheckedWeek[]): RecoveryPlan {
  const mean = (values: readonly (number | null)[]) => {
    const known = values.filter((value) => value !== null);
    if (known.length === 0) return null;
    return Math.ceil(known.reduce((sum, value) => sum + value, 0) / known.length);
  };
  const grade = (name: DunningGrade) => mean(weeks.map(({ grades }) => grades[name]));
  return {
    all: mean(weeks.map(({ all }) => all)),
    grades: { A: grade("A"), B: grade("B"), C: grade("C") },
  };
}

/** A tenth more, never more than everything. */
function scaled({ all, grades }: RecoveryPlan): RecoveryPlan {
  const more = (tenths: number | null) =>
    tenths === null ? null : Math.min(1000, Math.ceil((tenths * 11) / 10));
  return { all: more(all), grades: { A: more(grades.A), B: more(grades.B), C: more(grades.C) } };
}

function capProposal({ weeks, toCall, capped, weekCap }: CheckFacts): Proposal[] {
  const [last] = weeks.slice(-1);
  const isMissed = last !== undefined && verdictOf(last.all, last.plan.all) === "missed";
  const hinders = capped > 0 && capped >= (toCall + capped) * cappedShare;
  if (!isMissed || !hinders || weekCap === 0 || weekCap >= mostCap) return [];
  return [{ kind: "cap_raise", from: weekCap, to: weekCap + 1, capped }];
}

function weightProposal({ kept, broken, brokenWeight }: CheckFacts): Proposal[] {
  const decided = kept + broken;
  if (decided < leastDecided || kept >= decided * keptShare || brokenWeight >= mostWeight)
    return [];
  const to = brokenWeight + weightStep;
  return [{ kind: "broken_weight", from: brokenWeight, to, kept, decided }];
}

function dunningProposals({ weeks, dunning }: CheckFacts): Proposal[] {
  if (!dunning.isOn) return [{ kind: "dunning_on" }];
  const missed = weeks
    .slice(-metWeeks)
    .filter(({ grades, plan }) => verdictOf(grades.B, plan.grades.B) === "missed");
  if (dunning.reminderB || missed.length < metWeeks) return [];
  return [{ kind: "daily_reminder_b", weeks: missed.length }];
}
