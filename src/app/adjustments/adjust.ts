// Posts an adjustment within the person's limits, or sends it to whoever must approve it; posts it
// when it is approved. Nobody approves their own.
import { assert } from "../../core/assert.ts";
import type { IsoDate } from "../../core/date.ts";
import { firstOpenDay } from "../../core/ledger/accounting-date.ts";
import { decideAct } from "../../core/ledger/rights.ts";
import { formatMinor, toSafeMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { defaultLimits, type Position, positions } from "../../core/roles.ts";
import {
  type ApprovalRow,
  insertApproval,
  lockApproval,
  selectApprovals,
  setApprovalState,
} from "../../db/approvals.ts";
import { selectLedgerItems, selectReceipts } from "../../db/ledger-state.ts";
import { notifyLive } from "../../db/live-events.ts";
import type { Db } from "../../db/pool.ts";
import { beginRecording, type Recording, reserveIds, storeAudit } from "../../db/recording.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { loadBooksContext } from "../posting/books-context.ts";
import { storePostings } from "../posting/store-postings.ts";
import { todayOf } from "../workbench/decide.ts";
import {
  type AdjustmentRefusal,
  type AdjustmentRequest,
  actOfAdjustment,
  adjustmentPosting,
} from "./adjustment.ts";

export type AdjustOutcome =
  | { readonly kind: "posted"; readonly decisionId: number }
  | { readonly kind: "waiting"; readonly approvalId: number; readonly by: readonly Position[] };

export type AdjustRefusal =
  | AdjustmentRefusal
  | { readonly code: "not_allowed"; readonly act: string; readonly role: string };

export async function adjust(
  deps: Deps,
  actor: Actor,
  { booksId, request }: { readonly booksId: number; readonly request: AdjustmentRequest },
): Promise<Result<AdjustOutcome, AdjustRefusal>> {
  const { orgId, memberId } = actor;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const prepared = await prepare(deps, db, recording, request);
    if (!prepared.ok) return prepared;
    const { homeCurrency, homeMinor } = prepared.value;
    const decision = decideAct({
      role: actor.role,
      act: actOfAdjustment[request.kind],
      amountMinor: homeMinor,
      homeCurrency,
      limits: defaultLimits(homeCurrency),
    });
    if (decision.kind === "refused") {
      return refuse({ code: "not_allowed", act: actOfAdjustment[request.kind], role: actor.role });
    }
    await notifyLive(db, { orgId, booksId, topic: "approvals", id: null });
    if (decision.kind === "needs_approval") {
      assert(memberId !== null, "a person asks for an approval");
      const approvalId = await insertApproval(db, {
        orgId,
        booksId,
        act: actOfAdjustment[request.kind],
        payload: { request, by: decision.by },
        currency: homeCurrency,
        amountMinor: toSafeMinor(homeMinor),
        reason: request.reason,
        askedBy: memberId,
      });
      await storeAudit(db, recording, [
        audit(actor, "adjustment.ask", "approval", approvalId, request),
      ]);
      return ok({ kind: "waiting", approvalId, by: decision.by });
    }
    const decisionId = await post(db, recording, request, prepared.value);
    await storeAudit(db, recording, [
      audit(actor, "adjustment.post", "decision", decisionId, request),
    ]);
    return ok({ kind: "posted", decisionId });
  });
}

function audit(
  actor: Actor,
  action: string,
  subjectKind: string,
  subjectId: number,
  detail: unknown,
) {
  return { actor: actor.name, action, subjectKind, subjectId, detail };
}

type Prepared = {
  readonly posting: Parameters<typeof storePostings>[2][number]["postings"][number];
  /** Size of the adjustment in home currency. */
  readonly homeMinor: bigint;
  readonly homeCurrency: string;
  /** Of records that have no entry (red against blue on one account). */
  readonly date: IsoDate;
};

async function prepare(
  deps: Deps,
  db: Db,
  recording: Recording,
  request: AdjustmentRequest,
): Promise<Result<Prepared, AdjustmentRefusal>> {
  const context = await loadBooksContext(db, recording);
  const itemIds = [request.itemId, request.otherItemId].flatMap((id) => id ?? []);
  const items = await selectLedgerItems(db, recording, itemIds);
  const receipts = await selectReceipts(
    db,
    recording,
    request.receiptId ? [request.receiptId] : [],
  );
  const [newItemId] = await reserveIds(db, "open_item", 1);
  const itemOf = (id: number | null) => {
    const item = id === null ? undefined : items.get(String(id));
    return item && !item.isCancelled ? item : null;
  };
  const today = await todayOf(db, deps, recording);
  const posting = adjustmentPosting(context, request, {
    item: itemOf(request.itemId),
    other: itemOf(request.otherItemId),
    receipt: receipts.get(request.receiptId ?? 0)?.receipt ?? null,
    newItemId: String(newItemId),
    today,
  });
  if (!posting.ok) return posting;
  const homes = posting.value.uses.map((use) =>
    use.homeMinor < 0n ? -use.homeMinor : use.homeMinor,
  );
  const homeMinor = homes.reduce((a, b) => (a > b ? a : b), 0n);
  return ok({
    posting: { posting: posting.value, code: request.kind },
    homeMinor,
    homeCurrency: context.ledger.homeCurrency,
    date: firstOpenDay(context.periods, today),
  });
}

async function post(
  db: Db,
  recording: Recording,
  request: AdjustmentRequest,
  { posting, date }: Prepared,
): Promise<number> {
  const [decisionId] = await reserveIds(db, "decision", 1);
  assert(decisionId !== undefined, "one id was reserved");
  await storePostings(db, recording, [
    {
      decision: {
        id: decisionId,
        kind: "adjust",
        bankLineId: null,
        matchId: null,
        runId: null,
        reason: request.reason,
        reversesId: null,
        detail: { adjustment: request.kind, difference: request.difference },
      },
      postings: [posting],
      record: {
        decisionId,
        matchId: null,
        rule: "",
        reason: request.reason,
        dates: { accountingDate: date, businessDate: date },
      },
    },
  ]);
  return decisionId;
}

export type ApprovalRefusal =
  | { readonly code: "approval_gone" }
  | { readonly code: "approval_closed"; readonly state: string }
  | { readonly code: "own_approval" }
  | { readonly code: "not_allowed"; readonly act: string; readonly role: string }
  | AdjustmentRefusal;

export async function decideApproval(
  deps: Deps,
  actor: Actor,
  input: {
    readonly booksId: number;
    readonly approvalId: number;
    readonly approve: boolean;
    readonly comment: string;
  },
): Promise<
  Result<{ readonly state: string; readonly decisionId: number | null }, ApprovalRefusal>
> {
  const { orgId, memberId } = actor;
  const { booksId, approvalId, approve, comment } = input;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const approval = await lockApproval(db, { orgId, booksId }, approvalId);
    if (!approval) return refuse({ code: "approval_gone" });
    if (approval.state !== "pending") {
      return refuse({ code: "approval_closed", state: approval.state });
    }
    if (approval.askedBy === memberId) return refuse({ code: "own_approval" });
    const { request, by } = payloadOf(approval);
    if (!by.some((position) => positions[position].roles.some((role) => role === actor.role))) {
      return refuse({ code: "not_allowed", act: "approve", role: actor.role });
    }
    let decisionId: number | null = null;
    if (approve) {
      const prepared = await prepare(deps, db, recording, request);
      if (!prepared.ok) return prepared;
      decisionId = await post(db, recording, request, prepared.value);
    }
    const state = approve ? "approved" : "rejected";
    await setApprovalState(db, orgId, { id: approvalId, state, decidedBy: memberId, comment });
    await storeAudit(db, recording, [
      audit(actor, `approval.${state}`, "approval", approvalId, { comment, decisionId }),
    ]);
    await notifyLive(db, { orgId, booksId, topic: "approvals", id: null });
    return ok({ state, decisionId });
  });
}

/** Only adjust() writes these payloads. */
function payloadOf(approval: ApprovalRow): {
  request: AdjustmentRequest;
  by: readonly Position[];
} {
  return approval.payload as { request: AdjustmentRequest; by: readonly Position[] };
}

export async function listApprovals(
  deps: Deps,
  books: { readonly orgId: number; readonly booksId: number },
  state: "pending" | "all",
) {
  const rows = await inOrganisation(deps.pool, books.orgId, (db) =>
    selectApprovals(db, books, state),
  );
  return rows.map((row) => ({
    id: row.id,
    act: row.act,
    amount: row.currency ? formatMinor(row.amountMinor ?? 0, row.currency) : null,
    currency: row.currency,
    reason: row.reason,
    state: row.state,
    askedBy: row.askedByName,
    askedAt: row.askedAt.toISOString(),
    decidedBy: row.decidedByName,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    comment: row.comment,
    request: payloadOf(row).request,
    by: payloadOf(row).by,
  }));
}
