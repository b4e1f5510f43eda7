import assert from "node:assert/strict";
import { test } from "node:test";
import { percentText } from "../core/figures/ratio.ts";
import type { AgedSum, CohortFacts, ProvisionBase } from "./facts.ts";
import { cohortRates, migrationRates, provide } from "./provide.ts";
import { usualProvision } from "./provision-setting.ts";

const noCohort: CohortFacts = {
  soldMinor: 0,
  afterDueMinor: 0,
  after30Minor: 0,
  after60Minor: 0,
  after90Minor: 0,
  neverMinor: 0,
  from: "2024-01-01",
  to: "2024-12-31",
};

function sum(customerId: number, bucket: string, homeMinor: number): AgedSum {
  return { customerId, customerName: `客户${customerId}`, bucket, homeMinor };
}

const input: ProvisionBase = {
  provision: usualProvision,
  aged: [
    sum(1, "y1", 100_01),
    sum(2, "y1", 100_01),
    sum(3, "y1", 100_01),
    sum(3, "y3", 1_000_00),
    sum(3, "unapplied", 5_000_00),
  ],
  relatedIds: [],
  specifics: [],
  migrations: [],
  cohort: noCohort,
};

test("the whole is rounded once, and what customers get makes up the whole", () => {
  const { requiredMinor, byCustomer } = provide(input);
  // 300.03 × 5 % = 15.0015, and 1,000.00 × 30 %
  assert.equal(requiredMinor, 315_00n);
  assert.equal(
    [...byCustomer.values()].reduce((a, b) => a + b, 0n),
    requiredMinor,
  );
  assert.ok((byCustomer.get(3) ?? 0n) >= 305_00n);
});

test("a customer assessed by itself is outside the matrix", () => {
  const specifics = [{ customerId: 3, customerName: "客户3", rate: "100", reason: "破产" }];
  const provided = provide({ ...input, specifics });
  assert.equal(provided.specific[0]?.requiredMinor, 1_100_01n);
  assert.equal(provided.requiredMinor, 1_100_01n + 10_00n);
  assert.equal(provided.byCustomer.get(3), 1_100_01n);
});

test("related parties are a group of their own where a rate is set", () => {
  const provision = { ...usualProvision, relatedRate: "0" };
  const provided = provide({ ...input, provision, relatedIds: [2] });
  assert.equal(provided.related?.openMinor, 100_01n);
  assert.equal(provided.byCustomer.get(2) ?? 0n, 0n);
});

test("without enough history a bucket has no rate, and says so", () => {
  const provision = { ...usualProvision, method: "migration" } as const;
  const provided = provide({ ...input, provision });
  assert.deepEqual(
    provided.missing.map(({ zh }) => zh),
    ["1年以内", "2–3年"],
  );
  assert.equal(provided.requiredMinor, 0n);
});

test("migration of two years, averaged, and the losses that follow", () => {
  const roll = (percent: bigint) => ({ numerator: percent, denominator: 100n });
  const years = [20n, 30n].map((first, at) => ({
    to: `202${at}-12-31`,
    rolls: [roll(first), roll(40n), roll(50n), roll(80n), roll(100n), roll(100n)],
  }));
  const rates = migrationRates(years);
  assert.deepEqual(
    ["y1", "y2", "y3", "y4", "y5", "over_5"].map((code) => {
      const rate = rates.get(code);
      return rate ? percentText(rate) : null;
    }),
    ["4.0", "16.0", "40.0", "80.0", "100.0", "100.0"],
  );
});

test("cohort rates by how late money is; later than the last stage is lost", () => {
  const rates = cohortRates({
    ...noCohort,
    soldMinor: 100_000,
    afterDueMinor: 50_000,
    after30Minor: 23_000,
    after60Minor: 8_000,
    after90Minor: 2_000,
    neverMinor: 2_000,
  });
  const text = (code: string) =>
    percentText(rates.get(code) ?? { numerator: -1n, denominator: 1n });
  assert.deepEqual(["not_due", "d1_30", "d31_60", "d61_90", "d91_180", "d366"].map(text), [
    "2.0",
    "4.0",
    "8.7",
    "25.0",
    "100.0",
    "100.0",
  ]);
  assert.equal(cohortRates(noCohort).size, 0);
});
