// The door of the portal (DOMAIN §3.15): a link that opens nothing by itself, a one-time code that
// opens a session. What is allowed when, apart from where it is stored.
import { ok, type Result, refuse } from "../result.ts";
import { type Confirmation, isAlive } from "../statements/statement.ts";

/** Weeks, as an invitation; the code decides. */
export const linkDays = 30;
/** ASVS 6.5.5: a code lives at most ten minutes. */
export const codeMinutes = 10;
export const codeDigits = 6;
export const codeTries = 5;
/** A new code at the earliest after this time, and so many within an hour, for one link. */
const codePauseSeconds = 60;
export const codesPerHour = 5;
/** Wrong codes of one link within a day, over all its codes, before it must be sent anew. */
export const wrongCodesPerDay = 20;
export const sessionHours = 12;
export const rememberedDays = 30;

export type LinkFacts = {
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  /** Of the invitation, and of its statement today. */
  readonly linkVersion: number;
  readonly statementVersion: number;
  readonly confirmation: Confirmation;
};

export type LinkRefusal =
  /** Also for a token nobody ever made: the answer tells nothing. */
  | { readonly code: "portal_link_unknown" }
  | { readonly code: "portal_link_withdrawn" }
  | { readonly code: "portal_link_expired" };

export function checkLink(link: LinkFacts, now: Date): Result<null, LinkRefusal> {
  const isDead = link.revokedAt !== null || link.linkVersion !== link.statementVersion;
  if (isDead || !isAlive(link.confirmation)) return refuse({ code: "portal_link_withdrawn" });
  if (link.expiresAt <= now) return refuse({ code: "portal_link_expired" });
  return ok(null);
}

export type CodeHistory = {
  /** When codes were made for this link in the last hour, and how many wrong tries in a day. */
  readonly madeAt: readonly Date[];
  readonly wrongToday: number;
};

export type CodeWait = { readonly code: "portal_code_wait"; readonly seconds: number };

/** Whether another code may be sent now. */
export function mayIssueCode(
  { madeAt, wrongToday }: CodeHistory,
  now: Date,
): Result<null, CodeWait | { readonly code: "portal_link_locked" }> {
  if (wrongToday >= wrongCodesPerDay) return refuse({ code: "portal_link_locked" });
  const ages = madeAt.map((at) => Math.floor((now.getTime() - at.getTime()) / 1_000));
  const youngest = Math.min(...ages);
  if (youngest < codePauseSeconds) {
    return refuse({ code: "portal_code_wait", seconds: codePauseSeconds - youngest });
  }
  const oldestThatCounts = ages.filter((age) => age < 3_600).sort((a, b) => a - b)[
    codesPerHour - 1
  ];
  if (oldestThatCounts === undefined) return ok(null);
  return refuse({ code: "portal_code_wait", seconds: 3_600 - oldestThatCounts });
}

export type IssuedCode = {
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
  readonly attempts: number;
};

export type CodeRefusal =
  | { readonly code: "portal_code_wrong"; readonly left: number }
  /** Used, too old, tried too often, or none was asked for. */
  | { readonly code: "portal_code_ended" };

/** `isRight`: the caller compared the hashes in constant time. */
export function judgeCode(
  issued: IssuedCode | null,
  isRight: boolean,
  now: Date,
): Result<null, CodeRefusal> {
  if (issued === null || issued.endedAt !== null || issued.expiresAt <= now) {
    return refuse({ code: "portal_code_ended" });
  }
  if (issued.attempts >= codeTries) return refuse({ code: "portal_code_ended" });
  if (isRight) return ok(null);
  const left = codeTries - issued.attempts - 1;
  return left === 0
    ? refuse({ code: "portal_code_ended" })
    : refuse({ code: "portal_code_wrong", left });
}

/** z***@example.com, 138****5678: enough to know which mailbox to open, no more. */
export function maskAddress(address: string): string {
  const at = address.indexOf("@");
  if (at > 0) return `${address.slice(0, 1)}***${address.slice(at)}`;
  return address.length < 8 ? "***" : `${address.slice(0, 3)}****${address.slice(-4)}`;
}
