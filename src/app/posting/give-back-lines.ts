// After an undo: whose money the receipts are again, and where the bank lines wait.
import type { IsoDate } from "../../core/date.ts";
import {
  type DecisionRow,
  type LineState,
  updateLineStates,
  updateReceiptCustomers,
} from "../../db/decisions.ts";
import type { Db } from "../../db/pool.ts";
import type { Recording } from "../../db/recording.ts";
import { bookReceiptAgain } from "./receipt-category.ts";

export async function giveBackLines(
  db: Db,
  recording: Recording,
  original: DecisionRow,
  undo: {
    readonly kept: ReadonlySet<number>;
    readonly undoId: number;
    readonly today: IsoDate;
  },
): Promise<void> {
  const { orgId } = recording;
  const moved = movedReceipt(original);
  const freed = claimedReceipts(original).filter((id) => !undo.kept.has(id));
  await updateReceiptCustomers(db, [
    ...freed.map((receiptId) => ({ receiptId, customerId: null })),
    ...(moved ? [{ receiptId: moved.receiptId, customerId: moved.from }] : []),
  ]);
  const lineIds = linesOf(original);
  if (original.kind === "categorise") {
    const { undoId: decisionId, today } = undo;
    await bookReceiptAgain(db, recording, { lineIds, decisionId, today });
  }
  if (original.kind === "claim") return;
  await updateLineStates(
    db,
    orgId,
    lineIds.map((lineId) => ({ lineId, ...stateBefore(original, lineId) })),
  );
}

/** A line that became a refund or was returned goes back to what it was before. */
function stateBefore({ kind, detail }: DecisionRow, lineId: number): Omit<LineState, "lineId"> {
  const { line, lines } = detail;
  for (const kept of [line, ...(Array.isArray(lines) ? lines : [])]) {
    if (typeof kept !== "object" || kept === null) continue;
    if (!("lane" in kept) || !("category" in kept)) continue;
    if ("id" in kept && kept.id !== lineId) continue;
    const category = kept.category === null ? null : String(kept.category);
    return { lane: String(kept.lane), category, matchId: null };
  }
  const lane = kind === "categorise" ? "unmatched" : "suggested";
  return { lane, category: null, matchId: null };
}

/** Receipts a decision claimed for its customer. */
export function claimedReceipts(decision: DecisionRow): number[] {
  const { claimed } = decision.detail;
  return Array.isArray(claimed) ? claimed.filter((id) => typeof id === "number") : [];
}

function movedReceipt({ detail }: DecisionRow): { receiptId: number; from: number } | null {
  const { moved } = detail;
  if (typeof moved !== "object" || moved === null) return null;
  if (!("receiptId" in moved) || !("from" in moved)) return null;
  const { receiptId, from } = moved;
  return typeof receiptId === "number" && typeof from === "number" ? { receiptId, from } : null;
}

function linesOf(decision: DecisionRow): number[] {
  const { lineIds } = decision.detail;
  if (Array.isArray(lineIds)) return lineIds.filter((id) => typeof id === "number");
  return decision.bankLineId === null ? [] : [decision.bankLineId];
}
