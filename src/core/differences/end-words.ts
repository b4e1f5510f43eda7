// How a difference ended: by a booking of its own, by what a residual was posted as, or by whatever
// settled its item meanwhile, which bears the code of the allocation.
import { differenceOutcomes } from "../differences.ts";
import type { AdjustmentKind } from "../ledger/adjustment-kinds.ts";
import { type EventCode, eventTitles } from "../ledger/event-codes.ts";
import { residualWords } from "../words/outcome.ts";
import type { Sentence } from "../words/word.ts";

const settledBy: Partial<Readonly<Record<AdjustmentKind, EventCode>>> = {
  goods_payment: "J44",
  transfer: "J24",
  three_party: "J25",
  net_payable: "J23",
  apply_advance: "J22",
  offset_credit: "J06",
  retention_split: "J18",
  freight: "J17",
  write_off: "J37",
  factor: "J42",
};

/** Null: it is over, and how is not to be named. */
export function differenceEnd(outcome: string): Sentence | null {
  const ends: Readonly<Record<string, Sentence>> = { ...residualWords, ...differenceOutcomes };
  const event = new Map(Object.entries(settledBy)).get(outcome);
  if (event !== undefined) return eventTitles[event];
  return Object.hasOwn(ends, outcome) ? (ends[outcome] ?? null) : null;
}
