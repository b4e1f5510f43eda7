// Saved views of tables, mine and shared.
import { z } from "zod";
import { listViews, removeView, saveView } from "../../app/people/saved-views.ts";
import { idPath } from "../../contract/page.ts";
import { newSavedView, savedView, savedViewList } from "../../contract/settings.ts";
import { actorOf, type Routes } from "../api.ts";
import { valueOrRefuse } from "../refusal.ts";

export const viewRoutes: Routes = (api, deps) => {
  api.get(
    "/views",
    {
      schema: {
        summary: "Saved views of a page",
        tags: ["people"],
        querystring: z.object({ page: z.string().min(1).max(60) }),
        response: { 200: savedViewList },
      },
      config: { access: "member" },
    },
    async (request) => ({ rows: await listViews(deps, actorOf(request), request.query.page) }),
  );

  api.post(
    "/views",
    {
      schema: {
        summary: "Save a view",
        tags: ["people"],
        body: newSavedView,
        response: { 201: savedView },
      },
      config: { access: "member" },
    },
    async (request, reply) =>
      reply.code(201).send(await saveView(deps, actorOf(request), request.body)),
  );

  api.delete(
    "/views/:id",
    {
      schema: {
        summary: "Remove one of my views",
        tags: ["people"],
        params: idPath,
        response: { 204: z.null() },
      },
      config: { access: "member" },
    },
    async (request, reply) => {
      valueOrRefuse(await removeView(deps, actorOf(request), request.params.id));
      return reply.code(204).send(null);
    },
  );
};
