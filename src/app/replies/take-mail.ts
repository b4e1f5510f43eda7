// One mail that came in: whose it is (our message it answers, a number of ours it names, a contact's
// address), kept once with its attachments, and put on the trail of what it is about.
import { createHash } from "node:crypto";
import PostalMime, { type Email } from "postal-mime";
import type { IncomingMail } from "../../channels/mailbox.ts";
import { fileKindOf, largestFileBytes } from "../../core/portal/file-kind.ts";
import {
  answeredIds,
  codesIn,
  kindOfMail,
  type ReplyKind,
  readDeliveryStatus,
} from "../../core/sending/reply.ts";
import {
  insertReply,
  type NewReply,
  noteMessageArrived,
  ownerByMessageIds,
  ownersByAddress,
  ownersByCodes,
  type ReplyFile,
  type ReplyOwner,
} from "../../db/mail-replies.ts";
import { insertMessageEvents } from "../../db/outbox.ts";
import type { Db } from "../../db/pool.ts";
import { insertStatementEvents } from "../../db/statements.ts";
import type { Deps } from "../deps.ts";
import { keepBytes } from "../importing/keep-pasted.ts";
import { plainText } from "./plain-text.ts";

const longestBody = 200_000;
const longestLine = 500;
const mostFiles = 50;

type Mail = {
  readonly kind: ReplyKind;
  readonly email: Email | null;
  readonly incoming: IncomingMail;
  readonly body: string;
  /** Of a delivery report: what it says about our mail. */
  readonly returned: string;
};

/** In the transaction that moves the mailbox's cursor past it. False: it is here already. */
export async function takeMail(
  deps: Pick<Deps, "dataFolder">,
  db: Db,
  orgId: number,
  incoming: IncomingMail,
): Promise<boolean> {
  const mail = await readMail(incoming);
  const found = await findOwner(db, orgId, mail);
  const reply: NewReply = {
    ...headOf(mail),
    ...found,
    body: mail.body,
    files: await keepFiles(deps, orgId, mail),
  };
  const id = await insertReply(db, orgId, reply);
  if (id === null) return false;
  await noteOnTrail(db, orgId, { id, mail, reply });
  return true;
}

async function readMail(incoming: IncomingMail): Promise<Mail> {
  const email = await parsedMail(incoming);
  if (email === null) return { kind: "reply", email, incoming, body: "", returned: "" };
  const returned = email.attachments
    .filter(({ mimeType }) => /^(message|text\/rfc822)/.test(mimeType))
    .map(({ content }) => storable(textOf(content), longestBody))
    .join("\n");
  const written = email.text?.trim() ? email.text : plainText(email.html ?? "");
  const body = storable(written, longestBody);
  return { kind: kindOfMail(email), email, incoming, body, returned };
}

/** Null: too large to be fetched, or built so that it cannot be read (nested without end). */
async function parsedMail({ source }: IncomingMail): Promise<Email | null> {
  if (source === null) return null;
  try {
    return await PostalMime.parse(source);
  } catch {
    return null;
  }
}

/** Cut to a length, without what no text column takes: one such mail would keep all later ones out. */
function storable(text: string, longest: number): string {
  return text.replaceAll("\0", "").slice(0, longest).toWellFormed();
}

function headOf({ kind, email, incoming }: Mail) {
  const mailId = storable(email?.messageId ?? incoming.messageId, longestLine);
  const bytes = incoming.source ?? new TextEncoder().encode(`${incoming.uid} ${incoming.subject}`);
  const hash = createHash("sha256").update(bytes).digest("hex");
  const sentAt = new Date(email?.date ?? incoming.date ?? Number.NaN);
  return {
    dedupeKey: mailId === "" ? `sha256:${hash}` : mailId,
    kind,
    mailId,
    fromName: storable(email?.from?.name ?? incoming.fromName, longestLine),
    fromAddress: storable(email?.from?.address ?? incoming.fromAddress, longestLine),
    subject: storable(email?.subject ?? incoming.subject, longestLine),
    sentAt: Number.isNaN(sentAt.getTime()) ? null : sentAt,
  };
}

type Found = Pick<NewReply, "foundBy" | "owner">;

async function findOwner(db: Db, orgId: number, mail: Mail): Promise<Found> {
  const { email, kind, returned, incoming } = mail;
  const ids = answeredIds(email?.inReplyTo ?? "", email?.references ?? "");
  if (kind === "bounce") ids.unshift(...(returned.match(/<[^<>\s]+@[^<>\s]+>/g) ?? []));
  const known = ids.slice(0, 100).map((id) => storable(id, longestLine));
  const answered = await ownerByMessageIds(db, orgId, known);
  if (answered) return { foundBy: "message", owner: answered };
  const subject = storable(email?.subject ?? incoming.subject, longestLine);
  const named = await ownersByCodes(db, orgId, codesIn(`${subject}\n${mail.body}`).slice(0, 100));
  const byNumber = onlyOne(named);
  if (byNumber) return { foundBy: "number", owner: byNumber };
  const address = storable(email?.from?.address ?? incoming.fromAddress, longestLine);
  // two customers of one address, or two in one mail: a person decides
  const byAddress = named.length === 0 ? onlyOne(await ownersByAddress(db, orgId, address)) : null;
  return byAddress ? { foundBy: "address", owner: byAddress } : { foundBy: "", owner: null };
}

/** All of one customer: the first says which statement. */
function onlyOne(owners: readonly ReplyOwner[]): ReplyOwner | null {
  const [first] = owners;
  if (!first) return null;
  return owners.every(({ customerId }) => customerId === first.customerId) ? first : null;
}

async function keepFiles(
  deps: Pick<Deps, "dataFolder">,
  orgId: number,
  { email, incoming, kind }: Mail,
): Promise<ReplyFile[]> {
  if (email === null) return [leftOut("", incoming.sizeBytes, "mail_too_large")];
  if (kind === "bounce") return [];
  const files: ReplyFile[] = [];
  for (const { filename, content, disposition } of email.attachments.slice(0, mostFiles)) {
    // pictures of a signature stand in the text
    if (disposition === "inline" && !filename) continue;
    files.push(await keepFile(deps, orgId, filename ?? "", bytesOf(content)));
  }
  return files;
}

async function keepFile(
  deps: Pick<Deps, "dataFolder">,
  orgId: number,
  name: string,
  bytes: Uint8Array,
): Promise<ReplyFile> {
  const plain = storable(name.replaceAll(/[\\/\p{Cc}\p{Bidi_Control}]/gu, "_"), 200);
  if (bytes.length > largestFileBytes) return leftOut(plain, bytes.length, "file_too_large");
  const kind = fileKindOf(bytes, plain);
  if (kind === null) return leftOut(plain, bytes.length, "file_kind_refused");
  const kept = await keepBytes(deps, orgId, { name: plain, bytes });
  const sha256 = kept.sha256.toString("hex");
  return { name: plain, size: bytes.length, kind, storedAs: kept.storedAs, sha256, why: "" };
}

function leftOut(name: string, size: number, why: string): ReplyFile {
  return { name, size, kind: "", storedAs: "", sha256: "", why };
}

async function noteOnTrail(
  db: Db,
  orgId: number,
  of: { readonly id: number; readonly mail: Mail; readonly reply: NewReply },
): Promise<void> {
  const { id, mail, reply } = of;
  const { owner, fromName, fromAddress, subject } = reply;
  if (owner === null) return;
  const status = mail.kind === "bounce" ? readDeliveryStatus(mail.returned) : null;
  const act = status?.isFailed ? "bounced" : "reply";
  const bouncedBecause = status?.isFailed ? status.reason : null;
  const detail = { replyId: id, from: fromAddress, subject, ...(status ?? {}) };
  if (owner.messageId !== null) {
    const { messageId } = owner;
    await noteMessageArrived(db, orgId, { messageId, bouncedBecause });
    await insertMessageEvents(db, orgId, [{ messageId, act, detail }]);
  }
  if (owner.statementId !== null && mail.kind !== "auto") {
    const side = status === null ? ("customer" as const) : ("system" as const);
    const actor = fromName || fromAddress;
    const event = { statementId: owner.statementId, act, side, actor, detail };
    await insertStatementEvents(db, { orgId, booksId: owner.booksId }, [event]);
  }
}

function textOf(content: string | ArrayBuffer | Uint8Array): string {
  return typeof content === "string" ? content : new TextDecoder().decode(bytesOf(content));
}

function bytesOf(content: string | ArrayBuffer | Uint8Array): Uint8Array {
  if (typeof content === "string") return new TextEncoder().encode(content);
  return content instanceof Uint8Array ? content : new Uint8Array(content);
}
