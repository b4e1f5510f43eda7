// 核销: runs, the lanes, and what a person decides about bank lines.

import { startRun } from "../../app/matching/run-reconciliation.ts";
import {
  claimLine,
  confirmMatches,
  markNotReceivable,
  setHold,
  settleByHand,
  undoDecisions,
  undoLineDecision,
} from "../../app/workbench/decide.ts";
import { findOrders } from "../../app/workbench/find-orders.ts";
import { previewSettlement } from "../../app/workbench/preview-settlement.ts";
import { previewUndo } from "../../app/workbench/preview-undo.ts";
import { listRuns, readRun } from "../../app/workbench/read-runs.ts";
import {
  readItemPool,
  readLane,
  readLine,
  readLineStates,
  readSummary,
} from "../../app/workbench/read-workbench.ts";
import {
  postDecisionsFile,
  previewDecisions,
  toConfirmMediaType,
  writeToConfirm,
} from "../../app/workbench/to-confirm-file.ts";
import { booksPath, booksRecordPath } from "../../contract/page.ts";
import { decisionsPostBody, decisionsPreview } from "../../contract/to-confirm.ts";
import { undoPreview } from "../../contract/undo.ts";
import {
  bankLineDetail,
  bookingPreview,
  categoryBody,
  claimBody,
  confirmBody,
  decisionAnswer,
  foundOrders,
  handBody,
  heldAnswer,
  holdBody,
  itemPool,
  itemPoolQuery,
  lineOutcomes,
  lineStates,
  lineStatesQuery,
  orderListBody,
  runList,
  runListQuery,
  runResult,
  startedRun,
  undoBody,
  undoManyBody,
  undoOutcomes,
  workbenchPage,
  workbenchQuery,
  workbenchSummary,
} from "../../contract/workbench.ts";
import type { Result } from "../../core/result.ts";
import type { Language } from "../../core/words/word.ts";
import { type ApiServer, actorOf, booksOf, type HttpDeps, type Routes } from "../api.ts";
import { dispositionOf, fileTypes } from "../download.ts";
import type { ProblemCode } from "../problem.ts";
import { problemOf, valueOrRefuse } from "../refusal.ts";
import { receiveUploads } from "../upload.ts";

const tags = ["matching"];

export const workbenchRoutes: Routes = (api, deps) => {
  fileRoutes(api, deps);
  runRoutes(api, deps);
  readRoutes(api, deps);
  decisionRoutes(api, deps);
  undoRoutes(api, deps);
  lineRoutes(api, deps);
};

function runRoutes(api: ApiServer, deps: HttpDeps): void {
  api.post(
    "/books/:booksId/runs",
    {
      schema: { summary: "Reconcile", tags, params: booksPath, response: { 202: startedRun } },
      config: { access: "run_matching" },
    },
    async (request, reply) =>
      reply.code(202).send(await startRun(deps, actorOf(request), booksOf(request).id)),
  );
  api.get(
    "/books/:booksId/runs",
    {
      schema: {
        summary: "Runs, newest first",
        tags,
        params: booksPath,
        querystring: runListQuery,
        response: { 200: runList },
      },
      config: { access: "view_bank_lines" },
    },
    (request) => {
      const { cursor, limit } = request.query;
      const books = { orgId: actorOf(request).orgId, booksId: booksOf(request).id };
      return listRuns(deps, { ...books, limit, ...(cursor === undefined ? {} : { cursor }) });
    },
  );
  api.get(
    "/books/:booksId/runs/:id",
    {
      schema: { summary: "One run", tags, params: booksRecordPath, response: { 200: runResult } },
      config: { access: "view_bank_lines" },
    },
    async (request) => {
      const books = { orgId: actorOf(request).orgId, booksId: booksOf(request).id };
      return valueOrRefuse(await readRun(deps, books, request.params.id));
    },
  );
}

function readRoutes(api: ApiServer, deps: HttpDeps): void {
  api.get(
    "/books/:booksId/workbench",
    {
      schema: {
        summary: "Lanes in count and money",
        tags,
        params: booksPath,
        response: { 200: workbenchSummary },
      },
      config: { access: "view_bank_lines" },
    },
    async (request) =>
      readSummary(deps, { orgId: actorOf(request).orgId, booksId: booksOf(request).id }),
  );
  api.get(
    "/books/:booksId/workbench/lines",
    {
      schema: {
        summary: "The lines of a lane, largest first",
        tags,
        params: booksPath,
        querystring: workbenchQuery,
        response: { 200: workbenchPage },
      },
      config: { access: "view_bank_lines" },
    },
    async (request) =>
      readLane(deps, {
        ...request.query,
        orgId: actorOf(request).orgId,
        booksId: booksOf(request).id,
      }),
  );
  api.get(
    "/books/:booksId/workbench/states",
    {
      schema: {
        summary: "What became of the lines of a list somebody is looking at",
        tags,
        params: booksPath,
        querystring: lineStatesQuery,
        response: { 200: lineStates },
      },
      config: { access: "view_bank_lines" },
    },
    (request) => {
      const books = { orgId: actorOf(request).orgId, booksId: booksOf(request).id };
      return readLineStates(deps, books, request.query.ids.split(",").map(Number));
    },
  );
  api.get(
    "/books/:booksId/workbench/lines/:id",
    {
      schema: {
        summary: "A line with its proposals and decisions",
        tags,
        params: booksRecordPath,
        response: { 200: bankLineDetail },
      },
      config: { access: "view_bank_lines" },
    },
    async (request) => {
      const books = { orgId: actorOf(request).orgId, booksId: booksOf(request).id };
      return valueOrRefuse(await readLine(deps, books, request.params.id));
    },
  );
  api.get(
    "/books/:booksId/workbench/items",
    {
      schema: {
        summary: "Open items to settle by hand",
        tags,
        params: booksPath,
        querystring: itemPoolQuery,
        response: { 200: itemPool },
      },
      config: { access: "view_bank_lines" },
    },
    async (request) => {
      const books = { orgId: actorOf(request).orgId, booksId: booksOf(request).id };
      return readItemPool(deps, books, request.query);
    },
  );
  api.post(
    "/books/:booksId/workbench/orders",
    {
      schema: {
        summary: "Open items of the orders of a platform's settlement",
        tags,
        params: booksPath,
        body: orderListBody,
        response: { 200: foundOrders },
      },
      config: { access: "view_bank_lines", repeatable: true },
    },
    async (request) => {
      const books = { orgId: actorOf(request).orgId, booksId: booksOf(request).id };
      return valueOrRefuse(await findOrders(deps, books, request.body));
    },
  );
}

function decisionRoutes(api: ApiServer, deps: HttpDeps): void {
  api.post(
    "/books/:booksId/decisions/confirm",
    {
      schema: {
        summary: "Accept proposals; those that no longer fit stay, each with its reason",
        tags,
        params: booksPath,
        body: confirmBody,
        response: { 200: lineOutcomes },
      },
      config: { access: "decide_matches" },
    },
    async (request) => {
      const { confirmations } = request.body;
      const input = { booksId: booksOf(request).id, confirmations };
      const outcomes = await confirmMatches(deps, actorOf(request), input);
      return { outcomes: outcomes.map((o) => outcomeOnWire(o, request.language)) };
    },
  );
  api.post(
    "/books/:booksId/decisions/by-hand",
    {
      schema: {
        summary: "Settle lines on items by hand",
        tags,
        params: booksPath,
        body: handBody,
        response: { 200: decisionAnswer },
      },
      config: { access: "decide_matches" },
    },
    async (request) => {
      const input = { booksId: booksOf(request).id, settlement: request.body };
      return valueOrRefuse(await settleByHand(deps, actorOf(request), input));
    },
  );
  api.post(
    "/books/:booksId/decisions/preview",
    {
      schema: {
        summary: "What a settlement by hand would book",
        tags,
        params: booksPath,
        body: handBody,
        response: { 200: bookingPreview },
      },
      config: { access: "decide_matches", repeatable: true },
    },
    async (request) => {
      const input = { booksId: booksOf(request).id, settlement: request.body };
      const preview = await previewSettlement(deps, actorOf(request), input);
      if (preview.ok) return { refusal: null, entries: preview.value };
      const { code, title } = problemOf({ ...preview.error }, request.language);
      return { refusal: { code, title }, entries: [] };
    },
  );
}

function undoRoutes(api: ApiServer, deps: HttpDeps): void {
  api.post(
    "/books/:booksId/decisions/undo",
    {
      schema: {
        summary: "Undo several decisions; those that cannot be undone stay, each with its reason",
        tags,
        params: booksPath,
        body: undoManyBody,
        response: { 200: undoOutcomes },
      },
      config: { access: "decide_matches" },
    },
    async (request) => {
      const input = { booksId: booksOf(request).id, ...request.body };
      const outcomes = await undoDecisions(deps, actorOf(request), input);
      const { language } = request;
      return {
        outcomes: outcomes.map((o) => ({
          decisionId: o.decisionId,
          undoneById: o.ok ? o.value.decisionId : null,
          problem: o.ok ? null : problemOf({ ...o.error }, language),
        })),
      };
    },
  );
  api.get(
    "/books/:booksId/decisions/:id/undo",
    {
      schema: {
        summary: "What an undo would reverse, and what stands on the decision",
        tags,
        params: booksRecordPath,
        response: { 200: undoPreview },
      },
      config: { access: "view_bank_lines" },
    },
    async (request) => {
      const books = { orgId: actorOf(request).orgId, booksId: booksOf(request).id };
      return valueOrRefuse(await previewUndo(deps, books, request.params.id));
    },
  );
  api.post(
    "/books/:booksId/decisions/:id/undo",
    {
      schema: {
        summary: "Undo a decision by reversing what it posted",
        tags,
        params: booksRecordPath,
        body: undoBody,
        response: { 200: decisionAnswer },
      },
      config: { access: "decide_matches" },
    },
    async (request) => {
      const input = {
        booksId: booksOf(request).id,
        decisionId: request.params.id,
        ...request.body,
      };
      return valueOrRefuse(await undoLineDecision(deps, actorOf(request), input));
    },
  );
}

/** 待确认 out as a workbook and back as decisions. */
function fileRoutes(api: ApiServer, deps: HttpDeps): void {
  api.get(
    "/books/:booksId/workbench/to-confirm.xlsx",
    {
      schema: {
        summary: "What is to confirm, as a workbook",
        produces: [fileTypes.xlsx],
        tags,
        params: booksPath,
      },
      config: { access: "export_data" },
    },
    async (request, reply) => {
      const { id: booksId, name } = booksOf(request);
      const books = { orgId: actorOf(request).orgId, booksId };
      const bytes = await writeToConfirm(deps, books, request.language);
      const fileName = `${request.language === "zh" ? "待确认" : "to-confirm"}-${name}.xlsx`;
      return reply
        .type(toConfirmMediaType)
        .header("content-disposition", dispositionOf("attachment", fileName))
        .send(bytes);
    },
  );
  api.post(
    "/books/:booksId/workbench/to-confirm",
    {
      schema: {
        summary: "Hand in the filled workbook (multipart) and see what it would post",
        tags,
        consumes: ["multipart/form-data"],
        params: booksPath,
        response: { 200: decisionsPreview },
      },
      config: { access: "decide_matches", repeatable: true },
    },
    async (request) => {
      const [file] = await receiveUploads(request, deps);
      const books = { orgId: actorOf(request).orgId, booksId: booksOf(request).id };
      const hash = file?.sha256.toString("hex") ?? "";
      return valueOrRefuse(await previewDecisions(deps, books, hash));
    },
  );
  api.post(
    "/books/:booksId/workbench/to-confirm/post",
    {
      schema: {
        summary: "Post the decisions of a workbook handed in before",
        tags,
        params: booksPath,
        body: decisionsPostBody,
        response: { 200: lineOutcomes },
      },
      config: { access: "decide_matches" },
    },
    async (request) => {
      const input = { booksId: booksOf(request).id, file: request.body.file };
      const outcomes = valueOrRefuse(await postDecisionsFile(deps, actorOf(request), input));
      return { outcomes: outcomes.map((o) => outcomeOnWire(o, request.language)) };
    },
  );
}

function lineRoutes(api: ApiServer, deps: HttpDeps): void {
  api.post(
    "/books/:booksId/bank-lines/category",
    {
      schema: {
        summary: "Lines that are no customer receipts",
        tags,
        params: booksPath,
        body: categoryBody,
        response: { 200: lineOutcomes },
      },
      config: { access: "decide_matches" },
    },
    async (request) => {
      const input = { booksId: booksOf(request).id, ...request.body };
      const outcomes = await markNotReceivable(deps, actorOf(request), input);
      return { outcomes: outcomes.map((o) => outcomeOnWire(o, request.language)) };
    },
  );
  api.post(
    "/books/:booksId/bank-lines/:id/claim",
    {
      schema: {
        summary: "Whose money a line is",
        tags,
        params: booksRecordPath,
        body: claimBody,
        response: { 200: decisionAnswer },
      },
      config: { access: "decide_matches" },
    },
    async (request) => {
      const { customerId, seenCustomerId } = request.body;
      const input = {
        ...{ booksId: booksOf(request).id, lineId: request.params.id, customerId },
        ...(seenCustomerId === undefined ? {} : { seenCustomerId }),
      };
      return valueOrRefuse(await claimLine(deps, actorOf(request), input));
    },
  );
  api.post(
    "/books/:booksId/bank-lines/:id/hold",
    {
      schema: {
        summary: "Put a line aside with a note, or take it back",
        tags,
        params: booksRecordPath,
        body: holdBody,
        response: { 200: heldAnswer },
      },
      config: { access: "decide_matches" },
    },
    async (request) => {
      const input = { booksId: booksOf(request).id, lineId: request.params.id, ...request.body };
      return valueOrRefuse(await setHold(deps, actorOf(request), input));
    },
  );
}

type Outcome = { readonly lineId: number } & Result<
  { readonly decisionId: number },
  { readonly code: ProblemCode }
>;

function outcomeOnWire(outcome: Outcome, language: Language) {
  if (outcome.ok) {
    return { lineId: outcome.lineId, decisionId: outcome.value.decisionId, problem: null };
  }
  const { code, title } = problemOf({ ...outcome.error }, language);
  return { lineId: outcome.lineId, decisionId: null, problem: { code, title } };
}
