// 调账 and 审批.

import { z } from "zod";
import { adjust, previewAdjustment } from "../../app/adjustments/adjust.ts";
import { addPapers } from "../../app/adjustments/approval-papers.ts";
import { decideApproval, listApprovals, readApproval } from "../../app/adjustments/approvals.ts";
import { listOpenReceipts, listOutgoing } from "../../app/adjustments/list-outgoing.ts";
import { keepEvidence, readEvidence } from "../../app/evidence/evidence-files.ts";
import {
  type AdjustmentBody,
  adjustmentBody,
  adjustmentOutcome,
  adjustmentPreview,
  approvalBody,
  approvalDetail,
  approvalFiles,
  approvalFilesBody,
  approvalList,
  approvalOutcome,
  evidenceFile,
  openReceipts,
  openReceiptsQuery,
  outgoingLines,
  outgoingQuery,
} from "../../contract/adjustments.ts";
import { booksPath, booksRecordPath } from "../../contract/page.ts";
import { type IsoDate, isoDate } from "../../core/date.ts";
import { largestFileBytes } from "../../core/portal/file-kind.ts";
import { type ApiServer, actorOf, booksOf, type HttpDeps, type Routes } from "../api.ts";
import { fileTypes, sendAttachment } from "../download.ts";
import { problemOf, valueOrRefuse } from "../refusal.ts";
import { receiveSmallFile } from "../small-file.ts";

export const adjustmentRoutes: Routes = (api, deps) => {
  makeRoutes(api, deps);
  paperRoutes(api, deps);
  moneyRoutes(api, deps);
  approvalRoutes(api, deps);
};

function makeRoutes(api: ApiServer, deps: HttpDeps): void {
  api.post(
    "/books/:booksId/adjustments",
    {
      schema: {
        summary: "Adjust an item within your limit, or ask for approval",
        tags: ["adjustments"],
        params: booksPath,
        body: adjustmentBody,
        response: { 200: adjustmentOutcome },
      },
      config: { access: "ask_adjustment" },
    },
    async (request) => {
      const input = { booksId: booksOf(request).id, request: requestOf(request.body) };
      const outcome = valueOrRefuse(await adjust(deps, actorOf(request), input));
      return outcome.kind === "posted"
        ? { kind: outcome.kind, decisionId: outcome.decisionId, approvalId: null, by: [] }
        : {
            kind: outcome.kind,
            decisionId: null,
            approvalId: outcome.approvalId,
            by: [...outcome.by],
          };
    },
  );
  api.post(
    "/books/:booksId/adjustments/preview",
    {
      schema: {
        summary: "What an adjustment would book, and whom it needs; nothing is stored",
        tags: ["adjustments"],
        params: booksPath,
        body: adjustmentBody,
        response: { 200: adjustmentPreview },
      },
      config: { access: "ask_adjustment" },
    },
    async (request) => {
      const input = { booksId: booksOf(request).id, request: requestOf(request.body) };
      return valueOrRefuse(await previewAdjustment(deps, actorOf(request), input));
    },
  );
}

function paperRoutes(api: ApiServer, deps: HttpDeps): void {
  api.post(
    "/books/:booksId/evidence-files",
    {
      schema: {
        summary: "Hand in a paper for an adjustment: form data with one file",
        tags: ["adjustments"],
        params: booksPath,
        consumes: ["multipart/form-data"],
        response: { 200: evidenceFile },
      },
      config: { access: "ask_adjustment" },
    },
    async (request) => {
      const file = await receiveSmallFile(request, largestFileBytes);
      const input = { booksId: booksOf(request).id, file };
      return valueOrRefuse(await keepEvidence(deps, actorOf(request), input));
    },
  );
  api.get(
    "/books/:booksId/evidence-files/:id",
    {
      schema: {
        summary: "A paper of an adjustment, as an attachment",
        produces: [fileTypes.any],
        tags: ["adjustments"],
        params: booksRecordPath,
      },
      config: { access: "view" },
    },
    async (request, reply) => {
      const { booksId, id } = request.params;
      const file = await readEvidence(deps, actorOf(request), { booksId, id });
      return sendAttachment(reply, valueOrRefuse(file));
    },
  );
}

function moneyRoutes(api: ApiServer, deps: HttpDeps): void {
  api.get(
    "/books/:booksId/outgoing-lines",
    {
      schema: {
        summary: "Outgoing bank lines that a refund may be, newest first",
        tags: ["adjustments"],
        params: booksPath,
        querystring: outgoingQuery,
        response: { 200: outgoingLines },
      },
      config: { access: "view_bank_lines" },
    },
    async (request) => {
      const books = { orgId: actorOf(request).orgId, booksId: booksOf(request).id };
      return valueOrRefuse(await listOutgoing(deps, books, request.query));
    },
  );
  api.get(
    "/books/:booksId/open-receipts",
    {
      schema: {
        summary: "Money of a customer that is not applied yet, or money that nobody has claimed",
        tags: ["adjustments"],
        params: booksPath,
        querystring: openReceiptsQuery,
        response: { 200: openReceipts },
      },
      config: { access: "view_bank_lines" },
    },
    (request) => {
      const books = { orgId: actorOf(request).orgId, booksId: booksOf(request).id };
      return listOpenReceipts(deps, books, request.query);
    },
  );
}

function approvalRoutes(api: ApiServer, deps: HttpDeps): void {
  api.get(
    "/books/:booksId/approvals",
    {
      schema: {
        summary: "What waits for a second person, and what was decided",
        tags: ["adjustments"],
        params: booksPath,
        querystring: z.object({ state: z.enum(["pending", "all"]).default("pending") }),
        response: { 200: approvalList },
      },
      config: { access: "view" },
    },
    async (request) => {
      const input = { booksId: booksOf(request).id, state: request.query.state };
      return { rows: await listApprovals(deps, actorOf(request), input) };
    },
  );
  api.get(
    "/books/:booksId/approvals/:id",
    {
      schema: {
        summary: "An approval with the entry it would make today",
        tags: ["adjustments"],
        params: booksRecordPath,
        response: { 200: approvalDetail },
      },
      config: { access: "view" },
    },
    async (request) => {
      const input = { booksId: booksOf(request).id, approvalId: request.params.id };
      const found = valueOrRefuse(await readApproval(deps, actorOf(request), input));
      const { refusal, ...detail } = found;
      const problem = refusal && problemOf({ ...refusal }, request.language).title;
      return { ...detail, problem };
    },
  );
  api.post(
    "/books/:booksId/approvals/:id",
    {
      schema: {
        summary: "Approve or reject; never one's own",
        tags: ["adjustments"],
        params: booksRecordPath,
        body: approvalBody,
        response: { 200: approvalOutcome },
      },
      config: { access: "sign_approvals" },
    },
    async (request) => {
      const input = {
        booksId: booksOf(request).id,
        approvalId: request.params.id,
        ...request.body,
      };
      const outcome = valueOrRefuse(await decideApproval(deps, actorOf(request), input));
      return { ...outcome, missing: [...outcome.missing] };
    },
  );
  api.post(
    "/books/:booksId/approvals/:id/files",
    {
      schema: {
        summary: "Attach papers to an approval that waits",
        tags: ["adjustments"],
        params: booksRecordPath,
        body: approvalFilesBody,
        response: { 200: approvalFiles },
      },
      config: { access: "ask_adjustment" },
    },
    async (request) => {
      const { booksId, id: approvalId } = request.params;
      const input = { booksId, approvalId, fileIds: request.body.fileIds };
      return { files: valueOrRefuse(await addPapers(deps, actorOf(request), input)) };
    },
  );
}

function requestOf(body: AdjustmentBody) {
  const due: IsoDate | null = body.due === null ? null : isoDate(body.due);
  const passedOn = body.passedOn === null ? null : isoDate(body.passedOn);
  const { document } = body;
  const issuedOn = document && isoDate(document.issuedOn);
  return { ...body, due, passedOn, document: document && issuedOn && { ...document, issuedOn } };
}
