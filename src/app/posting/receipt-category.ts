// A bank line that is no customer receipt (非应收): its J07 is reversed and the line keeps its
// category. Taken back, the receipt is booked anew. Money out has no receipt, only the category.
import { assert } from "../../core/assert.ts";
import { type IsoDate, laterDate } from "../../core/date.ts";
import { firstOpenDay } from "../../core/ledger/accounting-date.ts";
import type { NotReceivableCategory } from "../../core/matching/output.ts";
import { toSafeMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import {
  cancelReceipts,
  type DecisionKind,
  insertDecisions,
  type StoredEntry,
  selectEntries,
  updateLineStates,
} from "../../db/decisions.ts";
import { type LedgerReceipt, selectReceiptsOfLines } from "../../db/ledger-state.ts";
import { type LineStanding, selectLastReceipts, selectLineFacts } from "../../db/line-facts.ts";
import type { Db } from "../../db/pool.ts";
import { insertReceipts } from "../../db/receipts-in.ts";
import {
  type ChainHead,
  chainEntries,
  entryChainHead,
  moveEntryChain,
  type NewEntry,
  type Recording,
  reserveIds,
  storeAllocations,
  storeChained,
  storeEntries,
} from "../../db/recording.ts";
import { loadBooksContext } from "./books-context.ts";

export type CategoryRequest = {
  readonly lineId: number;
  readonly category: NotReceivableCategory;
  readonly matchId: number | null;
  readonly runId: number | null;
  readonly reason: string;
};

export type CategoryRefusal =
  | { readonly code: "line_gone"; readonly lineId: number }
  | { readonly code: "already_decided"; readonly lineId: number; readonly lane: string };

export type CategoryOutcome = Result<{ readonly decisionId: number }, CategoryRefusal>;

/** The lines, and the live receipts of those that have one, by line id. */
export type LinesWithReceipts = {
  readonly lines: ReadonlyMap<number, LineStanding>;
  readonly receipts: ReadonlyMap<number, LedgerReceipt>;
};

/** The transaction must hold the writing lock. Each line succeeds or is refused by itself. */
export async function categoriseLines(
  db: Db,
  recording: Recording,
  requests: readonly CategoryRequest[],
): Promise<CategoryOutcome[]> {
  const lineIds = requests.map((r) => r.lineId);
  const written = await writeCategories(db, recording, requests, {
    facts: await readLines(db, recording, lineIds),
    head: entryChainHead(db, recording),
  });
  await moveEntryChain(db, recording, written.head);
  return written.outcomes;
}

/** The same with entries that follow `head`; the caller moves the chain to the head returned. */
export async function writeCategories(
  db: Db,
  recording: Recording,
  requests: readonly CategoryRequest[],
  of: { readonly facts: LinesWithReceipts; readonly head: Promise<ChainHead> },
): Promise<{ readonly outcomes: CategoryOutcome[]; readonly head: ChainHead }> {
  if (requests.length === 0) return { outcomes: [], head: await of.head };
  const { orgId } = recording;
  const { lines, receipts } = of.facts;
  const outcomes: CategoryOutcome[] = [];
  const accepted: { request: CategoryRequest; decisionId: number }[] = [];
  const ids = await reserveIds(db, "decision", requests.length);
  const taken = new Set<number>();
  requests.forEach((request, index) => {
    const line = lines.get(request.lineId);
    const receipt = receipts.get(request.lineId);
    const { lineId } = request;
    if (!line || line.isCancelled || taken.has(lineId)) {
      outcomes.push(refuse({ code: "line_gone", lineId }));
      return;
    }
    const untouched =
      receipt === undefined ||
      (receipt.receipt.account === "unidentified" &&
        receipt.receipt.amountMinor === receipt.receivedMinor);
    if (!untouched || ["auto", "confirmed", "not_receivable"].includes(line.lane)) {
      outcomes.push(refuse({ code: "already_decided", lineId, lane: line.lane }));
      return;
    }
    taken.add(lineId);
    const decisionId = ids[index]!;
    accepted.push({ request, decisionId });
    outcomes.push(ok({ decisionId }));
  });

  const standing = accepted.flatMap(({ request, decisionId }) => {
    const receipt = receipts.get(request.lineId);
    return receipt ? [{ receipt, decisionId }] : [];
  });
  const entryOf = await entriesById(
    db,
    orgId,
    standing.map((s) => s.receipt.entryId),
  );
  const { periods } = await loadBooksContext(db, recording);
  const entryIds = await reserveIds(db, "entry", standing.length);
  const chained = chainEntries(
    await of.head,
    recording,
    standing.map(({ receipt, decisionId }, n) => {
      const original = entryOf.get(receipt.entryId)!;
      return turnedEntry(original, {
        id: entryIds[n]!,
        decisionId,
        accountingDate: firstOpenDay(periods, receipt.receipt.accountingDate),
      });
    }),
  );
  await storeChained(db, chained);
  // the receipt ends as a record too: a report as of an earlier day still sees it
  await storeAllocations(
    db,
    recording,
    standing.map(({ receipt, decisionId }, n) => {
      const original = entryOf.get(receipt.entryId)!;
      return {
        kind: "cancel" as const,
        code: "not_receivable",
        difference: null,
        receiptId: receipt.id,
        receiptCustomerId: null,
        itemId: null,
        itemMinor: 0,
        itemHomeMinor: 0,
        receiptMinor: toSafeMinor(receipt.receipt.amountMinor),
        receiptHomeMinor: toSafeMinor(receipt.receipt.homeMinor),
        decisionId,
        matchId: null,
        rule: "",
        businessDate: original.businessDate,
        accountingDate: firstOpenDay(periods, receipt.receipt.accountingDate),
        entryId: entryIds[n]!,
        reversesId: null,
        reason: "",
      };
    }),
  );
  await cancelReceipts(
    db,
    recording,
    standing.map((s) => s.receipt.id),
  );
  await insertDecisions(db, recording, accepted.map(categoryDecision));
  await updateLineStates(
    db,
    orgId,
    accepted.map(({ request }) => ({
      lineId: request.lineId,
      lane: "not_receivable",
      category: request.category,
      matchId: request.matchId,
    })),
  );
  return { outcomes, head: chained.head };
}

async function readLines(
  db: Db,
  recording: Recording,
  lineIds: readonly number[],
): Promise<LinesWithReceipts> {
  const lines = await selectLineFacts(db, recording, lineIds);
  return { lines, receipts: await selectReceiptsOfLines(db, recording, lineIds) };
}

function categoryDecision({
  request,
  decisionId,
}: {
  request: CategoryRequest;
  decisionId: number;
}) {
  const kind: DecisionKind = "categorise";
  return {
    id: decisionId,
    kind,
    bankLineId: request.lineId,
    matchId: request.matchId,
    runId: request.runId,
    reason: request.reason,
    reversesId: null,
    detail: { category: request.category },
  };
}

async function entriesById(
  db: Db,
  orgId: number,
  ids: readonly number[],
): Promise<Map<number, StoredEntry>> {
  return new Map((await selectEntries(db, orgId, ids)).map((e) => [e.id, e]));
}

function turnedEntry(
  entry: StoredEntry,
  by: { readonly id: number; readonly decisionId: number; readonly accountingDate: IsoDate },
): NewEntry {
  return {
    ...entry,
    id: by.id,
    accountingDate: by.accountingDate,
    sourceKind: "decision",
    sourceId: by.decisionId,
    reversesId: entry.id,
    rule: "",
    lines: entry.lines.map((line) => ({
      ...line,
      amountMinor: -line.amountMinor,
      homeMinor: -line.homeMinor,
    })),
  };
}

/** The category was taken back: the same money is a receipt again, with a new J07. */
export async function bookReceiptAgain(
  db: Db,
  recording: Recording,
  input: {
    readonly lineIds: readonly number[];
    readonly decisionId: number;
    readonly today: IsoDate;
  },
): Promise<void> {
  const { orgId } = recording;
  const incoming = await selectLastReceipts(db, recording, input.lineIds);
  const { periods } = await loadBooksContext(db, recording);
  const receiptIds = await reserveIds(db, "receipt", incoming.length);
  const entryIds = await reserveIds(db, "entry", incoming.length);
  const entryOf = await entriesById(
    db,
    orgId,
    incoming.map((receipt) => receipt.entryId),
  );
  const entries = incoming.map((receipt, n): NewEntry => {
    const original = entryOf.get(receipt.entryId);
    assert(original !== undefined, "a receipt stands on its entry");
    return {
      ...original,
      id: entryIds[n]!,
      businessDate: original.businessDate,
      accountingDate: firstOpenDay(periods, laterDate(input.today, original.accountingDate)),
      sourceKind: "receipt",
      sourceId: receiptIds[n]!,
      reversesId: null,
      rule: "",
      lines: original.lines.map((l) =>
        l.receiptId === null ? l : { ...l, receiptId: receiptIds[n]! },
      ),
    };
  });
  await storeEntries(db, recording, entries);
  await insertReceipts(
    db,
    recording,
    incoming.map((receipt, n) => ({
      ...receipt,
      id: receiptIds[n]!,
      entryId: entryIds[n]!,
    })),
  );
}
