// Dunning 催收: policies, who would get what today, runs, notices and their release, simulations.
import type { FastifyRequest } from "fastify";
import { readCustomerPlan } from "../../app/dunning/customer-plan.ts";
import { listNotices, readNotice } from "../../app/dunning/list-notices.ts";
import { previewDay } from "../../app/dunning/plan-day.ts";
import { printLetter } from "../../app/dunning/print-letter.ts";
import { finishNotice, rejectNotice, releaseNotices } from "../../app/dunning/release-notices.ts";
import { runDunning } from "../../app/dunning/run-dunning.ts";
import {
  checkChange,
  checkSetting,
  readSetup,
  savePolicy,
  saveSetting,
} from "../../app/dunning/save-policy.ts";
import { listSimulations, startSimulation } from "../../app/dunning/simulate.ts";
import { pauseCustomer } from "../../app/dunning/steer-customer.ts";
import {
  customerPlan,
  customerPlanPath,
  dunningPreview,
  dunningSetting,
  dunningSetup,
  noticeDetail,
  noticeEnd,
  noticeList,
  noticeQuery,
  pauseBody,
  policyChange,
  previewAsk,
  releaseBody,
  released,
  runDone,
} from "../../contract/dunning.ts";
import {
  simulationAsk,
  simulationList,
  simulationStarted,
} from "../../contract/dunning-simulation.ts";
import { booksPath, booksRecordPath } from "../../contract/page.ts";
import { doneAct } from "../../contract/statements.ts";
import { type ApiServer, actorOf, booksOf, type HttpDeps, type Routes } from "../api.ts";
import { fileTypes, sendAttachment } from "../download.ts";
import { valueOrRefuse } from "../refusal.ts";

const tags = ["dunning"];
const done = { done: true } as const;

export const dunningRoutes: Routes = (api, deps) => {
  policyRoutes(api, deps);
  dayRoutes(api, deps);
  noticeRoutes(api, deps);
  simulationRoutes(api, deps);
};

export function dunningBooksOf(request: FastifyRequest) {
  const { id: booksId, today, timeZone, homeCurrency } = booksOf(request);
  return { orgId: actorOf(request).orgId, booksId, today, timeZone, homeCurrency };
}

function policyRoutes(api: ApiServer, deps: HttpDeps): void {
  api.get(
    "/books/:booksId/dunning",
    {
      schema: {
        summary: "Policies by scope, grades, caps, calendar",
        tags,
        params: booksPath,
        response: { 200: dunningSetup },
      },
      config: { access: "view" },
    },
    (request) => readSetup(deps, dunningBooksOf(request)),
  );
  api.put(
    "/books/:booksId/dunning/policy",
    {
      schema: {
        summary:
          "A policy of the organisation, a segment, a customer or a document; null removes it",
        tags,
        params: booksPath,
        body: policyChange,
        response: { 200: dunningSetup },
      },
      config: { access: "change_rules" },
    },
    async (request) => {
      const of = { books: dunningBooksOf(request), change: request.body };
      return valueOrRefuse(await savePolicy(deps, actorOf(request), of));
    },
  );
  api.put(
    "/books/:booksId/dunning/setting",
    {
      schema: {
        summary: "Grades with their actions, caps, calendar, hour of the daily run",
        tags,
        params: booksPath,
        body: dunningSetting,
        response: { 200: dunningSetup },
      },
      config: { access: "change_rules" },
    },
    async (request) => {
      const of = { books: dunningBooksOf(request), setting: request.body };
      return valueOrRefuse(await saveSetting(deps, actorOf(request), of));
    },
  );
}

function dayRoutes(api: ApiServer, deps: HttpDeps): void {
  api.post(
    "/books/:booksId/dunning/preview",
    {
      schema: {
        summary: "Who would get what today, with a change that is not saved; nothing is stored",
        tags,
        params: booksPath,
        body: previewAsk,
        response: { 200: dunningPreview },
      },
      config: { access: "view", repeatable: true },
    },
    async (request) => {
      const books = dunningBooksOf(request);
      const { change, setting } = request.body;
      valueOrRefuse(checkChange(change?.policy ?? null, books.homeCurrency));
      valueOrRefuse(checkSetting(setting, books.homeCurrency));
      return previewDay(deps, books, request.body);
    },
  );
  api.get(
    "/books/:booksId/dunning/customers/:customerId",
    {
      schema: {
        summary: "One customer's plan of today with its message; nothing is stored",
        tags,
        params: customerPlanPath,
        response: { 200: customerPlan },
      },
      config: { access: "view" },
    },
    async (request) => {
      const { customerId } = request.params;
      return valueOrRefuse(await readCustomerPlan(deps, dunningBooksOf(request), customerId));
    },
  );
  api.post(
    "/books/:booksId/dunning/runs",
    {
      schema: {
        summary: "Plan today now: what needs nobody leaves, the rest waits for its release",
        tags,
        params: booksPath,
        response: { 200: runDone },
      },
      config: { access: "collect" },
    },
    (request) => {
      const of = { books: dunningBooksOf(request), kind: "manual" } as const;
      return runDunning(deps, actorOf(request), of);
    },
  );
  api.post(
    "/books/:booksId/dunning/pauses",
    {
      schema: {
        summary: "Leave a customer alone until a day, or end that",
        tags,
        params: booksPath,
        body: pauseBody,
        response: { 200: doneAct },
      },
      config: { access: "collect" },
    },
    async (request) => {
      const of = { books: dunningBooksOf(request), ...request.body };
      valueOrRefuse(await pauseCustomer(deps, actorOf(request), of));
      return done;
    },
  );
}

function noticeRoutes(api: ApiServer, deps: HttpDeps): void {
  api.get(
    "/books/:booksId/dunning/notices",
    {
      schema: {
        summary: "What waits for a release, is in somebody's hands, or was",
        tags,
        params: booksPath,
        querystring: noticeQuery,
        response: { 200: noticeList },
      },
      config: { access: "view" },
    },
    (request) => listNotices(deps, dunningBooksOf(request), request.query),
  );
  api.get(
    "/books/:booksId/dunning/notices/:id",
    {
      schema: {
        summary: "One notice with its documents and its text",
        tags,
        params: booksRecordPath,
        response: { 200: noticeDetail },
      },
      config: { access: "view" },
    },
    async (request) =>
      valueOrRefuse(await readNotice(deps, dunningBooksOf(request), request.params.id)),
  );
  api.get(
    "/books/:booksId/dunning/notices/:id/letter",
    {
      schema: {
        summary: "A released letter as PDF, from its frozen text",
        produces: [fileTypes.pdf],
        tags,
        params: booksRecordPath,
      },
      config: { access: "view" },
    },
    async (request, reply) => {
      const books = dunningBooksOf(request);
      const { name, bytes } = valueOrRefuse(await printLetter(deps, books, request.params.id));
      return sendAttachment(reply, { name, mime: "application/pdf", bytes });
    },
  );
  api.post(
    "/books/:booksId/dunning/notices/release",
    {
      schema: {
        summary: "Let notices leave; the ledger is looked at again for each",
        tags,
        params: booksPath,
        body: releaseBody,
        response: { 200: released },
      },
      config: { access: "collect" },
    },
    (request) => {
      const of = { books: dunningBooksOf(request), ids: request.body.ids };
      return releaseNotices(deps, actorOf(request), of);
    },
  );
  api.post(
    "/books/:booksId/dunning/notices/:id/reject",
    {
      schema: {
        summary: "Not today",
        tags,
        params: booksRecordPath,
        body: noticeEnd,
        response: { 200: doneAct },
      },
      config: { access: "collect" },
    },
    async (request) => {
      const { id } = request.params;
      const of = { books: dunningBooksOf(request), id, reason: request.body.reason };
      valueOrRefuse(await rejectNotice(deps, actorOf(request), of));
      return done;
    },
  );
  api.post(
    "/books/:booksId/dunning/notices/:id/done",
    {
      schema: {
        summary: "The call was made, the letter posted",
        tags,
        params: booksRecordPath,
        body: noticeEnd,
        response: { 200: doneAct },
      },
      config: { access: "collect" },
    },
    async (request) => {
      const { id } = request.params;
      const of = { books: dunningBooksOf(request), id, reason: request.body.reason };
      valueOrRefuse(await finishNotice(deps, actorOf(request), of));
      return done;
    },
  );
}

function simulationRoutes(api: ApiServer, deps: HttpDeps): void {
  api.get(
    "/books/:booksId/dunning/simulations",
    {
      schema: {
        summary: "Simulations, newest first",
        tags,
        params: booksPath,
        response: { 200: simulationList },
      },
      config: { access: "view" },
    },
    async (request) => ({ rows: await listSimulations(deps, dunningBooksOf(request)) }),
  );
  api.post(
    "/books/:booksId/dunning/simulations",
    {
      schema: {
        summary: "Try a policy on the past: what would have been sent and asked",
        tags,
        params: booksPath,
        body: simulationAsk,
        response: { 200: simulationStarted },
      },
      config: { access: "collect" },
    },
    async (request) => {
      const of = { books: dunningBooksOf(request), ask: request.body };
      return valueOrRefuse(await startSimulation(deps, actorOf(request), of));
    },
  );
}
