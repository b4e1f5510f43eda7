import assert from "node:assert/strict";
import { test } from "node:test";
import { because } from "../because.ts";
import { decideRelease, type ReleaseInput } from "./release.ts";

const nothing = {
  openMinor: 0n,
  uninvoicedMinor: 0n,
  billsMinor: 0n,
  advancesMinor: 0n,
  unappliedMinor: 0n,
};
const base: ReleaseInput = {
  exposure: { ...nothing, openMinor: 60_000n, uninvoicedMinor: 20_000n, billsMinor: 10_000n },
  limitMinor: 100_000n,
  method: "open",
  hold: null,
  orderMinor: 10_000n,
  currency: "CNY",
};

test("open, not invoiced and bills count, advances and unapplied money are taken off", () => {
  const exposure = { ...base.exposure, advancesMinor: 5_000n, unappliedMinor: 1_000n };
  const { exposureMinor, availableMinor } = decideRelease({ ...base, exposure });
  assert.equal(exposureMinor, 84_000n);
  assert.equal(availableMinor, 16_000n);
});

test("an order that just fills the limit is released, one cent more is not", () => {
  assert.equal(decideRelease(base).decision, "ok");
  const more = decideRelease({ ...base, orderMinor: 10_001n });
  assert.equal(more.decision, "over_limit");
  assert.equal(more.because.fields["over"], "0.01");
});

test("without an order the question is whether the customer is within the limit", () => {
  assert.equal(decideRelease({ ...base, orderMinor: 0n }).decision, "ok");
  assert.equal(
    decideRelease({ ...base, orderMinor: 0n, limitMinor: 80_000n }).decision,
    "over_limit",
  );
  const { because: why } = decideRelease({ ...base, orderMinor: 0n });
  assert.equal(why.key, "credit_within_limit_now");
});

test("a stop of deliveries comes before everything, prepayment before the limit", () => {
  const held = decideRelease({
    ...base,
    hold: because("credit_hold", { reason: "三笔逾期" }),
    method: "prepayment",
    limitMinor: 0n,
  });
  assert.equal(held.decision, "hold");
  assert.deepEqual(held.because.fields, { reason: "三笔逾期" });
  assert.equal(
    decideRelease({ ...base, method: "prepayment", limitMinor: 0n }).decision,
    "prepayment_only",
  );
});

test("money first: an order that was paid ahead is released, no more than that", () => {
  const paid = { ...base, method: "prepayment", limitMinor: 0n } as const;
  const exposure = { ...nothing, openMinor: 2_000n, advancesMinor: 12_000n };
  assert.equal(decideRelease({ ...paid, exposure }).decision, "ok");
  assert.equal(
    decideRelease({ ...paid, exposure, orderMinor: 10_001n }).decision,
    "prepayment_only",
  );
  assert.equal(decideRelease({ ...paid, exposure: nothing }).decision, "prepayment_only");
});

test("no limit was set: released, and it says so", () => {
  const { decision, because, availableMinor } = decideRelease({ ...base, limitMinor: null });
  assert.equal(decision, "ok");
  assert.equal(because.key, "credit_no_limit");
  assert.equal(availableMinor, null);
});
