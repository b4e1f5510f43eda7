// Notices and the messages they leave as: tied together, looked at again, made anew, printed.
import type { Db } from "./pool.ts";

/** Null: the message is no notice. Locked, so that nobody rejects it while it leaves. */
export async function lockNoticeOfMessage(
  db: Db,
  orgId: number,
  messageId: number,
): Promise<{ readonly id: number; readonly booksId: number } | null> {
  const { rows } = await db.query<{ id: number; booksId: number }>(
    `select id, books_id as "booksId" from dunning_notice
     where org_id = $1 and message_id = $2 for update`,
    [orgId, messageId],
  );
  return rows[0] ?? null;
}

/** Ties notices to their messages by the key each message was queued under. */
export async function linkMessages(
  db: Db,
  orgId: number,
  links: readonly { readonly noticeId: number; readonly dedupeKey: string }[],
): Promise<void> {
  if (links.length === 0) return;
  await db.query(
    `update dunning_notice n set message_id = m.id, state = 'released'
     from unnest($2::bigint[], $3::text[]) as x(notice_id, key)
     join message m on m.org_id = $1 and m.dedupe_key = x.key
     where n.org_id = $1 and n.id = x.notice_id`,
    [orgId, links.map(({ noticeId }) => noticeId), links.map(({ dedupeKey }) => dedupeKey)],
  );
}

/** The message says what is true when it leaves. */
export async function updateMessageText(
  db: Db,
  orgId: number,
  of: { readonly id: number; readonly subject: string; readonly body: string },
): Promise<void> {
  await db.query("update message set subject = $3, body = $4 where org_id = $1 and id = $2", [
    orgId,
    of.id,
    of.subject,
    of.body,
  ]);
}

/** Null: it has not gone through the outbox yet, so its text is not final. */
export async function selectLetterMessage(
  db: Db,
  orgId: number,
  messageId: number,
): Promise<{
  readonly language: "zh" | "en";
  readonly subject: string;
  readonly body: string;
  readonly toName: string;
  readonly toAddress: string;
  readonly sentAt: Date;
} | null> {
  const { rows } = await db.query<{
    language: "zh" | "en";
    subject: string;
    body: string;
    toName: string;
    toAddress: string;
    sentAt: Date;
  }>(
    `select language, subject, body, to_name as "toName", to_address as "toAddress",
       sent_at as "sentAt"
     from message where org_id = $1 and id = $2 and state = 'sent'`,
    [orgId, messageId],
  );
  return rows[0] ?? null;
}
