// Turns the postings of decisions into the rows that are stored: entries, allocations, new items.
import { assert } from "../../core/assert.ts";
import type { IsoDate } from "../../core/date.ts";
import { itemKinds } from "../../core/item-kinds.ts";
import type { ChainedLine } from "../../core/ledger/chain.ts";
import type { NewItem, Posting, Use } from "../../core/ledger/open.ts";
import type { Entry, EntryPair, PostingLine } from "../../core/ledger/posting.ts";
import type { CodedPosting } from "../../core/ledger/settle.ts";
import { toSafeMinor } from "../../core/money.ts";
import type { NewDeliveryInvoice } from "../../db/delivery-invoices.ts";
import type { NewEntryPair } from "../../db/entry-pairs.ts";
import type { NewItemRow } from "../../db/new-items.ts";
import type { NewAllocation, NewClaim, NewEntry } from "../../db/recording.ts";

export type DecisionRecord = {
  readonly decisionId: number;
  readonly matchId: number | null;
  readonly rule: string;
  readonly reason: string;
  /** Dates of records that have no entry (J06: red against blue on one account). */
  readonly dates?: { readonly businessDate: IsoDate; readonly accountingDate: IsoDate };
};

export type PostedRows = {
  readonly entries: readonly NewEntry[];
  readonly allocations: readonly NewAllocation[];
  readonly newItems: readonly NewItemRow[];
  readonly claims: readonly NewClaim[];
  readonly billed: readonly NewDeliveryInvoice[];
  readonly pairs: readonly NewEntryPair[];
};

/** Hands out the ids that were reserved for a table, in order. */
export type IdSource = () => number;

export function idSource(ids: readonly number[]): IdSource {
  let next = 0;
  return () => {
    const id = ids[next];
    assert(id !== undefined, "enough ids were reserved");
    next += 1;
    return id;
  };
}

export function postingRows(
  postings: readonly CodedPosting[],
  decision: DecisionRecord,
  nextEntryId: IdSource,
): PostedRows {
  const entries: NewEntry[] = [];
  const allocations: NewAllocation[] = [];
  const newItems: NewItemRow[] = [];
  const claims: NewClaim[] = [];
  const billed: NewDeliveryInvoice[] = [];
  const pairs: NewEntryPair[] = [];
  for (const { posting, code } of postings) {
    const entryId = posting.entry === null ? null : nextEntryId();
    if (posting.entry !== null && entryId !== null) {
      entries.push(entryRow(posting.entry, entryId, decision));
    }
    allocations.push(...allocationRows(posting, code, { ...decision, entryId }));
    billed.push(...billedRows(posting, decision.decisionId));
    if (entryId === null) continue;
    if (posting.entry?.pair) pairs.push(pairRow(posting.entry.pair, entryId));
    if (posting.entry && posting.newItem) {
      newItems.push(newItemRow(posting.newItem, posting.entry, entryId));
    }
    if (posting.entry?.event === "J09")
      claims.push(...claimRows(posting, decision.decisionId, entryId));
  }
  return { entries, allocations, newItems, claims, billed, pairs };
}

function pairRow({ pairId, otherBooksId }: EntryPair, entryId: number): NewEntryPair {
  return { entryId, otherBooksId: idOf(otherBooksId), pairId: idOf(pairId) };
}

function billedRows({ newItem, billed = [] }: Posting, decisionId: number): NewDeliveryInvoice[] {
  if (newItem === undefined) return [];
  return billed.map(({ deliveryId, billedMinor, deferred }) => ({
    deliveryId: idOf(deliveryId),
    invoiceId: idOf(newItem.itemId),
    decisionId,
    billedMinor: toSafeMinor(billedMinor),
    deferredMinor: toSafeMinor(deferred.amountMinor),
    deferredHomeMinor: toSafeMinor(deferred.homeMinor),
  }));
}

/** J09 gives to the place on the customer's account: a use below zero. */
function claimRows(posting: Posting, decisionId: number, entryId: number): NewClaim[] {
  const entry = posting.entry;
  assert(entry !== null, "a claim has its entry");
  return posting.uses.flatMap((use) => {
    if (use.of !== "receipt" || use.account !== "on_account") return [];
    return [
      {
        receiptId: idOf(use.receiptId),
        customerId: idOf(use.customerId),
        amountMinor: toSafeMinor(-use.amountMinor),
        homeMinor: toSafeMinor(-use.homeMinor),
        decisionId,
        accountingDate: entry.accountingDate,
        entryId,
        reversesId: null,
      },
    ];
  });
}

function entryRow(
  entry: Entry,
  id: number,
  decision: Pick<DecisionRecord, "decisionId" | "rule">,
): NewEntry {
  return {
    id,
    event: entry.event,
    origin: entry.origin,
    businessDate: entry.businessDate,
    accountingDate: entry.accountingDate,
    narrationKey: entry.narration.key,
    narrationFields: entry.narration.fields,
    sourceKind: "decision",
    sourceId: decision.decisionId,
    reversesId: entry.reversesId === undefined ? null : idOf(entry.reversesId),
    rule: decision.rule,
    lines: entry.lines.map(lineRow),
  };
}

export function lineRow(line: PostingLine): ChainedLine {
  return {
    account: line.account,
    side: line.side === "debit" ? "D" : "C",
    currency: line.currency,
    amountMinor: toSafeMinor(line.amountMinor),
    homeMinor: toSafeMinor(line.homeMinor),
    customerId: optionalId(line.customerId),
    itemId: optionalId(line.itemId),
    receiptId: optionalId(line.receiptId),
    bankAccountId: optionalId(line.bankAccountId),
  };
}

function optionalId(id: string | undefined): number | null {
  return id === undefined ? null : idOf(id);
}

/** Ids of the ledger's pure functions are text; in the books they are numbers. */
export function idOf(id: string): number {
  const value = Number(id);
  assert(Number.isSafeInteger(value) && value > 0, `not an id: ${id}`);
  return value;
}

type RowContext = DecisionRecord & { readonly entryId: number | null };

function allocationRows(posting: Posting, code: string, context: RowContext): NewAllocation[] {
  // a claim moves money between places of one receipt: its own records (claimRows)
  if (posting.entry?.event === "J09") return [];
  const base = rowBase(posting, context);
  const left = totalUses(posting.uses);
  const rows: NewAllocation[] = [];
  for (const a of posting.allocations) {
    const byReceipt = a.by.of === "receipt" ? a.by.receiptId : null;
    const use = byReceipt === null ? undefined : left.get(placeTakenFrom(posting, byReceipt));
    rows.push({
      ...base,
      kind: byReceipt === null ? "netting" : "receipt",
      code,
      receiptId: byReceipt === null ? null : idOf(byReceipt),
      receiptCustomerId: use?.customerId ?? null,
      itemId: idOf(a.itemId),
      itemMinor: toSafeMinor(a.itemAmountMinor),
      itemHomeMinor: toSafeMinor(a.itemHomeMinor),
      receiptMinor: byReceipt === null ? 0 : toSafeMinor(a.byAmountMinor),
      receiptHomeMinor: byReceipt === null ? 0 : toSafeMinor(a.byHomeMinor),
    });
    subtract(left.get(`item ${a.itemId}`), a.itemAmountMinor, a.itemHomeMinor);
    subtract(use, a.byAmountMinor, a.byHomeMinor);
  }
  // what is used beyond the allocations: the other side of a netting, and adjustments
  for (const use of left.values()) {
    if (use.amount === 0n && use.home === 0n) continue;
    const isItem = use.of === "item";
    rows.push({
      ...base,
      kind: posting.allocations.length > 0 ? "netting" : "adjustment",
      code,
      receiptId: isItem ? null : use.id,
      receiptCustomerId: use.customerId,
      itemId: isItem ? use.id : null,
      itemMinor: isItem ? toSafeMinor(use.amount) : 0,
      itemHomeMinor: isItem ? toSafeMinor(use.home) : 0,
      receiptMinor: isItem ? 0 : toSafeMinor(use.amount),
      receiptHomeMinor: isItem ? 0 : toSafeMinor(use.home),
    });
  }
  return rows;
}

/** An allocation takes money of a receipt from one place. */
function placeTakenFrom({ uses }: Posting, receiptId: string): string {
  const use = uses.findLast((one) => one.of === "receipt" && one.receiptId === receiptId);
  return use?.of === "receipt" ? placeKey(receiptId, use.customerId) : "";
}

function placeKey(receiptId: string, customerId: string | null): string {
  return `receipt ${receiptId} ${customerId ?? ""}`;
}

type UseTotal = {
  readonly of: "item" | "receipt";
  readonly id: number;
  readonly customerId: number | null;
  amount: bigint;
  home: bigint;
};

function subtract(total: UseTotal | undefined, amount: bigint, home: bigint): void {
  if (!total) return;
  total.amount -= amount;
  total.home -= home;
}

function rowBase(posting: Posting, context: RowContext) {
  const dated = posting.entry ?? context.dates;
  assert(dated !== undefined, "a posting without entry is given its dates");
  return {
    difference: null,
    decisionId: context.decisionId,
    matchId: context.matchId,
    rule: context.rule,
    businessDate: dated.businessDate,
    accountingDate: dated.accountingDate,
    entryId: context.entryId,
    reversesId: null,
    reason: context.reason,
  } satisfies Partial<NewAllocation>;
}

/** Sum of uses by thing; of a receipt, by the place its money rests in: a revaluation may meet several. */
function totalUses(uses: readonly Use[]): Map<string, UseTotal> {
  const totals = new Map<string, UseTotal>();
  for (const use of uses) {
    const id = use.of === "item" ? use.itemId : use.receiptId;
    const key = use.of === "item" ? `item ${id}` : placeKey(id, use.customerId);
    const { amountMinor: amount, homeMinor: home } = use;
    const total = totals.get(key);
    if (total) {
      total.amount += amount;
      total.home += home;
      continue;
    }
    const customerId =
      use.of === "receipt" && use.customerId !== null ? idOf(use.customerId) : null;
    totals.set(key, { of: use.of, id: idOf(id), customerId, amount, home });
  }
  return totals;
}

function newItemRow(item: NewItem, { origin }: Entry, entryId: number): NewItemRow {
  const { faceMinor = item.amountMinor, taxMinor } = item;
  return {
    faceMinor: toSafeMinor(faceMinor),
    taxMinor: taxMinor === undefined ? null : toSafeMinor(taxMinor),
    linkedNo: item.linkedNumber ?? "",
    memo: item.memo ?? "",
    origin,
    id: idOf(item.itemId),
    customerId: idOf(item.customerId),
    kind: item.kind,
    no: item.number,
    currency: item.currency,
    amountMinor: toSafeMinor(item.amountMinor),
    homeMinor: toSafeMinor(item.homeMinor),
    issueDate: item.issueDate,
    dueDate: item.dueDate,
    ageFrom: item.ageFrom,
    accountingDate: item.accountingDate,
    // memos (written off, a bill derecognised) stand on no account; they are the register
    account: item.isDerecognised || itemKinds[item.kind].account === null ? null : item.account,
    linkedItemId: item.linkedItemId === null ? null : idOf(item.linkedItemId),
    entryId,
  };
}
