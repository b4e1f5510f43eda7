import assert from "node:assert/strict";
import { test } from "node:test";
import { costOfDays, limitByFormula } from "./limit.ts";
import { defaultCreditSettings } from "./settings.ts";

const sales = { monthlySalesMinor: 50_000_000n, creditDays: 60, currency: "CNY" } as const;

test("500,000 a month × 60 ÷ 30 × 0.8 is a limit of 800,000", () => {
  const settings = {
    ...defaultCreditSettings,
    coefficients: { ...defaultCreditSettings.coefficients, B: 80 },
  };
  const { limitMinor, because } = limitByFormula(
    { ...sales, rating: "B", coverMinor: null },
    settings,
  );
  assert.equal(limitMinor, 80_000_000n);
  assert.deepEqual(because[0]?.fields, {
    sales: "500,000.00",
    days: 60,
    coefficient: "0.80",
    exact: "800,000.00",
    limit: "800,000.00",
  });
});

test("the coefficients of the ratings are 1.5, 1.0, 0.6 and none", () => {
  const limits = (["A", "B", "C", "D"] as const).map(
    (rating) =>
      limitByFormula({ ...sales, rating, coverMinor: null }, defaultCreditSettings).limitMinor,
  );
  assert.deepEqual(limits, [150_000_000n, 100_000_000n, 60_000_000n, 0n]);
});

test("what is not covered is not granted, and the limit says so", () => {
  const { limitMinor, because } = limitByFormula(
    { ...sales, rating: "A", coverMinor: 30_000_050n },
    defaultCreditSettings,
  );
  assert.equal(limitMinor, 30_000_050n);
  assert.deepEqual(
    because.map(({ key }) => key),
    ["credit_limit_formula", "credit_limit_covered"],
  );
});

test("a limit is cut to whole thousands, also in a currency without decimals", () => {
  const odd = { monthlySalesMinor: 33_333_333n, creditDays: 30, rating: "B" } as const;
  const of = (currency: string) =>
    limitByFormula({ ...odd, coverMinor: null, currency }, defaultCreditSettings).limitMinor;
  const cut = limitByFormula({ ...odd, coverMinor: null, currency: "CNY" }, defaultCreditSettings);
  assert.equal(cut.because[0]?.key, "credit_limit_formula_cut");
  assert.equal(cut.because[0]?.fields["exact"], "333,333.33");
  assert.equal(of("CNY"), 33_300_000n);
  assert.equal(of("JPY"), 33_333_000n);
});

test("15 more days on 500,000 a month tie up 250,000, at 6 % 15,000 a year", () => {
  const cost = costOfDays({ monthlySalesMinor: 50_000_000n, days: 15, capitalCostPerMille: 60 });
  assert.deepEqual(cost, { tiedUpMinor: 25_000_000n, yearlyMinor: 1_500_000n });
});
