// The books of a request on their own day: what the collectors' day, notices and the dashboard are told.
import type { FastifyRequest } from "fastify";
import type { CollectionBooks } from "../app/collections/collection-books.ts";
import { actorOf, booksOf } from "./api.ts";

export function booksToday(request: FastifyRequest): CollectionBooks & {
  readonly timeZone: string;
} {
  const { id: booksId, today, homeCurrency, timeZone } = booksOf(request);
  return { orgId: actorOf(request).orgId, booksId, today, homeCurrency, timeZone };
}
