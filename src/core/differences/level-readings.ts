// The readings of the sources of a customer: which debts each may settle in full. Structure first (all,
// all due, one month, one contract), then few debts that add up; a gap only where it is explained.

import { because } from "../because.ts";
import { addDays, isoDate } from "../date.ts";
import { findSubsets } from "../matching/subset.ts";
import { formatMinor } from "../money.ts";
import { retentionKept, usualFee } from "./agreed-terms.ts";
import type { Finding } from "./difference-test.ts";
import { smallTail } from "./held-back.ts";
import {
  type LevelDebt,
  type LevelMove,
  type LevelQuestion,
  type LevelSource,
  sourceKey,
} from "./level.ts";
import type { DifferenceSubject } from "./subject.ts";

export type Adjustment = Exclude<LevelMove, { kind: "apply" }>;

export type Reading = {
  readonly sources: readonly LevelSource[];
  readonly debts: readonly LevelDebt[];
  readonly adjustments: readonly Adjustment[];
  /** Message key that says how the sum comes about. */
  readonly reason:
    | "level.sum"
    | "level.sum_gap"
    | "level.all"
    | "level.due"
    | "level.month"
    | "level.contract";
};

/** An item issued at most so long after the money may be prepaid by it. */
const daysAhead = 30;
/** Debts in one payment beyond structure; more fit by accident. */
const mostDebts = 6;
/** Nodes of one search for a sum: some milliseconds. */
const nodes = 40_000;
/** Credits that one payment may take along. */
const mostCredits = 2;
/** Sources beyond this are looked at alone. */
const mostSources = 40;
/** A second reading already means asking; more are only counted. */
const readingsKept = 4;

export function readingsOf(question: LevelQuestion): {
  readonly readings: readonly Reading[];
  readonly isComplete: boolean;
} {
  const readings: Reading[] = [];
  let isComplete = true;
  for (const sources of sourceGroups(question.sources)) {
    const open = { ...question, debts: debtsThen(sources, question) };
    const found = exactReadings(sources, open);
    isComplete &&= found.isComplete;
    readings.push(...found.readings);
    if (found.readings.length === 0) readings.push(...explainedReadings(sources, open));
  }
  return { readings, isComplete };
}

/** What could be meant by the money: nothing issued long after it came (DOMAIN §3.9). */
function debtsThen(
  sources: readonly LevelSource[],
  { debts }: LevelQuestion,
): readonly LevelDebt[] {
  const first = sources
    .filter(({ kind }) => kind === "receipt")
    .map(({ date }) => date)
    .toSorted()[0];
  if (first === undefined) return debts;
  const last = addDays(isoDate(first), daysAhead);
  return debts.filter(({ issueDate }) => issueDate === null || issueDate <= last);
}

/** Each alone, each payment with one or two credits, and everything at once. */
function sourceGroups(sources: readonly LevelSource[]): (readonly LevelSource[])[] {
  const groups: (readonly LevelSource[])[] = sources.map((source) => [source]);
  const credits = sources.filter(({ kind }) => kind !== "receipt").slice(0, mostSources);
  for (const source of sources.filter(({ kind }) => kind === "receipt").slice(0, mostSources)) {
    for (const [at, credit] of credits.entries()) {
      groups.push([credit, source]);
      for (const second of credits.slice(at + 1)) {
        if (mostCredits > 1) groups.push([credit, second, source]);
      }
    }
  }
  if (sources.length > 1) groups.push(sources);
  // each group once, its sources in their order: it is filed under the first of them
  const place = new Map(sources.map((source, at) => [source, at]));
  const ordered = groups.map((group) =>
    group.toSorted((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0)),
  );
  return [...new Map(ordered.map((group) => [group.map(sourceKey).join(" "), group])).values()];
}

function exactReadings(
  sources: readonly LevelSource[],
  question: LevelQuestion,
): { readonly readings: Reading[]; readonly isComplete: boolean } {
  const target = sumOf(sources);
  const structured = structures(question)
    .filter(({ debts }) => owedBy(debts) === target)
    .map(({ debts, reason }) => ({ sources, debts, adjustments: [], reason }));
  if (structured.length > 0) return { readings: distinct(structured), isComplete: true };
  const debts = question.debts.toSorted((a, b) => b.owedMinor - a.owedMinor || a.id - b.id);
  const amounts = debts.map(({ owedMinor }) => owedMinor);
  for (let size = 1; size <= Math.min(mostDebts, debts.length); size++) {
    const limit = readingsKept;
    const search = findSubsets({ amounts, target, size, limit, budget: nodes });
    if (!search.isComplete && search.solutions.length === 0) {
      return { readings: [], isComplete: false };
    }
    if (search.solutions.length === 0) continue;
    const readings = search.solutions.map((chosen) => {
      const own = chosen.map((at) => debts[at]!);
      return { sources, debts: inOrder(own, question), adjustments: [], reason: "level.sum" };
    });
    return { readings: readings as Reading[], isComplete: true }; // the literal above
  }
  return { readings: [], isComplete: true };
}

/** Groups of debts that people pay together. */
function structures({ debts, asOf }: LevelQuestion): {
  readonly debts: readonly LevelDebt[];
  readonly reason: Reading["reason"];
}[] {
  const due = debts.filter(({ dueDate }) => dueDate !== null && dueDate <= asOf);
  const months = Map.groupBy(debts, ({ issueDate }) => issueDate?.slice(0, 7) ?? "");
  months.delete("");
  const contracts = Map.groupBy(debts, ({ terms }) => terms?.contractNo ?? "");
  contracts.delete("");
  const many = (own: readonly LevelDebt[]) => own.length > 1;
  return [
    ...[debts].filter(many).map((own) => ({ debts: own, reason: "level.all" as const })),
    ...[due].filter(many).map((own) => ({ debts: own, reason: "level.due" as const })),
    ...[...months.values()]
      .filter(many)
      .map((own) => ({ debts: own, reason: "level.month" as const })),
    ...[...contracts.values()]
      .filter(many)
      .map((own) => ({ debts: own, reason: "level.contract" as const })),
  ];
}

/** One debt, or a structure, with a gap that somebody agreed or that is usual. */
function explainedReadings(sources: readonly LevelSource[], question: LevelQuestion): Reading[] {
  const paid = sumOf(sources);
  const groups = [
    ...question.debts.map((debt) => [debt]),
    ...structures(question).map(({ debts }) => debts),
  ];
  const readings = groups.flatMap((debts): Reading[] => {
    const gap = owedBy(debts) - paid;
    if (gap <= 0) return [];
    const adjustments = explainGap(debts, gap, { question, sources });
    return adjustments ? [{ sources, debts, adjustments, reason: "level.sum_gap" }] : [];
  });
  return distinct(readings);
}

type Around = { readonly question: LevelQuestion; readonly sources: readonly LevelSource[] };

function explainGap(
  debts: readonly LevelDebt[],
  gap: number,
  around: Around,
): readonly Adjustment[] | null {
  return (
    agreedDiscount(debts, gap, around) ??
    agreedRetention(debts, gap, around) ??
    tested(debts, gap, around)
  );
}

/** Every debt's own discount, all of them still in time. */
function agreedDiscount(
  debts: readonly LevelDebt[],
  gap: number,
  { sources, question }: Around,
): readonly Adjustment[] | null {
  const last =
    sources
      .map(({ date }) => date)
      .toSorted()
      .at(-1) ?? "";
  const offers = debts.filter(
    ({ discountMinor, discountDate }) =>
      discountMinor > 0 && discountDate !== null && last <= discountDate,
  );
  const total = offers.reduce((sum, { discountMinor }) => sum + discountMinor, 0);
  if (total !== gap) return null;
  return offers.map((debt) => ({
    kind: "discount",
    debt,
    minor: debt.discountMinor,
    because: because("level.discount", {
      item: debt.no,
      amount: formatMinor(debt.discountMinor, question.currency),
      until: debt.discountDate ?? "",
    }),
  }));
}

/** Every debt's own retention as its document names it. */
function agreedRetention(
  debts: readonly LevelDebt[],
  gap: number,
  { question }: Around,
): readonly Adjustment[] | null {
  const kept = debts.filter(({ retentionMinor }) => retentionMinor > 0);
  const total = kept.reduce((sum, { retentionMinor }) => sum + retentionMinor, 0);
  if (total !== gap) return null;
  return kept.map((debt) => ({
    kind: "retention_split",
    debt,
    minor: debt.retentionMinor,
    because: because("diff.retention_document", {
      item: debt.no,
      short: formatMinor(debt.retentionMinor, question.currency),
    }),
  }));
}

/** One debt by the tests of causes, on what is missing of it; a tail also under several. */
function tested(
  debts: readonly LevelDebt[],
  gap: number,
  { question, sources }: Around,
): readonly Adjustment[] | null {
  const debt = debts.toSorted((a, b) => b.owedMinor - a.owedMinor || a.id - b.id)[0];
  if (!debt || debt.owedMinor <= gap) return null;
  const subject = subjectOf(debt, gap, { question, sources });
  const at = (kind: Adjustment["kind"], found: Finding | null) =>
    found ? [{ kind, debt, minor: gap, because: found.because }] : null;
  if (debts.length > 1) return at("rounding", smallTail.examine(subject));
  const retention = retentionKept.examine(subject);
  if (retention?.strength === "agreed") return at("retention_split", retention);
  const fee = question.feeBearer === "us" ? usualFee.examine(subject) : null;
  return at("rounding", smallTail.examine(subject)) ?? at("fee", fee);
}

function subjectOf(debt: LevelDebt, gap: number, { question, sources }: Around): DifferenceSubject {
  return {
    about: "item",
    currency: question.currency,
    amountMinor: gap,
    paidMinor: debt.owedMinor - gap,
    paidOn: isoDate(sources.at(-1)?.date ?? question.asOf),
    memo: "",
    payer: { name: debt.customerName, feeBearer: question.feeBearer },
    debts: [debt],
    elsewhere: [],
    credits: [],
    sameMoney: [],
  };
}

/** The same debts are one reading, however they were found. */
function distinct(readings: readonly Reading[]): Reading[] {
  const seen = new Map<string, Reading>();
  for (const reading of readings) {
    const key = reading.debts.map(({ id }) => id).join(" ");
    if (!seen.has(key)) seen.set(key, reading);
  }
  return [...seen.values()];
}

function inOrder(own: readonly LevelDebt[], { debts }: LevelQuestion): LevelDebt[] {
  const chosen = new Set(own);
  return debts.filter((debt) => chosen.has(debt));
}

function sumOf(sources: readonly LevelSource[]): number {
  return sources.reduce((sum, { minor }) => sum + minor, 0);
}

function owedBy(debts: readonly LevelDebt[]): number {
  return debts.reduce((sum, { owedMinor }) => sum + owedMinor, 0);
}
