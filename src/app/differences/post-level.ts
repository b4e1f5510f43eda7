// Posts a levelling as it was shown: allocations first, then the adjustments, each within the person's
// limits or sent for approval; all of it or, where anything is refused, nothing.
import type { LevelPosted } from "../../contract/level.ts";
import { isoDate } from "../../core/date.ts";
import type { AdjustmentKind } from "../../core/ledger/adjustment-kinds.ts";
import { formatMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { notifyLive } from "../../db/live-events.ts";
import type { Db } from "../../db/pool.ts";
import { beginRecording, type Recording, storeAudit } from "../../db/recording.ts";
import { inOrganisation } from "../../db/transaction.ts";
import { type AdjustRefusal, adjustWithin } from "../adjustments/adjust.ts";
import type { AdjustmentRequest } from "../adjustments/adjustment.ts";
import type { Deps } from "../deps.ts";
import { type HandRefusal, type HandSettlement, postHand } from "../workbench/decide.ts";
import type { Decider } from "../workbench/hand-rights.ts";
import { examineDifferences } from "./examine-differences.ts";
import {
  type AppliedMove,
  actOf,
  type LevelOf,
  type LevelRefusal,
  type LoadedLevel,
  loadLevel,
} from "./propose-level.ts";

export type PostLevelRefusal =
  | LevelRefusal
  | { readonly code: "level_changed" }
  | { readonly code: "nothing_to_post" }
  | AdjustRefusal
  | HandRefusal;

/** Ends the transaction: a levelling is posted whole or not at all. */
class Stopped extends Error {
  readonly refusal: PostLevelRefusal;
  constructor(refusal: PostLevelRefusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

export async function postLevel(
  deps: Deps,
  actor: Decider,
  input: LevelOf & { readonly key: string; readonly reason: string },
): Promise<Result<LevelPosted, PostLevelRefusal>> {
  const { orgId, memberId } = actor;
  const { booksId, key, reason } = input;
  const who = { orgId, booksId, memberId };
  try {
    const posted = await inOrganisation(deps.pool, orgId, async (db) => {
      const recording = await beginRecording(db, who);
      const loaded = await loadLevel(db, orgId, input);
      if (!loaded.ok) return loaded;
      if (loaded.value.key !== key) return refuse({ code: "level_changed" });
      const done = await postAll(deps, db, recording, { actor, loaded: loaded.value, reason });
      if (done.decisionIds.length + done.approvalIds.length === 0) {
        return refuse({ code: "nothing_to_post" });
      }
      await notifyLive(db, { orgId, booksId, topic: "lanes", id: null });
      return ok(done);
    });
    if (posted.ok) await examineDifferences(deps, who, { again: false });
    return posted;
  } catch (error) {
    if (error instanceof Stopped) return refuse(error.refusal);
    throw error;
  }
}

type Posting = {
  readonly actor: Decider;
  readonly loaded: LoadedLevel;
  readonly reason: string;
};

async function postAll(
  deps: Deps,
  db: Db,
  recording: Recording,
  { actor, loaded, reason }: Posting,
): Promise<LevelPosted> {
  const decisionIds: number[] = [];
  const approvalIds: number[] = [];
  const adjust = async (change: Partial<AdjustmentRequest> & Needed) => {
    const request = requestOf(change, reason);
    const outcome = await adjustWithin(deps, db, recording, { actor, request });
    if (!outcome.ok) throw new Stopped(outcome.error);
    if (outcome.value.kind === "posted") decisionIds.push(outcome.value.decisionId);
    else approvalIds.push(outcome.value.approvalId);
  };
  for (const { currency, level } of loaded.levels) {
    const applied = level.moves.filter((move): move is AppliedMove => move.kind === "apply");
    for (const settlement of settlementsOf(applied, { currency, loaded, reason })) {
      const posted = await postHand(deps, db, recording, { actor, settlement });
      if (!posted.ok) throw new Stopped(posted.error);
      decisionIds.push(posted.value.decisionId);
    }
    for (const move of applied) {
      const { source, debt, minor } = move;
      if (lineOf(move, loaded) !== null) continue;
      const isReceipt = source.kind === "receipt";
      const by = isReceipt ? { receiptId: source.id } : { otherItemId: source.id };
      const amount = formatMinor(minor, currency);
      await adjust({ kind: actOf(source), itemId: debt.id, amount, ...by });
    }
    for (const move of level.moves) {
      if (move.kind === "apply") continue;
      const { kind, debt, minor } = move;
      const due = debt.retentionDue === null ? null : isoDate(debt.retentionDue);
      await adjust({ kind, itemId: debt.id, amount: formatMinor(minor, currency), due });
    }
  }
  await storeAudit(db, recording, [
    {
      actor: actor.name,
      action: "level.post",
      subjectKind: "customer",
      subjectId: loaded.customer.id,
      detail: { decisionIds, approvalIds, reason },
    },
  ]);
  const applied = loaded.levels.map(({ currency, level }) => ({
    currency,
    amount: formatMinor(level.beforeMinor - level.afterMinor, currency),
  }));
  return { decisionIds, approvalIds, applied };
}

function lineOf({ source }: AppliedMove, { lineOf: lines }: LoadedLevel): number | null {
  return source.kind === "receipt" ? (lines.get(source.id) ?? null) : null;
}

/** Money of bank lines is settled as by hand, so that the line itself counts as decided. */
function settlementsOf(
  moves: readonly AppliedMove[],
  of: { readonly currency: string; readonly loaded: LoadedLevel; readonly reason: string },
): HandSettlement[] {
  const { currency, loaded, reason } = of;
  const byLine = Map.groupBy(moves, (move) => lineOf(move, loaded) ?? 0);
  byLine.delete(0);
  return [...byLine].map(([lineId, own]) => ({
    lineIds: [lineId],
    customerId: loaded.customer.id,
    parts: own.map(({ debt, minor }) => {
      const amount = formatMinor(minor, currency);
      return {
        lineId,
        itemId: debt.id,
        amount,
        currency,
        lineAmount: amount,
        lineCurrency: currency,
      };
    }),
    residuals: [],
    reason,
  }));
}

type Needed = { readonly kind: AdjustmentKind; readonly itemId: number; readonly amount: string };

function requestOf(change: Partial<AdjustmentRequest> & Needed, reason: string): AdjustmentRequest {
  return {
    otherItemId: null,
    receiptId: null,
    toCustomerId: null,
    bankLineId: null,
    bankAccountId: null,
    toAccount: "",
    reason,
    difference: null,
    due: null,
    isUnconditional: false,
    agreementNo: "",
    evidence: [],
    responsible: "",
    fileIds: [],
    ...change,
  };
}
