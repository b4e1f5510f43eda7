// 撤销这次导入: for as long as nothing stands on it. Each entry is reversed on its own date where that
// month is open, so that a wrong file leaves no trace in the balances of the days between
// (take-entries-back.ts).

import { assert } from "../../core/assert.ts";
import { type IsoDate, isoDate } from "../../core/date.ts";
import { firstOpenDay } from "../../core/ledger/accounting-date.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { insertDecisions } from "../../db/decisions.ts";
import {
  billingDecisions,
  cancelImported,
  importedEntriesAfter,
  importedItemsAfter,
  type StandingOnImport,
  standingOnImport,
} from "../../db/import-undo.ts";
import { batchById, lockBatch, markUndone } from "../../db/imports.ts";
import { notifyLive } from "../../db/live-events.ts";
import type { Db } from "../../db/pool.ts";
import {
  beginRecording,
  type NewAllocation,
  type Recording,
  reserveIds,
  storeAllocations,
  storeAudit,
} from "../../db/recording.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { loadBooksContext } from "../posting/books-context.ts";
import { undoDecision } from "../posting/undo-decision.ts";
import { todayOf } from "../workbench/decide.ts";
import { restoreReplaced } from "./restore-replaced.ts";
import { takeEntriesBack } from "./take-entries-back.ts";

const pageEntries = 2000;

export type ImportUndone = { readonly lines: number; readonly items: number };

export async function undoImport(
  deps: Deps,
  actor: Actor,
  input: { readonly booksId: number; readonly id: number },
): Promise<Result<ImportUndone, UndoImportRefusal>> {
  const { orgId, memberId } = actor;
  const { booksId, id } = input;
  return inOrganisation(deps.pool, orgId, async (client) => {
    const state = await lockBatch(client, orgId, id);
    const batch = await batchById(client, orgId, id);
    if (state === null || batch?.booksId !== booksId) return refuse({ code: "import_not_found" });
    const recording = await beginRecording(client, { orgId, booksId, memberId });
    const standing = await standingOnImport(client, orgId, id);
    const refusal = undoRefusal({ state, contentKind: batch.contentKind }, standing);
    if (refusal) return refuse(refusal);
    await unbill(deps, client, recording, { id, actor });
    await reverseAll(client, recording, id);
    const undone = await cancelImported(client, recording, id);
    await restoreReplaced(client, recording, id);
    await markUndone(client, orgId, id);
    const detail = { file: batch.fileName, ...undone };
    const subject = { subjectKind: "import", subjectId: id };
    await storeAudit(client, recording, [
      { actor: actor.name, action: "import_undone", ...subject, detail },
    ]);
    await notifyLive(client, { orgId, booksId, topic: "imports", id });
    await notifyLive(client, { orgId, booksId, topic: "lanes", id: null });
    return ok(undone);
  });
}

export type UndoImportRefusal =
  | { readonly code: "import_not_found" }
  | { readonly code: "import_not_committed" }
  | { readonly code: "import_not_undoable" }
  | { readonly code: "import_in_use"; readonly lines: number; readonly items: number };

/** Names and rates are corrected where they stand: other records have used them since. */
const undoableKinds: ReadonlySet<string> = new Set(["statements", "items"]);

export function undoRefusal(
  batch: { readonly state: string; readonly contentKind: string },
  standing: StandingOnImport,
): Exclude<UndoImportRefusal, { readonly code: "import_not_found" }> | null {
  if (batch.state !== "committed") return { code: "import_not_committed" };
  if (!undoableKinds.has(batch.contentKind)) return { code: "import_not_undoable" };
  const { lines, items } = standing;
  return lines > 0 || items > 0 ? { code: "import_in_use", lines, items } : null;
}

/** Deliveries that its invoices billed wait for their invoice again. */
async function unbill(
  deps: Deps,
  client: Db,
  recording: Recording,
  { id, actor }: { readonly id: number; readonly actor: Actor },
): Promise<void> {
  const today = await todayOf(client, deps, recording);
  for (const decisionId of await billingDecisions(client, recording.orgId, id)) {
    const request = { decisionId, today, reason: "", actor: actor.name } as const;
    const undone = await undoDecision(client, recording, { ...request, dating: "own_or_open" });
    assert(undone.ok, "nothing stands on what the import brought");
  }
}

async function reverseAll(client: Db, recording: Recording, batchId: number) {
  const { orgId } = recording;
  const { periods } = await loadBooksContext(client, recording);
  const dateOf = (date: IsoDate) => firstOpenDay(periods, date);
  const [undoId] = await reserveIds(client, "decision", 1);
  await reverseEntries(client, recording, { batchId, undoId: undoId!, dateOf });
  await emptyItems(client, recording, { batchId, undoId: undoId!, dateOf });
  await insertDecisions(client, recording, [
    {
      id: undoId!,
      kind: "reverse",
      bankLineId: null,
      matchId: null,
      runId: null,
      reason: "",
      reversesId: null,
      detail: { orgId, importId: batchId },
    },
  ]);
}

type UndoOf = {
  readonly batchId: number;
  readonly undoId: number;
  readonly dateOf: (date: IsoDate) => IsoDate;
};

async function reverseEntries(
  client: Db,
  recording: Recording,
  { batchId, undoId, dateOf }: UndoOf,
): Promise<void> {
  const { orgId } = recording;
  for (let after = 0; ; ) {
    const page = await importedEntriesAfter(client, orgId, { batchId, after, limit: pageEntries });
    const last = page.at(-1);
    if (last === undefined) return;
    await takeEntriesBack(client, recording, { entryIds: page, undoId, dateOf });
    after = last;
  }
}

/** What the item brought is taken off it, so that it is open nowhere, as of no day. */
async function emptyItems(
  client: Db,
  recording: Recording,
  { batchId, undoId, dateOf }: UndoOf,
): Promise<void> {
  const { orgId } = recording;
  for (let after = 0; ; ) {
    const page = await importedItemsAfter(client, orgId, { batchId, after, limit: pageEntries });
    const last = page.at(-1);
    if (last === undefined) return;
    const open = page.filter((item) => item.amountMinor !== 0);
    await storeAllocations(
      client,
      recording,
      open.map((item): NewAllocation => {
        const date = dateOf(isoDate(item.accountingDate));
        return {
          kind: "cancel",
          code: "",
          difference: null,
          receiptId: null,
          receiptCustomerId: null,
          itemId: item.id,
          itemMinor: item.amountMinor,
          itemHomeMinor: item.homeMinor,
          receiptMinor: 0,
          receiptHomeMinor: 0,
          decisionId: undoId,
          matchId: null,
          rule: "",
          businessDate: date,
          accountingDate: date,
          entryId: null,
          reversesId: null,
          reason: "",
        };
      }),
    );
    after = last.id;
  }
}
