// Old debts that wait for their first step: listed with what each would get, released many at once,
// taken back.
import { listStarts, releaseStarts, undoStarts } from "../../app/dunning/start-debts.ts";
import {
  startList,
  startReleasePath,
  startsBody,
  startsQuery,
  startsReleased,
  startsUndone,
} from "../../contract/dunning-starts.ts";
import { booksPath } from "../../contract/page.ts";
import { actorOf, type Routes } from "../api.ts";
import { valueOrRefuse } from "../refusal.ts";
import { dunningBooksOf } from "./dunning.ts";

const tags = ["dunning"];

export const dunningStartRoutes: Routes = (api, deps) => {
  api.get(
    "/books/:booksId/dunning/starts",
    {
      schema: {
        summary: "Customers with documents that were overdue when they became known, and wait",
        tags,
        params: booksPath,
        querystring: startsQuery,
        response: { 200: startList },
      },
      config: { access: "view" },
    },
    (request) => listStarts(deps, dunningBooksOf(request), request.query.startAt ?? null),
  );
  api.post(
    "/books/:booksId/dunning/starts",
    {
      schema: {
        summary: "Say where their dunning starts; nothing leaves before the next plan of the day",
        tags,
        params: booksPath,
        body: startsBody,
        response: { 200: startsReleased },
      },
      config: { access: "collect" },
    },
    (request) =>
      releaseStarts(deps, actorOf(request), { books: dunningBooksOf(request), ...request.body }),
  );
  api.post(
    "/books/:booksId/dunning/starts/:releaseId/undo",
    {
      schema: {
        summary: "They wait again, but for documents that a notice was planned for since",
        tags,
        params: startReleasePath,
        response: { 200: startsUndone },
      },
      config: { access: "collect" },
    },
    async (request) => {
      const of = { books: dunningBooksOf(request), releaseId: request.params.releaseId };
      return valueOrRefuse(await undoStarts(deps, actorOf(request), of));
    },
  );
};
