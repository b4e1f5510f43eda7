// From which amount or day on something is told, by the books; when a member wants the digest.
import type { DigestPreference, NoticeSettings } from "../../contract/notices.ts";
import { insertCollectionSetting, storePreference } from "../../db/collection-settings.ts";
import { beginRecording, storeAudit } from "../../db/recording.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import type { NoticeReader } from "./list-notices.ts";
import { loadNoticeSettings } from "./look-around.ts";
import { loadDigestPreference } from "./send-digest.ts";

export function readNoticeSettings(
  deps: Deps,
  books: { readonly orgId: number; readonly booksId: number },
): Promise<NoticeSettings> {
  return inOrganisation(deps.pool, books.orgId, (db) => loadNoticeSettings(db, books));
}

export async function changeNoticeSettings(
  deps: Deps,
  actor: Actor,
  { booksId, setting }: { readonly booksId: number; readonly setting: NoticeSettings },
): Promise<NoticeSettings> {
  const { orgId, memberId } = actor;
  await inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const of = { topic: "notice", setting, memberId } as const;
    await insertCollectionSetting(db, { orgId, booksId }, of);
    const act = { actor: actor.name, action: "notices.settings", subjectKind: "books" };
    await storeAudit(db, recording, [{ ...act, subjectId: booksId, detail: setting }]);
  });
  return setting;
}

export function readDigestPreference(deps: Deps, reader: NoticeReader): Promise<DigestPreference> {
  return inOrganisation(deps.pool, reader.orgId, (db) => loadDigestPreference(db, reader));
}

export async function preferDigest(
  deps: Deps,
  reader: NoticeReader,
  setting: DigestPreference,
): Promise<DigestPreference> {
  await inOrganisation(deps.pool, reader.orgId, (db) =>
    storePreference(db, reader, { topic: "digest", setting }),
  );
  return setting;
}
