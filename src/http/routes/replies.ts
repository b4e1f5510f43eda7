// Replies by e-mail: the mailbox, and what came, to be placed and ticked off.
import {
  listReplies,
  placeByHand,
  readReplyFile,
  tickOff,
} from "../../app/replies/list-replies.ts";
import { readMailboxSetup, saveMailbox, tryMailbox } from "../../app/replies/mailbox-setup.ts";
import { booksPath, booksRecordPath } from "../../contract/page.ts";
import {
  mailboxChange,
  mailboxOutcome,
  mailboxSetup,
  replyFilePath,
  replyHandled,
  replyList,
  replyPlace,
  replyQuery,
} from "../../contract/replies.ts";
import { doneAct } from "../../contract/statements.ts";
import { actorOf, booksOf, type Routes } from "../api.ts";
import { fileTypes, sendAttachment } from "../download.ts";
import { valueOrRefuse } from "../refusal.ts";

const tags = ["replies"];
const done = { done: true } as const;

export const replyRoutes: Routes = (api, deps) => {
  api.get(
    "/sending/mailbox",
    {
      schema: { summary: "The mailbox replies come to", tags, response: { 200: mailboxSetup } },
      config: { access: "view" },
    },
    (request) => readMailboxSetup(deps, actorOf(request).orgId),
  );
  api.put(
    "/sending/mailbox",
    {
      schema: {
        summary: "Set the mailbox; the password is kept sealed and never given back",
        tags,
        body: mailboxChange,
        response: { 200: mailboxSetup },
      },
      config: { access: "manage_books" },
    },
    (request) => saveMailbox(deps, actorOf(request), request.body),
  );
  api.post(
    "/sending/mailbox/check",
    {
      schema: {
        summary: "Look into the mailbox now; what is new is taken",
        tags,
        response: { 200: mailboxOutcome },
      },
      config: { access: "manage_books" },
    },
    async (request) => valueOrRefuse(await tryMailbox(deps, actorOf(request).orgId)),
  );
  api.get(
    "/books/:booksId/replies",
    {
      schema: {
        summary: "Mails that came in, newest first, with those nobody could place",
        tags,
        params: booksPath,
        querystring: replyQuery,
        response: { 200: replyList },
      },
      config: { access: "view" },
    },
    (request) => {
      const books = { orgId: actorOf(request).orgId, booksId: booksOf(request).id };
      return listReplies(deps, books, request.query);
    },
  );
  api.post(
    "/books/:booksId/replies/:id/place",
    {
      schema: {
        summary: "Say whose a mail is",
        tags,
        params: booksRecordPath,
        body: replyPlace,
        response: { 200: doneAct },
      },
      config: { access: "send_statements" },
    },
    async (request) => {
      const of = { ...request.params, place: request.body };
      valueOrRefuse(await placeByHand(deps, actorOf(request), of));
      return done;
    },
  );
  api.post(
    "/books/:booksId/replies/:id/handled",
    {
      schema: {
        summary: "Tick a mail off, or put it back",
        tags,
        params: booksRecordPath,
        body: replyHandled,
        response: { 200: doneAct },
      },
      config: { access: "send_statements" },
    },
    async (request) => {
      const of = { ...request.params, ...request.body };
      valueOrRefuse(await tickOff(deps, actorOf(request), of));
      return done;
    },
  );
  api.get(
    "/books/:booksId/replies/:id/files/:n",
    {
      schema: {
        summary: "A file that came with a mail, as an attachment",
        produces: [fileTypes.any],
        tags,
        params: replyFilePath,
      },
      config: { access: "view" },
    },
    async (request, reply) => {
      const { orgId } = actorOf(request);
      const { booksId, id, n } = request.params;
      const file = await readReplyFile(deps, { orgId, booksId }, { id, n });
      return sendAttachment(reply, valueOrRefuse(file));
    },
  );
};
