// What late interest has come to, as a memo: from the due date, or where the last charge ended.
import { type IsoDate, isoDate } from "../../core/date.ts";
import type { ItemAsk } from "../../core/dunning/asking.ts";
import {
  accruedInterest,
  type LateRate,
  type LateRateRefusal,
  lateRateOf,
} from "../../core/dunning/late-terms.ts";
import type { LateTerms, ScopedPolicy } from "../../core/dunning/policy.ts";
import type { Result } from "../../core/result.ts";
import { type LateItemRow, selectLateItems } from "../../db/late-charges.ts";
import type { Db } from "../../db/pool.ts";
import type { DunningBooks } from "./rules.ts";

export type LateMemo = {
  readonly row: LateItemRow;
  readonly terms: LateTerms;
  readonly rate: Result<LateRate, LateRateRefusal>;
  readonly from: IsoDate;
  readonly interestMinor: bigint;
};

export function memoOf(row: LateItemRow, terms: LateTerms, to: IsoDate): LateMemo {
  const rate = lateRateOf(terms);
  const due = isoDate(row.dueDate);
  const from = row.chargedTo === null ? due : isoDate(row.chargedTo);
  const document = {
    amountMinor: BigInt(row.amountMinor),
    dueDate: due,
    disputedMinor: BigInt(row.disputedMinor),
    payments: row.payments.map(({ on, minor }) => ({ on: isoDate(on), minor: BigInt(minor) })),
  };
  const interestMinor = rate.ok ? accruedInterest(document, rate.value.rate, { from, to }) : 0n;
  return { row, terms, rate, from, interestMinor };
}

/** Per currency, of the documents a notice asks for. */
export async function lateMemo(
  db: Db,
  books: DunningBooks,
  of: {
    readonly asks: readonly ItemAsk[];
    readonly policyOf: (itemId: number) => ScopedPolicy | null;
  },
): Promise<{
  readonly rows: readonly { readonly currency: string; readonly minor: bigint }[];
  readonly isStatutory: boolean;
}> {
  const termsOf = new Map(
    of.asks.flatMap(({ item, days }) => {
      const late = of.policyOf(item.itemId)?.policy.late;
      return days > 0 && late && late.interest.kind !== "none"
        ? [[item.itemId, late] as const]
        : [];
    }),
  );
  if (termsOf.size === 0) return { rows: [], isStatutory: false };
  const itemIds = [...termsOf.keys()];
  const rows = await selectLateItems(db, books, { itemIds, customerId: null, to: books.today });
  const sums = new Map<string, bigint>();
  for (const row of rows) {
    const terms = termsOf.get(row.id);
    if (!terms) continue;
    const { interestMinor } = memoOf(row, terms, books.today);
    sums.set(row.currency, (sums.get(row.currency) ?? 0n) + interestMinor);
  }
  const isStatutory = [...termsOf.values()].every(({ interest }) => interest.kind === "statutory");
  return { rows: [...sums].map(([currency, minor]) => ({ currency, minor })), isStatutory };
}
