// The mailbox replies come to, by IMAP (RFC 3501): what is new in a folder since a UID. Nothing in the
// mailbox is changed or marked as read.
import { ImapFlow } from "imapflow";

export type MailboxSetting = {
  readonly host: string;
  readonly port: number;
  /** tls: from the first byte (993); starttls: required after the greeting (143); none: a local server. */
  readonly security: "tls" | "starttls" | "none";
  readonly user: string;
  readonly folder: string;
};

/** How far a folder was read; UIDs hold only under one validity (RFC 3501 §2.3.1.1). */
export type MailboxPlace = { readonly uidValidity: number; readonly lastUid: number };

export type IncomingMail = {
  readonly uid: number;
  readonly uidValidity: number;
  readonly sizeBytes: number;
  /** Null: it is larger than what is taken; who wrote and about what still is. */
  readonly source: Uint8Array | null;
  readonly fromName: string;
  readonly fromAddress: string;
  readonly subject: string;
  readonly messageId: string;
  readonly date: Date | null;
};

const timeoutMs = 30_000;
const largestMailBytes = 25 * 1_048_576;

export type MailboxState = { readonly mails: number; readonly place: MailboxPlace };

/** Signs in and opens the folder, for a test of the settings and for the place to begin at. */
export async function lookIntoMailbox(
  setting: MailboxSetting,
  password: string,
): Promise<MailboxState> {
  return inFolder(setting, password, async (_client, folder) => ({
    mails: folder.exists,
    place: { uidValidity: folder.uidValidity, lastUid: folder.uidNext - 1 },
  }));
}

/** Every mail after the place, oldest first; all that is there where the folder was made anew. */
export async function readMailbox(
  setting: MailboxSetting,
  of: { readonly password: string; readonly since: MailboxPlace },
  take: (mail: IncomingMail) => Promise<void>,
): Promise<MailboxPlace> {
  return inFolder(setting, of.password, async (client, folder) => {
    const { uidValidity } = folder;
    const isSame = of.since.uidValidity === uidValidity;
    let lastUid = isSame ? of.since.lastUid : 0;
    if (folder.exists === 0) return { uidValidity, lastUid };
    const found = await client.search({ uid: `${lastUid + 1}:*` }, { uid: true });
    // "n:*" always names the last one, also when it is older
    const fresh = (found || []).filter((uid) => uid > lastUid).sort((a, b) => a - b);
    for (const uid of fresh) {
      const mail = await fetchOne(client, uid, uidValidity);
      if (mail !== null) await take(mail);
      lastUid = uid;
    }
    return { uidValidity, lastUid };
  });
}

async function fetchOne(
  client: ImapFlow,
  uid: number,
  uidValidity: number,
): Promise<IncomingMail | null> {
  const head = await client.fetchOne(String(uid), { envelope: true, size: true }, { uid: true });
  if (!head) return null;
  const sizeBytes = head.size ?? 0;
  const isTaken = sizeBytes <= largestMailBytes;
  const whole = isTaken
    ? (await client.fetchOne(String(uid), { source: true }, { uid: true })) || null
    : null;
  const [from] = head.envelope?.from ?? [];
  return {
    uid,
    uidValidity,
    sizeBytes,
    source: whole?.source ? new Uint8Array(whole.source) : null,
    fromName: from?.name ?? "",
    fromAddress: from?.address ?? "",
    subject: head.envelope?.subject ?? "",
    messageId: head.envelope?.messageId ?? "",
    date: head.envelope?.date ? new Date(head.envelope.date) : null,
  };
}

type Folder = {
  readonly exists: number;
  readonly uidValidity: number;
  readonly uidNext: number;
};

async function inFolder<T>(
  setting: MailboxSetting,
  password: string,
  work: (client: ImapFlow, folder: Folder) => Promise<T>,
): Promise<T> {
  const client = new ImapFlow({
    host: setting.host,
    port: setting.port,
    secure: setting.security === "tls",
    doSTARTTLS: setting.security === "starttls",
    auth: { user: setting.user, pass: password },
    logger: false,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs * 2,
  });
  // a broken line is seen by whoever waits for an answer
  client.on("error", () => {});
  try {
    await client.connect();
    const lock = await client.getMailboxLock(setting.folder, { readOnly: true });
    try {
      const { mailbox } = client;
      if (mailbox === false) throw new Error(`no folder ${setting.folder}`);
      const { exists, uidValidity, uidNext } = mailbox;
      return await work(client, { exists, uidValidity: Number(uidValidity), uidNext });
    } finally {
      lock.release();
    }
  } finally {
    if (client.usable) await client.logout().catch(() => {});
    client.close();
  }
}
