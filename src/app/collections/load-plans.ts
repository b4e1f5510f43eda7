// The planned recovery as it was set week by week.
import { recoveryPlan } from "../../contract/pdca.ts";
import { planOfWeek, type RecoveryPlan } from "../../core/collections/plan.ts";
import { selectCollectionPlans } from "../../db/collection-settings.ts";
import type { Db } from "../../db/pool.ts";

export type WeekPlan = { readonly week: string; readonly plan: RecoveryPlan };

export async function loadPlans(
  db: Db,
  books: { readonly orgId: number; readonly booksId: number },
  throughWeek: string,
): Promise<WeekPlan[]> {
  const rows = await selectCollectionPlans(db, books, throughWeek);
  return rows.map(({ week, plan }) => {
    const { all, A, B, C } = recoveryPlan.parse(plan);
    return {
      week,
      plan: { all: tenths(all), grades: { A: tenths(A), B: tenths(B), C: tenths(C) } },
    };
  });
}

/** "12.5" of per cent; null: nothing is planned. */
export function targetOfWeek(plans: readonly WeekPlan[], week: string): string | null {
  return percentOf(planOfWeek(plans, week).all);
}

export function percentOf(tenthsOfPercent: number | null): string | null {
  if (tenthsOfPercent === null) return null;
  return `${Math.floor(tenthsOfPercent / 10)}.${tenthsOfPercent % 10}`;
}

function tenths(percent: string | null): number | null {
  if (percent === null) return null;
  const [whole = "0", part = "0"] = percent.split(".");
  return +whole * 10 + +part.slice(0, 1);
}
