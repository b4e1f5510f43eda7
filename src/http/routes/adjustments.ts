// 调账, 审批, 月结.

import { z } from "zod";
import { adjust, decideApproval, listApprovals } from "../../app/adjustments/adjust.ts";
import { closePeriod, listPeriods, reopenPeriod } from "../../app/periods/close-period.ts";
import {
  adjustmentBody,
  adjustmentOutcome,
  approvalBody,
  approvalList,
  closeBody,
  periodList,
  reopenBody,
} from "../../contract/adjustments.ts";
import { booksPath, booksRecordPath, dateText } from "../../contract/page.ts";
import { type IsoDate, isoDate, monthOf } from "../../core/date.ts";
import { actorOf, booksOf, type Routes } from "../api.ts";
import { valueOrRefuse } from "../refusal.ts";

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
      const due: IsoDate | null = request.body.due === null ? null : isoDate(request.body.due);
      const input = { booksId: booksOf(request).id, request: { ...request.body, due } };
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
      const rows = await listApprovals(deps, books, request.query.state);
      return approvalList.parse({ rows });
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
        response: { 200: z.object({ state: z.string(), decisionId: z.number().nullable() }) },
      },
      config: { access: "approve" },
    },
    async (request) => {
      const input = {
        booksId: booksOf(request).id,
        approvalId: request.params.id,
        ...request.body,
      };
      return valueOrRefuse(await decideApproval(deps, actorOf(request), input));
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
  api.post(
    "/books/:booksId/periods/reopen",
    {
      schema: {
        summary: "Reopen the last closed month, with a reason",
        tags: ["periods"],
        params: booksPath,
        body: reopenBody,
        response: { 200: closed },
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
      return valueOrRefuse(await reopenPeriod(deps, actorOf(request), input));
    },
  );
};
