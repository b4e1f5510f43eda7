// 争议工单 and the questions of customers: lists, one ticket, and what is done to it.
import { changeDispute } from "../../app/disputes/change-dispute.ts";
import { endDispute } from "../../app/disputes/end-dispute.ts";
import { openByHand } from "../../app/disputes/open-by-hand.ts";
import { listDisputes, readDispute } from "../../app/disputes/read-disputes.ts";
import { sayInDispute } from "../../app/disputes/say.ts";
import { answerQuestion, listQuestions } from "../../app/portal/ask-question.ts";
import { readFileOfBooks } from "../../app/portal/keep-file.ts";
import {
  disputeChange,
  disputeDetail,
  disputeDone,
  disputeEnd,
  disputeEndOutcome,
  disputeList,
  disputeMessage,
  disputeQuery,
  disputeToOpen,
  questionAnswer,
  questionList,
  questionQuery,
} from "../../contract/disputes.ts";
import { booksPath, booksRecordPath, idPath } from "../../contract/page.ts";
import { actorOf, booksOf, type Routes } from "../api.ts";
import { sendAttachment } from "../download.ts";
import { fileBooks } from "../list-download.ts";
import { valueOrRefuse } from "../refusal.ts";

const tags = ["disputes"];
const done = { done: true } as const;

export const disputeRoutes: Routes = (api, deps) => {
  api.get(
    "/books/:booksId/disputes",
    {
      schema: {
        summary: "Disputes, the newest first, with sums over all that is filtered and figures",
        tags,
        params: booksPath,
        querystring: disputeQuery,
        response: { 200: disputeList },
      },
      config: { access: "view" },
    },
    (request) => {
      const { memberId } = actorOf(request);
      return listDisputes(deps, fileBooks(request), { query: request.query, memberId });
    },
  );
  api.post(
    "/books/:booksId/disputes",
    {
      schema: {
        summary: "Open a dispute about documents of one customer",
        tags,
        params: booksPath,
        body: disputeToOpen,
        response: { 200: idPath },
      },
      config: { access: "collect" },
    },
    async (request) => {
      const { id: booksId, today } = booksOf(request);
      const input = { booksId, today, opened: request.body };
      return valueOrRefuse(await openByHand(deps, actorOf(request), input));
    },
  );
  api.get(
    "/books/:booksId/disputes/:id",
    {
      schema: {
        summary: "One dispute: documents, thread, what could end it",
        tags,
        params: booksRecordPath,
        response: { 200: disputeDetail },
      },
      config: { access: "view" },
    },
    async (request) =>
      valueOrRefuse(await readDispute(deps, fileBooks(request), request.params.id)),
  );
  api.post(
    "/books/:booksId/disputes/:id/changes",
    {
      schema: {
        summary: "Owner, step, state, cause, day; or ask for a red invoice",
        tags,
        params: booksRecordPath,
        body: disputeChange,
        response: { 200: disputeDetail },
      },
      config: { access: "collect" },
    },
    async (request) => {
      const { booksId, id } = request.params;
      const input = { booksId, id, change: request.body };
      valueOrRefuse(await changeDispute(deps, actorOf(request), input));
      return valueOrRefuse(await readDispute(deps, fileBooks(request), id));
    },
  );
  api.post(
    "/books/:booksId/disputes/:id/messages",
    {
      schema: {
        summary: "A note among us, or an answer the customer reads",
        tags,
        params: booksRecordPath,
        body: disputeMessage,
        response: { 200: disputeDetail },
      },
      config: { access: "collect" },
    },
    async (request) => {
      const { booksId, id } = request.params;
      const said = { booksId, id, fileIds: [], ...request.body };
      valueOrRefuse(await sayInDispute(deps, actorOf(request), said));
      return valueOrRefuse(await readDispute(deps, fileBooks(request), id));
    },
  );
  api.post(
    "/books/:booksId/disputes/:id/end",
    {
      schema: {
        summary: "End a dispute; posts what the end must post, or asks for approval",
        tags,
        params: booksRecordPath,
        body: disputeEnd,
        response: { 200: disputeEndOutcome },
      },
      config: { access: "adjust" },
    },
    async (request) => {
      const { id: booksId, today } = booksOf(request);
      const input = { booksId, today, id: request.params.id, end: request.body };
      return valueOrRefuse(await endDispute(deps, actorOf(request), input));
    },
  );
  api.get(
    "/books/:booksId/portal-files/:id",
    {
      schema: {
        summary: "A file a customer put into the portal, as an attachment",
        tags,
        params: booksRecordPath,
      },
      config: { access: "view" },
    },
    async (request, reply) => {
      const { orgId } = actorOf(request);
      const { booksId, id } = request.params;
      const file = await readFileOfBooks(deps, { orgId, booksId }, id);
      return sendAttachment(reply, valueOrRefuse(file));
    },
  );
  api.get(
    "/books/:booksId/questions",
    {
      schema: {
        summary: "Questions of customers, the most pressing first",
        tags,
        params: booksPath,
        querystring: questionQuery,
        response: { 200: questionList },
      },
      config: { access: "view" },
    },
    (request) => {
      const books = { orgId: actorOf(request).orgId, booksId: request.params.booksId };
      return listQuestions(deps, books, request.query.state);
    },
  );
  api.post(
    "/books/:booksId/questions/:id/answers",
    {
      schema: {
        summary: "Answer a customer's question",
        tags,
        params: booksRecordPath,
        body: questionAnswer,
        response: { 200: disputeDone },
      },
      config: { access: "collect" },
    },
    async (request) => {
      const { booksId, id } = request.params;
      const reply = { booksId, id, body: request.body.body };
      valueOrRefuse(await answerQuestion(deps, actorOf(request), reply));
      return done;
    },
  );
};
