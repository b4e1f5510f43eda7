// Messages with their files as both sides read them: questions and disputes alike.
import type { PortalDispute, PortalFile, PortalQuestion } from "../../contract/portal.ts";
import { formatMinor } from "../../core/money.ts";
import {
  type DisputeEventRow,
  type DisputeItemRow,
  type DisputeRow,
  selectDisputeEvents,
  selectDisputeItems,
  selectDisputesOfCustomer,
} from "../../db/dispute-tickets.ts";
import type { Db } from "../../db/pool.ts";
import type { OfCustomer } from "../../db/portal-pages.ts";
import {
  type FileRow,
  type PortalMessageRow,
  type QuestionRow,
  selectPortalFiles,
  selectQuestionsOfCustomer,
  selectThreadMessages,
} from "../../db/portal-threads.ts";

export function fileOnWire({ id, name, kind, sizeBytes }: FileRow): PortalFile {
  return { id, name, kind, size: sizeBytes };
}

/** Files by id; of one customer alone. */
export async function filesById(
  db: Db,
  of: OfCustomer,
  ids: readonly number[],
): Promise<ReadonlyMap<number, PortalFile>> {
  const rows = await selectPortalFiles(db, of, [...new Set(ids)]);
  return new Map(rows.map((row) => [row.id, fileOnWire(row)]));
}

function filesOf(files: ReadonlyMap<number, PortalFile>, ids: readonly number[]): PortalFile[] {
  return ids.flatMap((id) => files.get(id) ?? []);
}

export async function readQuestions(db: Db, of: OfCustomer): Promise<PortalQuestion[]> {
  return withMessages(db, of, await selectQuestionsOfCustomer(db, of));
}

export async function withMessages(
  db: Db,
  of: OfCustomer,
  rows: readonly QuestionRow[],
): Promise<PortalQuestion[]> {
  const messages = await selectThreadMessages(
    db,
    of.orgId,
    rows.map(({ id }) => id),
  );
  const files = await filesById(
    db,
    of,
    messages.flatMap(({ fileIds }) => fileIds),
  );
  return rows.map((row) => questionOnWire(row, messages, files));
}

function questionOnWire(
  row: QuestionRow,
  messages: readonly PortalMessageRow[],
  files: ReadonlyMap<number, PortalFile>,
): PortalQuestion {
  return {
    id: row.id,
    subject: row.subject,
    state: row.state,
    owner: row.ownerName,
    answerBy: row.answerBy.toISOString(),
    askedAt: row.askedAt.toISOString(),
    messages: messages
      .filter(({ questionId }) => questionId === row.id)
      .map(({ side, author, body, at, fileIds }) => ({
        side,
        author,
        body,
        at: at.toISOString(),
        files: filesOf(files, fileIds),
      })),
  };
}

/** The disputes of a customer with what is shared of them. */
export async function readDisputesOf(db: Db, of: OfCustomer): Promise<PortalDispute[]> {
  const rows = await selectDisputesOfCustomer(db, of);
  const ids = rows.map(({ id }) => id);
  const items = await selectDisputeItems(db, of.orgId, ids);
  const events = (await selectDisputeEvents(db, of.orgId, ids)).filter((event) => event.isShared);
  const files = await filesById(
    db,
    of,
    events.flatMap(({ fileIds }) => fileIds),
  );
  return rows.map((row) => disputeOnWire(row, { items, events, files }));
}

function disputeOnWire(
  row: DisputeRow,
  of: {
    readonly items: readonly DisputeItemRow[];
    readonly events: readonly DisputeEventRow[];
    readonly files: ReadonlyMap<number, PortalFile>;
  },
): PortalDispute {
  return {
    id: row.id,
    reason: row.reason,
    items: of.items.filter(({ disputeId }) => disputeId === row.id).map(({ no }) => no),
    currency: row.currency,
    amount: formatMinor(row.amountMinor, row.currency),
    step: row.step,
    state: row.state,
    resolution: row.resolution,
    resolutionNote: row.resolution === null ? "" : row.resolutionNote,
    openedAt: row.openedAt.toISOString(),
    messages: of.events
      .filter(({ disputeId, body, fileIds }) => {
        return disputeId === row.id && (body !== "" || fileIds.length > 0);
      })
      .map(({ side, author, body, at, fileIds }) => ({
        side,
        author,
        body,
        at: at.toISOString(),
        files: filesOf(of.files, fileIds),
      })),
  };
}
