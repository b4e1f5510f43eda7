// The round that looks after the books: promises are settled, what happened is told to whom it concerns,
// each thing once; urgent things also to the group of the team; unread ones go out as a digest.
import { type NoticeSettings, noticeSettings } from "../../contract/notices.ts";
import { type Happening, tellWhom } from "../../core/notices/notice.ts";
import { isRole } from "../../core/roles.ts";
import { selectCollectionSetting } from "../../db/collection-settings.ts";
import { selectTeam, type TeamMemberRow } from "../../db/collection-team.ts";
import { insertNotices, selectMutes, selectToldKeys } from "../../db/notices.ts";
import type { Db } from "../../db/pool.ts";
import { inOrganisation } from "../../db/transaction.ts";
import { settlePromises } from "../collections/settle-promises.ts";
import type { Deps } from "../deps.ts";
import { wakeOutbox } from "../sending/send-messages.ts";
import { loadSendingSettings } from "../sending/sending-settings.ts";
import { findHappenings, type NoticeBooks } from "./happenings.ts";
import { type DigestDesk, sendDigests, tellGroup } from "./send-digest.ts";

export type Round = {
  readonly promises: number;
  readonly notices: number;
  readonly messages: number;
};

export async function loadNoticeSettings(
  db: Db,
  books: { readonly orgId: number; readonly booksId: number },
): Promise<NoticeSettings> {
  const row = await selectCollectionSetting(db, books, "notice");
  return noticeSettings.parse(row?.setting ?? {});
}

export async function lookAround(deps: Deps, books: NoticeBooks): Promise<Round> {
  const { orgId } = books;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const settled = await settlePromises(db, books);
    const settings = await loadNoticeSettings(db, books);
    const now = deps.clock.now();
    const happenings = await findHappenings(db, books, { settings, now });
    const keys = happenings.map(({ dedupeKey }) => dedupeKey);
    const told = await selectToldKeys(db, orgId, keys);
    const fresh = happenings.filter(({ dedupeKey }) => !told.has(dedupeKey));
    const team = await selectTeam(db, orgId);
    const notices = await tell(db, books, { fresh, team });
    const sending = await loadSendingSettings(db, orgId);
    const desk: DigestDesk = { deps, db, books, sending, now };
    const messages = (await tellGroup(desk, { fresh, settings })) + (await sendDigests(desk, team));
    if (messages > 0) await wakeOutbox(db, { ...books, memberId: null });
    return { promises: settled.length, notices, messages };
  });
}

async function tell(
  db: Db,
  books: NoticeBooks,
  of: { readonly fresh: readonly Happening[]; readonly team: readonly TeamMemberRow[] },
): Promise<number> {
  const listeners = of.team.flatMap(({ id, role }) => (isRole(role) ? [{ id, role }] : []));
  const mutes = await selectMutes(db, books);
  const told = tellWhom(of.fresh, listeners, mutes);
  return insertNotices(
    db,
    books,
    told.map(({ memberId, happening: { concernsIds: _, ...happening } }) => {
      return { memberId, ...happening };
    }),
  );
}
