// 往来账核对: hand in a customer's ledger, see what differs, the reconciliation, both signatures.
import type { FastifyRequest } from "fastify";
import {
  changeComparison,
  changeGroup,
  disputeGroup,
  signComparison,
  takeSignatureBack,
} from "../../app/comparison/change-comparison.ts";
import { decideReading } from "../../app/comparison/decide-reading.ts";
import { downloadComparison } from "../../app/comparison/download-comparison.ts";
import {
  type Comparer,
  compareAgain,
  makeComparison,
} from "../../app/comparison/make-comparison.ts";
import {
  listComparisons,
  readComparison,
  readGroups,
} from "../../app/comparison/read-comparison.ts";
import {
  comparisonChange,
  comparisonChoices,
  comparisonDetail,
  comparisonFileQuery,
  comparisonGroupPath,
  comparisonList,
  comparisonPath,
  comparisonQuery,
  comparisonUpload,
  groupChange,
  groupDecision,
  groupDispute,
  groupPage,
  groupQuery,
  signBody,
} from "../../contract/comparisons.ts";
import { booksPath, idPath } from "../../contract/page.ts";
import { type ApiServer, actorOf, booksOf, type HttpDeps, type Routes } from "../api.ts";
import { fileTypes, sendAttachment } from "../download.ts";
import { refused, valueOrRefuse } from "../refusal.ts";
import { receiveUploads } from "../upload.ts";

const tags = ["comparisons"];

export const comparisonRoutes: Routes = (api, deps) => {
  readRoutes(api, deps);
  makeRoutes(api, deps);
  changeRoutes(api, deps);
};

function ourselves(request: FastifyRequest): Comparer {
  const { orgId, memberId, name } = actorOf(request);
  return { orgId, booksId: booksOf(request).id, side: "us", name, memberId, customerId: null };
}

function readRoutes(api: ApiServer, deps: HttpDeps): void {
  api.get(
    "/books/:booksId/comparisons",
    {
      schema: {
        summary: "Comparisons of ledgers, the newest first",
        tags,
        params: booksPath,
        querystring: comparisonQuery,
        response: { 200: comparisonList },
      },
      config: { access: "view" },
    },
    (request) => listComparisons(deps, ourselves(request), request.query),
  );
  api.get(
    "/books/:booksId/comparisons/:id",
    {
      schema: {
        summary: "One comparison: the reconciliation, sums by result, what was read",
        tags,
        params: comparisonPath,
        response: { 200: comparisonDetail },
      },
      config: { access: "view" },
    },
    async (request) =>
      valueOrRefuse(await readComparison(deps, ourselves(request), request.params.id)),
  );
  api.get(
    "/books/:booksId/comparisons/:id/groups",
    {
      schema: {
        summary: "Groups of entries, what differs first; by result, page by page",
        tags,
        params: comparisonPath,
        querystring: groupQuery,
        response: { 200: groupPage },
      },
      config: { access: "view" },
    },
    async (request) => {
      const query = { id: request.params.id, ...request.query };
      const page = valueOrRefuse(await readGroups(deps, ourselves(request), query));
      return { ...page, count: null, totals: null };
    },
  );
  api.get(
    "/books/:booksId/comparisons/:id/file",
    {
      schema: {
        summary: "The reconciliation as PDF to sign, or the whole comparison as XLSX",
        produces: [fileTypes.pdf, fileTypes.xlsx],
        tags,
        params: comparisonPath,
        querystring: comparisonFileQuery,
      },
      config: { access: "view" },
    },
    async (request, reply) => {
      const of = { id: request.params.id, ...request.query };
      const file = valueOrRefuse(await downloadComparison(deps, ourselves(request), of));
      const { name, mimeType: mime, pieces } = file;
      return sendAttachment(reply, { name, mime, bytes: Buffer.concat(pieces) });
    },
  );
}

function makeRoutes(api: ApiServer, deps: HttpDeps): void {
  api.post(
    "/books/:booksId/comparisons",
    {
      schema: {
        summary: "Hand in a customer's ledger (multipart: one file) and compare it",
        tags,
        consumes: ["multipart/form-data"],
        params: booksPath,
        querystring: comparisonUpload,
        response: { 201: idPath },
      },
      config: { access: "collect", repeatable: true },
    },
    async (request, reply) => {
      const [file] = await receiveUploads(request, deps);
      if (!file) throw refused("file_missing");
      const { customerId, currency = null, from, to } = request.query;
      const choices = {
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
      };
      const ledger = { customerId, currency, file, choices };
      const made = await makeComparison(deps, ourselves(request), ledger);
      return reply.code(201).send(valueOrRefuse(made));
    },
  );
  api.post(
    "/books/:booksId/comparisons/:id/again",
    {
      schema: {
        summary: "Compare the same file again with columns, period or opening as given",
        tags,
        params: comparisonPath,
        body: comparisonChoices,
        response: { 200: idPath },
      },
      config: { access: "collect" },
    },
    async (request) => {
      const input = { id: request.params.id, choices: request.body };
      return valueOrRefuse(await compareAgain(deps, ourselves(request), input));
    },
  );
}

function changeRoutes(api: ApiServer, deps: HttpDeps): void {
  const detailOf = async (request: FastifyRequest, id: number) =>
    valueOrRefuse(await readComparison(deps, ourselves(request), id));
  api.post(
    "/books/:booksId/comparisons/:id/changes",
    {
      schema: {
        summary: "Show it to the customer, stop showing it, withdraw it",
        tags,
        params: comparisonPath,
        body: comparisonChange,
        response: { 200: comparisonDetail },
      },
      config: { access: "collect" },
    },
    async (request) => {
      const input = { id: request.params.id, ...request.body };
      valueOrRefuse(await changeComparison(deps, ourselves(request), input));
      return detailOf(request, input.id);
    },
  );
  api.post(
    "/books/:booksId/comparisons/:id/groups/:n",
    {
      schema: {
        summary: "Who puts a difference right, its cause, a note",
        tags,
        params: comparisonGroupPath,
        body: groupChange,
        response: { 200: comparisonDetail },
      },
      config: { access: "collect" },
    },
    async (request) => {
      const { id, n } = request.params;
      const { corrects, code, note } = request.body;
      const change = {
        ...(corrects === undefined ? {} : { corrects }),
        ...(code === undefined ? {} : { code }),
        ...(note === undefined ? {} : { note }),
      };
      valueOrRefuse(await changeGroup(deps, ourselves(request), { id, n, change }));
      return detailOf(request, id);
    },
  );
  api.post(
    "/books/:booksId/comparisons/:id/groups/:n/reading",
    {
      schema: {
        summary: "Say which of several readings it is; the ledgers are compared again with that",
        tags,
        params: comparisonGroupPath,
        body: groupDecision,
        response: { 200: idPath },
      },
      config: { access: "collect" },
    },
    async (request) => {
      const input = { id: request.params.id, n: request.params.n, way: request.body.way };
      return valueOrRefuse(await decideReading(deps, ourselves(request), input));
    },
  );
  api.post(
    "/books/:booksId/comparisons/:id/groups/:n/dispute",
    {
      schema: {
        summary: "Open a dispute about our documents in a difference",
        tags,
        params: comparisonGroupPath,
        body: groupDispute,
        response: { 200: idPath },
      },
      config: { access: "collect" },
    },
    async (request) => {
      const { id, n } = request.params;
      const { today } = booksOf(request);
      const input = { who: ourselves(request), id, n, today, ...request.body };
      return valueOrRefuse(await disputeGroup(deps, actorOf(request), input));
    },
  );
  api.post(
    "/books/:booksId/comparisons/:id/sign",
    {
      schema: {
        summary: "Sign the reconciliation for our side; the customer sees it from then on",
        tags,
        params: comparisonPath,
        body: signBody,
        response: { 200: comparisonDetail },
      },
      config: { access: "collect" },
    },
    async (request) => {
      const input = { id: request.params.id, ...request.body };
      valueOrRefuse(await signComparison(deps, ourselves(request), input));
      return detailOf(request, input.id);
    },
  );
  api.post(
    "/books/:booksId/comparisons/:id/unsign",
    {
      schema: {
        summary: "Take our signature back, while the other side has not signed",
        tags,
        params: comparisonPath,
        response: { 200: comparisonDetail },
      },
      config: { access: "collect" },
    },
    async (request) => {
      const { id } = request.params;
      valueOrRefuse(await takeSignatureBack(deps, ourselves(request), id));
      return detailOf(request, id);
    },
  );
}
