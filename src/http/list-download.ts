// Answers with a list that is written while it is being sent.
import type { PassThrough } from "node:stream";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { FileBooks } from "../app/items/export-items.ts";
import { listFileFacts } from "../app/lists/write-list.ts";
import type { ExportChoice } from "../contract/bank-lines.ts";
import { actorOf, booksOf } from "./api.ts";

/** The books of a request, as lists and their files are asked for. */
export function fileBooks(request: FastifyRequest): FileBooks {
  const { id, today, name, timeZone, homeCurrency } = booksOf(request);
  const { orgId } = actorOf(request);
  return { orgId, booksId: id, today, name, timeZone, homeCurrency };
}

/** A fault after the first byte breaks the connection off: a cut file never looks like a whole one. */
export function sendList(
  reply: FastifyReply,
  file: {
    readonly written: Promise<void>;
    readonly out: PassThrough;
    readonly list: string;
    readonly format: ExportChoice["format"];
    readonly today: string;
  },
): FastifyReply {
  const { written, out, list, format, today } = file;
  written.catch((error: unknown) => {
    out.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  const { name, mimeType } = listFileFacts(list, { today, format });
  return reply
    .type(mimeType)
    .header("content-disposition", `attachment; filename="${name}"`)
    .send(out);
}
