// Brings a difference to its end: posts what the end needs through the adjustments, within the
// person's limits or by approval; an end that books nothing must already show in the books.
import type { DifferenceResolution } from "../../contract/differences.ts";
import { isoDate } from "../../core/date.ts";
import {
  type OutcomeNeed,
  type OutcomeWay,
  outcomesOf,
  outcomeWays,
} from "../../core/differences/life.ts";
import { isDifferenceCode } from "../../core/differences.ts";
import { formatMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import type { Position } from "../../core/roles.ts";
import { awaitApproval, resolveDifference } from "../../db/difference-life.ts";
import { type DifferenceDetailRow, selectDifference } from "../../db/difference-list.ts";
import { insertDifferenceEvents } from "../../db/differences.ts";
import type { Db } from "../../db/pool.ts";
import { beginRecording, type Recording, storeAudit } from "../../db/recording.ts";
import { inOrganisation } from "../../db/transaction.ts";
import { type AdjustRefusal, adjustWithin } from "../adjustments/adjust.ts";
import type { AdjustmentRequest } from "../adjustments/adjustment.ts";
import type { Deps } from "../deps.ts";
import type { Decider } from "../workbench/hand-rights.ts";
import { liftDispute } from "./lift-dispute.ts";
import { aboutOf } from "./list-differences.ts";

export type ResolveRefusal =
  | { readonly code: "not_found" }
  | { readonly code: "difference_closed"; readonly state: string }
  | { readonly code: "difference_waits" }
  /** A cause comes before an end. */
  | { readonly code: "difference_uncoded" }
  | { readonly code: "outcome_not_possible"; readonly outcome: string }
  | { readonly code: "outcome_needs_more"; readonly missing: readonly OutcomeNeed[] }
  /** So much is still open: no ticket closes without a booking. */
  | { readonly code: "difference_still_open"; readonly open: string }
  | AdjustRefusal;

export type ResolveOutcome =
  | { readonly kind: "resolved"; readonly decisionId: number | null }
  | { readonly kind: "waiting"; readonly approvalId: number; readonly by: readonly Position[] };

type Input = {
  readonly booksId: number;
  readonly id: number;
  readonly resolution: DifferenceResolution;
};

export async function resolveByPerson(
  deps: Deps,
  actor: Decider,
  { booksId, id, resolution }: Input,
): Promise<Result<ResolveOutcome, ResolveRefusal>> {
  const { orgId, memberId } = actor;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const row = await selectDifference(db, recording, { id, lock: true });
    const way = wayOf(row, resolution);
    if (!way.ok) return way;
    const { difference, end } = way.value;
    const done = await carryOut(deps, db, recording, { actor, difference, end, resolution });
    if (!done.ok) return done;
    await storeEnd(db, recording, { difference, resolution, outcome: done.value });
    await storeAudit(db, recording, [
      {
        actor: actor.name,
        action: done.value.kind === "waiting" ? "difference.ask" : "difference.resolve",
        subjectKind: "difference",
        subjectId: id,
        detail: { outcome: resolution.outcome, reason: resolution.reason },
      },
    ]);
    return done;
  });
}

type Way = { readonly difference: DifferenceDetailRow; readonly end: OutcomeWay };

function wayOf(
  row: DifferenceDetailRow | null,
  resolution: DifferenceResolution,
): Result<Way, ResolveRefusal> {
  if (!row) return refuse({ code: "not_found" });
  if (row.state !== "open") return refuse({ code: "difference_closed", state: row.state });
  if (row.stage === "waiting_approval") return refuse({ code: "difference_waits" });
  const { outcome } = resolution;
  if (row.code === null || !isDifferenceCode(row.code))
    return refuse({ code: "difference_uncoded" });
  if (!outcomesOf(row.code, aboutOf(row)).includes(outcome)) {
    return refuse({ code: "outcome_not_possible", outcome });
  }
  const end = outcomeWays[outcome];
  const missing =
    end.by === "adjustment" ? end.needs.filter((need) => lacks(need, resolution)) : [];
  if (missing.length > 0) return refuse({ code: "outcome_needs_more", missing });
  return ok({ difference: row, end });
}

function lacks(need: OutcomeNeed, r: DifferenceResolution): boolean {
  switch (need) {
    case "credit":
    case "payable":
      return r.otherItemId === null;
    case "customer":
      return r.toCustomerId === null;
    case "payout":
      return r.bankLineId === null && (r.bankAccountId === null || r.toAccount === "");
    case "warranty_end":
      return r.due === null;
    case "agreement":
      return r.agreementNo === "";
    case "evidence":
      return r.evidence.length === 0;
    case "responsible":
      return r.responsible === "";
  }
}

async function carryOut(
  deps: Deps,
  db: Db,
  recording: Recording,
  on: Way & { readonly actor: Decider; readonly resolution: DifferenceResolution },
): Promise<Result<ResolveOutcome, ResolveRefusal>> {
  const { difference, end, resolution, actor } = on;
  if (end.by === "settlement") {
    if (difference.leftMinor === 0) return ok({ kind: "resolved", decisionId: null });
    const open = formatMinor(difference.leftMinor, difference.currency);
    return refuse({ code: "difference_still_open", open });
  }
  const request = requestOf(difference, end, resolution);
  const adjusted = await adjustWithin(deps, db, recording, { actor, request });
  if (!adjusted.ok) return adjusted;
  const { value } = adjusted;
  if (value.kind === "waiting") return ok(value);
  return ok({ kind: "resolved", decisionId: value.decisionId });
}

function requestOf(
  row: DifferenceDetailRow,
  end: Extract<OutcomeWay, { by: "adjustment" }>,
  r: DifferenceResolution,
): AdjustmentRequest {
  const onItem = end.on === "item";
  return {
    kind: end.kind,
    itemId: onItem ? row.itemId : null,
    otherItemId: r.otherItemId,
    receiptId: onItem ? null : row.receiptId,
    toCustomerId: r.toCustomerId,
    bankLineId: r.bankLineId,
    bankAccountId: r.bankAccountId,
    toAccount: r.toAccount,
    amount: formatMinor(row.leftMinor, row.currency),
    reason: r.reason,
    difference: row.code,
    due: r.due === null ? null : isoDate(r.due),
    isUnconditional: false,
    agreementNo: r.agreementNo,
    evidence: r.evidence,
    responsible: r.responsible,
    fileIds: r.fileIds,
  };
}

async function storeEnd(
  db: Db,
  recording: Recording,
  of: {
    readonly difference: DifferenceDetailRow;
    readonly resolution: DifferenceResolution;
    readonly outcome: ResolveOutcome;
  },
): Promise<void> {
  const { difference, resolution, outcome: done } = of;
  const { id } = difference;
  const { outcome, reason } = resolution;
  if (done.kind === "waiting") {
    const { approvalId, by } = done;
    await awaitApproval(db, recording, { id, outcome, approvalId });
    const detail = { outcome, approvalId, by };
    await insertDifferenceEvents(db, recording, [{ id, act: "asked", detail, note: reason }]);
    return;
  }
  const { decisionId } = done;
  await resolveDifference(db, recording, { id, outcome, decisionId });
  const { itemId, leftMinor: endedMinor, itemDisputedMinor: disputedMinor } = difference;
  await liftDispute(db, recording, { itemId, decisionId, endedMinor, disputedMinor });
  const detail = { outcome, decisionId };
  await insertDifferenceEvents(db, recording, [{ id, act: "resolved", detail, note: reason }]);
}
