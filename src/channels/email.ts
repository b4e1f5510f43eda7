// E-mail by SMTP (RFC 5321), over connections that are kept and shared.
import nodemailer from "nodemailer";
import type { Channel, Delivery, Outgoing } from "./channel.ts";

export type EmailSetting = {
  readonly host: string;
  readonly port: number;
  /** tls: from the first byte (465); starttls: required after the greeting (587); none: a local relay. */
  readonly security: "tls" | "starttls" | "none";
  readonly user: string;
  readonly fromName: string;
  readonly fromAddress: string;
  readonly replyTo: string;
};

export const emailConnections = 4;
const timeoutMs = 30_000;

export const email: Channel = {
  code: "email",
  title: { zh: "电子邮件", en: "E-mail" },
  addressKind: "email",
  fields: [],
  hasTemplates: false,
  open: ({ setting, secret }) => {
    const known = emailSetting(setting);
    return known === null ? null : openEmail(known, secret);
  },
};

export function emailSetting(setting: Readonly<Record<string, unknown>>): EmailSetting | null {
  const text = (name: string) => {
    const value = setting[name];
    return typeof value === "string" ? value : "";
  };
  const port = setting["port"];
  const security = text("security");
  if (text("host") === "" || text("fromAddress") === "" || typeof port !== "number") return null;
  return {
    host: text("host"),
    port,
    security: security === "tls" || security === "none" ? security : "starttls",
    user: text("user"),
    fromName: text("fromName"),
    fromAddress: text("fromAddress"),
    replyTo: text("replyTo"),
  };
}

function openEmail(setting: EmailSetting, password: string) {
  const transport = nodemailer.createTransport({
    pool: true,
    maxConnections: emailConnections,
    maxMessages: 500,
    host: setting.host,
    port: setting.port,
    secure: setting.security === "tls",
    requireTLS: setting.security === "starttls",
    ignoreTLS: setting.security === "none",
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(setting.user === "" ? {} : { auth: { user: setting.user, pass: password } }),
  });
  const marks = new Map<string, () => void>();
  transport.use("stream", (mail, done) => {
    const mark = marks.get(mail.data.messageId ?? "");
    // the end of what the server was given, in the turn in which the closing dot is written
    if (mark) {
      mail.message?.processFunc((input) => {
        input.once("end", mark);
        return input;
      });
    }
    done();
  });
  return {
    send: async (message: Outgoing, handingOver: () => void): Promise<Delivery> => {
      let isHandedOver = false;
      const mark = () => {
        if (!isHandedOver) handingOver();
        isHandedOver = true;
      };
      try {
        marks.set(message.messageId, mark);
        const sent = await transport.sendMail(mailOf(setting, message));
        return { outcome: "sent", answer: sent.response };
      } catch (error) {
        return failed(error, isHandedOver);
      } finally {
        marks.delete(message.messageId);
      }
    },
    close: () => transport.close(),
  };
}

function mailOf(setting: EmailSetting, message: Outgoing) {
  return {
    messageId: message.messageId,
    from: { name: setting.fromName, address: setting.fromAddress },
    to: { name: message.to.name, address: message.to.address },
    ...(setting.replyTo === "" ? {} : { replyTo: setting.replyTo }),
    subject: message.subject,
    text: message.text,
    attachments: message.attachments.map(({ name, mimeType, content }) => ({
      filename: name,
      contentType: mimeType,
      content: Buffer.from(content),
    })),
  };
}

function failed(error: unknown, isHandedOver: boolean): Delivery {
  const facts = smtpFacts(error);
  const text = facts.text.slice(0, 500);
  if (facts.responseCode !== null) {
    return {
      outcome: facts.responseCode >= 500 && facts.isOfMessage ? "refused" : "deferred",
      error: text,
    };
  }
  return { outcome: isHandedOver ? "unsure" : "deferred", error: text };
}

function smtpFacts(error: unknown) {
  const text = error instanceof Error ? error.message : String(error);
  const known = typeof error === "object" && error !== null ? error : {};
  const code = "code" in known && typeof known.code === "string" ? known.code : "";
  const responseCode =
    "responseCode" in known && typeof known.responseCode === "number" ? known.responseCode : null;
  // a refused sign-in (EAUTH 535) says nothing about the message
  return { text, responseCode, isOfMessage: code === "EENVELOPE" || code === "EMESSAGE" };
}
