// Notices of differences as the customer and our own people read them.
import type {
  NoticeList,
  NoticeOnWire,
  NoticeQuery,
  PortalNotices,
} from "../../contract/difference-notices.ts";
import { formatMinor } from "../../core/money.ts";
import { type NoticeRow, selectNotices } from "../../db/difference-notices.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import type { Visitor } from "../portal/find-visitor.ts";

/** Older ones stand in the customer's mail. */
const shownInPortal = 30;

export async function readPortalNotices(deps: Deps, visitor: Visitor): Promise<PortalNotices> {
  const { orgId, booksId, customerId } = visitor;
  const rows = await inOrganisation(deps.pool, orgId, (db) =>
    selectNotices(db, orgId, { booksId, customerId, differenceId: null, limit: shownInPortal }),
  );
  return { rows: rows.filter(({ state }) => state !== "withdrawn").map(noticeOnWire) };
}

export async function listNotices(
  deps: Deps,
  books: { readonly orgId: number; readonly booksId: number },
  query: NoticeQuery,
): Promise<NoticeList> {
  const { orgId, booksId } = books;
  const rows = await inOrganisation(deps.pool, orgId, (db) =>
    selectNotices(db, orgId, {
      booksId,
      customerId: query.customer ?? null,
      differenceId: query.difference ?? null,
      limit: query.limit,
    }),
  );
  return {
    rows: rows.map((row) => ({
      ...noticeOnWire(row),
      customer: { id: row.customerId, name: row.customerName },
      differenceId: row.differenceId,
    })),
  };
}

function noticeOnWire(row: NoticeRow): NoticeOnWire {
  const { id, currency, seen, leftMinor } = row;
  // paid meanwhile, whatever was said
  const state = leftMinor <= 0 && row.state !== "withdrawn" ? "settled" : row.state;
  return {
    id,
    state,
    no: seen.no,
    currency,
    amount: seen.amount,
    paid: seen.paid,
    paidCurrency: seen.paidCurrency,
    paidOn: seen.paidOn,
    short: formatMinor(row.shortMinor, currency),
    left: formatMinor(Math.max(leftMinor, 0), currency),
    because: seen.because.map((one) => ({ ...one })),
    sentAt: row.sentAt.toISOString(),
    answeredAt: row.answeredAt?.toISOString() ?? null,
    answeredBy: row.answeredBy,
    note: row.answerNote,
    payOn: row.payOn,
    payCode: row.payCode,
    disputeId: row.disputeId,
    hasLink: row.hasLink,
  };
}
