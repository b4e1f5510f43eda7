// Sending: settings of channels with a test message, templates, the outbox.
import { saveChannel } from "../../app/sending/channel-setup.ts";
import { cancelOne, listMessages, retryOne } from "../../app/sending/list-messages.ts";
import { readSetup, saveEmail, savePolicy, sendTest } from "../../app/sending/setup.ts";
import { listTemplates, previewTemplate, saveTemplate } from "../../app/sending/templates.ts";
import { booksPath, booksRecordPath } from "../../contract/page.ts";
import {
  channelChange,
  channelPath,
  channelTest,
  emailSettingsChange,
  messageList,
  messageQuery,
  messageRetry,
  sendingPolicy,
  sendingSetup,
  templateChange,
  templateList,
  templatePath,
  templatePreview,
  testMessage,
  testOutcome,
} from "../../contract/sending.ts";
import { doneAct } from "../../contract/statements.ts";
import { type ApiServer, actorOf, booksOf, type HttpDeps, type Routes } from "../api.ts";
import { valueOrRefuse } from "../refusal.ts";

const tags = ["sending"];
const done = { done: true } as const;

export const sendingRoutes: Routes = (api, deps) => {
  setupRoutes(api, deps);
  templateRoutes(api, deps);
  outboxRoutes(api, deps);
};

function setupRoutes(api: ApiServer, deps: HttpDeps): void {
  api.get(
    "/sending",
    {
      schema: { summary: "How messages leave", tags, response: { 200: sendingSetup } },
      config: { access: "view" },
    },
    (request) => readSetup(deps, actorOf(request).orgId),
  );
  api.put(
    "/sending/policy",
    {
      schema: {
        summary: "Channel, pace, quiet hours",
        tags,
        body: sendingPolicy,
        response: { 200: sendingSetup },
      },
      config: { access: "manage_books" },
    },
    (request) => savePolicy(deps, actorOf(request), request.body),
  );
  api.put(
    "/sending/email",
    {
      schema: {
        summary: "The mail server; the password is kept sealed and never given back",
        tags,
        body: emailSettingsChange,
        response: { 200: sendingSetup },
      },
      config: { access: "manage_books" },
    },
    (request) => saveEmail(deps, actorOf(request), request.body),
  );
  api.put(
    "/sending/channels/:code",
    {
      schema: {
        summary: "Settings of a channel; its secrets are kept sealed and never given back",
        tags,
        params: channelPath,
        body: channelChange,
        response: { 200: sendingSetup },
      },
      config: { access: "manage_books" },
    },
    async (request) => {
      const actor = actorOf(request);
      const input = { code: request.params.code, change: request.body };
      valueOrRefuse(await saveChannel(deps, actor, input));
      return readSetup(deps, actor.orgId);
    },
  );
  api.post(
    "/sending/channels/:code/test",
    {
      schema: {
        summary: "Send a test message over a channel and see what the other side answers",
        tags,
        params: channelPath,
        body: channelTest,
        response: { 200: testOutcome },
      },
      config: { access: "manage_books" },
    },
    async (request) => {
      const actor = actorOf(request);
      const input = { to: request.body.to, sender: actor.name, channel: request.params.code };
      return valueOrRefuse(await sendTest(deps, actor, input));
    },
  );
  api.post(
    "/sending/email/test",
    {
      schema: {
        summary: "Send a test message and see what the server answers",
        tags,
        body: testMessage,
        response: { 200: testOutcome },
      },
      config: { access: "manage_books" },
    },
    async (request) => {
      const actor = actorOf(request);
      const input = { to: request.body.to, sender: actor.name };
      return valueOrRefuse(await sendTest(deps, actor, input));
    },
  );
}

function templateRoutes(api: ApiServer, deps: HttpDeps): void {
  api.get(
    "/sending/templates",
    {
      schema: {
        summary: "Wording of messages and papers, in both languages",
        tags,
        response: { 200: templateList },
      },
      config: { access: "view" },
    },
    (request) => listTemplates(deps, actorOf(request).orgId),
  );
  api.put(
    "/sending/templates/:code",
    {
      schema: {
        summary: "Word a template anew",
        tags,
        params: templatePath,
        body: templateChange,
        response: { 200: templateList },
      },
      config: { access: "manage_books" },
    },
    async (request) => {
      const input = { code: request.params.code, change: request.body };
      return valueOrRefuse(await saveTemplate(deps, actorOf(request), input));
    },
  );
  api.post(
    "/sending/templates/:code/preview",
    {
      schema: {
        summary: "A template with an example in every place",
        tags,
        params: templatePath,
        body: templateChange,
        response: { 200: templatePreview },
      },
      config: { access: "view", repeatable: true },
    },
    async (request) =>
      valueOrRefuse(previewTemplate({ code: request.params.code, change: request.body })),
  );
}

function outboxRoutes(api: ApiServer, deps: HttpDeps): void {
  api.get(
    "/books/:booksId/messages",
    {
      schema: {
        summary: "What left the house or waits to, newest first",
        tags,
        params: booksPath,
        querystring: messageQuery,
        response: { 200: messageList },
      },
      config: { access: "view" },
    },
    (request) => {
      const books = { orgId: actorOf(request).orgId, booksId: booksOf(request).id };
      return listMessages(deps, books, request.query);
    },
  );
  api.post(
    "/books/:booksId/messages/:id/retry",
    {
      schema: {
        summary: "Send a failed, bounced or unconfirmed message again",
        tags,
        params: booksRecordPath,
        body: messageRetry,
        response: { 200: doneAct },
      },
      config: { access: "send_statements" },
    },
    async (request) => {
      const input = { ...request.params, ...request.body };
      valueOrRefuse(await retryOne(deps, actorOf(request), input));
      return done;
    },
  );
  api.post(
    "/books/:booksId/messages/:id/cancel",
    {
      schema: {
        summary: "A message that waits does not leave",
        tags,
        params: booksRecordPath,
        response: { 200: doneAct },
      },
      config: { access: "send_statements" },
    },
    async (request) => {
      valueOrRefuse(await cancelOne(deps, actorOf(request), request.params.id));
      return done;
    },
  );
}
