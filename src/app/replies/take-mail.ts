// One mail that came in: whose it is (our message it answers, a number of ours it names, a contact's
// address), kept once with its attachments, and put on the trail of what it is about.
import { createHash } from "node:crypto";
import type { IncomingMail } from "../../channels/mailbox.ts";
import { fileKindOf, largestFileBytes } from "../../core/portal/file-kind.ts";
import {
  answeredIds,
  codesIn,
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
import { type ReadMail, storable } from "./mail-reading.ts";
import { readMail } from "./read-mail.ts";

type Mail = {
  readonly kind: ReplyKind;
  /** Null: too large to be fetched, or built so that it cannot be read. */
  readonly read: ReadMail | null;
  readonly incoming: IncomingMail;
};

/** In the transaction that moves the mailbox's cursor past it. False: it is here already. */
export async function takeMail(
  deps: Pick<Deps, "dataFolder">,
  db: Db,
  orgId: number,
  incoming: IncomingMail,
): Promise<boolean> {
  const { source } = incoming;
  const read = source && (await readMail(orgId, source));
  const mail: Mail = { kind: read?.kind ?? "reply", read, incoming };
  const found = await findOwner(db, orgId, mail);
  const reply: NewReply = {
    ...headOf(mail),
    ...found,
    body: read?.body ?? "",
    files: await keepFiles(deps, orgId, mail),
  };
  const id = await insertReply(db, orgId, reply);
  if (id === null) return false;
  await noteOnTrail(db, orgId, { id, mail, reply });
  return true;
}

function headOf({ kind, read, incoming }: Mail) {
  const mailId = storable(read?.head.messageId ?? incoming.messageId);
  const bytes = incoming.source ?? new TextEncoder().encode(`${incoming.uid} ${incoming.subject}`);
  const hash = createHash("sha256").update(bytes).digest("hex");
  const sentAt = new Date(read?.head.date ?? incoming.date ?? Number.NaN);
  return {
    dedupeKey: mailId === "" ? `sha256:${hash}` : mailId,
    kind,
    mailId,
    fromName: storable(read?.head.fromName ?? incoming.fromName),
    fromAddress: storable(read?.head.fromAddress ?? incoming.fromAddress),
    subject: storable(read?.head.subject ?? incoming.subject),
    sentAt: Number.isNaN(sentAt.getTime()) ? null : sentAt,
  };
}

type Found = Pick<NewReply, "foundBy" | "owner">;

async function findOwner(db: Db, orgId: number, mail: Mail): Promise<Found> {
  const { read, kind, incoming } = mail;
  const ids = answeredIds(read?.head.inReplyTo ?? "", read?.head.references ?? "");
  if (kind === "bounce") ids.unshift(...idsIn(read?.returned ?? ""));
  const known = ids.slice(0, 100).map((id) => storable(id));
  const answered = await ownerByMessageIds(db, orgId, known);
  if (answered) return { foundBy: "message", owner: answered };
  const subject = storable(read?.head.subject ?? incoming.subject);
  const codes = codesIn(`${subject}\n${read?.body ?? ""}`).slice(0, 100);
  const named = await ownersByCodes(db, orgId, codes);
  const byNumber = onlyOne(named);
  if (byNumber) return { foundBy: "number", owner: byNumber };
  const address = storable(read?.head.fromAddress ?? incoming.fromAddress);
  // two customers of one address, or two in one mail: a person decides
  const byAddress = named.length === 0 ? onlyOne(await ownersByAddress(db, orgId, address)) : null;
  return byAddress ? { foundBy: "address", owner: byAddress } : { foundBy: "", owner: null };
}

/** In one pass: an @ may stand anywhere within. */
function idsIn(text: string): string[] {
  return (text.match(/<[^<>\s]+>/g) ?? []).filter((id) => /[^<]@[^>]/.test(id));
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
  { read, incoming }: Mail,
): Promise<ReplyFile[]> {
  if (read === null) return [leftOut("", incoming.sizeBytes, "mail_too_large")];
  const files: ReplyFile[] = [];
  for (const { name, bytes } of read.files) files.push(await keepFile(deps, orgId, name, bytes));
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
  const status = mail.kind === "bounce" ? readDeliveryStatus(mail.read?.returned ?? "") : null;
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
