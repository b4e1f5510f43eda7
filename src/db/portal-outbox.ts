// A message of the portal into the outbox: what is said to a contact beside the statement itself.
import { randomUUID } from "node:crypto";
import type { Db } from "./pool.ts";

export type PortalMessage = {
  readonly orgId: number;
  readonly booksId: number;
  readonly customerId: number;
  readonly contactId: number | null;
  readonly statementId: number;
  readonly language: "zh" | "en";
  readonly dedupeKey: string;
  readonly channel: string;
  readonly template: string;
  readonly toName: string;
  readonly toAddress: string;
  readonly subject: string;
  readonly body: string;
};

/** Urgent: a person waits for it before the page. */
export async function insertPortalMessage(db: Db, message: PortalMessage): Promise<void> {
  await db.query(
    `insert into message (org_id, books_id, dedupe_key, channel, template, language, customer_id,
       contact_id, statement_id, to_name, to_address, subject, body, is_urgent, message_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, true, $14)
     on conflict (org_id, dedupe_key) do nothing`,
    [
      message.orgId,
      message.booksId,
      message.dedupeKey,
      message.channel,
      message.template,
      message.language,
      message.customerId,
      message.contactId,
      message.statementId,
      message.toName,
      message.toAddress,
      message.subject,
      message.body,
      `<${randomUUID()}@qingzhang>`,
    ],
  );
}
