// 账龄分析.
import { readAging } from "../../app/reporting/aging-report.ts";
import { agingQuery, agingReport } from "../../contract/aging.ts";
import { booksPath } from "../../contract/page.ts";
import { actorOf, booksOf, type Routes } from "../api.ts";

export const agingRoutes: Routes = (api, deps) => {
  api.get(
    "/books/:booksId/reports/aging",
    {
      schema: {
        summary: "Aging as of a date, as known at an instant, with its proof against the ledger",
        tags: ["reports"],
        params: booksPath,
        querystring: agingQuery,
        response: { 200: agingReport },
      },
      config: { access: "view_bank_lines" },
    },
    async (request) => {
      const { asOf = booksOf(request).today, ...query } = request.query;
      return readAging(deps, {
        ...query,
        asOf,
        orgId: actorOf(request).orgId,
        booksId: booksOf(request).id,
      });
    },
  );
};
