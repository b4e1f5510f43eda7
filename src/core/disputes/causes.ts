// Causes go back to where they came from: which department a cause belongs to, and the month's list of
// each with its money.
import type { DifferenceCode } from "../differences.ts";
import type { Sentence } from "../words/word.ts";

export const causeDepartments = {
  sales: { zh: "销售", en: "Sales" },
  pricing: { zh: "定价与合同", en: "Pricing and contracts" },
  logistics: { zh: "物流与交付", en: "Logistics and delivery" },
  quality: { zh: "质量", en: "Quality" },
  finance: { zh: "财务", en: "Finance" },
} as const satisfies Record<string, Sentence>;
export type CauseDepartment = keyof typeof causeDepartments;

/** Who can end a cause at its root; who looks after a single case stands elsewhere. */
export const departmentOf: Readonly<Record<DifferenceCode, CauseDepartment>> = {
  T01: "finance",
  T02: "finance",
  T03: "finance",
  T04: "finance",
  T05: "finance",
  T06: "finance",
  T07: "finance",
  T08: "finance",
  P01: "pricing",
  P02: "pricing",
  P03: "finance",
  P04: "finance",
  P05: "finance",
  P06: "pricing",
  P07: "logistics",
  P08: "finance",
  S01: "quality",
  S02: "logistics",
  S03: "sales",
  S04: "logistics",
};

export type CauseRow = {
  /** Null: nobody has found the cause yet. */
  readonly code: DifferenceCode | null;
  readonly currency: string;
  readonly count: number;
  readonly minor: number;
  readonly resolved: number;
  /** Given up: credit notes, prices corrected, penalties, bad debt. */
  readonly concededMinor: number;
  readonly customers: readonly string[];
};

export type DepartmentCauses = {
  readonly department: CauseDepartment;
  readonly rows: readonly CauseRow[];
  readonly totals: readonly {
    readonly currency: string;
    readonly minor: number;
    readonly concededMinor: number;
  }[];
};

/** By department, the one with most cases first; what has no cause yet is sales' to find out. */
export function causesByDepartment(rows: readonly CauseRow[]): DepartmentCauses[] {
  const groups = Map.groupBy(rows, ({ code }) => (code === null ? "sales" : departmentOf[code]));
  const casesOf = (group: readonly CauseRow[]) => group.reduce((sum, { count }) => sum + count, 0);
  return [...groups]
    .map(([department, group]) => ({
      department,
      rows: group.toSorted((a, b) => b.minor - a.minor || b.count - a.count),
      totals: totalsOf(group),
    }))
    .sort((a, b) => casesOf(b.rows) - casesOf(a.rows));
}

function totalsOf(rows: readonly CauseRow[]): DepartmentCauses["totals"] {
  return [...Map.groupBy(rows, ({ currency }) => currency)].map(([currency, group]) => ({
    currency,
    minor: group.reduce((sum, { minor }) => sum + minor, 0),
    concededMinor: group.reduce((sum, { concededMinor }) => sum + concededMinor, 0),
  }));
}
