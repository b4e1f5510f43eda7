// Sums as the database gives them, as the pure decision on a customer's grade takes them.
import type { ClaimsByGrade } from "../../core/dunning/customer-grade.ts";

type GradeSums = {
  readonly oldA: number;
  readonly oldAHome: number;
  readonly oldB: number;
  readonly oldBHome: number;
  readonly oldC: number;
  readonly oldCHome: number;
  readonly disputedMinor: number;
  readonly linkedMinor: number;
  readonly creditMinor: number;
};

export function claimsByGrade(row: GradeSums): ClaimsByGrade {
  const old = (minor: number, home: number) => ({ minor: BigInt(minor), homeMinor: BigInt(home) });
  return {
    old: {
      A: old(row.oldA, row.oldAHome),
      B: old(row.oldB, row.oldBHome),
      C: old(row.oldC, row.oldCHome),
    },
    creditMinor: BigInt(row.creditMinor),
    disputedMinor: BigInt(row.disputedMinor),
    linkedMinor: BigInt(row.linkedMinor),
  };
}
