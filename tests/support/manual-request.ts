// What a person settles by hand, as postDecisions takes it: the parts alone, all else as it is mostly.
import type { DecisionRequest } from "../../src/app/posting/post-decisions.ts";

export type SettledPart = { readonly itemId: number; readonly minor: number };

export function manualRequest(lineId: number, parts: readonly SettledPart[]): DecisionRequest {
  return {
    kind: "manual",
    bankLineIds: [lineId],
    customerId: null,
    parts: parts.map(({ itemId, minor }) => ({
      bankLineId: lineId,
      itemId,
      amountMinor: minor,
      lineAmountMinor: minor,
    })),
    residuals: [],
    matchId: null,
    runId: null,
    rule: "",
    reason: "",
  };
}
