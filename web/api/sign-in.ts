// The sign-in endpoints: password, second factor, change of password, sign out.
import { z } from "zod";
import { ConnectionLost } from "./client.ts";

export type SignInRefusal =
  | "wrong"
  /** Of somebody who is signed in already. */
  | "password_wrong"
  | "too_many"
  | "code_wrong"
  | "backup_wrong"
  | "code_used"
  | "locked"
  | "expired"
  | "password_weak"
  /** Somebody else made it: an own one is to be chosen. */
  | "first_password"
  | "first_expired"
  | "not_changed"
  | "guessable"
  | "failed";

export type SignInOutcome<T> =
  | { readonly ok: true; readonly value: T }
  | ({ readonly ok: false } & SignInFault);

export type SignInFault = { readonly reason: SignInRefusal; readonly seconds: number };

const signedIn = z.object({ twoFactorRedirect: z.boolean().optional() });

export async function signIn(
  email: string,
  password: string,
  newPassword?: string,
): Promise<SignInOutcome<"done" | "second_factor" | "first_password">> {
  const outcome = await post(signedIn, "/sign-in/email", { email, password, newPassword });
  if (!outcome.ok && outcome.reason === "first_password") {
    return { ok: true, value: "first_password" };
  }
  if (!outcome.ok) return outcome;
  return { ok: true, value: outcome.value.twoFactorRedirect ? "second_factor" : "done" };
}

export function verifyCode(code: string): Promise<SignInOutcome<unknown>> {
  return post(z.unknown(), "/two-factor/verify-totp", { code });
}

export function verifyBackupCode(code: string): Promise<SignInOutcome<unknown>> {
  return post(z.unknown(), "/two-factor/verify-backup-code", { code });
}

const enabled = z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) });

export function enableSecondFactor(
  password: string,
): Promise<SignInOutcome<z.infer<typeof enabled>>> {
  return post(enabled, "/two-factor/enable", { password });
}

export function disableSecondFactor(password: string): Promise<SignInOutcome<unknown>> {
  return post(z.unknown(), "/two-factor/disable", { password });
}

export function changePassword(
  currentPassword: string,
  newPassword: string,
): Promise<SignInOutcome<unknown>> {
  const body = { currentPassword, newPassword, revokeOtherSessions: true };
  return post(z.unknown(), "/change-password", body);
}

export function signOut(): Promise<SignInOutcome<unknown>> {
  return post(z.unknown(), "/sign-out", {});
}

async function post<T>(
  schema: z.ZodType<T>,
  path: string,
  body: object,
): Promise<SignInOutcome<T>> {
  const response = await fetch(`/api/auth${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new ConnectionLost();
  });
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return { ok: true, value: schema.parse(answer) };
  const seconds = Number(response.headers.get("x-retry-after") ?? "60");
  return { ok: false, reason: reasonOf(response.status, answer), seconds };
}

const refusalCode = z.object({ code: z.string() });

const reasons: Readonly<Record<string, SignInRefusal>> = {
  INVALID_EMAIL_OR_PASSWORD: "wrong",
  INVALID_PASSWORD: "password_wrong",
  INVALID_CODE: "code_wrong",
  INVALID_BACKUP_CODE: "backup_wrong",
  TOTP_CODE_ALREADY_USED: "code_used",
  INVALID_TWO_FACTOR_COOKIE: "expired",
  SESSION_EXPIRED: "expired",
  PASSWORD_TOO_SHORT: "password_weak",
  PASSWORD_TOO_LONG: "password_weak",
  FIRST_PASSWORD: "first_password",
  FIRST_PASSWORD_EXPIRED: "first_expired",
  PASSWORD_NOT_CHANGED: "not_changed",
  PASSWORD_GUESSABLE: "guessable",
};

function reasonOf(status: number, answer: unknown): SignInRefusal {
  if (status === 429) return "too_many";
  const parsed = refusalCode.safeParse(answer);
  const code = parsed.success ? parsed.data.code : "";
  if (/LOCKED|TOO_MANY/.test(code)) return "locked";
  return reasons[code] ?? (status === 401 ? "wrong" : "failed");
}
