// Tells our own people something that presses: each by e-mail in their language, the team by its robot.
// Queued in the caller's transaction; the same key never twice.
import { findChannel } from "../../channels/registry.ts";
import type { MessageTemplate } from "../../core/words/messages.ts";
import { selectTemplates } from "../../db/channel-settings.ts";
import { membersOf } from "../../db/members.ts";
import { insertMessages, type NewMessage } from "../../db/outbox.ts";
import type { Db } from "../../db/pool.ts";
import { composeMessage, newMessageId } from "./compose.ts";
import { wakeOutbox } from "./send-messages.ts";
import { loadSendingSettings } from "./sending-settings.ts";

export type Told = {
  /** The same is never told twice. */
  readonly key: string;
  readonly code: MessageTemplate;
  readonly memberIds: readonly number[];
  /** The team's robot says it, too. */
  readonly toTeam: boolean;
  /** What stands in the places, in the reader's language. */
  readonly values: (language: "zh" | "en") => Readonly<Record<string, string>>;
  readonly customerId?: number | null;
};

/** How many messages were new. */
export async function tellMembers(
  db: Db,
  books: { readonly orgId: number; readonly booksId: number },
  told: Told,
): Promise<number> {
  const { orgId } = books;
  const settings = await loadSendingSettings(db, orgId);
  const templates = await selectTemplates(db, orgId);
  const isMailSetUp = settings.channels.some(({ channel }) => channel === "email");
  const members = (await membersOf(db, orgId)).filter(
    ({ id, active }) => active && told.memberIds.includes(id),
  );
  const write = (
    language: "zh" | "en",
    to: Pick<NewMessage, "channel" | "toName" | "toAddress">,
  ) => {
    const values = told.values(language);
    return {
      ...to,
      ...composeMessage(templates, { code: told.code, language }, values),
      params: values,
      dedupeKey: `${told.key} ${to.channel} ${to.toAddress}`,
      template: told.code,
      language,
      customerId: told.customerId ?? null,
      contactId: null,
      statementId: null,
      attachments: [],
      isUrgent: false,
      messageId: newMessageId(settings.domain),
      memberId: null,
    } satisfies NewMessage;
  };
  const messages = members.map(({ name, email, language }) =>
    write(language, { channel: isMailSetUp ? "email" : "log", toName: name, toAddress: email }),
  );
  const { teamChannel } = settings.policy;
  if (told.toTeam && teamChannel !== "") {
    const toName = findChannel(teamChannel)?.title.zh ?? "";
    messages.push(write("zh", { channel: teamChannel, toName, toAddress: "" }));
  }
  const added = await insertMessages(db, books, messages);
  if (added > 0) await wakeOutbox(db, { ...books, memberId: null });
  return added;
}
