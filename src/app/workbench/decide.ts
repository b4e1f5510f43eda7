// What a person decides about bank lines, each in one transaction with its trail: accept a
// proposal, settle by hand, claim, name a category, hold, undo.
import { dayIn } from "../../clock.ts";
import { isCurrency } from "../../core/currency.ts";
import { type IsoDate, isoDate } from "../../core/date.ts";
import { differences, isDifferenceCode } from "../../core/differences.ts";
import type { NotReceivableCategory, ResidualCode } from "../../core/matching/output.ts";
import { isSafeMinor, parseMinor, toSafeMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { mayDo } from "../../core/roles.ts";
import { selectReceiptsOfLines } from "../../db/ledger-state.ts";
import { selectLineFacts } from "../../db/line-facts.ts";
import { holdLine } from "../../db/line-holds.ts";
import { notifyLive } from "../../db/live-events.ts";
import { selectMatchesOfLines } from "../../db/matches.ts";
import type { Db } from "../../db/pool.ts";
import { beginRecording, type Recording, storeAudit } from "../../db/recording.ts";
import { selectStandingClaims } from "../../db/standing-claims.ts";
import { inOrganisation } from "../../db/transaction.ts";
import { selectDecisionsOfBooks } from "../../db/workbench.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { decisionOf } from "../matching/post-matches.ts";
import { loadBooksContext } from "../posting/books-context.ts";
import { finishedOf, finishResiduals } from "../posting/finish-residuals.ts";
import { freeClaims } from "../posting/free-claims.ts";
import {
  type DecisionPart,
  type DecisionRequest,
  type DecisionResidual,
  type PostRefusal,
  postDecisions,
} from "../posting/post-decisions.ts";
import { type CategoryRefusal, categoriseLines } from "../posting/receipt-category.ts";
import { type UndoRefusal, undoDecision } from "../posting/undo-decision.ts";
import { checkHandRights, type Decider, type RightsRefusal } from "./hand-rights.ts";
import { learnFromLines, unlearnFromDecisions } from "./learn.ts";
import {
  changedSince,
  changedSinceSeen,
  claimedSince,
  type SeenLine,
  type SeenRefusal,
} from "./seen-lines.ts";

export type Decided = { readonly decisionId: number };

/** Posts within the writing lock and tells the browsers which lines changed. */
async function recorded<T>(
  deps: Deps,
  actor: Actor,
  booksId: number,
  work: (db: Db, recording: Recording) => Promise<T>,
): Promise<T> {
  const { orgId, memberId } = actor;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const value = await work(db, recording);
    await notifyLive(db, { orgId, booksId, topic: "lanes", id: null });
    return value;
  });
}

export type Confirmation = {
  readonly lineId: number;
  /** Version of the line the person saw. */
  readonly version: number;
  /** 0 = the best reading. */
  readonly candidate: number;
};

export type ConfirmRefusal =
  | PostRefusal
  | { readonly code: "no_candidate"; readonly lineId: number };

export type ConfirmOutcome = { readonly lineId: number } & Result<Decided, ConfirmRefusal>;

/** Accepts proposals in list order; those that do not fit any more stay, each with its reason. */
export function confirmMatches(
  deps: Deps,
  actor: Actor,
  {
    booksId,
    confirmations,
  }: { readonly booksId: number; readonly confirmations: readonly Confirmation[] },
): Promise<ConfirmOutcome[]> {
  return recorded(deps, actor, booksId, async (db, recording) => {
    const lineIds = confirmations.map((c) => c.lineId);
    const matches = await selectMatchesOfLines(db, actor.orgId, lineIds);
    const wanted = confirmations.map((c) => {
      const match = matches.get(c.lineId);
      const fits = match?.candidates[c.candidate] !== undefined;
      return { c, request: fits ? confirmRequest(match, c) : null };
    });
    const requests = wanted.flatMap(({ request }) => (request ? [request] : []));
    await freeFor(deps, db, recording, { actor, requests, byPeopleToo: false });
    const posted = await postDecisions(db, recording, requests);
    let next = 0;
    const outcomes = wanted.map(({ c, request }): ConfirmOutcome => {
      if (!request)
        return { lineId: c.lineId, ...refuse({ code: "no_candidate", lineId: c.lineId }) };
      const outcome = posted[next]!;
      next += 1;
      return { lineId: c.lineId, ...outcome };
    });
    const done = outcomes.filter((o) => o.ok).map((o) => o.lineId);
    await finishResiduals(db, recording, finishedOf(requests, posted));
    await learnFromLines(db, actor, done);
    await storeAudit(
      db,
      recording,
      outcomes.flatMap((o) =>
        o.ok ? [trail(actor, "match.confirm", o.value.decisionId, { lineId: o.lineId })] : [],
      ),
    );
    return outcomes;
  });
}

function confirmRequest(match: Parameters<typeof decisionOf>[0], c: Confirmation): DecisionRequest {
  const request = decisionOf(match, null, { kind: "confirm", candidate: c.candidate });
  return { ...request, lineVersion: c.version };
}

function trail(actor: Actor, action: string, subjectId: number, detail: unknown) {
  return { actor: actor.name, action, subjectKind: "decision", subjectId, detail };
}

/** By hand: several lines on several items, the rest posted with a reason or left open with one. */
export type HandSettlement = {
  readonly lineIds: readonly number[];
  readonly customerId: number | null;
  readonly parts: readonly {
    readonly lineId: number;
    readonly itemId: number;
    /** Decimal text in the item's currency, negative on a credit note. */
    readonly amount: string;
    readonly currency: string;
    readonly lineAmount: string;
    readonly lineCurrency: string;
  }[];
  readonly residuals: readonly {
    readonly side: "item" | "line";
    readonly lineId: number;
    readonly itemId: number | null;
    readonly amount: string;
    readonly currency: string;
    readonly code: ResidualCode;
    readonly difference: string | null;
    /** Of a retention: the end of its warranty. */
    readonly due: string | null;
  }[];
  readonly reason: string;
  /** How the lines looked to the person; absent = whatever they are now. */
  readonly seen?: readonly SeenLine[] | undefined;
};

export type HandRefusal =
  | RightsRefusal
  | PostRefusal
  | SeenRefusal
  | { readonly code: "not_an_amount"; readonly value: string }
  | { readonly code: "red_invoice_needed"; readonly difference: string };

/** Residuals a person posts at once; every other code leaves the amount open as a difference. */
const postedCodes: ReadonlySet<ResidualCode> = new Set([
  "rounding",
  "fee",
  "discount",
  "advance",
  "platform_fee",
]);

export function settleByHand(
  deps: Deps,
  actor: Decider,
  { booksId, settlement }: { readonly booksId: number; readonly settlement: HandSettlement },
): Promise<Result<Decided, HandRefusal>> {
  return recorded(deps, actor, booksId, async (db, recording) => {
    const posted = await postHand(deps, db, recording, { actor, settlement });
    if (!posted.ok) return posted;
    await learnFromLines(db, actor, settlement.lineIds);
    const detail = { lineIds: settlement.lineIds, reason: settlement.reason };
    await storeAudit(db, recording, [
      trail(actor, "match.by_hand", posted.value.decisionId, detail),
    ]);
    return posted;
  });
}

export async function postHand(
  deps: Deps,
  db: Db,
  recording: Recording,
  { actor, settlement }: { readonly actor: Decider; readonly settlement: HandSettlement },
): Promise<Result<Decided, HandRefusal>> {
  const request = handRequest(settlement);
  if (!request.ok) return request;
  const { bankLineIds: lineIds, customerId } = request.value;
  const { seen } = settlement;
  const [changed] = await changedSinceSeen(db, recording, { lineIds, seen, customerId });
  if (changed) return refuse(changed[1]);
  const beyond = await checkHandRights(db, recording, actor, request.value);
  if (beyond) return refuse(beyond);
  await freeFor(deps, db, recording, { actor, requests: [request.value], byPeopleToo: false });
  const outcomes = await postDecisions(db, recording, [request.value]);
  await finishResiduals(db, recording, finishedOf([request.value], outcomes));
  return outcomes[0]!;
}

type HandRequest = DecisionRequest & {
  readonly residuals: readonly (DecisionResidual & { readonly due: IsoDate | null })[];
};

function handRequest(s: HandSettlement): Result<HandRequest, HandRefusal> {
  const lineIds = new Set(s.lineIds);
  for (const { lineId } of [...s.parts, ...s.residuals]) {
    if (!lineIds.has(lineId)) return refuse({ code: "line_gone", lineId });
  }
  const parts: DecisionPart[] = [];
  for (const p of s.parts) {
    const amount = minorOf(p.amount, p.currency);
    const lineAmount = minorOf(p.lineAmount, p.lineCurrency);
    if (amount === null) return refuse({ code: "not_an_amount", value: p.amount });
    if (lineAmount === null) return refuse({ code: "not_an_amount", value: p.lineAmount });
    parts.push({
      bankLineId: p.lineId,
      itemId: p.itemId,
      amountMinor: amount,
      lineAmountMinor: lineAmount,
      currency: p.currency,
      lineCurrency: p.lineCurrency,
    });
  }
  const residuals: HandRequest["residuals"][number][] = [];
  for (const r of s.residuals) {
    const amount = minorOf(r.amount, r.currency);
    if (amount === null || amount <= 0) return refuse({ code: "not_an_amount", value: r.amount });
    if (postedCodes.has(r.code) && needsRedInvoice(r.difference)) {
      return refuse({ code: "red_invoice_needed", difference: r.difference ?? "" });
    }
    residuals.push({
      side: r.side,
      bankLineId: r.lineId,
      itemId: r.itemId,
      amountMinor: amount,
      currency: r.currency,
      code: r.code,
      difference: r.difference,
      posted: postedCodes.has(r.code),
      because: [],
      due: r.due === null ? null : isoDate(r.due),
    });
  }
  return ok({
    kind: "manual",
    bankLineIds: [...lineIds],
    customerId: s.customerId,
    parts,
    residuals,
    matchId: null,
    runId: null,
    rule: "",
    reason: s.reason,
  });
}

/** Price, quality, quantity, rebate: open as disputed until the red invoice exists (DOMAIN §5.1). */
function needsRedInvoice(difference: string | null): boolean {
  if (difference === null || !isDifferenceCode(difference)) return false;
  const { outcomes } = differences[difference];
  return outcomes.includes("red_invoice");
}

function minorOf(text: string, currency: string): number | null {
  const minor = isCurrency(currency) ? parseMinor(text, currency) : null;
  return minor === null || !isSafeMinor(minor) ? null : toSafeMinor(minor);
}

/** Unused claims for another customer are given back before the money is decided otherwise. */
async function freeFor(
  deps: Deps,
  db: Db,
  recording: Recording,
  of: {
    readonly actor: Pick<Actor, "name">;
    readonly requests: readonly Pick<DecisionRequest, "bankLineIds" | "customerId">[];
    readonly byPeopleToo: boolean;
  },
): Promise<void> {
  const owners = of.requests.flatMap(({ bankLineIds, customerId }) =>
    customerId === null ? [] : bankLineIds.map((lineId) => ({ lineId, customerId })),
  );
  const today = await todayOf(db, deps, recording);
  const { byPeopleToo, actor } = of;
  await freeClaims(db, recording, { owners, byPeopleToo, today, actor: actor.name });
}

export type ClaimRefusal =
  | PostRefusal
  | SeenRefusal
  | { readonly code: "already_identified"; readonly customer: string };

/** Whose money it is, before it is known what it pays (J09). */
export function claimLine(
  deps: Deps,
  actor: Actor,
  input: {
    readonly booksId: number;
    readonly lineId: number;
    readonly customerId: number;
    /** Whose money it was when the person looked, null = nobody's; absent = whosever it is now. */
    readonly seenCustomerId?: number | null;
  },
): Promise<Result<Decided, ClaimRefusal>> {
  const { booksId, lineId, customerId } = input;
  return recorded(deps, actor, booksId, async (db, recording) => {
    if (input.seenCustomerId !== undefined) {
      const [claim] = await selectStandingClaims(db, recording, [lineId]);
      const meanwhile = claimedSince(claim, { customerId, seenCustomerId: input.seenCustomerId });
      if (meanwhile) return refuse(meanwhile);
    }
    const requests = [{ bankLineIds: [lineId], customerId }];
    await freeFor(deps, db, recording, { actor, requests, byPeopleToo: true });
    const receipt = (await selectReceiptsOfLines(db, recording, [lineId])).get(lineId)?.receipt;
    if (receipt?.account === "on_account") {
      return refuse({ code: "already_identified", customer: receipt.customerName });
    }
    const [outcome] = await postDecisions(db, recording, [
      {
        kind: "claim",
        bankLineIds: [lineId],
        customerId,
        parts: [],
        residuals: [],
        matchId: null,
        runId: null,
        rule: "",
        reason: "",
      },
    ]);
    if (!outcome?.ok) return outcome!;
    await learnFromLines(db, actor, [lineId]);
    const detail = { lineId, customerId };
    await storeAudit(db, recording, [trail(actor, "line.claim", outcome.value.decisionId, detail)]);
    return outcome;
  });
}

export type CategorisedLine = { readonly lineId: number } & Result<
  Decided,
  CategoryRefusal | SeenRefusal
>;

/** Lines that are no customer receipts. */
export function markNotReceivable(
  deps: Deps,
  actor: Actor,
  input: {
    readonly booksId: number;
    readonly lineIds: readonly number[];
    readonly category: NotReceivableCategory;
    readonly reason: string;
    /** How the lines looked to the person; of others nobody else's claim is given back. */
    readonly seen?: readonly SeenLine[] | undefined;
  },
): Promise<CategorisedLine[]> {
  const { booksId, lineIds, category, reason, seen } = input;
  return recorded(deps, actor, booksId, async (db, recording) => {
    const { memberId: claimsKeptFrom } = actor;
    const asSeen = { lineIds, seen, customerId: null, claimsKeptFrom };
    const changed = await changedSinceSeen(db, recording, asSeen);
    const asked = lineIds.filter((lineId) => !changed.has(lineId));
    const today = await todayOf(db, deps, recording);
    const owners = asked.map((lineId) => ({ lineId, customerId: null }));
    await freeClaims(db, recording, { owners, byPeopleToo: true, today, actor: actor.name });
    const outcomes = await categoriseLines(
      db,
      recording,
      asked.map((lineId) => ({ lineId, category, matchId: null, runId: null, reason })),
    );
    await storeAudit(
      db,
      recording,
      outcomes.flatMap((o, n) =>
        o.ok
          ? [trail(actor, "line.categorise", o.value.decisionId, { lineId: asked[n], category })]
          : [],
      ),
    );
    let next = 0;
    return lineIds.map((lineId): CategorisedLine => {
      const refusal = changed.get(lineId);
      return { lineId, ...(refusal ? refuse(refusal) : outcomes[next++]!) };
    });
  });
}

export type HoldRefusal =
  | SeenRefusal
  | { readonly code: "line_gone"; readonly lineId: number }
  | { readonly code: "already_decided"; readonly lineId: number; readonly lane: string };

/** Held lines stay out of runs until they are released. */
export function setHold(
  deps: Deps,
  actor: Actor,
  input: {
    readonly booksId: number;
    readonly lineId: number;
    readonly held: boolean;
    readonly note: string;
    /** Version of the line the person saw; absent = whatever it is now. */
    readonly version?: number | undefined;
  },
): Promise<Result<{ readonly lineId: number }, HoldRefusal>> {
  const { booksId, lineId, held, note, version } = input;
  return recorded(deps, actor, booksId, async (db, recording) => {
    if (version !== undefined) {
      const line = (await selectLineFacts(db, recording, [lineId])).get(lineId);
      const changed = line && changedSince(line, version);
      if (changed) return refuse(changed);
    }
    const lane = await holdLine(db, recording, { lineId, held, note });
    if (lane === "gone") return refuse({ code: "line_gone", lineId });
    if (lane !== null) return refuse({ code: "already_decided", lineId, lane });
    await storeAudit(db, recording, [
      {
        actor: actor.name,
        action: held ? "line.hold" : "line.release",
        subjectKind: "bank_line",
        subjectId: lineId,
        detail: { note },
      },
    ]);
    return ok({ lineId });
  });
}

export type UndoOutcome = { readonly decisionId: number } & Result<Decided, UndoRefusal>;

/** Undoes decisions, newest first; those that cannot be undone stay, each with its reason. */
export function undoDecisions(
  deps: Deps,
  actor: Actor,
  input: {
    readonly booksId: number;
    readonly decisionIds: readonly number[];
    readonly reason: string;
    /** What stands on them is undone first; otherwise such an undo is refused. */
    readonly withDependants?: boolean;
    /** On the original dates in place of today; by right, in an open month. */
    readonly onOriginalDate?: boolean;
  },
): Promise<UndoOutcome[]> {
  const { booksId, reason, withDependants = false, onOriginalDate = false } = input;
  const dating = onOriginalDate ? "original" : "today";
  const mayBackdate = mayDo(actor.role, "backdate_reversal");
  return recorded(deps, actor, booksId, async (db, recording) => {
    const today = await todayOf(db, deps, { orgId: actor.orgId, booksId });
    const known = await selectDecisionsOfBooks(db, recording, input.decisionIds);
    const outcomes: UndoOutcome[] = [];
    for (const decisionId of input.decisionIds.toSorted((a, b) => b - a)) {
      if (!known.has(decisionId)) {
        outcomes.push({ decisionId, ...refuse({ code: "decision_gone" }) });
        continue;
      }
      const how = { withDependants, dating, mayBackdate } as const;
      const request = { decisionId, today, reason, actor: actor.name, ...how };
      const undone = await undoDecision(db, recording, request);
      if (undone.ok) {
        await unlearnFromDecisions(db, actor.orgId, [decisionId, ...undone.value.before]);
      }
      outcomes.push({ decisionId, ...undone });
    }
    return outcomes;
  });
}

export async function undoLineDecision(
  deps: Deps,
  actor: Actor,
  input: {
    readonly booksId: number;
    readonly decisionId: number;
    readonly reason: string;
    readonly withDependants?: boolean;
    readonly onOriginalDate?: boolean;
  },
): Promise<Result<Decided, UndoRefusal>> {
  const { decisionId, ...rest } = input;
  const [outcome] = await undoDecisions(deps, actor, { ...rest, decisionIds: [decisionId] });
  return outcome!;
}

/** The calendar day in the books' time zone. */
export async function todayOf(
  db: Db,
  deps: Pick<Deps, "clock">,
  books: { readonly orgId: number; readonly booksId: number },
): Promise<IsoDate> {
  const { row } = await loadBooksContext(db, books);
  return isoDate(dayIn(row.timeZone, deps.clock.now()));
}
