// 今日: the first page in the morning.
import { readToday } from "../../app/today/read-today.ts";
import { booksPath } from "../../contract/page.ts";
import { today } from "../../contract/today.ts";
import { actorOf, booksOf, type Routes } from "../api.ts";

export const todayRoutes: Routes = (api, deps) => {
  api.get(
    "/books/:booksId/today",
    {
      schema: {
        summary: "What waits for this member, and what came in today",
        tags: ["books"],
        params: booksPath,
        response: { 200: today },
      },
      config: { access: "view" },
    },
    (request) => {
      const { id: booksId, ...books } = booksOf(request);
      return readToday(deps, actorOf(request), { booksId, ...books });
    },
  );
};
