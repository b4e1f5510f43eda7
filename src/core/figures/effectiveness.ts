// How well money is brought in: CEI, recovery rates, promises, bad debts (docs/spec-reports.md, DOMAIN §5.19).
import { type Ratio, ratioOf } from "./ratio.ts";

/** Collection effectiveness index: what was collected of what could have been. ≥ 80 % is good. */
export function collectionEffectiveness(of: {
  readonly openingMinor: bigint;
  readonly salesMinor: bigint;
  readonly closingMinor: bigint;
  /** Of the closing receivables, what is not due yet. */
  readonly closingNotDueMinor: bigint;
}): Ratio | null {
  const available = of.openingMinor + of.salesMinor;
  return ratioOf(available - of.closingMinor, available - of.closingNotDueMinor);
}

/** 回款率: receipts applied ÷ (opening + sales); write-offs and credit notes are no cash. */
export function recoveryRate(of: {
  readonly openingMinor: bigint;
  readonly salesMinor: bigint;
  readonly appliedReceiptsMinor: bigint;
}): Ratio | null {
  return ratioOf(of.appliedReceiptsMinor, of.openingMinor + of.salesMinor);
}

/** 逾期回收率: receipts of a week applied to what was overdue at its start ÷ overdue at its start. */
export function overdueRecovery(of: {
  readonly overdueAtStartMinor: bigint;
  readonly receivedOnItMinor: bigint;
}): Ratio | null {
  return ratioOf(of.receivedOnItMinor, of.overdueAtStartMinor);
}

/** 到期回款率: receipts in the period on items due by its end ÷ what of them was to be paid in it. */
export function dueCollection(of: {
  readonly dueMinor: bigint;
  readonly receivedMinor: bigint;
}): Ratio | null {
  return ratioOf(of.receivedMinor, of.dueMinor);
}

/** 坏账率: written off less recovered ÷ sales. */
export function badDebtRatio(of: {
  readonly writtenOffMinor: bigint;
  readonly recoveredMinor: bigint;
  readonly salesMinor: bigint;
}): Ratio | null {
  return ratioOf(of.writtenOffMinor - of.recoveredMinor, of.salesMinor);
}

/** 承诺兑现率: kept ÷ those whose day has come. */
export function promisesKept(of: { readonly kept: number; readonly due: number }): Ratio | null {
  return ratioOf(of.kept, of.due);
}
