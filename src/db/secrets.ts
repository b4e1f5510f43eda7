// The passwords and keys that one data folder holds: made at its first start, readable by its
// owner alone, never printed.

import { randomBytes } from "node:crypto";
import { link, open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { StartFault, systemErrorCode } from "../start-fault.ts";

const secretsSchema = z.object({
  superuserPassword: z.string().min(16),
  ownerPassword: z.string().min(16),
  appPassword: z.string().min(16),
  authPassword: z.string().min(16),
  /** Signs sessions; whoever has it can sign in as anyone. */
  sessionSecret: z.string().min(32),
});

export type Secrets = z.infer<typeof secretsSchema>;

export async function readOrCreateSecrets(dataFolder: string): Promise<Secrets> {
  const file = join(dataFolder, "secrets.json");
  const present = await readSecrets(file);
  if (present) return present;
  const fresh: Secrets = {
    superuserPassword: randomSecret(),
    ownerPassword: randomSecret(),
    appPassword: randomSecret(),
    authPassword: randomSecret(),
    sessionSecret: randomSecret(),
  };
  await writeOnce(file, `${JSON.stringify(fresh, null, 2)}\n`);
  const written = await readSecrets(file);
  if (!written) throw new StartFault(`${file} could not be written.`);
  return written;
}

export function randomSecret(): string {
  return randomBytes(32).toString("base64url");
}

async function readSecrets(file: string): Promise<Secrets | null> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") return null;
    throw error;
  }
  try {
    return secretsSchema.parse(JSON.parse(text));
  } catch {
    throw new StartFault(`${file} is damaged. Put back its copy from your backup and start again.`);
  }
}

/** On the disk before its name appears, and never over a file that another start has made. */
async function writeOnce(file: string, text: string): Promise<void> {
  const draft = `${file}.${process.pid}.new`;
  const handle = await open(draft, "w", 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    await link(draft, file);
  } catch (error) {
    if (systemErrorCode(error) !== "EEXIST") throw error;
  } finally {
    await rm(draft, { force: true });
  }
}
