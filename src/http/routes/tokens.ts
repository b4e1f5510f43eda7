// A member's own API tokens.

import { z } from "zod";
import { createToken, listTokens, revokeOwnToken } from "../../app/people/api-tokens.ts";
import { idPath } from "../../contract/page.ts";
import { apiTokenList, createdApiToken, newApiToken } from "../../contract/tokens.ts";
import { actorOf, type Routes } from "../api.ts";
import { valueOrRefuse } from "../refusal.ts";

export const tokenRoutes: Routes = (api, deps) => {
  api.get(
    "/tokens",
    {
      schema: { summary: "My API tokens", tags: ["people"], response: { 200: apiTokenList } },
      config: { access: "member", sessionOnly: true },
    },
    async (request) => ({ rows: await listTokens(deps, actorOf(request)) }),
  );

  api.post(
    "/tokens",
    {
      schema: {
        summary: "Make an API token; its secret is in the answer, once",
        tags: ["people"],
        body: newApiToken,
        response: { 201: createdApiToken },
      },
      config: { access: "member", sessionOnly: true, secretAnswer: true },
    },
    async (request, reply) => {
      const created = await createToken(deps, actorOf(request), request.body);
      return reply.code(201).send(created);
    },
  );

  api.delete(
    "/tokens/:id",
    {
      schema: {
        summary: "Revoke an API token",
        tags: ["people"],
        params: idPath,
        response: { 204: z.null() },
      },
      config: { access: "member", sessionOnly: true },
    },
    async (request, reply) => {
      valueOrRefuse(await revokeOwnToken(deps, actorOf(request), request.params.id));
      return reply.code(204).send(null);
    },
  );
};
