// Secrets of the portal: made from the system's random source, kept as sha256 alone.
import { createHash, randomBytes, randomInt, timingSafeEqual } from "node:crypto";
import { codeDigits } from "../../core/portal/access.ts";

/** 192 bits; the characters survive every mail program. */
export function newPortalToken(): string {
  return randomBytes(24).toString("base64url");
}

export function hashPortalToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

export function newCode(): string {
  return String(randomInt(10 ** codeDigits)).padStart(codeDigits, "0");
}

/** Over the link's token and the code: who reads the table alone cannot try a million codes. */
export function hashCode(token: string, code: string): Buffer {
  return createHash("sha256").update(`${token} ${code}`).digest();
}

export function sameHash(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
