// Notices: what waits for a release, what is in somebody's hands, what was; and one of them in full.
import type {
  DunningNoticeOnWire,
  NoticeDetail,
  NoticeList,
  NoticeQuery,
} from "../../contract/dunning.ts";
import { noticeChannels } from "../../contract/dunning.ts";
import { daysBetween, isoDate } from "../../core/date.ts";
import { formatMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import {
  countProposed,
  lockNotices,
  type NoticeRow,
  selectNoticeItems,
  selectNotices,
} from "../../db/dunning-notices.ts";
import type { Db } from "../../db/pool.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import { addressOn, contactOfNotice, openDesk, wordNotice } from "./desk.ts";
import { lookAgain, wordingOf } from "./recheck-message.ts";
import { approverOf } from "./release-notices.ts";
import { type DunningBooks, loadRules } from "./rules.ts";

export async function listNotices(
  deps: Deps,
  books: DunningBooks,
  query: NoticeQuery,
): Promise<NoticeList> {
  const { state: view, customer: customerId = null, before: beforeId = null, limit } = query;
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    const wanted = { view, customerId, beforeId, limit: limit + 1 };
    const rows = await selectNotices(db, books, wanted);
    const shown = rows.slice(0, limit);
    return {
      rows: shown.map(noticeOnWire),
      nextBefore: rows.length > shown.length ? (shown.at(-1)?.id ?? null) : null,
      proposed: await countProposed(db, books),
    };
  });
}

export async function readNotice(
  deps: Deps,
  books: DunningBooks,
  id: number,
): Promise<Result<NoticeDetail, { readonly code: "not_found" }>> {
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    const [notice] = await lockNotices(db, books, [id]);
    if (!notice) return refuse({ code: "not_found" });
    const items = await selectNoticeItems(db, books.orgId, id);
    return ok({
      notice: noticeOnWire(notice),
      items: items.map((item) => {
        const amount = (minor: number) => formatMinor(minor, item.currency);
        const dueDate = item.dueDate ?? notice.day;
        return {
          itemId: item.itemId,
          no: item.no,
          kind: item.kind,
          currency: item.currency,
          dueDate,
          days: daysBetween(isoDate(dueDate), isoDate(notice.day)),
          open: amount(item.openMinor),
          disputed: amount(item.disputedMinor),
          credit: amount(item.creditMinor),
          promised: amount(item.promisedMinor),
          asked: amount(item.askedMinor),
          nominal: item.nominal,
          startAt: null,
        };
      }),
      message: await messageOf(db, books, notice),
    });
  });
}

/** As it left; of a proposal or a letter as it would be written now. */
async function messageOf(
  db: Db,
  books: DunningBooks,
  notice: NoticeRow,
): Promise<NoticeDetail["message"]> {
  const { messageSubject: subject, messageBody: body, messageTo: to } = notice;
  if (subject !== null && body !== null) return { subject, body, to: to ?? "" };
  if (notice.template === "" || notice.channel === "task") return null;
  const loaded = await loadRules(db, books);
  const { verdict, customer } = await lookAgain(db, books, { notice, loaded });
  if (verdict.kind !== "go") return null;
  const desk = await openDesk(db, books, { loaded, memberId: null });
  const { asks, around } = verdict;
  const { template, tone } = wordingOf(notice);
  const { channel, contactId: planned } = notice;
  const contact = await contactOfNotice(desk, { planned, customer, tone });
  const wording = { customer, contact, template, tone, channel, asks, around };
  const text = await wordNotice(desk, wording);
  return { ...text, to: addressOn(contact, channel) };
}

function noticeOnWire(row: NoticeRow): DunningNoticeOnWire {
  const channel = noticeChannels.find((one) => one === row.channel) ?? "task";
  return {
    id: row.id,
    customer: { id: row.customerId, no: row.customerNo, name: row.customerName },
    day: row.day,
    kind: row.kind,
    channel,
    tone: row.tone,
    grade: row.grade,
    nominal: row.nominal,
    approver: approverOf(row.approver),
    state: row.state,
    messageState: row.messageState,
    asked: row.asked.map(({ currency, minor }) => ({
      currency,
      amount: formatMinor(minor, currency),
    })),
    itemCount: row.itemCount,
    stopReason: row.stopReason,
    takenOn: row.takenOn,
    by: row.by,
  };
}
