// Answers with a list that is written while it is being sent.
import { PassThrough } from "node:stream";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { FileBooks } from "../app/items/export-items.ts";
import { listFileFacts } from "../app/lists/write-list.ts";
import type { ExportChoice } from "../contract/bank-lines.ts";
import type { Language } from "../core/words/word.ts";
import { actorOf, booksOf } from "./api.ts";

/** The books of a request, as lists and their files are asked for. */
export function fileBooks(request: FastifyRequest): FileBooks {
  const { id, today, name, timeZone, homeCurrency } = booksOf(request);
  const { orgId } = actorOf(request);
  return { orgId, booksId: id, today, name, timeZone, homeCurrency };
}

type ListFile<Filters> = {
  readonly books: FileBooks;
  readonly filters: Filters;
  readonly choice: ExportChoice & { readonly language: Language };
  readonly out: PassThrough;
};

/**
 * Everything a list's filters let through. A fault after the first byte breaks the connection off: a
 * cut file never looks like a whole one.
 */
export function sendList<Query extends ExportChoice>(
  request: FastifyRequest,
  reply: FastifyReply,
  list: {
    readonly name: string;
    readonly query: Query;
    readonly write: (file: ListFile<Omit<Query, keyof ExportChoice>>) => Promise<void>;
  },
): FastifyReply {
  const { format, sort, language = request.language, organisation: _, ...filters } = list.query;
  const books = fileBooks(request);
  const out = new PassThrough();
  list
    .write({ books, filters, choice: { format, sort, language }, out })
    .catch((error: unknown) => {
      out.destroy(error instanceof Error ? error : new Error(String(error)));
    });
  const { name, mimeType } = listFileFacts(list.name, { today: books.today, format });
  return reply
    .type(mimeType)
    .header("content-disposition", `attachment; filename="${name}"`)
    .send(out);
}
