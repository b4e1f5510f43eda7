// Posts decisions about bank lines: one by a person or thousands by a run, in one transaction.
// Each is checked against what is left at this moment; one that no longer fits is refused by
// itself, the others stand (DOMAIN §3.11). Many are settled in portions: while the database writes
// one, the next is settled and hashed.
import { setImmediate as breathe } from "node:timers/promises";
import { assert } from "../../core/assert.ts";
import { type IsoDate, laterDate } from "../../core/date.ts";
import { type DatedRate, oldestRateFor, rateAt } from "../../core/ledger/rates.ts";
import {
  type CodedPosting,
  type SettleContext,
  type Settled,
  type SettlePart,
  type SettleRefusal,
  type SettleResidual,
  settleReceipt,
} from "../../core/ledger/settle.ts";
import type { ResidualCode } from "../../core/matching/output.ts";
import { Overlay } from "../../core/overlay.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import {
  type DecisionKind,
  type LineState,
  type NewDecision,
  updateLineStates,
  updateReceiptCustomers,
} from "../../db/decisions.ts";
import { insertDifferences, type NewDifference } from "../../db/differences.ts";
import type { LedgerItem, LedgerReceipt } from "../../db/ledger-state.ts";
import { selectLineFacts } from "../../db/line-facts.ts";
import type { Db } from "../../db/pool.ts";
import { selectRates } from "../../db/rates.ts";
import {
  type ChainHead,
  entryChainHead,
  moveEntryChain,
  type Recording,
  reserveIds,
} from "../../db/recording.ts";
import { type BooksContext, loadBooksContext } from "./books-context.ts";
import { type LedgerFacts, loadLedgerFacts } from "./ledger-facts.ts";
import { idOf, idSource } from "./posting-records.ts";
import {
  entryCountOf,
  type PostedDecision,
  type ReadyRows,
  readyRows,
  storeReady,
} from "./store-postings.ts";
import { WriteBehind } from "./write-behind.ts";

/** Requests settled before the database begins to write; each portion after it is larger, up to a most. */
const firstPortion = 600;
const mostOfPortion = 2_500;
/** After so many the database's answer is heard, or it would wait for its next statement. */
const breath = 100;

export type DecisionPart = {
  readonly bankLineId: number;
  readonly itemId: number;
  /** Item's currency, sign of its kind. */
  readonly amountMinor: number;
  readonly lineAmountMinor: number;
  /** Which currencies a person read the amounts in; they must be those of the item and the line. */
  readonly currency?: string;
  readonly lineCurrency?: string;
};

/** What an item or a line is left with. Only `posted` ones are booked; the others become differences. */
export type DecisionResidual = {
  readonly side: "item" | "line";
  readonly bankLineId: number;
  readonly itemId: number | null;
  /** Item's currency in its direction, or line's currency; above zero in either case. */
  readonly amountMinor: number;
  readonly currency: string;
  readonly code: ResidualCode;
  readonly difference: string | null;
  readonly posted: boolean;
  readonly because: unknown;
};

export type DecisionRequest = {
  readonly kind: Extract<DecisionKind, "auto" | "confirm" | "manual" | "claim">;
  /** Several for N : M. */
  readonly bankLineIds: readonly number[];
  /** Version of the line the decider saw; absent = whatever it is now. */
  readonly lineVersion?: number;
  /** Whose debt is paid; null = the customer of the items when there is one only. */
  readonly customerId: number | null;
  readonly parts: readonly DecisionPart[];
  readonly residuals: readonly DecisionResidual[];
  readonly matchId: number | null;
  readonly runId: number | null;
  readonly rule: string;
  readonly reason: string;
};

export type PostRefusal =
  | { readonly code: "line_gone"; readonly lineId: number }
  | { readonly code: "already_decided"; readonly lineId: number; readonly lane: string }
  | { readonly code: "nothing_to_post" }
  | {
      readonly code: "missing_rate";
      readonly from: string;
      readonly to: string;
      readonly date: string;
    }
  | SettleRefusal;

export type PostOutcome = Result<{ readonly decisionId: number }, PostRefusal>;

/** The transaction must hold the writing lock (beginRecording). */
export async function postDecisions(
  db: Db,
  recording: Recording,
  requests: readonly DecisionRequest[],
): Promise<readonly PostOutcome[]> {
  const facts = await loadLedgerFacts(db, recording, requests);
  const head = await entryChainHead(db, recording);
  const written = await writeDecisions(db, recording, requests, { facts, head });
  await moveEntryChain(db, recording, written.head);
  return Promise.all(written.outcomes.map((outcome) => namedLane(db, recording, outcome)));
}

/** A line without a receipt may be there all the same: somebody has named it as not receivable. */
async function namedLane(db: Db, recording: Recording, outcome: PostOutcome): Promise<PostOutcome> {
  if (outcome.ok || outcome.error.code !== "line_gone") return outcome;
  const { lineId } = outcome.error;
  const line = (await selectLineFacts(db, recording, [lineId])).get(lineId);
  if (!line || line.isCancelled || line.lane !== "not_receivable") return outcome;
  return refuse({ code: "already_decided", lineId, lane: line.lane });
}

export type WrittenDecisions = {
  readonly outcomes: readonly PostOutcome[];
  /** Where the chain of entries ends now. */
  readonly head: ChainHead;
};

/**
 * Writes the decisions with entries that follow `head`; the caller moves the chain of entries.
 * The facts must hold when the transaction ends. `onLinked` is told where the chain ends as soon as
 * all entries are linked; the database still writes them then.
 */
export async function writeDecisions(
  db: Db,
  recording: Recording,
  requests: readonly DecisionRequest[],
  of: {
    readonly facts: LedgerFacts;
    readonly head: ChainHead;
    readonly onLinked?: (head: ChainHead) => void;
  },
): Promise<WrittenDecisions> {
  const context = await loadBooksContext(db, recording);
  const { facts } = of;
  const { names } = facts;
  const rates = await ratesOf(db, recording, requests, { context, facts });
  const decisionIds = await reserveIds(db, "decision", requests.length);
  const advances = requests
    .filter((r) => needsNewItems(r, facts.items))
    .reduce((n, r) => n + r.parts.length + r.residuals.length, 0);
  const nextItemId = idSource(await reserveIds(db, "open_item", advances));

  const receipts = new Overlay(facts.receipts);
  const items = new Overlay(facts.items);
  const state: State = { receipts, items, names, context, rates, nextItemId };
  const outcomes: PostOutcome[] = [];
  const spareIds = await reserveIds(db, "entry", requests.length * 2);
  let { head } = of;
  const behind = new WriteBehind();
  try {
    for (const { from, to } of portionsOf(requests.length)) {
      const accepted: Accepted[] = [];
      for (const [index, request] of requests.slice(from, to).entries()) {
        if (index % breath === breath - 1) await breathe();
        const decisionId = decisionIds[from + index]!;
        const settled = settleRequest(state, request);
        outcomes.push(settled.ok ? ok({ decisionId }) : settled);
        if (settled.ok) accepted.push({ decisionId, request, ...settled.value });
      }
      const posted = accepted.map(postedDecision);
      const needed = entryCountOf(posted);
      if (needed > spareIds.length) {
        await behind.free();
        spareIds.push(...(await reserveIds(db, "entry", needed)));
      }
      const entryIds = idSource(spareIds.splice(0, needed));
      const ready = readyRows(recording, posted, { entryIds, head });
      head = ready.chained.head;
      behind.begin(() => storeAccepted(db, recording, { accepted, ready, facts }));
    }
    of.onLinked?.(head);
  } finally {
    await behind.free();
  }
  return { outcomes, head };
}

/** Rates of what is posted off foreign items without money; few requests ask for any. */
async function ratesOf(
  db: Db,
  recording: Recording,
  requests: readonly DecisionRequest[],
  { context, facts }: { readonly context: BooksContext; readonly facts: LedgerFacts },
): Promise<readonly DatedRate[]> {
  const to = context.ledger.homeCurrency;
  const currencies = new Set<string>();
  let days: { from: IsoDate; through: IsoDate } | null = null;
  for (const { bankLineId, itemId, side, posted } of requests.flatMap((r) => r.residuals)) {
    const currency = facts.items.get(String(itemId))?.currency;
    const day = facts.receipts.get(bankLineId)?.receipt.businessDate;
    if (side !== "item" || !posted || currency === undefined || day === undefined) continue;
    if (currency === to) continue;
    currencies.add(currency);
    const from = oldestRateFor(day);
    if (days === null) days = { from, through: day };
    if (from < days.from) days.from = from;
    days.through = laterDate(days.through, day);
  }
  return days === null ? [] : selectRates(db, { ...recording, to, days }, [...currencies]);
}

/** While the database writes one, the next is made ready, which takes less time for as many. */
function* portionsOf(count: number): Generator<{ readonly from: number; readonly to: number }> {
  let size = firstPortion;
  for (let from = 0; from < count; ) {
    // no small rest: every portion costs its statements
    const to = count - from < size * 1.5 ? count : from + size;
    yield { from, to };
    from = to;
    size = Math.min(size * 3, mostOfPortion);
  }
}

type State = {
  readonly receipts: Overlay<number, LedgerReceipt>;
  readonly items: Overlay<string, LedgerItem>;
  readonly names: ReadonlyMap<number, string>;
  readonly context: BooksContext;
  readonly rates: Parameters<typeof rateAt>[0];
  readonly nextItemId: () => number;
};

type SettledRequest = {
  readonly postings: readonly CodedPosting[];
  readonly customerId: number;
  readonly claimedReceiptIds: readonly number[];
};

type Accepted = SettledRequest & { readonly decisionId: number; readonly request: DecisionRequest };

/** Settles every line of the request or none; only then the state moves on. */
function settleRequest(
  state: State,
  request: DecisionRequest,
): Result<SettledRequest, PostRefusal> {
  if (request.parts.length === 0 && request.residuals.every((r) => !r.posted)) {
    if (request.customerId === null) return refuse({ code: "nothing_to_post" });
  }
  for (const lineId of request.bankLineIds) {
    const refusal = checkLine(state.receipts.get(lineId), lineId, request);
    if (refusal) return refuse(refusal);
  }
  const customerId = request.customerId ?? onlyCustomer(state, request);
  // what this request changes lies over the state until all of it is settled
  const settledLines: (Settled & { readonly lineId: number; readonly from: LedgerReceipt })[] = [];
  const changed = (id: string) =>
    settledLines.findLast(({ items }) => items.has(id))?.items.get(id);
  const context: SettleContext = {
    books: state.context.ledger,
    periods: state.context.periods,
    items: { get: (id) => changed(id) ?? state.items.get(id) },
    taxRateOf: (itemId) => state.items.get(itemId)?.taxRate ?? "",
  };
  const customer =
    customerId === null
      ? null
      : { id: String(customerId), name: state.names.get(customerId) ?? "" };
  for (const lineId of request.bankLineIds) {
    const from = state.receipts.get(lineId)!;
    if (!readsRight(state, request, from)) return refuse({ code: "other_currency" });
    const residuals = settleResiduals(state, request, from);
    if (!residuals.ok) return residuals;
    const parts = request.parts.filter((p) => p.bankLineId === lineId).map(settlePart);
    const instalments = parts.filter((p) => state.items.get(p.itemId)?.kind === "plan");
    const settled = settleReceipt(context, {
      ...{ receipt: from.receipt, customer, parts },
      residuals: residuals.value,
      newAdvanceIds: instalments.map(() => String(state.nextItemId())),
    });
    if (!settled.ok) return settled;
    const { postings, receipt, items } = settled.value;
    settledLines.push({ lineId, from, postings, receipt, items });
  }
  for (const { lineId, from, receipt, items } of settledLines) {
    for (const [id, item] of items) {
      const known = state.items.get(id);
      if (known) state.items.set(id, { ...known, ...item });
    }
    state.receipts.set(lineId, { ...from, receipt });
  }
  return ok({
    postings: settledLines.flatMap(({ postings }) => postings),
    customerId:
      customerId ?? idOf(state.receipts.get(request.bankLineIds[0]!)!.receipt.customerId ?? ""),
    claimedReceiptIds: settledLines
      .filter(({ from }) => from.receipt.account === "unidentified")
      .map(({ from }) => from.id),
  });
}

/** Lanes in which a line still waits for a decision about its money. */
export const undecidedLanes: ReadonlySet<string> = new Set([
  "new",
  "suggested",
  "unmatched",
  "held",
]);

function checkLine(
  receipt: LedgerReceipt | undefined,
  lineId: number,
  request: DecisionRequest,
): PostRefusal | null {
  if (!receipt) return { code: "line_gone", lineId };
  const lane = receipt.lane ?? "";
  const changed = request.lineVersion !== undefined && receipt.lineVersion !== request.lineVersion;
  // a person may apply what is left of a decided line; a run only lines nobody has decided
  const decided = request.kind === "manual" ? false : !undecidedLanes.has(lane);
  if (changed || decided) return { code: "already_decided", lineId, lane };
  if (receipt.receipt.amountMinor === 0n) return { code: "already_decided", lineId, lane };
  const isClaimed = receipt.receipt.account !== "unidentified";
  if (request.kind === "claim" && isClaimed) return { code: "already_decided", lineId, lane };
  return null;
}

/** Whether the amounts are given in the currencies of what they are of, and once where it is one. */
function readsRight(state: State, request: DecisionRequest, from: LedgerReceipt): boolean {
  const { currency } = from.receipt;
  const itemCurrency = (id: number | null) => state.items.get(String(id))?.currency;
  for (const part of request.parts) {
    if (part.bankLineId !== from.bankLineId) continue;
    const own = itemCurrency(part.itemId);
    if (part.currency !== undefined && own !== undefined && part.currency !== own) return false;
    if (part.lineCurrency !== undefined && part.lineCurrency !== currency) return false;
    if (own === currency && part.amountMinor !== part.lineAmountMinor) return false;
  }
  for (const residual of request.residuals) {
    if (residual.bankLineId !== from.bankLineId || !residual.posted) continue;
    const own = residual.side === "item" ? itemCurrency(residual.itemId) : currency;
    if (residual.currency !== own) return false;
  }
  return true;
}

function onlyCustomer(state: State, request: DecisionRequest): number | null {
  const ids = new Set(request.parts.map((p) => state.items.get(String(p.itemId))?.customerId));
  const [only] = ids;
  return ids.size === 1 && only !== undefined ? idOf(only) : null;
}

function settlePart(part: DecisionPart): SettlePart {
  return {
    itemId: String(part.itemId),
    amountMinor: BigInt(part.amountMinor),
    receiptAmountMinor: BigInt(part.lineAmountMinor),
  };
}

function settleResiduals(
  state: State,
  request: DecisionRequest,
  from: LedgerReceipt,
): Result<SettleResidual[], PostRefusal> {
  const residuals: SettleResidual[] = [];
  for (const r of request.residuals) {
    if (!r.posted || r.bankLineId !== from.bankLineId) continue;
    const amountMinor = BigInt(r.amountMinor);
    if (r.side === "item" && r.itemId !== null) {
      const { code } = r;
      if (!isPostedOffItems(code)) continue;
      const item = state.items.get(String(r.itemId));
      if (!item) return refuse({ code: "item_gone", itemId: String(r.itemId) });
      const home = state.context.ledger.homeCurrency;
      const wanted = { from: item.currency, to: home, date: from.receipt.businessDate };
      const rate = item.currency === home ? null : rateAt(state.rates, wanted);
      if (rate !== null && !rate.ok) return rate;
      const signed = item.amountMinor < 0n ? -amountMinor : amountMinor;
      residuals.push({
        side: "item",
        itemId: String(r.itemId),
        amountMinor: signed,
        code,
        rate: rate?.value ?? null,
        feeBearer: item.feeBearer,
      });
    } else if (r.side === "line" && (r.code === "rounding" || r.code === "platform_fee")) {
      residuals.push({ side: "receipt", amountMinor, code: r.code });
    } else if (r.side === "line" && r.code === "advance" && request.kind === "manual") {
      // only a person turns an overpayment into an advance; until then it rests on account (J20)
      const newItemId = String(state.nextItemId());
      residuals.push({
        side: "receipt",
        amountMinor,
        code: "advance",
        newItemId,
        number: `ADV-${newItemId}`,
      });
    }
  }
  return ok(residuals);
}

const postedOffItems = ["rounding", "fee", "discount", "platform_fee"] as const;

function isPostedOffItems(code: ResidualCode): code is (typeof postedOffItems)[number] {
  return postedOffItems.some((one) => one === code);
}

function needsNewItems(request: DecisionRequest, items: LedgerFacts["items"]): boolean {
  const plan = request.parts.some((p) => items.get(String(p.itemId))?.kind === "plan");
  const advance = request.residuals.some((r) => r.code === "advance" && r.side === "line");
  return plan || (advance && request.kind === "manual");
}

function postedDecision(a: Accepted): PostedDecision {
  const { matchId, rule, reason } = a.request;
  return {
    decision: decisionRow(a),
    postings: a.postings,
    record: { decisionId: a.decisionId, matchId, rule, reason },
  };
}

async function storeAccepted(
  db: Db,
  recording: Recording,
  of: {
    readonly accepted: readonly Accepted[];
    readonly ready: ReadyRows;
    readonly facts: LedgerFacts;
  },
): Promise<void> {
  const { orgId } = recording;
  const { accepted, ready, facts } = of;
  const { receipts } = facts;
  await storeReady(db, recording, ready);
  await updateLineStates(
    db,
    orgId,
    accepted.flatMap((a) => lineStates(a, receipts)),
  );
  await updateReceiptCustomers(db, accepted.flatMap(claimedOnly));
  await insertDifferences(
    db,
    recording,
    accepted.flatMap((a) => openDifferences(a, receipts)),
  );
}

/** Claimed receipts of which nothing is allocated; an allocation says itself whose money it takes. */
function claimedOnly(a: Accepted): { receiptId: number; customerId: number }[] {
  const isAllocated = (receiptId: number) =>
    a.postings.some(
      ({ posting: { entry, uses } }) =>
        entry?.event !== "J09" &&
        uses.some(
          (use) =>
            use.of === "receipt" && use.customerId !== null && idOf(use.receiptId) === receiptId,
        ),
    );
  return a.claimedReceiptIds
    .filter((receiptId) => !isAllocated(receiptId))
    .map((receiptId) => ({ receiptId, customerId: a.customerId }));
}

function decisionRow({ decisionId, request, claimedReceiptIds }: Accepted): NewDecision {
  return {
    id: decisionId,
    kind: request.kind,
    bankLineId: request.bankLineIds[0] ?? null,
    matchId: request.matchId,
    runId: request.runId,
    reason: request.reason,
    reversesId: null,
    detail: {
      rule: request.rule,
      ...(request.bankLineIds.length > 1 ? { lineIds: request.bankLineIds } : {}),
      ...(claimedReceiptIds.length > 0 ? { claimed: claimedReceiptIds } : {}),
    },
  };
}

function lineStates(a: Accepted, receipts: ReadonlyMap<number, LedgerReceipt>): LineState[] {
  // a claim says whose money it is; what it pays is still to be decided
  if (a.request.kind === "claim") return [];
  const lane = a.request.kind === "auto" ? "auto" : "confirmed";
  const { matchId } = a.request;
  return a.request.bankLineIds.map((lineId) => {
    assert(receipts.has(lineId), "an accepted line has its receipt");
    return { lineId, lane, category: null, matchId };
  });
}

/** What was left open on purpose: a difference with its code, an owner later. */
function openDifferences(
  a: Accepted,
  receipts: ReadonlyMap<number, LedgerReceipt>,
): NewDifference[] {
  return a.request.residuals
    .filter((r) => !r.posted && r.code !== "fx")
    .map((r) => {
      const receipt = receipts.get(r.bankLineId);
      assert(receipt !== undefined, "a residual belongs to a line of the decision");
      return {
        customerId: a.customerId,
        itemId: r.itemId,
        receiptId: receipt.id,
        decisionId: a.decisionId,
        residual: r.code,
        code: r.difference,
        currency: r.currency,
        amountMinor: r.amountMinor,
        because: r.because,
      };
    });
}
