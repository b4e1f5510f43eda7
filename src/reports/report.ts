// A report: facts at a viewpoint become one table, with the picture that says more, the proof where it
// ties to the ledger, and what has to be said beside it. One file a report; the list is registry.ts.

import { assert } from "../core/assert.ts";
import type { IsoDate } from "../core/date.ts";
import type { Ratio } from "../core/figures/ratio.ts";
import type { Sentence } from "../core/words/word.ts";
import type { FactName, Facts } from "./facts.ts";

/**
 * money: minor units in the currency of the row; home: the same in home currency; share: a Ratio shown
 * as percent; ratio: a Ratio of days with one decimal; days, count: whole numbers.
 */
export type ColumnKind = "text" | "date" | "days" | "ratio" | "share" | "count" | "money" | "home";

export type ReportColumn = Sentence & {
  readonly code: string;
  readonly kind: ColumnKind;
  /** How the figure comes about, for who points at the head. */
  readonly hint?: Sentence;
  /** Amounts and counts are added up; a balance of several days is not. */
  readonly isSummed?: boolean;
};

/** `column("open", "home", { zh: "应收", en: "Open" })` */
export function column(
  code: string,
  kind: ColumnKind,
  title: Sentence,
  more: { readonly hint?: Sentence; readonly isSummed?: boolean } = {},
): ReportColumn {
  return { code, kind, ...title, ...more };
}

/** A null cell is unknown, never zero; an empty text says nothing of this row. */
export type ReportCell = string | Sentence | Ratio | bigint | number | null;

/** Where a row leads: to what its figures are made of. */
export type RowLink =
  | { readonly to: "customer"; readonly customerId: number }
  | { readonly to: "item"; readonly itemId: number; readonly customerId: number }
  | { readonly to: "items"; readonly query: Readonly<Record<string, string>> }
  | { readonly to: "lines"; readonly query: Readonly<Record<string, string>> }
  | { readonly to: "line"; readonly lineId: number }
  | { readonly to: "dispute"; readonly disputeId: number }
  | { readonly to: "differences"; readonly query: Readonly<Record<string, string>> }
  | { readonly to: "journal"; readonly query: Readonly<Record<string, string>> }
  | {
      readonly to: "report";
      readonly code: string;
      readonly query: Readonly<Record<string, string>>;
    };

export type ReportRow = {
  /** Currency of the money cells of this row. */
  readonly currency: string;
  readonly cells: readonly ReportCell[];
  readonly link?: RowLink;
  /** A sum inside the table, not counted again. */
  readonly isSubtotal?: boolean;
};

export type ReportSeries = Sentence & {
  readonly kind: "line" | "bar";
  readonly values: readonly (bigint | Ratio | number | null)[];
  readonly colour?: "blue" | "green" | "amber" | "red" | "violet" | "grey";
  readonly depth?: number;
  readonly stack?: string;
  readonly isDashed?: boolean;
  readonly onRight?: boolean;
};

export type ReportChart = {
  readonly unit: "home" | "share" | "ratio" | "count";
  readonly rightUnit?: "home" | "share" | "ratio" | "count";
  readonly categories: readonly (string | Sentence)[];
  readonly series: readonly ReportSeries[];
  /** Long names stand at the left of their bars. */
  readonly isSideways?: boolean;
  readonly target?: Sentence & { readonly value: Ratio };
};

/** What the table shows against what the posting lines say, in home currency. */
export type ReportProof = {
  readonly name: Sentence;
  readonly account: string;
  readonly shownMinor: bigint;
  readonly ledgerMinor: bigint;
};

export type ReportTable = {
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly ReportRow[];
  /** The figures people look at first. */
  readonly tiles?: readonly ReportTile[];
  readonly chart?: ReportChart;
  readonly proof?: ReportProof;
  /** What has to be known to read the figures: method, what is missing. */
  readonly notes?: readonly Sentence[];
  /** Rows that were too many to show; the sums are over all. */
  readonly leftOut?: { readonly count: number; readonly homeMinor: bigint };
  /** In place of the sums of the rows; a row a currency. */
  readonly totals?: readonly ReportRow[];
};

export type ReportTile = Sentence & {
  readonly kind: ColumnKind;
  readonly value: bigint | Ratio | number | null;
  readonly hint?: Sentence;
};

export const optionNames = ["by", "method", "show", "basis", "months"] as const;
export type OptionName = (typeof optionNames)[number];

export type ReportOption = {
  readonly name: OptionName;
  readonly title: Sentence;
  /** The first is taken where none is named. */
  readonly choices: readonly (Sentence & { readonly code: string })[];
};

export const reportGroups = {
  balances: { zh: "应收与账龄", en: "Receivables and ages" },
  collection: { zh: "回款与催收", en: "Collection" },
  work: { zh: "核销与差异", en: "Matching and differences" },
  accounting: { zh: "准备与披露", en: "Provision and disclosure" },
  results: { zh: "成效", en: "Results" },
} as const satisfies Record<string, Sentence>;
export type ReportGroup = keyof typeof reportGroups;

export type ReportRequest = {
  readonly asOf: IsoDate;
  /** First day of the period; asOf where the report has none. */
  readonly from: IsoDate;
  readonly today: IsoDate;
  readonly homeCurrency: string;
  readonly timeZone: string;
  readonly options: Readonly<Partial<Record<OptionName, string>>>;
};

export type ReportFacts = {
  readonly code: string;
  readonly group: ReportGroup;
  readonly title: Sentence;
  /** What it answers, in a sentence. */
  readonly about: Sentence;
  readonly options: readonly ReportOption[];
  /** Months a period goes back where none is named; null: a report of one day. */
  readonly periodMonths: number | null;
};

export type Report = ReportFacts & {
  /** What is loaded for this request. */
  readonly factsFor: (request: ReportRequest) => readonly FactName[];
  readonly build: (facts: Partial<Facts>, request: ReportRequest) => ReportTable;
};

/** A report that gets just the facts it names; `factsOf` names those that only some requests need. */
export function report<F extends FactName, G extends FactName = never>({
  facts: always,
  factsOf,
  build,
  ...definition
}: ReportFacts & {
  readonly facts: readonly F[];
  readonly factsOf?: (request: ReportRequest) => readonly G[];
  readonly build: (
    facts: Pick<Facts, F> & Partial<Pick<Facts, G>>,
    request: ReportRequest,
  ) => ReportTable;
}): Report {
  const factsFor = (request: ReportRequest) => [...always, ...(factsOf?.(request) ?? [])];
  return {
    ...definition,
    factsFor,
    build: (facts, request) => {
      for (const name of factsFor(request))
        assert(name in facts, `${definition.code} has its facts: ${name}`);
      return build(facts as Pick<Facts, F> & Partial<Pick<Facts, G>>, request); // each was just found
    },
  };
}

/** A fact that was asked for by `factsOf`. */
export function asked<T>(fact: T | undefined): T {
  assert(fact !== undefined, "what this request needs was loaded");
  return fact;
}

/** The choice made, else the first; what is no choice is refused before a report is built. */
export function choiceOf(request: ReportRequest, option: ReportOption): string {
  return request.options[option.name] ?? option.choices[0]?.code ?? "";
}

export function isRatio(cell: ReportCell): cell is Ratio {
  return typeof cell === "object" && cell !== null && "numerator" in cell;
}

/** Sums of the summed columns, a row a currency. */
export function totalsOf({ columns, rows, totals }: ReportTable): readonly ReportRow[] {
  if (totals) return totals;
  const isSummed = columns.map(
    ({ kind, isSummed: says }) => says ?? (kind === "money" || kind === "home" || kind === "count"),
  );
  if (!isSummed.includes(true)) return [];
  const counted = rows.filter(({ isSubtotal }) => !isSubtotal);
  return [...Map.groupBy(counted, ({ currency }) => currency)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, group]) => ({
      currency,
      cells: columns.map((column, at) => (isSummed[at] ? sumCells(group, column, at) : null)),
    }));
}

function sumCells(rows: readonly ReportRow[], { kind }: ReportColumn, at: number): bigint | number {
  if (kind === "count" || kind === "days") {
    return rows.reduce((sum, { cells }) => {
      const cell = cells[at];
      return typeof cell === "number" ? sum + cell : sum;
    }, 0);
  }
  return rows.reduce((sum, { cells }) => {
    const cell = cells[at];
    return typeof cell === "bigint" ? sum + cell : sum;
  }, 0n);
}
