// A real mail server in the test's own process: takes everything, keeps it, and can be told to
// refuse or to be slow.
import { once } from "node:events";
import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";

export type ReceivedMail = {
  readonly to: string;
  readonly messageId: string;
  readonly subject: string;
  readonly text: string;
  readonly attachments: readonly { readonly mimeType: string; readonly content: Uint8Array }[];
};

export type MailServer = {
  readonly setting: {
    readonly host: string;
    readonly port: number;
    readonly security: "none";
    readonly user: string;
  };
  readonly count: () => number;
  /** Message-IDs in the order they came, as they stand in the mails. */
  readonly ids: () => readonly string[];
  readonly received: () => Promise<ReceivedMail[]>;
};

export async function startMailServer(
  t: { after: (end: () => unknown) => void },
  options: { readonly refuse?: (address: string) => number | null } = {},
): Promise<MailServer> {
  const mails: { to: string; raw: Buffer }[] = [];
  const server = new SMTPServer({
    disabledCommands: ["STARTTLS"],
    authOptional: true,
    closeTimeout: 300,
    onAuth: (auth, _session, done) => done(null, { user: auth.username }),
    onRcptTo: ({ address }, _session, done) => {
      const code = options.refuse?.(address) ?? null;
      if (code === null) return done();
      done(Object.assign(new Error("no such mailbox"), { responseCode: code }));
    },
    onData: (stream, session, done) => {
      const pieces: Buffer[] = [];
      stream.on("data", (piece: Buffer) => pieces.push(piece));
      stream.on("end", () => {
        const to = session.envelope.rcptTo[0]?.address ?? "";
        mails.push({ to, raw: Buffer.concat(pieces) });
        done();
      });
    },
  });
  server.on("error", () => {});
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  t.after(() => new Promise<void>((resolve) => server.close(resolve)));
  const address = server.server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const idOf = (raw: Buffer) =>
    /^message-id:\s*(<[^>]+>)/im.exec(raw.subarray(0, 4_000).toString("latin1"))?.[1] ?? "";
  return {
    setting: { host: "127.0.0.1", port, security: "none", user: "" },
    count: () => mails.length,
    ids: () => mails.map(({ raw }) => idOf(raw)),
    received: () =>
      Promise.all(
        mails.map(async ({ to, raw }) => {
          const mail = await PostalMime.parse(raw);
          return {
            to,
            messageId: mail.messageId ?? "",
            subject: mail.subject ?? "",
            text: mail.text ?? "",
            attachments: mail.attachments.map(({ mimeType, content }) => ({
              mimeType,
              content: typeof content === "string" ? Buffer.from(content) : new Uint8Array(content),
            })),
          };
        }),
      ),
  };
}
