// 驾驶舱: the figures of the day, and how a member arranged them.
import { arrangeDashboard, readDashboard } from "../../app/dashboard/read-dashboard.ts";
import { dashboard, dashboardLayout, dashboardQuery } from "../../contract/dashboard.ts";
import { booksPath } from "../../contract/page.ts";
import { actorOf, type Routes } from "../api.ts";
import { booksToday } from "../books-today.ts";

const tags = ["dashboard"];

export const dashboardRoutes: Routes = (api, deps) => {
  api.get(
    "/books/:booksId/dashboard",
    {
      schema: {
        summary: "Cash, overdue by grade, recovery, forecast, risks, what waits: in one answer",
        tags,
        params: booksPath,
        querystring: dashboardQuery,
        response: { 200: dashboard },
      },
      config: { access: "view_bank_lines" },
    },
    (request) => readDashboard(deps, actorOf(request), booksToday(request), request.query),
  );
  api.put(
    "/books/:booksId/dashboard/layout",
    {
      schema: {
        summary: "How I want its blocks from now on",
        tags,
        params: booksPath,
        body: dashboardLayout,
        response: { 200: dashboardLayout },
      },
      config: { access: "view_bank_lines" },
    },
    (request) => {
      const of = { ...booksToday(request), memberId: actorOf(request).memberId };
      return arrangeDashboard(deps, of, request.body);
    },
  );
};
