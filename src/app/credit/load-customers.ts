// Loads what some customers are rated by, in the shape of the pure core.
import type { HistoryItem } from "../../core/credit/history.ts";
import { exposureTotal } from "../../core/credit/release.ts";
import type { CreditTerms } from "../../core/credit/terms.ts";
import { dayNumber, isoDate } from "../../core/date.ts";
import { toSafeMinor } from "../../core/money.ts";
import {
  type CustomerFactsRow,
  type CustomersAt,
  type HistoryRow,
  selectCustomerFacts,
  selectHistories,
} from "../../db/credit-facts.ts";
import type { Db } from "../../db/pool.ts";
import { exposureOf } from "./check-release.ts";

export type CreditSubject = {
  readonly facts: CustomerFactsRow;
  readonly items: readonly HistoryItem[];
  readonly exposureMinor: number;
  readonly inForce: CreditTerms;
};

export async function loadSubjects(db: Db, at: CustomersAt): Promise<CreditSubject[]> {
  const facts = await selectCustomerFacts(db, at);
  const histories = Map.groupBy(await selectHistories(db, at), ({ customerId }) => customerId);
  return facts.map((row) => ({
    facts: row,
    items: (histories.get(row.id) ?? []).map(historyItem),
    exposureMinor: toSafeMinor(exposureTotal(exposureOf(row))),
    inForce: {
      limitMinor: row.limitMinor,
      method: row.method ?? "open",
      creditDays: row.termDays,
    },
  }));
}

function historyItem({ issuedOn, dueOn, homeMinor, closings }: HistoryRow): HistoryItem {
  return {
    issuedDay: dayOf(issuedOn),
    dueDay: dueOn === null ? null : dayOf(dueOn),
    minor: homeMinor,
    closings: closings.map(({ day, minor, isPayment }) => ({ day: dayOf(day), minor, isPayment })),
  };
}

export function dayOf(date: string): number {
  return dayNumber(isoDate(date));
}
