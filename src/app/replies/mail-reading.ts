// A mail as bytes → what it says: who wrote, what it answers, its text and files. Pure; what is built to
// take for ever is read in a process of its own (read-mail.ts).
import PostalMime, { type Email } from "postal-mime";
import { kindOfMail, type ReplyKind } from "../../core/sending/reply.ts";
import { plainText } from "./plain-text.ts";

const longestBody = 200_000;
const longestLine = 500;
const mostFiles = 50;

export type ReadMail = {
  readonly kind: ReplyKind;
  readonly head: MailHeadLines;
  readonly body: string;
  /** Of a delivery report: what it says about our mail. */
  readonly returned: string;
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
};

export type MailHeadLines = {
  readonly messageId: string | undefined;
  readonly date: string | undefined;
  readonly subject: string | undefined;
  readonly fromName: string | undefined;
  readonly fromAddress: string | undefined;
  readonly inReplyTo: string;
  readonly references: string;
};

/** Null: built so that it cannot be read (nested without end). */
export async function readMailHere(source: Uint8Array): Promise<ReadMail | null> {
  const email = await PostalMime.parse(source).catch(() => null);
  if (email === null) return null;
  const kind = kindOfMail(email);
  const returned = email.attachments
    .filter(({ mimeType }) => /^(message|text\/rfc822)/.test(mimeType))
    .slice(0, mostFiles)
    .map(({ content }) => storable(textOf(content), longestBody))
    .join("\n");
  const written = email.text?.trim() ? email.text : plainText(email.html ?? "");
  return {
    kind,
    head: headOf(email),
    body: storable(written, longestBody),
    returned: returned.slice(0, longestBody),
    files: kind === "bounce" ? [] : filesOf(email),
  };
}

function headOf({ messageId, date, subject, from, inReplyTo, references }: Email): MailHeadLines {
  return {
    messageId,
    date,
    subject,
    fromName: from?.name,
    fromAddress: from?.address,
    inReplyTo: (inReplyTo ?? "").slice(0, longestBody),
    references: (references ?? "").slice(0, longestBody),
  };
}

/** Pictures of a signature stand in the text. */
function filesOf({ attachments }: Email): ReadMail["files"] {
  return attachments
    .slice(0, mostFiles)
    .filter(({ disposition, filename }) => disposition !== "inline" || Boolean(filename))
    .map(({ filename, content }) => ({ name: filename ?? "", bytes: bytesOf(content) }));
}

/** Cut to a length, without what no text column takes: one such mail would keep all later ones out. */
export function storable(text: string, longest = longestLine): string {
  return text.replaceAll("\0", "").slice(0, longest).toWellFormed();
}

function textOf(content: string | ArrayBuffer | Uint8Array): string {
  return typeof content === "string" ? content : new TextDecoder().decode(bytesOf(content));
}

function bytesOf(content: string | ArrayBuffer | Uint8Array): Uint8Array {
  if (typeof content === "string") return new TextEncoder().encode(content);
  return content instanceof Uint8Array ? content : new Uint8Array(content);
}
