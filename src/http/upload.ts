// A file from the browser to the data folder: streamed, hashed on the way, cut off at the limit.
// Memory stays flat whatever the size.
import { createHash, randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { MultipartFile } from "@fastify/multipart";
import type { FastifyRequest } from "fastify";
import { actorOf, type HttpDeps } from "./api.ts";
import { refused } from "./refusal.ts";

export type Upload = {
  readonly name: string;
  readonly sizeBytes: number;
  readonly sha256: Buffer;
  /** Below the data folder; the same content of one organisation is stored once. */
  readonly storedAs: string;
  readonly path: string;
  /** The text fields that came before the file. */
  readonly fields: Readonly<Record<string, string>>;
};

/** All files of a multipart request, in order. Refused as a whole when one is too large or empty. */
export async function receiveUploads(request: FastifyRequest, deps: HttpDeps): Promise<Upload[]> {
  const { orgId } = actorOf(request);
  const fields: Record<string, string> = {};
  const uploads: Upload[] = [];
  for await (const part of request.parts()) {
    if (part.type === "field") fields[part.fieldname] = String(part.value);
    else uploads.push({ ...(await storeFile(part, deps, orgId)), fields: { ...fields } });
  }
  if (uploads.length === 0) throw refused("file_missing");
  return uploads;
}

async function storeFile(
  part: MultipartFile,
  deps: HttpDeps,
  orgId: number,
): Promise<Omit<Upload, "fields">> {
  const name = plainFileName(part.filename);
  const incoming = join(deps.dataFolder, "files", "incoming", randomUUID());
  await mkdir(dirname(incoming), { recursive: true, mode: 0o700 });
  try {
    const { sizeBytes, sha256 } = await writeHashed(part, incoming);
    if (part.file.truncated) {
      throw refused("file_too_large", { name, limitMb: deps.config.uploadLimitMb });
    }
    if (sizeBytes === 0) throw refused("file_empty", { name });
    const hex = sha256.toString("hex");
    const storedAs = join("files", String(orgId), hex.slice(0, 2), hex);
    const path = join(deps.dataFolder, storedAs);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await rename(incoming, path);
    return { name, sizeBytes, sha256, storedAs, path };
  } finally {
    await rm(incoming, { force: true });
  }
}

async function writeHashed(
  part: MultipartFile,
  path: string,
): Promise<{ sizeBytes: number; sha256: Buffer }> {
  const hash = createHash("sha256");
  let sizeBytes = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      sizeBytes += chunk.length;
      done(null, chunk);
    },
  });
  await pipeline(part.file, measure, createWriteStream(path, { mode: 0o600, flags: "wx" }));
  return { sizeBytes, sha256: hash.digest() };
}

/** For showing only, never used as a path: no folders, no control characters, 200 characters. */
export function plainFileName(text: string): string {
  const last = text.split(/[\\/]/).at(-1) ?? "";
  return (
    last
      .replace(/[\u0000-\u001f\u007f]/g, "")
      // signs that turn the direction of writing make an .exe read as a .pdf
      .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")
      .slice(-200)
      .toWellFormed()
      .trim() || "file"
  );
}
