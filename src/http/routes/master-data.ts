// What better master data would bring: the gaps, trying them on history, taking them over.
import { adoptGaps, listGaps, startGapReplay } from "../../app/rules/master-data-return.ts";
import { adoptAnswer, adoptBody, masterDataGaps } from "../../contract/master-data.ts";
import { booksPath } from "../../contract/page.ts";
import { startedReplay } from "../../contract/replays.ts";
import { actorOf, booksOf, type Routes } from "../api.ts";

const tags = ["matching"];

export const masterDataRoutes: Routes = (api, deps) => {
  api.get(
    "/books/:booksId/master-data/gaps",
    {
      schema: {
        summary: "Accounts and names customers have paid under that the books do not know",
        tags,
        params: booksPath,
        response: { 200: masterDataGaps },
      },
      config: { access: "view_bank_lines" },
    },
    (request) => listGaps(deps, { orgId: actorOf(request).orgId, booksId: booksOf(request).id }),
  );
  api.post(
    "/books/:booksId/master-data/replay",
    {
      schema: {
        summary: "Match history again with all gaps filled; posts nothing",
        tags,
        params: booksPath,
        response: { 202: startedReplay },
      },
      config: { access: "edit_memory" },
    },
    async (request, reply) =>
      reply.code(202).send(await startGapReplay(deps, actorOf(request), booksOf(request).id)),
  );
  api.post(
    "/books/:booksId/master-data/adopt",
    {
      schema: {
        summary: "Take them over into the memory, each revocable",
        tags,
        params: booksPath,
        body: adoptBody,
        response: { 200: adoptAnswer },
      },
      config: { access: "edit_memory" },
    },
    (request) =>
      adoptGaps(deps, actorOf(request), {
        booksId: booksOf(request).id,
        facts: request.body.facts,
      }),
  );
};
