// How these books provide for bad debts: a rate a bucket by years of age or by days late, or rates from
// the ledger's own history; looking ahead; customers assessed by themselves stand apart.

export const provisionMethods = {
  age: { zh: "账龄法（法定年限）", en: "By years of age" },
  overdue: { zh: "逾期天数矩阵", en: "By days late" },
  migration: { zh: "迁徙率法", en: "Migration rates" },
  cohort: { zh: "同期组法", en: "Cohorts" },
} as const;
export type ProvisionMethod = keyof typeof provisionMethods;

export const ageBuckets = ["y1", "y2", "y3", "y4", "y5", "over_5"] as const;
export const overdueRateBuckets = [
  "not_due",
  "d1_30",
  "d31_60",
  "d61_90",
  "d91_180",
  "d181_365",
  "d366",
  "no_due_date",
] as const;

export type ProvisionSetting = {
  readonly method: ProvisionMethod;
  /** Percent as text, one for each of `ageBuckets`. */
  readonly ageRates: readonly string[];
  /** Percent as text, one for each of `overdueRateBuckets`. */
  readonly overdueRates: readonly string[];
  /** 前瞻性调整, percent on top of a rate from history. */
  readonly adjustment: string;
  /** Related parties as a group of their own; null: like everybody. */
  readonly relatedRate: string | null;
};

/** The methods that go by years of age; the others by days late. */
export function isByYears({ method }: ProvisionSetting): boolean {
  return method === "age" || method === "migration";
}

/** Common company rates [G]: a firm sets its own before the first posting. */
export const usualProvision: ProvisionSetting = {
  method: "age",
  ageRates: ["5", "10", "30", "50", "80", "100"],
  overdueRates: ["1", "2", "3", "3", "20", "50", "100", "5"],
  adjustment: "0",
  relatedRate: null,
};
