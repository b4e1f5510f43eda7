// 计划: the recovery a set of books plans for each week, of all that is overdue and by grade, and how a
// week is held against it.
import type { DunningGrade } from "../terms/ages.ts";

/** Tenths of a per cent; null: nothing is planned. */
export type RecoveryPlan = {
  readonly all: number | null;
  readonly grades: Readonly<Record<DunningGrade, number | null>>;
};

export const noPlan: RecoveryPlan = { all: null, grades: { A: null, B: null, C: null } };

/** The plan that holds in a week: the last one set for that week or one before it. */
export function planOfWeek(
  plans: readonly { readonly week: string; readonly plan: RecoveryPlan }[],
  week: string,
): RecoveryPlan {
  return plans.findLast((one) => one.week <= week)?.plan ?? noPlan;
}

export type Verdict = "met" | "near" | "missed" | "unknown";

/** Within a tenth of the plan is near: weeks swing. */
export function verdictOf(actualTenths: number | null, planTenths: number | null): Verdict {
  if (actualTenths === null || planTenths === null) return "unknown";
  if (actualTenths >= planTenths) return "met";
  return actualTenths * 10 >= planTenths * 9 ? "near" : "missed";
}
