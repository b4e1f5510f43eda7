// Comparisons as both sides read them: the list, the reconciliation with its sums, groups page by page.
import {
  type ComparedGroupOnWire,
  type ComparisonDetail,
  type ComparisonOnWire,
  type ComparisonReading,
  comparisonReading,
  type ReconciliationOnWire,
  type VerdictOnWire,
} from "../../contract/comparisons.ts";
import { columnMapping } from "../../contract/imports.ts";
import { isDifferenceCode } from "../../core/differences.ts";
import { formatMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import {
  type ComparisonEntryRow,
  type ComparisonGroupRow,
  type ComparisonRow,
  selectComparison,
  selectComparisonEvents,
  selectComparisonGroups,
  selectComparisons,
  selectGroupEntries,
  selectOpenGroups,
} from "../../db/comparisons.ts";
import type { Db } from "../../db/pool.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import type { Comparer } from "./make-comparison.ts";
import { comparisonNo, reconcileStored, sectionSums } from "./reconcile-stored.ts";
import { splitChoices } from "./stored-choices.ts";

type NotFound = { readonly code: "not_found" };

const nothingRead: ComparisonReading = {
  rows: 0,
  refused: 0,
  ignored: 0,
  problems: [],
  proof: "unproven",
  isTurned: false,
  isOpeningKnown: false,
  parties: [],
  party: "",
  otherCurrencies: [],
  mode: "movements",
  mayBeOpenItems: false,
  seconds: 0,
  sample: [],
};

export async function listComparisons(
  deps: Deps,
  who: Comparer,
  query: {
    readonly customerId?: number | undefined;
    readonly q?: string | undefined;
    readonly cursor?: number | undefined;
    readonly limit: number;
  },
): Promise<{ readonly rows: ComparisonOnWire[]; readonly nextCursor: string | null }> {
  const { limit } = query;
  const rows = await inOrganisation(deps.pool, who.orgId, (db) =>
    selectComparisons(db, who, {
      customerId: who.customerId ?? query.customerId ?? null,
      pattern: `%${(query.q ?? "").replace(/[\\%_]/g, "\\$&")}%`.replace("%%", "%"),
      isSharedOnly: who.side === "customer",
      beforeId: query.cursor ?? null,
      limit: limit + 1,
    }),
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page.map(rowOnWire),
    nextCursor: rows.length > limit && last ? String(last.id) : null,
  };
}

/** Of this side's to see; a customer sees what was shared. */
export async function findComparison(
  db: Db,
  who: Comparer,
  id: number,
): Promise<ComparisonRow | null> {
  const row = await selectComparison(db, who.orgId, id);
  if (row?.booksId !== who.booksId) return null;
  if (who.customerId === null) return row;
  return row.customerId === who.customerId && row.isShared ? row : null;
}

export async function readComparison(
  deps: Deps,
  who: Comparer,
  id: number,
): Promise<Result<ComparisonDetail, NotFound>> {
  return inOrganisation(deps.pool, who.orgId, async (db) => {
    const row = await findComparison(db, who, id);
    if (!row) return refuse({ code: "not_found" });
    const open = await selectOpenGroups(db, who.orgId, id);
    const events = await selectComparisonEvents(db, who.orgId, id);
    const reading = comparisonReading.safeParse({ ...nothingRead, ...row.reading });
    // of an unread table the columns as they stand; else as they were read
    const mapping = columnMapping.safeParse(row.mapping ?? row.reading["mapping"]);
    return ok({
      ...rowOnWire(row),
      reconciliation: row.from === null ? null : reconciliationOnWire(row, open),
      verdicts: verdictSums(row),
      reading: reading.success ? reading.data : nothingRead,
      mapping: mapping.success ? mapping.data : null,
      choices: splitChoices(row.choices).choices,
      events: events.map(({ act, side, actor, groupN, recordedAt, detail }) => ({
        act,
        side,
        actor,
        group: groupN,
        at: recordedAt.toISOString(),
        detail: who.side === "us" ? detail : {},
      })),
    });
  });
}

export async function readGroups(
  deps: Deps,
  who: Comparer,
  query: {
    readonly id: number;
    readonly verdict?: VerdictOnWire | undefined;
    readonly cursor?: number | undefined;
    readonly limit: number;
  },
): Promise<
  Result<{ readonly rows: ComparedGroupOnWire[]; readonly nextCursor: string | null }, NotFound>
> {
  return inOrganisation(deps.pool, who.orgId, async (db) => {
    const row = await findComparison(db, who, query.id);
    if (!row) return refuse({ code: "not_found" });
    const groups = await selectComparisonGroups(db, who.orgId, {
      id: query.id,
      verdicts: query.verdict === undefined ? null : [query.verdict],
      afterN: query.cursor ?? 0,
      limit: query.limit + 1,
    });
    const page = groups.slice(0, query.limit);
    const entries = await selectGroupEntries(db, who.orgId, {
      id: query.id,
      groups: page.map(({ n }) => n),
    });
    const byGroup = Map.groupBy(entries, ({ groupN }) => groupN);
    const isUs = who.side === "us";
    return ok({
      rows: page.map((group) => groupOnWire(row, group, byGroup.get(group.n) ?? [], isUs)),
      nextCursor: groups.length > query.limit ? String(page.at(-1)?.n ?? 0) : null,
    });
  });
}

function groupOnWire(
  { currency }: ComparisonRow,
  group: ComparisonGroupRow,
  entries: readonly ComparisonEntryRow[],
  isUs: boolean,
): ComparedGroupOnWire {
  const text = (minor: number) => formatMinor(minor, currency);
  return {
    n: group.n,
    verdict: group.verdict,
    outstanding: group.outstanding,
    code: group.code !== null && isDifferenceCode(group.code) ? group.code : null,
    corrects: group.corrects,
    ours: text(group.oursMinor),
    theirs: text(group.theirsMinor),
    gap: text(group.oursMinor - group.theirsMinor),
    because: [...group.because],
    entries: entries.map((entry) => ({
      side: entry.side,
      date: entry.date,
      no: entry.no,
      refs: entry.refs,
      // what our bank wrote of a payer is ours alone
      memo: isUs || entry.side === "theirs" ? entry.memo : "",
      amount: text(entry.minor),
      phase: entry.phase as "before" | "in" | "after", // held by a check of the table
      itemId: isUs ? entry.itemId : null,
    })),
    answer: group.answer,
    answerNote: group.answerNote,
    answeredBy: group.answeredBy,
    note: isUs ? group.note : "",
    disputeId: isUs ? group.disputeId : null,
  };
}

function rowOnWire(row: ComparisonRow): ComparisonOnWire {
  const { currency, summary } = row;
  const text = (minor: number) => formatMinor(minor, currency);
  const open = Object.entries(summary).filter(
    ([verdict]) => verdict !== "agreed" && verdict !== "undecided",
  );
  return {
    id: row.id,
    no: comparisonNo(row),
    customerId: row.customerId,
    customerName: row.customerName,
    currency,
    side: row.side,
    fileName: row.fileName,
    state: row.state,
    isShared: row.isShared,
    from: row.from,
    to: row.to,
    ourClosing: text(row.ourClosingMinor),
    theirClosing: text(row.theirClosingMinor),
    difference: text(row.ourClosingMinor - row.theirClosingMinor),
    agreed: {
      count: summary.agreed?.count ?? 0,
      amount: text(summary.agreed?.oursMinor ?? 0),
    },
    open: open.reduce((sum, [, { count }]) => sum + count, 0),
    undecided: summary.undecided?.count ?? 0,
    ourSignature: row.ourSignature,
    theirSignature: row.theirSignature,
    at: row.recordedAt.toISOString(),
    by: row.byName,
  };
}

function reconciliationOnWire(
  row: ComparisonRow,
  open: readonly ComparisonGroupRow[],
): ReconciliationOnWire {
  const table = reconcileStored(row, open);
  const text = (minor: number) => formatMinor(minor, row.currency);
  return {
    ours: {
      opening: text(table.ours.openingMinor),
      closing: text(table.ours.closingMinor),
      adjusted: text(table.oursAdjustedMinor),
    },
    theirs: {
      opening: text(table.theirs.openingMinor),
      closing: text(table.theirs.closingMinor),
      adjusted: text(table.theirsAdjustedMinor),
    },
    rows: sectionSums(table).map(({ minor, ...sum }) => ({ ...sum, amount: text(minor) })),
    openingGap: text(table.openingGapMinor),
    left: text(table.unexplainedMinor),
  };
}

function verdictSums({ summary, currency }: ComparisonRow): ComparisonDetail["verdicts"] {
  const text = (minor: number) => formatMinor(minor, currency);
  return Object.entries(summary).map(([verdict, { count, oursMinor, theirsMinor }]) => ({
    verdict: verdict as VerdictOnWire, // written by store-compared.ts alone
    count,
    ours: text(oursMinor),
    theirs: text(theirsMinor),
  }));
}
