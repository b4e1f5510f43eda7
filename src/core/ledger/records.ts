// The append-only records of the books, and what was open at a viewpoint: as of an accounting date,
// as known at an instant. For a fixed pair the answer never changes (ACCOUNTING §4).
import type { Instant, IsoDate } from "../date.ts";
import type { LedgerSettings } from "./accounts.ts";
import { subtractBooked } from "./home-amount.ts";
import {
  type NewItem,
  type NewReceipt,
  type OpenItem,
  type OpenReceipt,
  type Posting,
  placeOf,
  type Tax,
  type Use,
} from "./open.ts";
import type { Entry } from "./posting.ts";

/** When it counts and when it became known. */
export type Recorded = { readonly accountingDate: IsoDate; readonly recordedAt: Instant };

export type ItemRecord = NewItem & Recorded;
export type ReceiptRecord = NewReceipt & Recorded;
export type UseRecord = Use & Recorded;
export type EntryRecord = Entry & Recorded & { readonly entryId: string };

/** What changes of an item beside its amount: a new due date agreed, an amount disputed or settled. */
export type ItemChangeRecord = Recorded & {
  readonly itemId: string;
  readonly dueDate?: IsoDate | null;
  readonly disputedDeltaMinor: bigint;
};

export type LedgerRecords = {
  readonly books: LedgerSettings;
  readonly customerNames: ReadonlyMap<string, string>;
  readonly items: readonly ItemRecord[];
  readonly receipts: readonly ReceiptRecord[];
  readonly uses: readonly UseRecord[];
  readonly changes: readonly ItemChangeRecord[];
  readonly entries: readonly EntryRecord[];
};

export type Viewpoint = {
  readonly asOf: IsoDate;
  /** Null = all that is known now. */
  readonly knownAt: Instant | null;
};

export function isVisible(record: Recorded, { asOf, knownAt }: Viewpoint): boolean {
  if (record.accountingDate > asOf) return false;
  return knownAt === null || record.recordedAt <= knownAt;
}

/** An item at a viewpoint: still open, with what a report needs of it. */
export type ItemState = NewItem & { readonly disputedMinor: bigint };

/** Items with something left on them (an amount, or a home amount by revaluation). */
export function itemsAt(records: LedgerRecords, viewpoint: Viewpoint): ItemState[] {
  const uses = usesByItem(records.uses, viewpoint);
  const changes = Map.groupBy(
    records.changes.filter((change) => isVisible(change, viewpoint)),
    (change) => change.itemId,
  );
  return records.items
    .filter((item) => isVisible(item, viewpoint))
    .map((item) => itemState(item, uses.get(item.itemId) ?? [], changes.get(item.itemId) ?? []))
    .filter((item) => item.amountMinor !== 0n || item.homeMinor !== 0n);
}

type ItemUse = Extract<Use, { of: "item" }>;

function usesByItem(uses: readonly UseRecord[], viewpoint: Viewpoint): Map<string, ItemUse[]> {
  const byItem = new Map<string, ItemUse[]>();
  for (const use of uses) {
    if (use.of !== "item" || !isVisible(use, viewpoint)) continue;
    const list = byItem.get(use.itemId);
    if (list) list.push(use);
    else byItem.set(use.itemId, [use]);
  }
  return byItem;
}

function itemState(
  item: NewItem,
  uses: readonly ItemUse[],
  changes: readonly ItemChangeRecord[],
): ItemState {
  const left = uses.reduce((rest, use) => applyItemUse(rest, use), item);
  const disputed = changes.reduce((sum, change) => sum + change.disputedDeltaMinor, 0n);
  const redated = changes
    .filter((change) => change.dueDate !== undefined)
    .sort(byRecording)
    .at(-1);
  return {
    ...left,
    dueDate: redated?.dueDate === undefined ? item.dueDate : redated.dueDate,
    disputedMinor: disputed,
  };
}

function byRecording(a: Recorded, b: Recorded): number {
  if (a.recordedAt === b.recordedAt) return 0;
  return a.recordedAt < b.recordedAt ? -1 : 1;
}

/** What is left of an item after a use of it. */
export function applyItemUse<I extends OpenItem>(item: I, use: ItemUse): I {
  const left = subtractBooked(item, use);
  return item.tax && use.tax ? { ...left, tax: subtractTax(item.tax, use.tax) } : left;
}

function subtractTax(tax: Tax, part: Tax): Tax {
  return {
    amountMinor: tax.amountMinor - part.amountMinor,
    homeMinor: tax.homeMinor - part.homeMinor,
  };
}

/** Unapplied money at a viewpoint, one record for each place a receipt rests in. */
export function receiptsAt(records: LedgerRecords, viewpoint: Viewpoint): OpenReceipt[] {
  const receipts = new Map<string, ReceiptRecord>();
  const places = new Map<string, OpenReceipt>();
  for (const receipt of records.receipts) {
    if (!isVisible(receipt, viewpoint)) continue;
    receipts.set(receipt.receiptId, receipt);
    places.set(placeKey(receipt), receipt);
  }
  for (const use of records.uses) {
    if (use.of !== "receipt" || !isVisible(use, viewpoint)) continue;
    const receipt = receipts.get(use.receiptId);
    if (!receipt) continue;
    const key = placeKey(use);
    const open = places.get(key) ?? emptyPlace(receipt, use, records.customerNames);
    places.set(key, subtractBooked(open, use));
  }
  return [...places.values()].filter((p) => p.amountMinor !== 0n || p.homeMinor !== 0n);
}

function placeKey(place: {
  readonly receiptId: string;
  readonly customerId: string | null;
}): string {
  return `${place.receiptId} ${place.customerId ?? ""}`;
}

/** A place that money came to by a claim, before the use that brought it is counted. */
function emptyPlace(
  receipt: ReceiptRecord,
  use: Extract<Use, { of: "receipt" }>,
  names: ReadonlyMap<string, string>,
): OpenReceipt {
  const customerName = use.customerId === null ? "" : (names.get(use.customerId) ?? "");
  return { ...receipt, ...placeOf(use), amountMinor: 0n, homeMinor: 0n, customerName };
}

/** Adds what an event wrote to the records, in memory (scenarios, previews). */
export function withPosting(
  records: LedgerRecords,
  posting: Posting,
  at: Recorded & { readonly entryId: string },
): LedgerRecords {
  const recorded = { accountingDate: at.accountingDate, recordedAt: at.recordedAt };
  return {
    ...records,
    items: posting.newItem
      ? [...records.items, { ...posting.newItem, ...recorded }]
      : records.items,
    receipts: posting.newReceipt
      ? [...records.receipts, { ...posting.newReceipt, ...recorded }]
      : records.receipts,
    uses: [...records.uses, ...posting.uses.map((use) => ({ ...use, ...recorded }))],
    entries: posting.entry ? [...records.entries, { ...posting.entry, ...at }] : records.entries,
  };
}
