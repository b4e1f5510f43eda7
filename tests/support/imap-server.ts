// A real IMAP server in the test's own process, with one user and an INBOX that mails are put into.
import assert from "node:assert/strict";
import { once } from "node:events";
import hoodiecrow from "hoodiecrow-imap";
import nodemailer, { type SendMailOptions } from "nodemailer";

export type ImapServer = {
  readonly setting: {
    readonly host: string;
    readonly port: number;
    readonly security: "none";
    readonly user: string;
    readonly folder: string;
  };
  readonly password: string;
  /** Puts a mail into the INBOX as its sender's server would deliver it. */
  readonly deliver: (mail: SendMailOptions) => Promise<void>;
  readonly deliverRaw: (raw: string) => void;
  readonly unseen: () => number;
};

export async function startImapServer(t: {
  after: (end: () => unknown) => void;
}): Promise<ImapServer> {
  const password = "imap-secret-4711";
  const server = hoodiecrow({
    plugins: ["ID", "UNSELECT", "ENABLE", "LITERALPLUS", "SPECIAL-USE"],
    users: { ar: { password } },
    storage: { INBOX: { messages: [] } },
  });
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  t.after(() => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    return Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 500))]);
  });
  const address = server.server.address();
  assert.ok(typeof address === "object" && address !== null);
  const composer = nodemailer.createTransport({ streamTransport: true, buffer: true });
  const deliverRaw = (raw: string) => {
    server.appendMessage("INBOX", [], false, raw);
  };
  return {
    setting: {
      host: "127.0.0.1",
      port: address.port,
      security: "none",
      user: "ar",
      folder: "INBOX",
    },
    password,
    deliver: async (mail) => {
      const { message } = await composer.sendMail({ textEncoding: "base64", ...mail });
      deliverRaw(message.toString("binary"));
    },
    deliverRaw,
    unseen: () => server.getMailbox("INBOX").messages.filter(isUnseen).length,
  };
}

function isUnseen(message: unknown): boolean {
  const flags = (message as { flags: readonly string[] }).flags;
  return !flags.includes("\\Seen");
}
