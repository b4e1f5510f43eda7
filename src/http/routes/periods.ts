// 月结: steps of a month, closing, reopening, revaluation of its end.
import { z } from "zod";
import {
  askToReopen,
  checkClosing,
  closePeriod,
  listPeriods,
} from "../../app/periods/close-period.ts";
import { previewRevaluation, revalueMonth } from "../../app/periods/revalue-month.ts";
import { booksPath, dateText } from "../../contract/page.ts";
import {
  closeBody,
  closeCheck,
  closeCheckQuery,
  periodList,
  reopenBody,
  reopenOutcome,
  revaluationPreview,
  revalueBody,
  revalued,
} from "../../contract/periods.ts";
import { isoDate, type Month, monthOf } from "../../core/date.ts";
import { actorOf, booksOf, type Routes } from "../api.ts";
import { valueOrRefuse } from "../refusal.ts";

export const periodRoutes: Routes = (api, deps) => {
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
        reopened: [...list.reopened],
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
      const month = monthIn(request.body.month);
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
      const month = monthIn(request.query.month);
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
        month: monthIn(month),
        reason,
      };
      const asked = valueOrRefuse(await askToReopen(deps, actorOf(request), input));
      return { approvalId: asked.approvalId, by: [...asked.by] };
    },
  );
  api.get(
    "/books/:booksId/periods/revaluation",
    {
      schema: {
        summary: "What revaluing foreign balances at the end of a month would post",
        tags: ["periods"],
        params: booksPath,
        querystring: closeCheckQuery,
        response: { 200: revaluationPreview },
      },
      config: { access: "view_bank_lines" },
    },
    async (request) => {
      const of = { orgId: actorOf(request).orgId, booksId: booksOf(request).id };
      return previewRevaluation(deps, { ...of, month: monthIn(request.query.month) });
    },
  );
  api.post(
    "/books/:booksId/periods/revaluation",
    {
      schema: {
        summary: "Revalue foreign balances at the end of a month; taken back on the next day",
        tags: ["periods"],
        params: booksPath,
        body: revalueBody,
        response: { 200: revalued },
      },
      config: { access: "close_period" },
    },
    async (request) => {
      const { id: booksId, today } = booksOf(request);
      const input = { booksId, today, month: monthIn(request.body.month) };
      return valueOrRefuse(await revalueMonth(deps, actorOf(request), input));
    },
  );
};

function monthIn(text: string): Month {
  return monthOf(isoDate(`${text}-01`));
}
