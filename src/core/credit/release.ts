// 信用检查: may an order leave? Asked by an ERP before it releases one; the answer says why.
import { type Because, because } from "../because.ts";
import { formatGrouped } from "../money.ts";
import type { CreditMethod } from "./terms.ts";

/** In order of precedence, the strictest first. */
export const releaseDecisions = ["hold", "prepayment_only", "over_limit", "ok"] as const;
export type ReleaseDecision = (typeof releaseDecisions)[number];

/** All in home currency. */
export type Exposure = {
  readonly openMinor: bigint;
  /** Delivered, not invoiced. */
  readonly uninvoicedMinor: bigint;
  readonly billsMinor: bigint;
  readonly advancesMinor: bigint;
  /** Money on the customer's account that is not applied yet. */
  readonly unappliedMinor: bigint;
};

/** Below zero: more was paid in advance than is owed. */
export function exposureTotal(e: Exposure): bigint {
  return e.openMinor + e.uninvoicedMinor + e.billsMinor - e.advancesMinor - e.unappliedMinor;
}

export type ReleaseInput = {
  readonly exposure: Exposure;
  /** Null: no limit was ever set. */
  readonly limitMinor: bigint | null;
  readonly method: CreditMethod;
  /** Why deliveries are stopped; null: they are not. */
  readonly hold: Because | null;
  /** Of the order, in home currency. */
  readonly orderMinor: bigint;
  readonly currency: string;
};

export type Release = {
  readonly decision: ReleaseDecision;
  readonly because: Because;
  readonly exposureMinor: bigint;
  /** What may still be ordered; null: no limit. */
  readonly availableMinor: bigint | null;
};

export function decideRelease(input: ReleaseInput): Release {
  const exposureMinor = exposureTotal(input.exposure);
  const { limitMinor, orderMinor } = input;
  const money = (minor: bigint) => formatGrouped(minor, input.currency);
  const paidAhead = exposureMinor < 0n ? -exposureMinor : 0n;
  const left = limitMinor === null ? null : limitMinor - exposureMinor;
  const isPrepaid = input.method === "prepayment";
  const availableMinor = isPrepaid ? paidAhead : left;
  const answer = (decision: ReleaseDecision, key: string, fields: Because["fields"]): Release => ({
    decision,
    because: because(key, fields),
    exposureMinor,
    availableMinor,
  });
  if (input.hold !== null) return answer("hold", input.hold.key, input.hold.fields);
  if (isPrepaid) {
    const isPaid = orderMinor > 0n && orderMinor <= paidAhead;
    const fields = { paid: money(paidAhead), order: money(orderMinor) };
    return isPaid
      ? answer("ok", "credit_paid_ahead", fields)
      : answer("prepayment_only", "credit_prepayment_only", fields);
  }
  if (limitMinor === null || left === null) return answer("ok", "credit_no_limit", {});
  const fields = {
    exposure: money(exposureMinor),
    order: money(orderMinor),
    limit: money(limitMinor),
  };
  // without an order the question is whether the customer is within the limit now
  const asked = orderMinor === 0n ? "_now" : "";
  if (orderMinor > left) {
    const over = money(orderMinor - left);
    return answer("over_limit", `credit_over_limit${asked}`, { ...fields, over });
  }
  return answer("ok", `credit_within_limit${asked}`, { ...fields, left: money(left - orderMinor) });
}
