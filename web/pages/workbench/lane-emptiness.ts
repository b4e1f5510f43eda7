// Why a lane shows no line: the list and what stands beside it must say the same.

export type Emptiness = "yet" | "found" | "fresh" | "left" | "shown";

export function emptinessOf(of: {
  /** Bank lines of all lanes. */
  readonly total: number;
  readonly isFiltered: boolean;
  /** No run yet. */
  readonly isFresh: boolean;
  readonly lane: string;
}): Emptiness {
  if (of.total === 0) return "yet";
  if (of.isFiltered) return "found";
  if (of.isFresh) return "fresh";
  return of.lane === "to_confirm" || of.lane === "exception" ? "left" : "shown";
}
