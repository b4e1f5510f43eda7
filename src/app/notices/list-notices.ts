// The list behind the bell: read, muted and put right by the member alone.
import {
  muteOnWire,
  type NoticeList,
  type NoticeOnWire,
  type NoticeQuery,
} from "../../contract/notices.ts";
import { assert } from "../../core/assert.ts";
import { formatMinor } from "../../core/money.ts";
import { isNoticeKind, type NoticeKind } from "../../core/notices/notice.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { noticeSentence } from "../../core/words/notices.ts";
import type { Language } from "../../core/words/word.ts";
import { countCustomersOfBooks } from "../../db/collection-cases.ts";
import {
  countUnread,
  endMute,
  insertMute,
  markRead,
  type NoticeRow,
  readMuted,
  selectMutes,
  selectNotices,
} from "../../db/notices.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";

export type NoticeReader = {
  readonly orgId: number;
  readonly booksId: number;
  readonly memberId: number;
};

export async function listNotices(
  deps: Deps,
  reader: NoticeReader,
  { query, language }: { readonly query: NoticeQuery; readonly language: Language },
): Promise<NoticeList> {
  return inOrganisation(deps.pool, reader.orgId, async (db) => {
    const rows = await selectNotices(db, reader, {
      unreadOnly: query.only === "unread",
      beforeId: query.before ?? null,
      limit: query.limit,
    });
    return {
      rows: rows.map((row) => noticeOfRow(row, language)),
      nextBefore: rows.length < query.limit ? null : (rows.at(-1)?.id ?? null),
      unread: await countUnread(db, reader),
    };
  });
}

export function noticeOfRow(row: NoticeRow, language: Language): NoticeOnWire {
  const { id, kind, customerId, currency, amountMinor, fields, page, query } = row;
  assert(isNoticeKind(kind), "only known kinds are stored");
  return {
    ...{ id, kind, customerId, page, query, currency },
    sentence: noticeSentence(kind, fields, language),
    amount: amountMinor === null || currency === null ? null : formatMinor(amountMinor, currency),
    createdAt: row.createdAt.toISOString(),
    isRead: row.isRead,
  };
}

export async function readNotices(
  deps: Deps,
  reader: NoticeReader,
  ids: readonly number[] | undefined,
): Promise<void> {
  await inOrganisation(deps.pool, reader.orgId, (db) => markRead(db, reader, ids ?? null));
}

export async function listMutes(deps: Deps, reader: NoticeReader) {
  return inOrganisation(deps.pool, reader.orgId, async (db) => {
    const rows = await selectMutes(db, reader, reader.memberId);
    return {
      rows: rows.map(({ id, kind, customerId, customerName }) =>
        muteOnWire.parse({
          id,
          kind,
          customer: customerId === null ? null : { id: customerId, name: customerName ?? "" },
        }),
      ),
    };
  });
}

export async function muteNotices(
  deps: Deps,
  reader: NoticeReader,
  mute: { readonly kind: NoticeKind; readonly customerId: number | null },
): Promise<Result<null, { readonly code: "not_found" }>> {
  const ids = mute.customerId === null ? [] : [mute.customerId];
  return inOrganisation(deps.pool, reader.orgId, async (db) => {
    if ((await countCustomersOfBooks(db, reader, ids)) < ids.length) {
      return refuse({ code: "not_found" });
    }
    await insertMute(db, reader, mute);
    await readMuted(db, reader, mute);
    return ok(null);
  });
}

export async function unmuteNotices(
  deps: Deps,
  reader: NoticeReader,
  id: number,
): Promise<Result<null, { readonly code: "not_found" }>> {
  return inOrganisation(deps.pool, reader.orgId, async (db) =>
    (await endMute(db, reader, id)) ? ok(null) : refuse({ code: "not_found" }),
  );
}
