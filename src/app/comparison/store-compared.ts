// Keeps what a comparison found: entries of both sides as they stood, groups, balances and sums.
import { assert } from "../../core/assert.ts";
import type { ComparedGroup, LedgerEntry } from "../../core/comparison/ledger-entry.ts";
import {
  type ComparisonRow,
  type ComparisonSummary,
  insertComparisonEntries,
  insertComparisonEvent,
  insertComparisonGroups,
  type NewComparisonEntry,
  storeRead,
} from "../../db/comparisons.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import type { ComparedLedgers } from "./comparing.ts";
import type { Comparer } from "./make-comparison.ts";

export type BookedOn = { readonly itemId: number | null; readonly receiptId: number | null };

export async function storeCompared(
  deps: Deps,
  who: Comparer,
  found: {
    readonly row: ComparisonRow;
    readonly answer: ComparedLedgers;
    /** What our entries are booked on, by their ids. */
    readonly ours: ReadonlyMap<string, BookedOn>;
    readonly seconds: number;
  },
): Promise<void> {
  const { answer, row, seconds } = found;
  const { orgId } = who;
  const { id } = row;
  const ours = entriesOf("ours", answer.ours.entries, answer.groups).map((entry, at) => {
    const booked = found.ours.get(answer.ours.entries[at]!.id);
    assert(booked !== undefined, "our entries come from our books");
    return { ...entry, itemId: booked.itemId, receiptId: booked.receiptId };
  });
  const theirs = entriesOf("theirs", answer.theirs.entries, answer.groups);
  await inOrganisation(deps.pool, orgId, async (db) => {
    await storeRead(db, orgId, id, {
      layout: answer.mapping?.layout ?? "",
      mapping: answer.mapping,
      from: answer.from,
      to: answer.to,
      knownAt: deps.clock.now(),
      ourOpeningMinor: answer.ours.openingMinor,
      ourClosingMinor: answer.ours.closingMinor,
      theirOpeningMinor: answer.theirs.openingMinor,
      theirClosingMinor: answer.theirs.closingMinor,
      reading: { ...answer.reading, seconds },
      summary: summaryOf(answer.groups),
    });
    await insertComparisonGroups(
      db,
      { orgId, id },
      answer.groups.map(({ by: foundBy, ours: _, theirs: __, ways: ___, ...group }, at) => ({
        ...group,
        n: at + 1,
        foundBy,
      })),
    );
    await insertComparisonEntries(db, { orgId, id }, [...ours, ...theirs]);
    await insertComparisonEvent(db, who, {
      comparisonId: id,
      act: "made",
      side: who.side,
      actor: who.name,
      memberId: who.memberId,
      detail: { fileName: row.fileName, sha256: row.sha256, rows: answer.reading.rows },
    });
  });
}

function entriesOf(
  side: "ours" | "theirs",
  entries: readonly LedgerEntry[],
  groups: readonly ComparedGroup[],
): NewComparisonEntry[] {
  const groupOf = new Map<number, number>();
  groups.forEach((group, at) => {
    for (const place of group[side]) groupOf.set(place, at + 1);
  });
  return entries.map((entry, at) => ({
    side,
    n: at + 1,
    groupN: groupOf.get(at) ?? null,
    date: entry.date,
    no: entry.no,
    refs: entry.refs.filter((ref) => ref !== "").join(" "),
    memo: entry.memo,
    minor: entry.minor,
    phase: entry.phase,
    itemId: null,
    receiptId: null,
  }));
}

function summaryOf(groups: readonly ComparedGroup[]): ComparisonSummary {
  const byVerdict = Map.groupBy(groups, ({ verdict }) => verdict);
  const sums = [...byVerdict].map(([verdict, list]) => {
    const sum = (of: (group: ComparedGroup) => number) =>
      list.reduce((total, group) => total + of(group), 0);
    const count = list.length;
    const oursMinor = sum((group) => group.oursMinor);
    return [verdict, { count, oursMinor, theirsMinor: sum((group) => group.theirsMinor) }];
  });
  return Object.fromEntries(sums) as ComparisonSummary; // keys are verdicts
}
