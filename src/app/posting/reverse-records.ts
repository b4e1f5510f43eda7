// The reversing records of a decision: its entries with turned signs (红字冲销), its claims and
// allocations given back, what it began emptied. They name the originals.
import type { IsoDate } from "../../core/date.ts";
import { laterDate } from "../../core/date.ts";
import {
  type BegunItem,
  cancelItems,
  cancelReceipts,
  type StoredEntry,
  selectDecisionAllocations,
  selectDecisionClaims,
} from "../../db/decisions.ts";
import type { Db } from "../../db/pool.ts";
import {
  type NewAllocation,
  type NewEntry,
  type Recording,
  reserveIds,
  storeAllocations,
  storeClaims,
  storeEntries,
} from "../../db/recording.ts";
import type { BegunReceipt } from "../../db/undo-dependants.ts";

export type Reversal = {
  readonly decisionId: number;
  readonly undoId: number;
  readonly reason: string;
  /** Dates of what reverses a record of this date. */
  readonly dateOf: (date: IsoDate) => IsoDate;
  readonly businessDateOf: (date: IsoDate) => IsoDate;
  readonly entries: readonly StoredEntry[];
  readonly begunItems: readonly Pick<BegunItem, "id" | "amountMinor" | "homeMinor" | "begunOn">[];
  readonly begunReceipts: readonly BegunReceipt[];
  /** Receipts whose claim stays, because later decisions have applied more of that money. */
  readonly kept: ReadonlySet<number>;
};

export async function reverseRecords(
  db: Db,
  recording: Recording,
  reversal: Reversal,
): Promise<void> {
  const { entries, kept, begunItems, begunReceipts } = reversal;
  const reversed = entries.filter((e) => !(e.event === "J09" && isKeptClaim(e, kept)));
  const entryIds = await reserveIds(db, "entry", reversed.length);
  const entryOf = new Map(reversed.map((e, n) => [e.id, entryIds[n]!]));
  await storeEntries(
    db,
    recording,
    reversed.toReversed().map((e) =>
      reversingEntry(e, {
        id: entryOf.get(e.id)!,
        businessDate: reversal.businessDateOf(e.businessDate),
        accountingDate: reversal.dateOf(e.accountingDate),
        undoId: reversal.undoId,
      }),
    ),
  );
  await giveClaimsBack(db, recording, { ...reversal, entryOf });
  await giveAllocationsBack(db, recording, reversal);
  await cancelItems(
    db,
    recording,
    begunItems.map((item) => item.id),
  );
  await cancelReceipts(
    db,
    recording,
    begunReceipts.map((receipt) => receipt.id),
  );
}

function isKeptClaim(entry: StoredEntry, kept: ReadonlySet<number>): boolean {
  return entry.lines.some((line) => line.receiptId !== null && kept.has(line.receiptId));
}

async function giveClaimsBack(
  db: Db,
  recording: Recording,
  of: Reversal & { readonly entryOf: ReadonlyMap<number, number> },
): Promise<void> {
  const given = await selectDecisionClaims(db, recording.orgId, of.decisionId);
  await storeClaims(
    db,
    recording,
    given.flatMap((claim) => {
      const entryId = of.entryOf.get(claim.entryId);
      if (entryId === undefined) return [];
      return [
        {
          ...claim,
          amountMinor: -claim.amountMinor,
          homeMinor: -claim.homeMinor,
          decisionId: of.undoId,
          accountingDate: of.dateOf(claim.accountingDate),
          entryId,
          reversesId: claim.id,
        },
      ];
    }),
  );
}

async function giveAllocationsBack(db: Db, recording: Recording, of: Reversal): Promise<void> {
  const { begunItems, begunReceipts } = of;
  const rows = await selectDecisionAllocations(db, recording.orgId, of.decisionId);
  const undo = { decisionId: of.undoId, entryId: null, reason: of.reason };
  const turned = rows.map(
    ({ id, ...row }): NewAllocation => ({
      ...row,
      ...undo,
      itemMinor: -row.itemMinor,
      itemHomeMinor: -row.itemHomeMinor,
      receiptMinor: -row.receiptMinor,
      receiptHomeMinor: -row.receiptHomeMinor,
      businessDate: of.businessDateOf(row.businessDate),
      accountingDate: of.dateOf(row.accountingDate),
      reversesId: id,
    }),
  );
  // on the day its entry is taken back, which is never before it began
  const emptied = (begunOn: IsoDate) => ({
    ...emptiedRecord,
    ...undo,
    businessDate: of.businessDateOf(begunOn),
    accountingDate: of.dateOf(begunOn),
  });
  const items = begunItems.map(
    (item): NewAllocation => ({
      ...emptied(item.begunOn),
      itemId: item.id,
      itemMinor: item.amountMinor,
      itemHomeMinor: item.homeMinor,
    }),
  );
  // its claim is given back, so the money of the receipt stands with nobody
  const receipts = begunReceipts.map(
    (receipt): NewAllocation => ({
      ...emptied(receipt.begunOn),
      receiptId: receipt.id,
      receiptMinor: receipt.amountMinor,
      receiptHomeMinor: receipt.homeMinor,
    }),
  );
  await storeAllocations(db, recording, [...turned, ...items, ...receipts]);
}

const emptiedRecord = {
  kind: "cancel",
  code: "",
  difference: null,
  receiptId: null,
  receiptCustomerId: null,
  itemId: null,
  itemMinor: 0,
  itemHomeMinor: 0,
  receiptMinor: 0,
  receiptHomeMinor: 0,
  matchId: null,
  rule: "",
  reversesId: null,
} as const;

/** The same lines on the same sides with turned signs (红字冲销). */
export function reversingEntry(
  entry: StoredEntry,
  by: {
    readonly id: number;
    readonly businessDate: IsoDate;
    readonly accountingDate: IsoDate;
    readonly undoId: number;
  },
): NewEntry {
  return {
    id: by.id,
    event: entry.event,
    origin: entry.origin,
    businessDate: by.businessDate,
    accountingDate: by.accountingDate,
    narrationKey: entry.narrationKey,
    narrationFields: entry.narrationFields,
    sourceKind: "decision",
    sourceId: by.undoId,
    reversesId: entry.id,
    rule: "",
    lines: entry.lines.map((line) => ({
      ...line,
      amountMinor: line.amountMinor === 0 ? 0 : -line.amountMinor,
      homeMinor: line.homeMinor === 0 ? 0 : -line.homeMinor,
    })),
  };
}

/** Reversals of today are never before their original. */
export function todayOrLater(today: IsoDate): (date: IsoDate) => IsoDate {
  return (date) => laterDate(today, date);
}
