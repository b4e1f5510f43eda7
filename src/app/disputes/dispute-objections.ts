// Every line a customer objected to becomes a dispute, once; an objection that was taken back or
// agreed after all ends its dispute. Safe to run again: what is there already is left alone.
import type { IsoDate } from "../../core/date.ts";
import { isDisputeReason, mayDispute } from "../../core/disputes/dispute.ts";
import { objectedAmount } from "../../core/disputes/objection.ts";
import {
  type DisputableRow,
  type DisputeRow,
  insertDisputeEvent,
  selectDisputable,
  selectDisputeItems,
  selectDisputesOfStatement,
  updateDispute,
} from "../../db/dispute-tickets.ts";
import type { Db } from "../../db/pool.ts";
import { beginRecording, type Recording } from "../../db/recording.ts";
import {
  type StatementLineRow,
  type StatementRow,
  selectStatement,
  selectStatementEvents,
  selectStatementLines,
} from "../../db/statements.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import { fileIdsByLine } from "../portal/read-statement.ts";
import { type DisputedItem, openDispute, releaseMarks } from "./open-dispute.ts";

/** How many were opened. */
export async function disputeObjections(
  deps: Deps,
  input: { readonly orgId: number; readonly statementId: number; readonly today: IsoDate },
): Promise<number> {
  const { orgId, statementId, today } = input;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const statement = await selectStatement(db, orgId, statementId);
    if (!statement) return 0;
    const { booksId } = statement;
    const recording = await beginRecording(db, { orgId, booksId, memberId: null });
    const lines = await selectStatementLines(db, orgId, statementId);
    const all = await selectDisputesOfStatement(db, orgId, statementId);
    const open = all.filter(({ state }) => state !== "resolved");
    await endTakenBack(db, recording, { lines, open, today });
    const isOpen = new Set(open.map(({ statementLine }) => statementLine));
    const objected = lines.filter(({ n, state }) => state === "objected" && !isOpen.has(n));
    const documents = await selectDisputable(db, orgId, itemIdsOf(objected));
    const events = await selectStatementEvents(db, orgId, statementId);
    const files = fileIdsByLine(events);
    const author = events.filter(({ side }) => side === "customer").at(-1)?.actor ?? "";
    for (const line of objected) {
      const document = documents.find(({ itemId }) => itemId === line.itemId);
      const fileIds = files.get(line.n) ?? [];
      await openOne(db, recording, { statement, line, document, fileIds, author, today });
    }
    return objected.length;
  });
}

function itemIdsOf(lines: readonly StatementLineRow[]): number[] {
  return lines.flatMap(({ itemId }) => (itemId === null ? [] : [itemId]));
}

async function openOne(
  db: Db,
  recording: Recording,
  of: {
    readonly statement: StatementRow;
    readonly line: StatementLineRow;
    readonly document: DisputableRow | undefined;
    readonly fileIds: readonly number[];
    readonly author: string;
    readonly today: IsoDate;
  },
): Promise<void> {
  const { statement, line, document, fileIds, author, today } = of;
  const { amountMinor, markedMinor } = objectedAmount({
    openMinor: line.openMinor,
    freeMinor: document ? document.openMinor - document.disputedMinor : null,
    theirMinor: line.theirMinor,
  });
  const { customerId, currency, id } = statement;
  await openDispute(db, recording, {
    customerId,
    source: "portal",
    reason: isDisputeReason(line.reason) ? line.reason : "other",
    currency,
    amountMinor,
    note: line.note,
    items: document ? [disputedItem(document, amountMinor, markedMinor)] : [],
    statement: { id, line: line.n },
    differenceId: null,
    by: { side: "customer", name: author },
    fileIds,
    today,
  });
}

function disputedItem(
  { itemId, accountingDate }: DisputableRow,
  amountMinor: number,
  markedMinor: number,
): DisputedItem {
  return { itemId, accountingDate, amountMinor, markedMinor };
}

async function endTakenBack(
  db: Db,
  recording: Recording,
  of: {
    readonly lines: readonly StatementLineRow[];
    readonly open: readonly DisputeRow[];
    readonly today: IsoDate;
  },
): Promise<void> {
  const { orgId, recordedAt } = recording;
  const objected = new Set(
    of.lines.filter(({ state }) => state === "objected").map(({ n }) => n as number | null),
  );
  const ended = of.open.filter(
    ({ statementLine, state }) => !objected.has(statementLine) && mayDispute("withdraw", state),
  );
  for (const { id } of ended) {
    const items = await selectDisputeItems(db, orgId, [id]);
    await releaseMarks(db, recording, { disputeId: id, items, today: of.today });
    await updateDispute(db, orgId, id, {
      state: "resolved",
      step: "resolve",
      resolution: "withdrawn",
      resolvedAt: recordedAt,
    });
    const event = { act: "withdrawn", side: "customer", author: "", isShared: true } as const;
    await insertDisputeEvent(db, { orgId, disputeId: id }, event);
  }
}
