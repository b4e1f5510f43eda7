// 往来账核对 through the customer's eyes: hand in the own ledger, see what differs, answer, confirm.
import type { FastifyRequest } from "fastify";
import {
  answerGroup,
  signComparison,
  takeSignatureBack,
} from "../../app/comparison/change-comparison.ts";
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
import { keepLedger } from "../../app/portal/keep-file.ts";
import {
  comparisonChoices,
  comparisonDetail,
  comparisonFileQuery,
  groupAnswer,
  groupPage,
  groupQuery,
  portalComparisonQuery,
  portalComparisons,
  signBody,
} from "../../contract/comparisons.ts";
import { idPath } from "../../contract/page.ts";
import { portalIdPath, portalLinePath } from "../../contract/portal.ts";
import { largestFileBytes } from "../../core/portal/file-kind.ts";
import type { ApiServer, HttpDeps } from "../api.ts";
import { fileTypes, sendAttachment } from "../download.ts";
import { visitorOf } from "../portal-guard.ts";
import { valueOrRefuse } from "../refusal.ts";
import { receiveSmallFile } from "../small-file.ts";

const tags = ["portal"];
const inRoom = { portal: "room" } as const;
/** A comparison costs seconds of computing. */
const atDesk = { portal: "room", rateLimit: { max: 20, timeWindow: 3_600_000 } } as const;
const shown = 50;

function theCustomer(request: FastifyRequest): Comparer {
  const { orgId, booksId, customerId, contactName, customerName } = visitorOf(request);
  const name = contactName || customerName;
  return { orgId, booksId, side: "customer", name, memberId: null, customerId };
}

export function portalComparisonRoutes(api: ApiServer, deps: HttpDeps): void {
  addReading(api, deps);
  addMaking(api, deps);
  addAnswering(api, deps);
}

function addReading(api: ApiServer, deps: HttpDeps): void {
  api.get(
    "/comparisons",
    {
      schema: {
        summary: "Comparisons of ledgers the customer made or was shown",
        tags,
        response: { 200: portalComparisons },
      },
      config: inRoom,
    },
    async (request) => {
      const { rows } = await listComparisons(deps, theCustomer(request), { limit: shown });
      return { rows };
    },
  );
  api.get(
    "/comparisons/:id",
    {
      schema: {
        summary: "One comparison with its reconciliation",
        tags,
        params: portalIdPath,
        response: { 200: comparisonDetail },
      },
      config: inRoom,
    },
    async (request) =>
      valueOrRefuse(await readComparison(deps, theCustomer(request), request.params.id)),
  );
  api.get(
    "/comparisons/:id/groups",
    {
      schema: {
        summary: "What differs and what agrees, page by page",
        tags,
        params: portalIdPath,
        querystring: groupQuery,
        response: { 200: groupPage },
      },
      config: inRoom,
    },
    async (request) => {
      const query = { id: request.params.id, ...request.query };
      const page = valueOrRefuse(await readGroups(deps, theCustomer(request), query));
      return { ...page, count: null, totals: null };
    },
  );
  api.get(
    "/comparisons/:id/file",
    {
      schema: {
        summary: "The reconciliation as PDF, or the comparison as XLSX",
        produces: [fileTypes.pdf, fileTypes.xlsx],
        tags,
        params: portalIdPath,
        querystring: comparisonFileQuery,
      },
      config: inRoom,
    },
    async (request, reply) => {
      const of = { id: request.params.id, ...request.query };
      const file = valueOrRefuse(await downloadComparison(deps, theCustomer(request), of));
      const { name, mimeType: mime, pieces } = file;
      return sendAttachment(reply, { name, mime, bytes: Buffer.concat(pieces) });
    },
  );
}

function addMaking(api: ApiServer, deps: HttpDeps): void {
  api.post(
    "/comparisons",
    {
      schema: {
        summary: "Hand in the own ledger of this account (XLSX or CSV) and compare it",
        consumes: ["multipart/form-data"],
        tags,
        querystring: portalComparisonQuery,
        response: { 201: idPath },
      },
      config: atDesk,
    },
    async (request, reply) => {
      const visitor = visitorOf(request);
      const file = valueOrRefuse(
        await keepLedger(deps, visitor, await receiveSmallFile(request, largestFileBytes)),
      );
      const { currency = null, from, to } = request.query;
      const choices = {
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
      };
      const ledger = { customerId: visitor.customerId, currency, file, choices };
      const made = await makeComparison(deps, theCustomer(request), ledger);
      return reply.code(201).send(valueOrRefuse(made));
    },
  );
  api.post(
    "/comparisons/:id/again",
    {
      schema: {
        summary: "The same file with columns, period or opening as given",
        tags,
        params: portalIdPath,
        body: comparisonChoices,
        response: { 200: idPath },
      },
      config: atDesk,
    },
    async (request) => {
      const input = { id: request.params.id, choices: request.body };
      return valueOrRefuse(await compareAgain(deps, theCustomer(request), input));
    },
  );
}

function addAnswering(api: ApiServer, deps: HttpDeps): void {
  const detailOf = async (request: FastifyRequest, id: number) =>
    valueOrRefuse(await readComparison(deps, theCustomer(request), id));
  api.post(
    "/comparisons/:id/groups/:n",
    {
      schema: {
        summary: "Agree or object to one difference",
        tags,
        params: portalLinePath,
        body: groupAnswer,
        response: { 200: comparisonDetail },
      },
      config: inRoom,
    },
    async (request) => {
      const { id, n } = request.params;
      const input = { id, n, ...request.body };
      valueOrRefuse(await answerGroup(deps, theCustomer(request), input));
      return detailOf(request, id);
    },
  );
  api.post(
    "/comparisons/:id/sign",
    {
      schema: {
        summary: "Confirm the reconciliation by name and position",
        tags,
        params: portalIdPath,
        body: signBody,
        response: { 200: comparisonDetail },
      },
      config: inRoom,
    },
    async (request) => {
      const input = { id: request.params.id, ...request.body };
      valueOrRefuse(await signComparison(deps, theCustomer(request), input));
      return detailOf(request, input.id);
    },
  );
  api.post(
    "/comparisons/:id/unsign",
    {
      schema: {
        summary: "Take the confirmation back, while the other side has not signed",
        tags,
        params: portalIdPath,
        response: { 200: comparisonDetail },
      },
      config: inRoom,
    },
    async (request) => {
      const { id } = request.params;
      valueOrRefuse(await takeSignatureBack(deps, theCustomer(request), id));
      return detailOf(request, id);
    },
  );
}
