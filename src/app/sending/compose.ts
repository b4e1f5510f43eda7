// Words a message: the organisation's template or the product's own, its places filled.
import { randomUUID } from "node:crypto";
import { fillTemplate } from "../../core/sending/template.ts";
import { type MessageTemplate, messageWords } from "../../core/words/messages.ts";
import type { TemplateRow } from "../../db/channel-settings.ts";

export type Composed = { readonly subject: string; readonly body: string };

export function composeMessage(
  templates: readonly TemplateRow[],
  of: { readonly code: MessageTemplate; readonly language: "zh" | "en" },
  values: Readonly<Record<string, string>>,
): Composed {
  const own = templates.find((one) => one.code === of.code && one.language === of.language);
  const words = messageWords[of.code];
  return {
    subject: fillTemplate(own?.subject ?? words.subject[of.language], values),
    body: fillTemplate(own?.body ?? words.body[of.language], values),
  };
}

/** The same at every attempt of this message (RFC 5322 §3.6.4). */
export function newMessageId(domain: string): string {
  return `<${randomUUID()}@${domain}>`;
}
