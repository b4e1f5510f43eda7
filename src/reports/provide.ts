// Works out the required bad-debt provision: specific customers first, then groups, then the matrix;
// exact rates, money rounded once, and shared out to customers so that the parts make up the whole.
import {
  adjustedRate,
  averageMigration,
  cohortLossRates,
  migrationLossRates,
  requiredProvision,
  specificProvision,
} from "../core/figures/provision.ts";
import {
  multiplyRatios,
  parsePercent,
  type Ratio,
  scaledRatio,
  wholeRatio,
  zeroRatio,
} from "../core/figures/ratio.ts";
import { allocateMinor } from "../core/money.ts";
import { agingBucketWords } from "../core/words/aging.ts";
import type { Sentence } from "../core/words/word.ts";
import type { AgedSum, CohortFacts, ProvisionBase, YearRolls } from "./facts.ts";
import {
  ageBuckets,
  isByYears,
  overdueRateBuckets,
  type ProvisionSetting,
} from "./provision-setting.ts";

export type ProvisionBucket = {
  readonly code: string;
  readonly title: Sentence;
  readonly balanceMinor: bigint;
  /** Null: the ledger's history says nothing of it. */
  readonly rate: Ratio | null;
  readonly requiredMinor: bigint;
};

export type Provided = {
  readonly buckets: readonly ProvisionBucket[];
  readonly specific: readonly {
    readonly customerId: number;
    readonly customerName: string;
    readonly openMinor: bigint;
    readonly rate: Ratio;
    readonly requiredMinor: bigint;
    readonly reason: string;
  }[];
  readonly related: {
    readonly openMinor: bigint;
    readonly rate: Ratio;
    readonly requiredMinor: bigint;
  } | null;
  readonly requiredMinor: bigint;
  readonly byCustomer: ReadonlyMap<number, bigint>;
  /** Owed by each customer, credits taken off. */
  readonly openByCustomer: ReadonlyMap<number, bigint>;
  readonly names: ReadonlyMap<number, string>;
  /** Buckets with a balance and no rate: the provision is not complete. */
  readonly missing: readonly Sentence[];
};

/** Amounts of a bucket are weighed to this part of the smallest unit when shared out. */
const shareScale = 1_000_000n;

export function provide(input: ProvisionBase): Provided {
  const { provision, specifics, aged } = input;
  const sums = aged.filter(({ bucket }) => !besides.has(bucket));
  const gross = byCustomerOf(sums);
  const specificIds = new Set(specifics.map(({ customerId }) => customerId));
  const relatedIds = new Set(provision.relatedRate === null ? [] : input.relatedIds);
  const inMatrix = sums.filter(
    ({ customerId }) => !specificIds.has(customerId) && !relatedIds.has(customerId),
  );
  const rates = ratesOf(input);
  const byCode = Map.groupBy(inMatrix, ({ bucket }) => bucket);
  const codes: readonly string[] = isByYears(provision) ? ageBuckets : overdueRateBuckets;
  const shares = new Map<number, bigint>();
  const names = new Map(aged.map((one) => [one.customerId, one.customerName]));
  const buckets = codes.map((code): ProvisionBucket => {
    const rows = byCode.get(code) ?? [];
    const balanceMinor = rows.reduce((sum, one) => sum + BigInt(one.homeMinor), 0n);
    const rate = rates.get(code) ?? null;
    const rated = rate === null ? [] : [{ balanceMinor, rate }];
    return {
      code,
      title: bucketTitle(code),
      balanceMinor,
      rate,
      requiredMinor: requiredProvision(rated),
    };
  });
  // rounded over all buckets at once, so it may differ from the sum of the rounded ones by a unit
  const matrixMinor = requiredProvision(
    buckets.flatMap(({ balanceMinor, rate }) => (rate === null ? [] : [{ balanceMinor, rate }])),
  );
  shareOut(shares, matrixMinor, inMatrix, rates);
  const specific = specifics.map((one) => {
    const openMinor = gross.get(one.customerId) ?? 0n;
    const rate = parsePercent(one.rate) ?? zeroRatio;
    const requiredMinor = specificProvision(openMinor, rate);
    addTo(shares, one.customerId, requiredMinor);
    return { ...one, openMinor, rate, requiredMinor };
  });
  const inGroup = [...relatedIds].filter((id) => gross.has(id) && !specificIds.has(id));
  const related = relatedOf(provision, { inGroup, gross, shares });
  const requiredMinor =
    matrixMinor +
    specific.reduce((sum, one) => sum + one.requiredMinor, 0n) +
    (related?.requiredMinor ?? 0n);
  return {
    buckets,
    specific,
    related,
    requiredMinor,
    byCustomer: shares,
    openByCustomer: byCustomerOf(aged.filter(({ bucket }) => !notOwed.has(bucket))),
    names,
    missing: buckets
      .filter(({ balanceMinor, rate }) => rate === null && balanceMinor > 0n)
      .map(({ title }) => title),
  };
}

/** Not part of any bucket: what we hold for customers carries no loss. */
const besides: ReadonlySet<string> = new Set(["credits", "unapplied", "allowance"]);

/** On accounts of their own, beside what is owed. */
const notOwed: ReadonlySet<string> = new Set(["unapplied", "allowance"]);

function byCustomerOf(sums: readonly AgedSum[]): Map<number, bigint> {
  const byCustomer = new Map<number, bigint>();
  for (const { customerId, homeMinor } of sums) addTo(byCustomer, customerId, BigInt(homeMinor));
  return byCustomer;
}

function relatedOf(
  { relatedRate }: ProvisionSetting,
  of: {
    readonly inGroup: readonly number[];
    readonly gross: ReadonlyMap<number, bigint>;
    readonly shares: Map<number, bigint>;
  },
): Provided["related"] {
  if (relatedRate === null) return null;
  const rate = parsePercent(relatedRate) ?? zeroRatio;
  let [openMinor, requiredMinor] = [0n, 0n];
  for (const customerId of of.inGroup) {
    const open = of.gross.get(customerId) ?? 0n;
    const required = specificProvision(open, rate);
    addTo(of.shares, customerId, required);
    openMinor += open;
    requiredMinor += required;
  }
  return { openMinor, rate, requiredMinor };
}

function addTo(shares: Map<number, bigint>, customerId: number, minor: bigint): void {
  shares.set(customerId, (shares.get(customerId) ?? 0n) + minor);
}

/** By each customer's exact part, the largest remainder first. */
function shareOut(
  shares: Map<number, bigint>,
  total: bigint,
  rows: readonly AgedSum[],
  rates: ReadonlyMap<string, Ratio>,
): void {
  const weights = new Map<number, bigint>();
  for (const { customerId, bucket, homeMinor } of rows) {
    const rate = rates.get(bucket);
    if (!rate || homeMinor <= 0) continue;
    const exact = multiplyRatios(rate, wholeRatio(homeMinor));
    addTo(weights, customerId, scaledRatio(exact, shareScale));
  }
  const ids = [...weights.keys()];
  const list = ids.map((id) => weights.get(id) ?? 0n);
  if (total === 0n || list.every((weight) => weight === 0n)) return;
  const parts = allocateMinor(total, list);
  for (const [at, id] of ids.entries()) addTo(shares, id, parts[at] ?? 0n);
}

/** The loss rate of each bucket by the method in force. */
export function ratesOf(
  input: Pick<ProvisionBase, "provision" | "migrations" | "cohort">,
): ReadonlyMap<string, Ratio> {
  const { provision, migrations, cohort } = input;
  switch (provision.method) {
    case "age":
      return typedRates(ageBuckets, provision.ageRates);
    case "overdue":
      return typedRates(overdueRateBuckets, provision.overdueRates);
    case "migration":
      return adjusted(migrationRates(migrations), provision);
    case "cohort":
      return adjusted(cohortRates(cohort), provision);
  }
}

function typedRates(codes: readonly string[], rates: readonly string[]): Map<string, Ratio> {
  return new Map(
    codes.flatMap((code, at): [string, Ratio][] => {
      const rate = parsePercent(rates[at] ?? "");
      return rate === null ? [] : [[code, rate]];
    }),
  );
}

function adjusted(rates: ReadonlyMap<string, Ratio>, { adjustment }: ProvisionSetting) {
  const up = parsePercent(adjustment) ?? zeroRatio;
  return new Map([...rates].map(([code, rate]): [string, Ratio] => [code, adjustedRate(rate, up)]));
}

/** Mean rolls of the years; a bucket nothing ever left or entered has no rate, nor those before it. */
export function meanRolls(years: readonly YearRolls[]): readonly (Ratio | null)[] {
  return ageBuckets.map((_, at) => averageMigration(years.map(({ rolls }) => rolls[at] ?? null)));
}

export function migrationRates(years: readonly YearRolls[]): Map<string, Ratio> {
  const rolls = meanRolls(years);
  const rates = new Map<string, Ratio>();
  for (const [at, code] of ageBuckets.entries()) {
    const rest = rolls.slice(at);
    const known = rest.filter((roll) => roll !== null);
    if (known.length !== rest.length) continue;
    rates.set(code, migrationLossRates(known)[0] ?? wholeRatio(1));
  }
  return rates;
}

/** Loss by how late money is, from what a year's sales left unpaid at each stage. */
export function cohortRates(cohort: CohortFacts): Map<string, Ratio> {
  const stages = [
    cohort.soldMinor,
    cohort.afterDueMinor,
    cohort.after30Minor,
    cohort.after60Minor,
    cohort.after90Minor,
  ];
  const rates = cohortLossRates([...stages, cohort.neverMinor].map((minor) => BigInt(minor)));
  const codes = ["not_due", "d1_30", "d31_60", "d61_90", "d91_180"] as const;
  const found = new Map<string, Ratio>();
  if (cohort.soldMinor <= 0) return found;
  for (const [at, code] of codes.entries()) {
    // what nothing was left of at this stage was never lost
    found.set(code, rates[at] ?? zeroRatio);
  }
  for (const code of ["d181_365", "d366"]) found.set(code, wholeRatio(1));
  found.set("no_due_date", rates[0] ?? zeroRatio);
  return found;
}

function bucketTitle(code: string): Sentence {
  const found = Object.entries(agingBucketWords).find(([name]) => name === code)?.[1];
  return found ?? { zh: code, en: code };
}
