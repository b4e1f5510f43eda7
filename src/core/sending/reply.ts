// What a mail says about itself: whether a person wrote it, which of our messages it answers, and which
// numbers of ours it names.
import { isStatementNumber } from "../statements/statement-number.ts";

export type MailHead = {
  /** Lower-case name, value. */
  readonly headers: readonly { readonly key: string; readonly value: string }[];
};

/** auto: an absence notice and the like (RFC 3834); bounce: a delivery report (RFC 3464). */
export type ReplyKind = "reply" | "auto" | "bounce";

export function kindOfMail({ headers }: MailHead): ReplyKind {
  const value = (name: string) =>
    headers
      .find(({ key }) => key === name)
      ?.value.trim()
      .toLowerCase() ?? "";
  const type = value("content-type");
  if (type.startsWith("multipart/report") && type.includes("delivery-status")) return "bounce";
  const submitted = value("auto-submitted");
  if (submitted !== "" && submitted !== "no") return "auto";
  const isAuto = value("x-autoreply") !== "" || value("x-auto-response-suppress") !== "";
  if (isAuto || ["bulk", "junk", "auto_reply"].includes(value("precedence"))) return "auto";
  return "reply";
}

/** Message-IDs it names, the one it answers first. */
export function answeredIds(inReplyTo: string, references: string): string[] {
  const ids = `${inReplyTo} ${references.split(/\s+/).reverse().join(" ")}`.match(/<[^<>\s]+>/g);
  return [...new Set(ids ?? [])];
}

/** Statement numbers and pay-codes of announced payments, as a person types or quotes them. */
export function codesIn(text: string): string[] {
  const found = text.toUpperCase().match(/\b(DZ|FK)\d{10,}\b/g) ?? [];
  return [...new Set(found)].filter((code) => code.startsWith("FK") || isStatementNumber(code));
}

/** What was newly written: without the quoted mail below it. */
export function newTextOf(body: string): string {
  const lines = body.replace(/\r\n?/g, "\n").split("\n");
  const end = lines.findIndex((line, at) => isQuoteHead(line, lines[at + 1] ?? ""));
  const own = (end < 0 ? lines : lines.slice(0, end)).filter((line) => !line.startsWith(">"));
  return own.join("\n").trim();
}

function isQuoteHead(line: string, next: string): boolean {
  const text = line.trim();
  return (
    /^-{3,}\s*(原始邮件|original message|forwarded message|回复的原邮件|转发邮件信息)/i.test(
      text,
    ) ||
    /^(在|On )\s?.{4,120}(写道|wrote)[:：]?$/i.test(text) ||
    (/^(发件人|From)[:：]/i.test(text) &&
      /^(发送时间|日期|收件人|Sent|Date|To)[:：]/i.test(next.trim()))
  );
}

export type BounceFacts = {
  /** failed for good; a delay is told as well. */
  readonly isFailed: boolean;
  readonly recipient: string;
  readonly reason: string;
};

/** The fields of a delivery-status part (RFC 3464 §2.3). */
export function readDeliveryStatus(text: string): BounceFacts {
  const field = (name: string) =>
    new RegExp(`^${name}:\\s*(.+)$`, "im").exec(text)?.[1]?.trim() ?? "";
  const status = field("Status");
  return {
    isFailed: field("Action").toLowerCase() === "failed" && status.startsWith("5"),
    recipient: field("Final-Recipient").replace(/^[^;]*;\s*/, ""),
    reason: `${status} ${field("Diagnostic-Code").replace(/^[^;]*;\s*/, "")}`.trim(),
  };
}
