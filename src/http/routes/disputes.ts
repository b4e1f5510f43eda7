// 争议工单 and the questions of customers: lists, one ticket, and what is done to it.

import { readCauses, sendCauseLetters } from "../../app/disputes/cause-letters.ts";
import { changeDispute } from "../../app/disputes/change-dispute.ts";
import { endDispute } from "../../app/disputes/end-dispute.ts";
import { keepOurFile, mostBytes } from "../../app/disputes/keep-our-file.ts";
import { openByHand } from "../../app/disputes/open-by-hand.ts";
import { listDisputes, readDispute, seeDispute } from "../../app/disputes/read-disputes.ts";
import { reopenDispute } from "../../app/disputes/reopen-dispute.ts";
import { sayInDispute } from "../../app/disputes/say.ts";
import { answerQuestion, listQuestions } from "../../app/portal/ask-question.ts";
import { readFileOfBooks } from "../../app/portal/keep-file.ts";
import {
  causeAsk,
  causeQuery,
  causeReport,
  causeSent,
  disputeChange,
  disputeDetail,
  disputeDone,
  disputeEnd,
  disputeEndOutcome,
  disputeFile,
  disputeList,
  disputeMessage,
  disputeQuery,
  disputeReopen,
  disputeToOpen,
  questionAnswer,
  questionList,
  questionQuery,
} from "../../contract/disputes.ts";
import { booksPath, booksRecordPath, idPath } from "../../contract/page.ts";
import { type ApiServer, actorOf, booksOf, type HttpDeps, type Routes } from "../api.ts";
import { fileTypes, sendAttachment } from "../download.ts";
import { fileBooks } from "../list-download.ts";
import { valueOrRefuse } from "../refusal.ts";
import { receiveSmallFile } from "../small-file.ts";

const tags = ["disputes"];
const done = { done: true } as const;

export const disputeRoutes: Routes = (api, deps) => {
  ticketRoutes(api, deps);
  changeRoutes(api, deps);
  causeRoutes(api, deps);
  questionRoutes(api, deps);
};

function ticketRoutes(api: ApiServer, deps: HttpDeps): void {
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
}

function changeRoutes(api: ApiServer, deps: HttpDeps): void {
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
      const said = { booksId, id, ...request.body };
      valueOrRefuse(await sayInDispute(deps, actorOf(request), said));
      return valueOrRefuse(await readDispute(deps, fileBooks(request), id));
    },
  );
  api.post(
    "/books/:booksId/disputes/:id/files",
    {
      schema: {
        summary: "A file of ours for a dispute: form data with one file",
        tags,
        params: booksRecordPath,
        consumes: ["multipart/form-data"],
        response: { 200: disputeFile },
      },
      config: { access: "collect" },
    },
    async (request) => {
      const { booksId, id } = request.params;
      const file = await receiveSmallFile(request, mostBytes);
      return valueOrRefuse(await keepOurFile(deps, actorOf(request), { booksId, id, file }));
    },
  );
  api.post(
    "/books/:booksId/disputes/:id/seen",
    {
      schema: {
        summary: "The ticket was opened: what named me there was seen",
        tags,
        params: booksRecordPath,
        response: { 200: disputeDone },
      },
      config: { access: "view" },
    },
    async (request) => {
      const { memberId } = actorOf(request);
      const { id } = request.params;
      valueOrRefuse(await seeDispute(deps, fileBooks(request), { id, memberId }));
      return done;
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
  api.post(
    "/books/:booksId/disputes/:id/reopen",
    {
      schema: {
        summary: "Take a resolved dispute up again; what its end booked must be undone first",
        tags,
        params: booksRecordPath,
        body: disputeReopen,
        response: { 200: disputeDetail },
      },
      config: { access: "collect" },
    },
    async (request) => {
      const { id: booksId, today } = booksOf(request);
      const { id } = request.params;
      const input = { booksId, id, today, note: request.body.note };
      valueOrRefuse(await reopenDispute(deps, actorOf(request), input));
      return valueOrRefuse(await readDispute(deps, fileBooks(request), id));
    },
  );
}

function causeRoutes(api: ApiServer, deps: HttpDeps): void {
  api.get(
    "/books/:booksId/dispute-causes",
    {
      schema: {
        summary: "What a month's disputes and differences were about, by department, with money",
        tags,
        params: booksPath,
        querystring: causeQuery,
        response: { 200: causeReport },
      },
      config: { access: "view" },
    },
    (request) => readCauses(deps, fileBooks(request), request.query.month),
  );
  api.post(
    "/books/:booksId/dispute-causes/letters",
    {
      schema: {
        summary: "Send the month's causes to their departments; each address gets a month once",
        tags,
        params: booksPath,
        body: causeAsk,
        response: { 200: causeSent },
      },
      config: { access: "collect" },
    },
    (request) => sendCauseLetters(deps, fileBooks(request), request.body.month),
  );
}

function questionRoutes(api: ApiServer, deps: HttpDeps): void {
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
  api.get(
    "/books/:booksId/portal-files/:id",
    {
      schema: {
        summary: "A file a customer put into the portal, as an attachment",
        produces: [fileTypes.any],
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
}
