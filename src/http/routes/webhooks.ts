// Webhooks: endpoints with their events and secrets, deliveries, sending again.
import { z } from "zod";
import { listDeliveries, sendAgain, sendTest } from "../../app/webhooks/deliveries.ts";
import {
  addEndpoint,
  changeEndpoint,
  listEndpoints,
  removeEndpoint,
  renewSecret,
} from "../../app/webhooks/endpoints.ts";
import { booksPath, booksRecordPath } from "../../contract/page.ts";
import {
  deliveryQuery,
  newWebhook,
  queuedDelivery,
  webhookChange,
  webhookDeliveries,
  webhookEndpoint,
  webhookEndpoints,
  webhookSecret,
} from "../../contract/webhooks.ts";
import { type ApiServer, actorOf, booksOf, type HttpDeps, type Routes } from "../api.ts";
import { valueOrRefuse } from "../refusal.ts";

const tags = ["webhooks"];
const config = { access: "manage_books" } as const;
const showsSecret = { ...config, secretAnswer: true } as const;

export const webhookRoutes: Routes = (api, deps) => {
  endpointRoutes(api, deps);
  deliveryRoutes(api, deps);
};

function endpointRoutes(api: ApiServer, deps: HttpDeps): void {
  api.get(
    "/books/:booksId/webhooks",
    {
      schema: {
        summary: "Endpoints that events are sent to",
        tags,
        params: booksPath,
        response: { 200: webhookEndpoints },
      },
      config,
    },
    (request) => listEndpoints(deps, booksOfActor(request)),
  );
  api.post(
    "/books/:booksId/webhooks",
    {
      schema: {
        summary: "Add an endpoint; its secret is in the answer, once",
        tags,
        params: booksPath,
        body: newWebhook,
        response: { 201: webhookSecret },
      },
      config: showsSecret,
    },
    async (request, reply) => {
      const input = { booksId: booksOf(request).id, endpoint: request.body };
      return reply.code(201).send(valueOrRefuse(await addEndpoint(deps, actorOf(request), input)));
    },
  );
  api.patch(
    "/books/:booksId/webhooks/:id",
    {
      schema: {
        summary: "Change its address, events or note; switch it on or off",
        tags,
        params: booksRecordPath,
        body: webhookChange,
        response: { 200: webhookEndpoint },
      },
      config,
    },
    async (request) => {
      const of = { booksId: booksOf(request).id, id: request.params.id, change: request.body };
      return valueOrRefuse(await changeEndpoint(deps, actorOf(request), of));
    },
  );
  api.delete(
    "/books/:booksId/webhooks/:id",
    {
      schema: {
        summary: "Remove it; what was on its way there stays here",
        tags,
        params: booksRecordPath,
        response: { 204: z.null() },
      },
      config,
    },
    async (request, reply) => {
      const of = { booksId: booksOf(request).id, id: request.params.id };
      valueOrRefuse(await removeEndpoint(deps, actorOf(request), of));
      return reply.code(204).send(null);
    },
  );
  api.post(
    "/books/:booksId/webhooks/:id/secret",
    {
      schema: {
        summary: "A new secret, shown once; the old one signs beside it for a day",
        tags,
        params: booksRecordPath,
        response: { 200: webhookSecret },
      },
      config: showsSecret,
    },
    async (request) => {
      const of = { booksId: booksOf(request).id, id: request.params.id };
      return valueOrRefuse(await renewSecret(deps, actorOf(request), of));
    },
  );
}

function deliveryRoutes(api: ApiServer, deps: HttpDeps): void {
  api.post(
    "/books/:booksId/webhooks/:id/test",
    {
      schema: {
        summary: "Send it an event webhook.test",
        tags,
        params: booksRecordPath,
        response: { 202: queuedDelivery },
      },
      config,
    },
    async (request, reply) => {
      const test = await sendTest(deps, booksOfActor(request), request.params.id);
      return reply.code(202).send(valueOrRefuse(test));
    },
  );
  api.get(
    "/books/:booksId/webhook-deliveries",
    {
      schema: {
        summary: "What was sent, the newest first, with the receiver's answer",
        tags,
        params: booksPath,
        querystring: deliveryQuery,
        response: { 200: webhookDeliveries },
      },
      config,
    },
    (request) => listDeliveries(deps, booksOfActor(request), request.query),
  );
  api.post(
    "/books/:booksId/webhook-deliveries/:id/again",
    {
      schema: {
        summary: "Send it again under the same id",
        tags,
        params: booksRecordPath,
        response: { 202: queuedDelivery },
      },
      config,
    },
    async (request, reply) => {
      const again = await sendAgain(deps, booksOfActor(request), request.params.id);
      return reply.code(202).send(valueOrRefuse(again));
    },
  );
}

function booksOfActor(request: Parameters<typeof actorOf>[0]) {
  return { orgId: actorOf(request).orgId, booksId: booksOf(request).id };
}
