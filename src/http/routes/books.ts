// The organisation's sets of books.
import { z } from "zod";
import { changeBooks, createBooks, listBooks } from "../../app/people/manage-books.ts";
import { booksPath } from "../../contract/page.ts";
import { booksChange, booksSettings, newBooks } from "../../contract/settings.ts";
import { actorOf, type Routes } from "../api.ts";
import { valueOrRefuse } from "../refusal.ts";

export const booksRoutes: Routes = (api, deps) => {
  api.get(
    "/books",
    {
      schema: {
        summary: "The sets of books",
        tags: ["books"],
        response: { 200: z.object({ rows: z.array(booksSettings) }) },
      },
      config: { access: "view" },
    },
    async (request) => ({ rows: await listBooks(deps, actorOf(request)) }),
  );

  api.post(
    "/books",
    {
      schema: {
        summary: "Open a set of books",
        tags: ["books"],
        body: newBooks,
        response: { 201: booksSettings },
      },
      config: { access: "manage_books" },
    },
    async (request, reply) => {
      const books = valueOrRefuse(await createBooks(deps, actorOf(request), request.body));
      return reply.code(201).send(books);
    },
  );

  api.patch(
    "/books/:booksId",
    {
      schema: {
        summary: "Change a set of books",
        tags: ["books"],
        params: booksPath,
        body: booksChange,
        response: { 200: booksSettings },
      },
      config: { access: "manage_books" },
    },
    async (request) => {
      const input = { id: request.params.booksId, change: request.body };
      return valueOrRefuse(await changeBooks(deps, actorOf(request), input));
    },
  );
};
