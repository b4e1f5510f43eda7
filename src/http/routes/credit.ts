// Credit 信用: ratings, one customer's card, proposals, what is known from outside, events, settings.
import type { FastifyRequest } from "fastify";
import {
  listCredit,
  listEvents,
  listProposals,
  summariseCredit,
} from "../../app/credit/list-credit.ts";
import { noteCover, noteFlag, removeCover, removeFlag } from "../../app/credit/outside.ts";
import { acceptProposal, proposeChange, rejectProposal } from "../../app/credit/proposals.ts";
import { startRating } from "../../app/credit/rate-customers.ts";
import { readCreditCard } from "../../app/credit/read-card.ts";
import {
  readCreditSettings,
  readLateAccuracy,
  saveCreditSettings,
} from "../../app/credit/settings.ts";
import {
  creditCard,
  creditChangeBody,
  creditCoverBody,
  creditDone,
  creditEvents,
  creditEventsQuery,
  creditFlagBody,
  creditPage,
  creditProposals,
  creditQuery,
  creditSettingsAnswer,
  creditSettingsBody,
  creditSummary,
  customerEntryPath,
  lateAccuracy,
  proposalAccept,
  proposalOutcome,
  proposalQuery,
  proposalReject,
  ratingStarted,
} from "../../contract/credit.ts";
import { booksPath, booksRecordPath } from "../../contract/page.ts";
import { type ApiServer, actorOf, booksOf, type HttpDeps, type Routes } from "../api.ts";
import { valueOrRefuse } from "../refusal.ts";

const tags = ["credit"];

export const creditRoutes: Routes = (api, deps) => {
  readRoutes(api, deps);
  proposalRoutes(api, deps);
  outsideRoutes(api, deps);
  settingRoutes(api, deps);
};

function booksFor(request: FastifyRequest) {
  const { id: booksId, today, homeCurrency } = booksOf(request);
  return { orgId: actorOf(request).orgId, booksId, today, homeCurrency };
}

function readRoutes(api: ApiServer, deps: HttpDeps): void {
  api.get(
    "/books/:booksId/credit",
    {
      schema: {
        summary: "Customers by rating, use of their limit, warnings",
        tags,
        params: booksPath,
        querystring: creditQuery,
        response: { 200: creditPage },
      },
      config: { access: "view" },
    },
    (request) => listCredit(deps, booksFor(request), request.query),
  );
  api.get(
    "/books/:booksId/credit/summary",
    {
      schema: {
        summary: "Exposure by rating, what is over the limit, what waits",
        tags,
        params: booksPath,
        response: { 200: creditSummary },
      },
      config: { access: "view" },
    },
    (request) => summariseCredit(deps, booksFor(request)),
  );
  api.post(
    "/books/:booksId/credit/ratings",
    {
      schema: {
        summary: "Rate all customers now, as a job",
        tags,
        params: booksPath,
        response: { 201: ratingStarted },
      },
      config: { access: "edit_customers" },
    },
    async (request, reply) => {
      const started = await startRating(deps, actorOf(request), booksOf(request).id);
      return reply.code(201).send(started);
    },
  );
  api.get(
    "/books/:booksId/customers/:id/credit",
    {
      schema: {
        summary: "One customer's credit: points, exposure, terms, proposals, chances",
        tags,
        params: booksRecordPath,
        response: { 200: creditCard },
      },
      config: { access: "view" },
    },
    async (request) => {
      const of = { customerId: request.params.id, language: request.language };
      return valueOrRefuse(await readCreditCard(deps, booksFor(request), of));
    },
  );
  api.get(
    "/books/:booksId/credit/events",
    {
      schema: {
        summary: "Changes of ratings, terms and warnings, for whoever follows along",
        tags,
        params: booksPath,
        querystring: creditEventsQuery,
        response: { 200: creditEvents },
      },
      config: { access: "view" },
    },
    (request) => listEvents(deps, booksFor(request), request.query),
  );
}

function proposalRoutes(api: ApiServer, deps: HttpDeps): void {
  api.get(
    "/books/:booksId/credit/proposals",
    {
      schema: {
        summary: "Proposals to change limits, methods of payment and days of credit",
        tags,
        params: booksPath,
        querystring: proposalQuery,
        response: { 200: creditProposals },
      },
      config: { access: "view" },
    },
    (request) => listProposals(deps, booksFor(request), request.query.state),
  );
  api.post(
    "/books/:booksId/credit/proposals/:id/accept",
    {
      schema: {
        summary: "Take over what the rule proposed: granted, or sent to an approver",
        tags,
        params: booksRecordPath,
        body: proposalAccept,
        response: { 200: proposalOutcome },
      },
      config: { access: "change_credit" },
    },
    async (request) => {
      const of = { id: request.params.id, ...request.body };
      return valueOrRefuse(await acceptProposal(deps, actorOf(request), booksFor(request), of));
    },
  );
  api.post(
    "/books/:booksId/credit/proposals/:id/reject",
    {
      schema: {
        summary: "Reject what the rule proposed; it is not proposed again for 90 days",
        tags,
        params: booksRecordPath,
        body: proposalReject,
        response: { 200: creditDone },
      },
      config: { access: "approve" },
    },
    async (request) => {
      const of = { id: request.params.id, ...request.body };
      return valueOrRefuse(await rejectProposal(deps, actorOf(request), booksFor(request), of));
    },
  );
  api.post(
    "/books/:booksId/customers/:id/credit-changes",
    {
      schema: {
        summary: "Ask for another limit, method or days of credit; a second person decides",
        tags,
        params: booksRecordPath,
        body: creditChangeBody,
        response: { 200: proposalOutcome },
      },
      config: { access: "change_credit" },
    },
    async (request) => {
      const of = { customerId: request.params.id, ...request.body };
      return valueOrRefuse(await proposeChange(deps, actorOf(request), booksFor(request), of));
    },
  );
}

function outsideRoutes(api: ApiServer, deps: HttpDeps): void {
  api.post(
    "/books/:booksId/customers/:id/credit-flags",
    {
      schema: {
        summary: "Note what is known from outside, or that somebody looked and found nothing",
        tags,
        params: booksRecordPath,
        body: creditFlagBody,
        response: { 200: creditDone },
      },
      config: { access: "edit_customers" },
    },
    async (request) => {
      const of = { customerId: request.params.id, ...request.body };
      return valueOrRefuse(await noteFlag(deps, actorOf(request), booksFor(request), of));
    },
  );
  api.delete(
    "/books/:booksId/customers/:id/credit-flags/:entryId",
    {
      schema: {
        summary: "What was noted no longer holds",
        tags,
        params: customerEntryPath,
        response: { 200: creditDone },
      },
      config: { access: "edit_customers" },
    },
    async (request) => {
      const of = { customerId: request.params.id, id: request.params.entryId };
      return valueOrRefuse(await removeFlag(deps, actorOf(request), booksFor(request), of));
    },
  );
  api.post(
    "/books/:booksId/customers/:id/credit-covers",
    {
      schema: {
        summary: "Note a guarantee or an insured amount that caps the limit",
        tags,
        params: booksRecordPath,
        body: creditCoverBody,
        response: { 200: creditDone },
      },
      config: { access: "edit_customers" },
    },
    async (request) => {
      const of = { customerId: request.params.id, ...request.body };
      return valueOrRefuse(await noteCover(deps, actorOf(request), booksFor(request), of));
    },
  );
  api.delete(
    "/books/:booksId/customers/:id/credit-covers/:entryId",
    {
      schema: {
        summary: "The cover no longer holds",
        tags,
        params: customerEntryPath,
        response: { 200: creditDone },
      },
      config: { access: "edit_customers" },
    },
    async (request) => {
      const of = { customerId: request.params.id, id: request.params.entryId };
      return valueOrRefuse(await removeCover(deps, actorOf(request), booksFor(request), of));
    },
  );
}

function settingRoutes(api: ApiServer, deps: HttpDeps): void {
  api.get(
    "/books/:booksId/credit/settings",
    {
      schema: {
        summary: "Weights, ends, thresholds and coefficients of the scorecard",
        tags,
        params: booksPath,
        response: { 200: creditSettingsAnswer },
      },
      config: { access: "view" },
    },
    (request) => readCreditSettings(deps, booksFor(request)),
  );
  api.put(
    "/books/:booksId/credit/settings",
    {
      schema: {
        summary: "Change the scorecard; a new version, from the next rating on",
        tags,
        params: booksPath,
        body: creditSettingsBody,
        response: { 200: creditSettingsAnswer },
      },
      config: { access: "change_rules" },
    },
    async (request) =>
      valueOrRefuse(
        await saveCreditSettings(deps, actorOf(request), booksFor(request), request.body),
      ),
  );
  api.get(
    "/books/:booksId/credit/late-accuracy",
    {
      schema: {
        summary: "What the prediction of late payment was worth on the latest months",
        tags,
        params: booksPath,
        response: { 200: lateAccuracy },
      },
      config: { access: "view" },
    },
    (request) => readLateAccuracy(deps, booksFor(request)),
  );
}
