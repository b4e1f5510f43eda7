// Opens a dispute: whose it is and by when by rule, its documents marked (J47), so that they leave
// dunning and stand apart in aging. In the caller's transaction, which holds the writing lock.
import { type IsoDate, isoDate, laterDate } from "../../core/date.ts";
import { addWorkingDays, ownerOf } from "../../core/differences/route.ts";
import {
  type DisputeReason,
  type DisputeSource,
  disputeReasons,
} from "../../core/disputes/dispute.ts";
import { firstOpenDay } from "../../core/ledger/accounting-date.ts";
import { insertDisputeMark } from "../../db/difference-life.ts";
import {
  insertDispute,
  insertDisputeEvent,
  insertDisputeItem,
  updateMarked,
} from "../../db/dispute-tickets.ts";
import { notifyLive } from "../../db/live-events.ts";
import type { Db } from "../../db/pool.ts";
import { selectKeepers } from "../../db/portal-threads.ts";
import { type Recording, storeAudit } from "../../db/recording.ts";
import { loadBooksContext } from "../posting/books-context.ts";

export type DisputedItem = {
  readonly itemId: number;
  readonly accountingDate: string;
  readonly amountMinor: number;
  /** What of it is marked as disputed by this ticket; 0 where a mark stands already. */
  readonly markedMinor: number;
};

export type DisputeToOpen = {
  readonly customerId: number;
  readonly source: DisputeSource;
  readonly reason: DisputeReason;
  readonly currency: string;
  readonly amountMinor: number;
  readonly note: string;
  readonly items: readonly DisputedItem[];
  readonly statement: { readonly id: number; readonly line: number } | null;
  readonly differenceId: number | null;
  readonly by: { readonly side: "us" | "customer"; readonly name: string };
  readonly fileIds: readonly number[];
  readonly today: IsoDate;
};

export async function openDispute(
  db: Db,
  recording: Recording,
  opened: DisputeToOpen,
): Promise<number> {
  const { orgId, booksId, memberId } = recording;
  const rule = disputeReasons[opened.reason];
  const keepers = await selectKeepers(db, { orgId, customerId: opened.customerId });
  const ownerId = ownerOf(rule.owner, keepers);
  const dueOn = addWorkingDays(opened.today, rule.days);
  const disputeId = await insertDispute(db, {
    orgId,
    booksId,
    customerId: opened.customerId,
    source: opened.source,
    statementId: opened.statement?.id ?? null,
    statementLine: opened.statement?.line ?? null,
    differenceId: opened.differenceId,
    reason: opened.reason,
    code: rule.code,
    currency: opened.currency,
    amountMinor: opened.amountMinor,
    note: opened.note,
    ownerId,
    dueOn,
    openedAt: recording.recordedAt,
  });
  for (const item of opened.items) {
    await insertDisputeItem(db, { orgId, disputeId, ...item });
    await markItem(db, recording, { ...item, deltaMinor: item.markedMinor, today: opened.today });
  }
  const of = { orgId, disputeId };
  const { side, name: author } = opened.by;
  const detail = { reason: opened.reason, amountMinor: opened.amountMinor, ownerId, dueOn };
  await insertDisputeEvent(db, of, {
    act: "opened",
    side,
    author,
    memberId,
    isShared: true,
    body: opened.note,
    fileIds: opened.fileIds,
    detail,
  });
  await storeAudit(db, recording, [
    {
      actor: author,
      action: "dispute.open",
      subjectKind: "dispute",
      subjectId: disputeId,
      detail: { ...detail, source: opened.source, side },
    },
  ]);
  await notifyLive(db, { orgId, booksId, topic: "approvals", id: null });
  return disputeId;
}

/** Takes the mark of every document of a dispute back: what is left can be demanded again. */
export async function releaseMarks(
  db: Db,
  recording: Recording,
  of: {
    readonly disputeId: number;
    readonly items: readonly {
      readonly itemId: number;
      readonly accountingDate: string;
      readonly markedMinor: number;
    }[];
    readonly today: IsoDate;
  },
): Promise<void> {
  const { disputeId, items, today } = of;
  for (const item of items) {
    if (item.markedMinor === 0) continue;
    await markItem(db, recording, { ...item, deltaMinor: -item.markedMinor, today });
    const { itemId } = item;
    await updateMarked(db, recording.orgId, { disputeId, itemId, markedMinor: 0 });
  }
}

export async function markItem(
  db: Db,
  recording: Recording,
  mark: {
    readonly itemId: number;
    readonly accountingDate: string;
    readonly deltaMinor: number;
    readonly today: IsoDate;
  },
): Promise<void> {
  if (mark.deltaMinor === 0) return;
  const { periods } = await loadBooksContext(db, recording);
  const from = laterDate(isoDate(mark.accountingDate), mark.today);
  await insertDisputeMark(db, recording, {
    itemId: mark.itemId,
    amountMinor: mark.deltaMinor,
    date: firstOpenDay(periods, from),
    reason: "",
    decisionId: null,
  });
}
