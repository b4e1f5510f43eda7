// Posts a batch of a run's matches: automatic ones, what is not receivable, and the lanes of the
// rest. Every line is checked again at this moment; one that no longer fits waits for a person.
import { because } from "../../core/because.ts";
import { type NotReceivableCategory, notReceivableCategories } from "../../core/matching/output.ts";
import { type LineState, updateLineStates } from "../../db/decisions.ts";
import { type LineStanding, selectLineFacts } from "../../db/line-facts.ts";
import { type PostableMatch, updateMatchLanes } from "../../db/matches.ts";
import type { Db } from "../../db/pool.ts";
import { type ChainHead, entryChainHead, type Recording } from "../../db/recording.ts";
import { claimOf, isCertain } from "../posting/claim-payers.ts";
import { disputeDeductions, finishedOf } from "../posting/finish-residuals.ts";
import { type LedgerFacts, loadLedgerFacts } from "../posting/ledger-facts.ts";
import { type DecisionRequest, writeDecisions } from "../posting/post-decisions.ts";
import { type CategoryRequest, writeCategories } from "../posting/receipt-category.ts";

/** Lanes a run may still change; what a person decided meanwhile stays. */
const undecided: ReadonlySet<string> = new Set(["new", "suggested", "unmatched"]);

export type BatchCounts = { readonly posted: number; readonly changed: number };

/** What posting a batch needs of the books, read at one instant. */
export type BatchFacts = {
  readonly lines: ReadonlyMap<number, LineStanding>;
  readonly ledger: LedgerFacts;
  /** What the matches ask for, by match. */
  readonly requests: ReadonlyMap<number, DecisionRequest>;
};

export async function readBatchFacts(
  db: Db,
  books: { readonly orgId: number; readonly booksId: number },
  runId: number,
  matches: readonly PostableMatch[],
): Promise<BatchFacts> {
  const lineIds = matches.map((m) => m.bankLineId);
  const requests = requestsOf(matches, runId);
  const ledger = await loadLedgerFacts(db, books, [...requests.values()], lineIds);
  const withoutReceipt = lineIds.filter((id) => !ledger.receipts.has(id));
  const lines = new Map<number, LineStanding>(await selectLineFacts(db, books, withoutReceipt));
  // a line with a live receipt is live itself, and the receipt says its lane
  for (const [id, { lane }] of ledger.receipts) {
    if (lane !== null) lines.set(id, { lane, isCancelled: false });
  }
  return { lines, ledger, requests };
}

function requestsOf(
  matches: readonly PostableMatch[],
  runId: number,
): ReadonlyMap<number, DecisionRequest> {
  const requests = new Map<number, DecisionRequest>();
  for (const match of matches) {
    if (match.lane === "auto") requests.set(match.id, decisionOf(match, runId));
    else if (isCertain(match)) requests.set(match.id, claimOf(match, runId));
  }
  return requests;
}

/**
 * The caller moves the chain of entries to the head returned, and sees to it that the facts still
 * hold then. `onLinked` is told where the chain ends while the last entries are still being written.
 */
export async function postMatches(
  db: Db,
  recording: Recording,
  runId: number,
  of: {
    readonly matches: readonly PostableMatch[];
    readonly facts: BatchFacts;
    /** Where the entries begin; absent: where the chain ends, under the writing lock. */
    readonly head?: Promise<ChainHead>;
    readonly onLinked?: (head: ChainHead) => void;
  },
): Promise<BatchCounts & { readonly head: ChainHead }> {
  const { orgId } = recording;
  const { matches, facts, onLinked } = of;
  const live = matches.filter((m) => {
    const line = facts.lines.get(m.bankLineId);
    return line !== undefined && !line.isCancelled && undecided.has(line.lane);
  });
  const automatic = live.filter((m) => m.lane === "auto");
  const waiting = live.filter((m) => m.lane === "suggested" || m.lane === "unmatched");
  const asked = (m: PostableMatch) => facts.requests.get(m.id) ?? [];
  const requests = automatic.flatMap(asked);
  const claims = waiting.flatMap(asked);
  const foreign = live.filter((m) => m.lane === "not_receivable");
  const categorised = await writeCategories(
    db,
    recording,
    foreign.map((m) => categoryOf(m, runId)),
    {
      facts: { lines: facts.lines, receipts: facts.ledger.receipts },
      head: of.head ?? entryChainHead(db, recording),
    },
  );
  const { outcomes, head } = await writeDecisions(db, recording, [...requests, ...claims], {
    ...{ facts: facts.ledger, head: categorised.head },
    ...(onLinked ? { onLinked } : {}),
  });
  await disputeDeductions(db, recording, finishedOf(requests, outcomes));
  const changed = automatic.flatMap((m, n) => {
    const outcome = outcomes[n];
    return outcome?.ok === false ? [{ match: m, code: outcome.error.code }] : [];
  });
  const states = [
    ...waiting.map((m) => stateOf(m, m.lane)),
    ...changed.map(({ match }) => stateOf(match, "suggested")),
  ];
  await updateLineStates(db, orgId, states);
  await updateMatchLanes(
    db,
    orgId,
    changed.map(({ match, code }) => ({
      matchId: match.id,
      lane: "suggested",
      reason: because("changed_meanwhile", { code }),
    })),
  );
  return { posted: automatic.length - changed.length, changed: changed.length, head };
}

function stateOf(match: PostableMatch, lane: string): LineState {
  return { lineId: match.bankLineId, lane, category: null, matchId: match.id };
}

function categoryOf(match: PostableMatch, runId: number): CategoryRequest {
  return {
    lineId: match.bankLineId,
    category: notReceivableCategories.find((c) => c === match.category) ?? otherCategory,
    matchId: match.id,
    runId,
    reason: "",
  };
}
const otherCategory: NotReceivableCategory = "other";

/** The best reading of a match as a decision; for a run, and for a person who accepts it. */
export function decisionOf(
  match: PostableMatch,
  runId: number | null,
  by: { readonly kind: "auto" | "confirm"; readonly candidate: number } = {
    kind: "auto",
    candidate: 0,
  },
): DecisionRequest {
  const reading = match.candidates[by.candidate];
  const bankLineId = match.bankLineId;
  return {
    kind: by.kind,
    bankLineIds: [bankLineId],
    customerId: reading?.customerId ?? null,
    parts: (reading?.allocations ?? []).map((a) => ({ bankLineId, ...a })),
    residuals: (reading?.residuals ?? []).flatMap((r) =>
      r.side === "home" ? [] : [{ ...r, side: r.side, bankLineId }],
    ),
    matchId: match.id,
    runId,
    rule: reading?.rule ?? "",
    reason: "",
  };
}
