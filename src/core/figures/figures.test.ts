import assert from "node:assert/strict";
import { test } from "node:test";
import { isoDate } from "../date.ts";
import {
  averageDaysDelinquent,
  averageDso,
  bestPossibleDso,
  countBackDso,
  periodEndDso,
  rollingDso,
} from "./days-outstanding.ts";
import {
  collectionEffectiveness,
  overdueRecovery,
  promisesKept,
  recoveryRate,
} from "./effectiveness.ts";
import { expectedByWeek, forecastError, latenessWeek, payingCurve, weekAhead } from "./forecast.ts";
import { limitationAlert, limitationOf } from "./limitation.ts";
import {
  adjustedRate,
  cohortLossRates,
  migrationLossRates,
  migrationRate,
  provisionCharge,
  requiredProvision,
} from "./provision.ts";
import { parsePercent, percentText, type Ratio, ratioOf, tenthsText } from "./ratio.ts";

function days(ratio: Ratio | null): string | null {
  return ratio === null ? null : tenthsText(ratio);
}

function percent(ratio: Ratio | null): string | null {
  return ratio === null ? null : percentText(ratio);
}

test("DSO: 500k of 750k sales in 30 days is 20.0 days", () => {
  assert.equal(
    days(periodEndDso({ receivableMinor: 500_000n, salesMinor: 750_000n, days: 30 })),
    "20.0",
  );
});

const lastThree = [
  { salesMinor: 100n, days: 30 },
  { salesMinor: 80n, days: 30 },
  { salesMinor: 70n, days: 30 },
];

test("DSO: receivables of 212 on sales of 250 in three months are 76.3 days, counted back 73.7", () => {
  assert.equal(days(rollingDso(212n, lastThree)), "76.3");
  assert.equal(days(countBackDso(212n, lastThree)), "73.7");
});

test("counting back: nothing open is zero days, more open than was ever sold is unknown", () => {
  assert.equal(days(countBackDso(0n, lastThree)), "0.0");
  assert.equal(days(countBackDso(250n, lastThree)), "90.0");
  assert.equal(countBackDso(251n, lastThree), null);
  assert.equal(days(countBackDso(50n, [{ salesMinor: -5n, days: 31 }, ...lastThree])), "46.0");
});

test("without sales a DSO is unknown, never zero", () => {
  assert.equal(periodEndDso({ receivableMinor: 5n, salesMinor: 0n, days: 30 }), null);
  assert.equal(averageDaysDelinquent(null, ratioOf(1, 1)), null);
});

test("average balance and days delinquent: what the overdue part adds", () => {
  const of = { salesMinor: 300n, days: 90 };
  assert.equal(days(averageDso({ ...of, openingMinor: 80n, closingMinor: 120n })), "30.0");
  const dso = periodEndDso({ ...of, receivableMinor: 120n });
  const best = bestPossibleDso({ ...of, notDueMinor: 70n });
  assert.equal(days(averageDaysDelinquent(dso, best)), "15.0");
});

test("CEI: 1200 + 900 − 1000 over 1200 + 900 − 700 is 78.6 %", () => {
  const cei = collectionEffectiveness({
    openingMinor: 1200n,
    salesMinor: 900n,
    closingMinor: 1000n,
    closingNotDueMinor: 700n,
  });
  assert.equal(percent(cei), "78.6");
});

test("recovery counts receipts applied: 60 gone, of which 15 written off, is 45 of 150", () => {
  const rate = recoveryRate({ openingMinor: 100n, salesMinor: 50n, appliedReceiptsMinor: 45n });
  assert.equal(percent(rate), "30.0");
  assert.equal(
    percent(overdueRecovery({ overdueAtStartMinor: 400n, receivedOnItMinor: 30n })),
    "7.5",
  );
  assert.equal(promisesKept({ kept: 0, due: 0 }), null);
});

test("provision matrix: 0.3 to 10.6 % of 15.0, 7.5, 4.0, 2.5, 1.0 million is 580,000", () => {
  const rows: [bigint, string][] = [
    [15_000_000n, "0.3"],
    [7_500_000n, "1.6"],
    [4_000_000n, "3.6"],
    [2_500_000n, "6.6"],
    [1_000_000n, "10.6"],
  ];
  const rated = rows.map(([balanceMinor, rate]) => ({ balanceMinor, rate: parsePercent(rate)! }));
  assert.equal(requiredProvision(rated), 580_000n);
});

test("cohorts: rates 2.0, 4.0, 8.7, 25.0, 100 %, and 27,567 with unrounded rates", () => {
  const rates = cohortLossRates([100_000n, 50_000n, 23_000n, 8_000n, 2_000n]);
  assert.deepEqual(rates.map(percent), ["2.0", "4.0", "8.7", "25.0", "100.0"]);
  const balances = [300_000n, 140_000n, 60_000n, 23_000n, 5_000n];
  const rated = balances.map((balanceMinor, at) => ({ balanceMinor, rate: rates[at]! }));
  assert.equal(requiredProvision(rated), 27_567n);
});

test("migration: rolls of 25, 40, 50, 80, 100 % are losses of 4, 16, 40, 80, 100 %", () => {
  const rolls = ["25", "40", "50", "80", "100"].map((text) => parsePercent(text)!);
  assert.deepEqual(migrationLossRates(rolls).map(percentText), [
    "4.0",
    "16.0",
    "40.0",
    "80.0",
    "100.0",
  ]);
  assert.equal(percent(migrationRate(200n, 50n)), "25.0");
  assert.equal(percent(migrationRate(200n, 260n)), "100.0");
  assert.equal(migrationRate(0n, 50n), null);
});

test("looking ahead raises a rate, at most to the whole", () => {
  const up = parsePercent("10")!;
  assert.equal(percentText(adjustedRate(parsePercent("40")!, up)), "44.0");
  assert.equal(percentText(adjustedRate(parsePercent("95")!, up)), "100.0");
});

test("the charge: 60,000 − (50,000 − 20,000 + 5,000) is 25,000", () => {
  const charge = provisionCharge({
    requiredMinor: 60_000n,
    openingMinor: 50_000n,
    writtenOffMinor: 20_000n,
    recoveredMinor: 5_000n,
  });
  assert.equal(charge, 25_000n);
});

test("a bucket in credit carries no loss", () => {
  const rate = parsePercent("50")!;
  assert.equal(
    requiredProvision([
      { balanceMinor: -100n, rate },
      { balanceMinor: 10n, rate },
    ]),
    5n,
  );
});

const due = isoDate("2023-03-01");
const signed = { kind: "signed_statement", date: isoDate("2024-05-10") } as const;
const paid = { kind: "part_payment", date: isoDate("2025-01-20") } as const;
const later = isoDate("2026-09-30");

test("limitation: due 2023-03-01, signed 2024-05-10, part paid 2025-01-20, ends 2028-01-20", () => {
  assert.equal(limitationOf(due, [paid, signed], later)?.endsOn, "2028-01-20");
  assert.equal(limitationOf(due, [paid, signed], isoDate("2024-12-31"))?.endsOn, "2027-05-10");
  assert.equal(limitationOf(due, [], later)?.endsOn, "2026-03-01");
  assert.equal(limitationOf(null, [signed], later), null);
});

test("after the end a payment revives nothing, a signed statement does", () => {
  const late = isoDate("2026-04-01");
  assert.equal(
    limitationOf(due, [{ kind: "part_payment", date: late }], later)?.endsOn,
    "2026-03-01",
  );
  const revived = limitationOf(due, [{ kind: "signed_statement", date: late }], later);
  assert.equal(revived?.endsOn, "2029-04-01");
  assert.equal(revived?.isRevived, true);
});

test("alerts at 180, 90 and 30 days, and when it is over", () => {
  const end = isoDate("2026-09-30");
  assert.equal(limitationAlert(end, isoDate("2026-04-02")), null);
  assert.equal(limitationAlert(end, isoDate("2026-04-03")), 180);
  assert.equal(limitationAlert(end, isoDate("2026-07-02")), 90);
  assert.equal(limitationAlert(end, isoDate("2026-09-30")), 30);
  assert.equal(limitationAlert(end, isoDate("2026-10-01")), "expired");
});

test("of what is open in a week of lateness, the part that came in then is expected", () => {
  const curve = payingCurve([
    { week: 0, exposedMinor: 100n, paidMinor: 50n },
    { week: 1, exposedMinor: 50n, paidMinor: 10n },
  ]);
  assert.deepEqual(expectedByWeek(1000n, { week: 0, weeks: 2, curve }), [500n, 100n, 400n]);
  assert.deepEqual(expectedByWeek(1000n, { week: -2, weeks: 2, curve }), [0n, 0n, 1000n]);
  assert.deepEqual(expectedByWeek(1000n, { week: 40, weeks: 1, curve }), [200n, 800n]);
  assert.deepEqual(expectedByWeek(1000n, { week: 0, weeks: 1, curve: payingCurve([]) }), [
    0n,
    1000n,
  ]);
});

test("weeks: of lateness from the due date on, ahead from the day after asOf on", () => {
  const asOf = isoDate("2026-09-30");
  assert.equal(latenessWeek(asOf, asOf), 0);
  assert.equal(latenessWeek(asOf, isoDate("2026-09-29")), -1);
  assert.equal(latenessWeek(asOf, isoDate("2026-10-07")), 1);
  assert.equal(weekAhead(asOf, isoDate("2026-10-01")), 0);
  assert.equal(weekAhead(asOf, isoDate("2026-10-07")), 0);
  assert.equal(weekAhead(asOf, isoDate("2026-10-08")), 1);
});

test("the error of forecasts, by amount", () => {
  const error = forecastError([
    { expectedMinor: 90n, receivedMinor: 100n },
    { expectedMinor: 130n, receivedMinor: 100n },
  ]);
  assert.equal(percent(error), "20.0");
  assert.equal(forecastError([]), null);
});
