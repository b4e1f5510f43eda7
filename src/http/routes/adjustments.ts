// 调账, 审批, 月结.

import { z } from "zod";
import { adjust, previewAdjustment } from "../../app/adjustments/adjust.ts";
import { decideApproval, listApprovals, readApproval } from "../../app/adjustments/approvals.ts";
import { listOutgoing } from "../../app/adjustments/list-outgoing.ts";
import {
  askToReopen,
  checkClosing,
  closePeriod,
  listPeriods,
} from "../../app/periods/close-period.ts";
import {
  type AdjustmentBody,
  adjustmentBody,
  adjustmentOutcome,
  adjustmentPreview,
  approvalBody,
  approvalDetail,
  approvalList,
  approvalOutcome,
  closeBody,
  closeCheck,
  closeCheckQuery,
  outgoingLines,
  outgoingQuery,
  periodList,
  reopenBody,
  reopenOutcome,
} from "../../contract/adjustments.ts";
import { booksPath, booksRecordPath, dateText } from "../../contract/page.ts";
import { type IsoDate, isoDate, monthOf } from "../../core/date.ts";
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
  api.get(
    "/books/:booksId/periods",
    {
      schema: {
        summary: "Closed through which day; every closing and reopening",
        tags: ["periods"],
        params: booksPath,
        response: { 200: periodList },
      },
      config: { access: "view" },
    },
    async (request) => {
      const { id: booksId, today } = booksOf(request);
      const list = await listPeriods(deps, { orgId: actorOf(request).orgId, booksId, today });
      return {
        ...list,
        events: list.events.map(({ at, ...e }) => ({ ...e, at: at.toISOString() })),
      };
    },
  );
  const closed = z.object({ closedThrough: dateText.nullable() });
  api.post(
    "/books/:booksId/periods/close",
    {
      schema: {
        summary: "Close the next month",
        tags: ["periods"],
        params: booksPath,
        body: closeBody,
        response: { 200: closed },
      },
      config: { access: "close_period" },
    },
    async (request) => {
      const { id: booksId, today } = booksOf(request);
      const month = monthOf(isoDate(`${request.body.month}-01`));
      return valueOrRefuse(await closePeriod(deps, actorOf(request), { booksId, month, today }));
    },
  );
  api.get(
    "/books/:booksId/periods/check",
    {
      schema: {
        summary: "The steps of closing a month, and what blocks it",
        tags: ["periods"],
        params: booksPath,
        querystring: closeCheckQuery,
        response: { 200: closeCheck },
      },
      config: { access: "view_bank_lines" },
    },
    async (request) => {
      const of = { orgId: actorOf(request).orgId, booksId: booksOf(request).id };
      const month = monthOf(isoDate(`${request.query.month}-01`));
      return { month, steps: await checkClosing(deps, { ...of, month }) };
    },
  );
  api.post(
    "/books/:booksId/periods/reopen",
    {
      schema: {
        summary: "Ask to reopen the last closed month; a second person approves",
        tags: ["periods"],
        params: booksPath,
        body: reopenBody,
        response: { 200: reopenOutcome },
      },
      config: { access: "reopen_period" },
    },
    async (request) => {
      const { month, reason } = request.body;
      const input = {
        booksId: booksOf(request).id,
        month: monthOf(isoDate(`${month}-01`)),
        reason,
      };
      const asked = valueOrRefuse(await askToReopen(deps, actorOf(request), input));
      return { approvalId: asked.approvalId, by: [...asked.by] };
    },
  );
};

function requestOf(body: AdjustmentBody) {
  const due: IsoDate | null = body.due === null ? null : isoDate(body.due);
  return { ...body, due };
}
