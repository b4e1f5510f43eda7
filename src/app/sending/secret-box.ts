// Passwords of channels: AES-256-GCM (NIST SP 800-38D) under a key derived (RFC 5869) from the data
// folder's own secret, so that a copy of the database alone opens no mailbox.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { readOrCreateSecrets } from "../../db/secrets.ts";

const nonceBytes = 12;
const tagBytes = 16;

export async function sealSecret(dataFolder: string, text: string): Promise<Buffer> {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", await keyOf(dataFolder), nonce);
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** Null: it was sealed under another data folder's secret, or damaged. */
export async function openSecret(dataFolder: string, sealed: Buffer): Promise<string | null> {
  const nonce = sealed.subarray(0, nonceBytes);
  const tag = sealed.subarray(nonceBytes, nonceBytes + tagBytes);
  try {
    const decipher = createDecipheriv("aes-256-gcm", await keyOf(dataFolder), nonce);
    decipher.setAuthTag(tag);
    const rest = sealed.subarray(nonceBytes + tagBytes);
    return Buffer.concat([decipher.update(rest), decipher.final()]).toString("utf8");
  } catch {
    return null;
  }
}

async function keyOf(dataFolder: string): Promise<Buffer> {
  const { sessionSecret } = await readOrCreateSecrets(dataFolder);
  return Buffer.from(hkdfSync("sha256", sessionSecret, "", "qingzhang channel secrets", 32));
}
