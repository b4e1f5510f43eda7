// What reports are built from, loaded at one viewpoint (app/reporting/load-facts.ts). Amounts are minor
// units as safe integers, in home currency where the name says so.
import type { GradedCustomer } from "../core/dunning/customer-grade.ts";
import type { Ratio } from "../core/figures/ratio.ts";
import type { GradeDays } from "../core/terms/ages.ts";
import type { PositionSeries } from "./positions.ts";
import type { ProvisionSetting } from "./provision-setting.ts";

export type CustomerStanding = {
  readonly customerId: number;
  readonly customerName: string;
  readonly owner: string;
  readonly region: string;
  readonly isRelated: boolean;
  readonly openMinor: number;
  readonly overdueMinor: number;
  readonly late31Minor: number;
  readonly late90Minor: number;
  readonly disputedMinor: number;
  readonly unappliedMinor: number;
  readonly maxDaysLate: number;
  readonly overdueItems: number;
  readonly brokenPromises: number;
  readonly isOnHold: boolean;
  readonly lastReceiptOn: string | null;
};

/** By customer id, as the settings of dunning graded by then. */
export type CustomerGrades = ReadonlyMap<number, GradedCustomer>;

export type OpenItemAt = {
  readonly itemId: number;
  readonly customerId: number;
  readonly customerName: string;
  readonly kind: string;
  readonly no: string;
  readonly currency: string;
  readonly openMinor: number;
  readonly homeMinor: number;
  readonly disputedMinor: number;
  readonly issueDate: string | null;
  readonly dueDate: string | null;
};

export type AgedSum = {
  readonly customerId: number;
  readonly customerName: string;
  /** A bucket, credits, unapplied or allowance. */
  readonly bucket: string;
  readonly homeMinor: number;
};

/** What a customer paid, and Σ of it × days after the due date. */
export type Paid = {
  readonly customerId: number;
  readonly weightedDays: number;
  readonly paidMinor: number;
};

export type Paying = Paid & {
  readonly customerName: string;
  readonly onTimeMinor: number;
  readonly receipts: number;
};

/** By weeks of lateness: when items entered, where they are now, when they were reduced. */
export type Lateness = {
  readonly entered: number;
  readonly now: number;
  readonly reduced: number | null;
  readonly homeMinor: number;
  readonly receivedMinor: number;
};

export type DayMoney = { readonly day: string; readonly homeMinor: number };

/** A week of the past: what was expected at its start and what came. */
export type PastWeek = {
  readonly start: string;
  readonly expectedMinor: number;
  readonly receivedMinor: number;
};

export type OpenByDue = {
  readonly customerId: number;
  readonly dueDate: string | null;
  readonly homeMinor: number;
  readonly disputedMinor: number;
};

/** What is open and how money came in before; and what the same said in the weeks behind. */
export type Forecasts = {
  readonly open: readonly OpenByDue[];
  readonly paid: readonly Paid[];
  readonly lateness: readonly Lateness[];
  readonly past: readonly PastWeek[];
};

/** What a provision is worked out from; of history only what the method in force reads. */
export type ProvisionBase = {
  readonly provision: ProvisionSetting;
  /** By years of age or by days late, as the method has it. */
  readonly aged: readonly AgedSum[];
  /** Customers that are related parties; none where these are no group of their own. */
  readonly relatedIds: readonly number[];
  readonly specifics: readonly SpecificRate[];
  readonly migrations: readonly YearRolls[];
  readonly cohort: CohortFacts;
};

/** A customer assessed by itself. */
export type SpecificRate = {
  readonly customerId: number;
  readonly customerName: string;
  readonly rate: string;
  readonly reason: string;
};

export type CohortFacts = {
  readonly soldMinor: number;
  readonly afterDueMinor: number;
  readonly after30Minor: number;
  readonly after60Minor: number;
  readonly after90Minor: number;
  readonly neverMinor: number;
  readonly from: string;
  readonly to: string;
};

/** What stood open a while ago, with what the rates of a provision said of it and what became of it. */
export type BackTest = {
  readonly earlier: string;
  /** Whether money was recorded here by then: before that everything seems unpaid. */
  readonly isKnown: boolean;
  /** The method tested; its rates from what was there by the earlier day. */
  readonly rates: Pick<ProvisionBase, "provision" | "migrations" | "cohort">;
  readonly buckets: readonly {
    readonly bucket: string;
    readonly thenMinor: number;
    readonly lostMinor: number;
    readonly recoveredMinor: number;
    readonly openMinor: number;
  }[];
};

/** Rolls of a year by full years of age, 0 to 5; null where nothing stood in the bucket. */
export type YearRolls = { readonly to: string; readonly rolls: readonly (Ratio | null)[] };

/** A bill discounted or endorsed, a claim sold to a factor, while another has it. */
export type PassedOnItem = {
  readonly itemId: number;
  readonly customerId: number;
  readonly customerName: string;
  readonly no: string;
  readonly kind: string;
  readonly isTrade: boolean;
  readonly isDerecognised: boolean;
  readonly currency: string;
  readonly to: string;
  readonly passedOn: string;
  readonly dueDate: string | null;
  /** What was paid less, of the whole part that was passed on at once. */
  readonly interestMinor: number;
  readonly openMinor: number;
  readonly openHomeMinor: number;
};

export type Facts = {
  /** At month ends up to asOf, the last one asOf itself; one series a group of the option `by`. */
  readonly months: readonly PositionSeries[];
  readonly weeks: readonly PositionSeries[];
  /** The same at asOf and the month end before it, or the Sunday: what a table of groups shows. */
  readonly lastMonth: readonly PositionSeries[];
  readonly lastWeek: readonly PositionSeries[];
  readonly gradeDays: GradeDays;
  readonly customerGrades: CustomerGrades;
  /** By the member who owns the customers. */
  readonly ownerWeeks: readonly PositionSeries[];
  readonly standings: readonly CustomerStanding[];
  readonly overdueItems: {
    readonly rows: readonly OpenItemAt[];
    readonly count: number;
    readonly homeMinor: number;
  };
  readonly aged: readonly AgedSum[];
  readonly provided: ProvisionBase;
  readonly paying: readonly Paying[];
  /** Mean age of what is open, in days since the invoice, weighted by amount. */
  readonly openAges: { readonly weightedDays: number; readonly openMinor: number };
  readonly forecasts: Forecasts;
  readonly promisedDays: readonly DayMoney[];
  readonly billDays: readonly DayMoney[];
  readonly promises: readonly {
    readonly customerId: number;
    readonly customerName: string;
    readonly memberId: number | null;
    readonly madeBy: string;
    readonly currency: string;
    readonly kept: number;
    readonly broken: number;
    readonly open: number;
    readonly keptMinor: number;
    readonly brokenMinor: number;
    readonly openMinor: number;
  }[];
  readonly contacts: readonly {
    readonly memberId: number | null;
    readonly name: string;
    readonly calls: number;
    readonly customers: number;
    readonly promised: number;
    readonly unreached: number;
  }[];
  readonly disputes: readonly {
    readonly disputeId: number;
    readonly customerId: number;
    readonly customerName: string;
    readonly reason: string;
    readonly code: string | null;
    readonly owner: string;
    readonly currency: string;
    readonly amountMinor: number;
    readonly openedOn: string;
    readonly dueOn: string;
  }[];
  readonly causes: readonly {
    readonly code: string | null;
    readonly residual: string;
    readonly count: number;
    readonly open: number;
    readonly homeMinor: number;
    readonly openHomeMinor: number;
    readonly daysToEnd: number | null;
  }[];
  readonly matchMonths: readonly {
    readonly month: string;
    readonly lines: number;
    readonly automatic: number;
    readonly confirmed: number;
    readonly waiting: number;
    readonly linesMinor: number;
    readonly automaticMinor: number;
    readonly withDifference: number;
  }[];
  readonly hours: readonly {
    readonly month: string;
    readonly hours: number;
    readonly decisions: number;
  }[];
  /** The day of the first run; null: none yet. */
  readonly goLive: string | null;
  readonly provision: ProvisionSetting;
  readonly migrations: readonly YearRolls[];
  readonly cohort: CohortFacts;
  readonly backTest: BackTest;
  readonly provisionMoves: {
    readonly openingMinor: number;
    readonly writtenOffMinor: number;
    readonly recoveredMinor: number;
    readonly chargedMinor: number;
  };
  readonly writtenOff: readonly {
    readonly itemId: number;
    readonly customerId: number;
    readonly customerName: string;
    readonly no: string;
    readonly currency: string;
    readonly date: string;
    readonly writtenOffMinor: number;
    readonly homeMinor: number;
    readonly recoveredMinor: number;
    readonly recoveredHomeMinor: number;
  }[];
  readonly passedBills: readonly PassedOnItem[];
  readonly factoredClaims: readonly PassedOnItem[];
  readonly limitationItems: readonly (OpenItemAt & {
    readonly events: readonly { readonly kind: string; readonly date: string }[];
  })[];
  readonly receiptsOfOthers: readonly {
    readonly receiptId: number;
    readonly lineId: number | null;
    readonly date: string;
    readonly payerName: string;
    readonly relation: string;
    readonly customerId: number;
    readonly customerName: string;
    readonly aliases: readonly string[];
    readonly currency: string;
    readonly amountMinor: number;
    readonly homeMinor: number;
  }[];
  readonly subsequent: readonly {
    readonly customerId: number;
    readonly customerName: string;
    readonly openMinor: number;
    readonly receivedMinor: number;
    readonly otherMinor: number;
    readonly lastOn: string | null;
  }[];
  readonly balances: readonly {
    readonly customerId: number;
    readonly customerName: string;
    readonly account: string;
    readonly homeMinor: number;
  }[];
  /** Home balance of 1122 by posting lines: what the proofs are held against. */
  readonly receivableBalance: number;
  readonly allowanceBalance: number;
};

export type FactName = keyof Facts;
