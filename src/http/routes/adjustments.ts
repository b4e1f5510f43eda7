// 调账 and 审批.

import { z } from "zod";
import { adjust, previewAdjustment } from "../../app/adjustments/adjust.ts";
import { decideApproval, listApprovals, readApproval } from "../../app/adjustments/approvals.ts";
import { listOpenReceipts, listOutgoing } from "../../app/adjustments/list-outgoing.ts";
import {
  type AdjustmentBody,
  adjustmentBody,
  adjustmentOutcome,
  adjustmentPreview,
  approvalBody,
  approvalDetail,
  approvalList,
  approvalOutcome,
  openReceipts,
  openReceiptsQuery,
  outgoingLines,
  outgoingQuery,
} from "../../contract/adjustments.ts";
import { booksPath, booksRecordPath } from "../../contract/page.ts";
import { type IsoDate, isoDate } from "../../core/date.ts";
import { actorOf, booksOf, type Routes } from "../api.ts";
import { problemOf, valueOrRefuse } from "../refusal.ts";

export const adjustmentRoutes: Routes = (api, deps) => {
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
      config: { access: "adjust" },
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
      config: { access: "adjust" },
    },
    async (request) => {
      const input = { booksId: booksOf(request).id, request: requestOf(request.body) };
      return valueOrRefuse(await previewAdjustment(deps, actorOf(request), input));
    },
  );
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
        summary: "Money of a customer that is not applied yet",
        tags: ["adjustments"],
        params: booksPath,
        querystring: openReceiptsQuery,
        response: { 200: openReceipts },
      },
      config: { access: "view_bank_lines" },
    },
    (request) => {
      const books = { orgId: actorOf(request).orgId, booksId: booksOf(request).id };
      return listOpenReceipts(deps, books, request.query.customer);
    },
  );
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
      config: { access: "view_bank_lines" },
    },
    async (request) => {
      const books = { orgId: actorOf(request).orgId, booksId: booksOf(request).id };
      return { rows: await listApprovals(deps, books, request.query.state) };
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
      config: { access: "view_bank_lines" },
    },
    async (request) => {
      const books = { orgId: actorOf(request).orgId, booksId: booksOf(request).id };
      const found = valueOrRefuse(await readApproval(deps, books, request.params.id));
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
      config: { access: "approve" },
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
};

function requestOf(body: AdjustmentBody) {
  const due: IsoDate | null = body.due === null ? null : isoDate(body.due);
  return { ...body, due };
}
