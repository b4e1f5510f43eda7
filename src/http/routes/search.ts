// One search over customers, open items and bank lines.
import { findAnything } from "../../app/search/find-anything.ts";
import { booksPath } from "../../contract/page.ts";
import { searchQuery, searchResult } from "../../contract/search.ts";
import { actorOf, booksOf, type Routes } from "../api.ts";

export const searchRoutes: Routes = (api, deps) => {
  api.get(
    "/books/:booksId/search",
    {
      schema: {
        summary: "Search customers, open items and bank lines",
        tags: ["books"],
        params: booksPath,
        querystring: searchQuery,
        response: { 200: searchResult },
      },
      config: { access: "view" },
    },
    async (request) => {
      const input = { booksId: booksOf(request).id, q: request.query.q };
      return { hits: await findAnything(deps, actorOf(request), input) };
    },
  );
};
