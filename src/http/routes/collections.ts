// 催收: worklist, one customer, contacts recorded; the team, its targets, assignment and settings.
import { assignByRule, assignToMember } from "../../app/collections/assign-cases.ts";
import {
  changeCollectionSettings,
  changeTask,
  readCollectionSettings,
  setTarget,
  takePromiseBack,
} from "../../app/collections/change-collections.ts";
import { readCase } from "../../app/collections/read-case.ts";
import { readTeam } from "../../app/collections/read-team.ts";
import { readWorklist } from "../../app/collections/read-worklist.ts";
import { recordCall } from "../../app/collections/record-call.ts";
import {
  assignmentOutcome,
  callToRecord,
  caseAssignment,
  caseDetail,
  collectionDone,
  collectionSettings,
  promiseWithdrawal,
  recordedCall,
  targetToSet,
  taskChange,
  teamBoard,
  teamQuery,
  worklist,
  worklistQuery,
} from "../../contract/collections.ts";
import { booksPath, booksRecordPath } from "../../contract/page.ts";
import { type ApiServer, actorOf, type HttpDeps, type Routes } from "../api.ts";
import { booksToday } from "../books-today.ts";
import { valueOrRefuse } from "../refusal.ts";

const tags = ["collections"];
const done = { done: true } as const;

export const collectionRoutes: Routes = (api, deps) => {
  workRoutes(api, deps);
  teamRoutes(api, deps);
  settingRoutes(api, deps);
};

function workRoutes(api: ApiServer, deps: HttpDeps): void {
  api.get(
    "/books/:booksId/collections/worklist",
    {
      schema: {
        summary: "Customers to ask for money today, the most pressing first, each with its score",
        tags,
        params: booksPath,
        querystring: worklistQuery,
        response: { 200: worklist },
      },
      config: { access: "collect" },
    },
    (request) => {
      const { memberId } = actorOf(request);
      return readWorklist(deps, booksToday(request), { query: request.query, memberId });
    },
  );
  api.get(
    "/books/:booksId/collections/customers/:id",
    {
      schema: {
        summary: "One customer to call from: amount, documents, contacts, promises, next step",
        tags,
        params: booksRecordPath,
        response: { 200: caseDetail },
      },
      config: { access: "collect" },
    },
    async (request) => valueOrRefuse(await readCase(deps, booksToday(request), request.params.id)),
  );
  api.post(
    "/books/:booksId/collections/customers/:id/calls",
    {
      schema: {
        summary: "Record a contact: outcome, promise, next step",
        tags,
        params: booksRecordPath,
        body: callToRecord,
        response: { 200: recordedCall },
      },
      config: { access: "collect" },
    },
    async (request) => {
      const input = { ...booksToday(request), customerId: request.params.id, call: request.body };
      return valueOrRefuse(await recordCall(deps, actorOf(request), input));
    },
  );
  api.post(
    "/books/:booksId/collections/tasks/:id",
    {
      schema: {
        summary: "A next step is done, dropped, or put off",
        tags,
        params: booksRecordPath,
        body: taskChange,
        response: { 200: collectionDone },
      },
      config: { access: "collect" },
    },
    async (request) => {
      valueOrRefuse(
        await changeTask(deps, actorOf(request), { ...request.params, ...request.body }),
      );
      return done;
    },
  );
  api.post(
    "/books/:booksId/collections/promises/:id/withdrawal",
    {
      schema: {
        summary: "A promise was taken down in error, or replaced",
        tags,
        params: booksRecordPath,
        body: promiseWithdrawal,
        response: { 200: collectionDone },
      },
      config: { access: "collect" },
    },
    async (request) => {
      const input = { ...request.params, ...request.body };
      valueOrRefuse(await takePromiseBack(deps, actorOf(request), input));
      return done;
    },
  );
}

function teamRoutes(api: ApiServer, deps: HttpDeps): void {
  api.post(
    "/books/:booksId/collections/assignments",
    {
      schema: {
        summary: "Give customers to a collector; no rule takes them away again",
        tags,
        params: booksPath,
        body: caseAssignment,
        response: { 200: assignmentOutcome },
      },
      config: { access: "collect" },
    },
    async (request) => {
      const input = { ...request.params, ...request.body };
      return valueOrRefuse(await assignToMember(deps, actorOf(request), input));
    },
  );
  api.post(
    "/books/:booksId/collections/assignments/by-rule",
    {
      schema: {
        summary: "Deal out the customers by the rules of the settings, by load",
        tags,
        params: booksPath,
        response: { 200: assignmentOutcome },
      },
      config: { access: "manage_books" },
    },
    (request) => assignByRule(deps, actorOf(request), booksToday(request)),
  );
  api.get(
    "/books/:booksId/collections/team",
    {
      schema: {
        summary: "The team: load, contacts, recovery against target, promises kept",
        tags,
        params: booksPath,
        querystring: teamQuery,
        response: { 200: teamBoard },
      },
      config: { access: "collect" },
    },
    (request) => readTeam(deps, booksToday(request), request.query.month),
  );
  api.put(
    "/books/:booksId/collections/targets",
    {
      schema: {
        summary: "What a collector, or the team, is to bring in within a month",
        tags,
        params: booksPath,
        body: targetToSet,
        response: { 200: collectionDone },
      },
      config: { access: "manage_books" },
    },
    async (request) => {
      const input = { ...booksToday(request), ...request.body };
      valueOrRefuse(await setTarget(deps, actorOf(request), input));
      return done;
    },
  );
}

function settingRoutes(api: ApiServer, deps: HttpDeps): void {
  api.get(
    "/books/:booksId/collections/settings",
    {
      schema: {
        summary: "Weights of the score, cap of contacts, rules of assignment",
        tags,
        params: booksPath,
        response: { 200: collectionSettings },
      },
      config: { access: "view" },
    },
    (request) => readCollectionSettings(deps, booksToday(request)),
  );
  api.put(
    "/books/:booksId/collections/settings",
    {
      schema: {
        summary: "Change them",
        tags,
        params: booksPath,
        body: collectionSettings,
        response: { 200: collectionSettings },
      },
      config: { access: "manage_books" },
    },
    (request) => {
      const input = { booksId: request.params.booksId, setting: request.body };
      return changeCollectionSettings(deps, actorOf(request), input);
    },
  );
}
