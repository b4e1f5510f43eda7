// One file of a multipart request in memory, cut off at a limit; its name without any path.
import type { FastifyRequest } from "fastify";
import { refused } from "./refusal.ts";
import { plainFileName } from "./upload.ts";

export type SmallFile = { readonly name: string; readonly bytes: Uint8Array };

export async function receiveSmallFile(
  request: FastifyRequest,
  mostBytes: number,
): Promise<SmallFile> {
  if (!request.isMultipart()) throw refused("unsupported_media_type");
  const limits = { fileSize: mostBytes, files: 1, fields: 4, parts: 5 };
  const part = await request.file({ limits });
  if (!part) throw refused("file_missing");
  const name = plainFileName(part.filename);
  const pieces: Buffer[] = [];
  for await (const piece of part.file) pieces.push(piece);
  if (part.file.truncated)
    throw refused("file_too_large", { name, limitMb: mostBytes / 1_048_576 });
  const bytes = new Uint8Array(Buffer.concat(pieces));
  if (bytes.length === 0) throw refused("file_empty", { name });
  return { name, bytes };
}
