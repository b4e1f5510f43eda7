// 差异与争议: list, causes, ticket, change, end.
import { z } from "zod";
import { changeDifference } from "../../app/differences/change-difference.ts";
import { examineDifferences } from "../../app/differences/examine-differences.ts";
import {
  listDifferences,
  readDifference,
  summariseDifferences,
} from "../../app/differences/list-differences.ts";
import { postLevel } from "../../app/differences/post-level.ts";
import { proposeLevel } from "../../app/differences/propose-level.ts";
import { resolveByPerson } from "../../app/differences/resolve-difference.ts";
import {
  differenceChange,
  differenceDetail,
  differencePage,
  differenceQuery,
  differenceResolution,
  differenceResolved,
  differenceSummary,
  examineBody,
  examined,
} from "../../contract/differences.ts";
import { levelBody, levelPosted, levelProposal, levelQuery } from "../../contract/level.ts";
import { booksPath, booksRecordPath, recordId } from "../../contract/page.ts";
import { type ApiServer, actorOf, booksOf, type HttpDeps, type Routes } from "../api.ts";
import { valueOrRefuse } from "../refusal.ts";

const tags = ["differences"];

export const differenceRoutes: Routes = (api, deps) => {
  readRoutes(api, deps);
  changeRoutes(api, deps);
  levelRoutes(api, deps);
};

function readRoutes(api: ApiServer, deps: HttpDeps): void {
  api.get(
    "/books/:booksId/differences",
    {
      schema: {
        summary: "What stays different, with cause, owner and day",
        tags,
        params: booksPath,
        querystring: differenceQuery,
        response: { 200: differencePage },
      },
      config: { access: "view" },
    },
    (request) => {
      const { id: booksId, homeCurrency, today } = booksOf(request);
      const input = { booksId, homeCurrency, today, ...request.query };
      return listDifferences(deps, actorOf(request), input);
    },
  );
  api.get(
    "/books/:booksId/differences/summary",
    {
      schema: {
        summary: "Causes by count and money, and the share that is still unexplained",
        tags,
        params: booksPath,
        response: { 200: differenceSummary },
      },
      config: { access: "view" },
    },
    (request) => {
      const { id: booksId, homeCurrency, today } = booksOf(request);
      return summariseDifferences(deps, actorOf(request), { booksId, homeCurrency, today });
    },
  );
  api.get(
    "/books/:booksId/differences/:id",
    {
      schema: {
        summary: "One difference with its proof, the ways it may end, and its history",
        tags,
        params: booksRecordPath,
        response: { 200: differenceDetail },
      },
      config: { access: "view" },
    },
    async (request) => {
      const { id: booksId, homeCurrency } = booksOf(request);
      const input = { booksId, homeCurrency, id: request.params.id };
      return valueOrRefuse(await readDifference(deps, actorOf(request), input));
    },
  );
}

function changeRoutes(api: ApiServer, deps: HttpDeps): void {
  api.post(
    "/books/:booksId/differences/examine",
    {
      schema: {
        summary: "Bring differences up to date: causes by the tests, owners, days",
        tags,
        params: booksPath,
        body: examineBody,
        response: { 200: examined },
      },
      config: { access: "decide_matches" },
    },
    (request) => {
      const { orgId, memberId } = actorOf(request);
      const who = { orgId, memberId, booksId: booksOf(request).id };
      return examineDifferences(deps, who, request.body);
    },
  );
  api.patch(
    "/books/:booksId/differences/:id",
    {
      schema: {
        summary: "Give it to somebody, date it, move it on, name its cause, add a note",
        tags,
        params: booksRecordPath,
        body: differenceChange,
        response: { 200: z.object({ id: recordId }) },
      },
      config: { access: "collect" },
    },
    async (request) => {
      const { id: booksId, today } = booksOf(request);
      const input = { booksId, today, id: request.params.id, change: request.body };
      return valueOrRefuse(await changeDifference(deps, actorOf(request), input));
    },
  );
  api.post(
    "/books/:booksId/differences/:id/resolve",
    {
      schema: {
        summary: "End it: posts what the end needs within your limit, or asks for approval",
        tags,
        params: booksRecordPath,
        body: differenceResolution,
        response: { 200: differenceResolved },
      },
      config: { access: "adjust" },
    },
    async (request) => {
      const { id: booksId } = booksOf(request);
      const input = { booksId, id: request.params.id, resolution: request.body };
      const done = valueOrRefuse(await resolveByPerson(deps, actorOf(request), input));
      return done.kind === "resolved"
        ? { kind: done.kind, decisionId: done.decisionId, approvalId: null, by: [] }
        : { kind: done.kind, decisionId: null, approvalId: done.approvalId, by: [...done.by] };
    },
  );
}

function levelRoutes(api: ApiServer, deps: HttpDeps): void {
  api.get(
    "/books/:booksId/level",
    {
      schema: {
        summary:
          "What would bring a customer or a bank line to 0.00, with reasons; nothing is stored",
        tags,
        params: booksPath,
        querystring: levelQuery,
        response: { 200: levelProposal },
      },
      config: { access: "decide_matches" },
    },
    async (request) => {
      const { id: booksId, today } = booksOf(request);
      const { customer = null, line = null } = request.query;
      const of = { booksId, today, customerId: customer, lineId: line };
      return valueOrRefuse(await proposeLevel(deps, actorOf(request).orgId, of));
    },
  );
  api.post(
    "/books/:booksId/level",
    {
      schema: {
        summary: "Post a levelling as it was shown; what is beyond your limits goes for approval",
        tags,
        params: booksPath,
        body: levelBody,
        response: { 200: levelPosted },
      },
      config: { access: "decide_matches" },
    },
    async (request) => {
      const { id: booksId, today } = booksOf(request);
      const { customer = null, line = null, key, reason } = request.body;
      const input = { booksId, today, customerId: customer, lineId: line, key, reason };
      return valueOrRefuse(await postLevel(deps, actorOf(request), input));
    },
  );
}
