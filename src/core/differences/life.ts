// The life of a difference: where it may stand, how it may end, and what each end books. An end that
// books nothing here is only possible once the money shows it: no ticket closes without a booking.
import { type DifferenceCode, type DifferenceOutcome, differences } from "../differences.ts";
import type { ResidualCode } from "../matching/output.ts";
import type { Sentence } from "../words/word.ts";

export const differenceStages = {
  new: { zh: "新建", en: "New" },
  in_progress: { zh: "处理中", en: "In progress" },
  waiting_customer: { zh: "等客户", en: "Waiting for customer" },
  waiting_us: { zh: "等我方", en: "Waiting for us" },
  waiting_approval: { zh: "待审批", en: "Waiting for approval" },
} as const satisfies Readonly<Record<string, Sentence>>;
export type DifferenceStage = keyof typeof differenceStages;

/** What a residual is called says all there is to say (DOMAIN §6: none), unless a test gives a code. */
export const namedResiduals = [
  "partial",
  "advance",
  "refund",
  "discount",
  "fx",
  "interest",
  "withholding",
] as const satisfies readonly ResidualCode[];

/** A person moves it between these; an approval alone moves it in and out of waiting_approval. */
export const movableStages = ["new", "in_progress", "waiting_customer", "waiting_us"] as const;

/** What a person must say for an end, beside the reason. */
export type OutcomeNeed =
  | "credit"
  | "payable"
  | "customer"
  | "payout"
  | "warranty_end"
  | "agreement"
  | "evidence"
  | "responsible";

export type OutcomeWay =
  | {
      readonly by: "adjustment";
      readonly kind:
        | "rounding"
        | "fee"
        | "discount"
        | "penalty"
        | "withholding"
        | "retention_split"
        | "net_payable"
        | "write_off"
        | "offset_credit"
        | "keep_as_advance"
        | "reassign"
        | "refund";
      /** What is adjusted: the rest of the item, or money on a customer's account. */
      readonly on: "item" | "receipt";
      readonly needs: readonly OutcomeNeed[];
    }
  /** The item is paid, the line is decided: seen in the books, not said. */
  | { readonly by: "settlement" };

export const outcomeWays: Readonly<Record<DifferenceOutcome, OutcomeWay>> = {
  corrected: { by: "settlement" },
  collected: { by: "settlement" },
  clears_itself: { by: "settlement" },
  cross_currency: { by: "settlement" },
  withholding: { by: "adjustment", kind: "withholding", on: "item", needs: ["evidence"] },
  penalty: { by: "adjustment", kind: "penalty", on: "item", needs: ["agreement"] },
  rounding: { by: "adjustment", kind: "rounding", on: "item", needs: [] },
  discount: { by: "adjustment", kind: "discount", on: "item", needs: [] },
  fee: { by: "adjustment", kind: "fee", on: "item", needs: [] },
  retention: { by: "adjustment", kind: "retention_split", on: "item", needs: ["warranty_end"] },
  red_invoice: { by: "adjustment", kind: "offset_credit", on: "item", needs: ["credit"] },
  netting: { by: "adjustment", kind: "net_payable", on: "item", needs: ["payable", "agreement"] },
  written_off: {
    by: "adjustment",
    kind: "write_off",
    on: "item",
    needs: ["evidence", "responsible"],
  },
  advance: { by: "adjustment", kind: "keep_as_advance", on: "receipt", needs: [] },
  reassigned: { by: "adjustment", kind: "reassign", on: "receipt", needs: ["customer"] },
  refund: { by: "adjustment", kind: "refund", on: "receipt", needs: ["payout"] },
};

/** The ends open to a difference: of its code, and possible for what it is about. */
export function outcomesOf(
  code: DifferenceCode | null,
  about: { readonly hasItem: boolean; readonly hasCustomerMoney: boolean },
): readonly DifferenceOutcome[] {
  if (code === null) return [];
  return differences[code].outcomes.filter((outcome) => {
    const way = outcomeWays[outcome];
    if (way.by === "settlement") return true;
    return way.on === "item" ? about.hasItem : about.hasCustomerMoney;
  });
}

const redInvoiceHours = 72;
const hourMs = 3_600_000;

/** Whole hours until the red invoice should be there, by instants; below zero: late by so many. */
export function redInvoiceHoursLeft(foundAt: string, now: string): number {
  const passed = (Date.parse(now) - Date.parse(foundAt)) / hourMs;
  return redInvoiceHours - Math.floor(passed);
}
