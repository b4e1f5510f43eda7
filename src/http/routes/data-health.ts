// 数据健康: what is loaded, proven, missing.
import { examineData } from "../../app/importing/data-health.ts";
import { dataHealth, dataHealthQuery } from "../../contract/data-health.ts";
import { booksPath } from "../../contract/page.ts";
import { actorOf, booksOf, type Routes } from "../api.ts";

export const dataHealthRoutes: Routes = (api, deps) => {
  api.get(
    "/books/:booksId/data-health",
    {
      schema: {
        summary: "Days loaded and proven per bank account, and missing data with its money",
        tags: ["imports"],
        params: booksPath,
        querystring: dataHealthQuery,
        response: { 200: dataHealth },
      },
      config: { access: "view_bank_lines" },
    },
    (request) => {
      const { id: booksId, homeCurrency, today } = booksOf(request);
      const { orgId } = actorOf(request);
      const { days } = request.query;
      return examineData(deps, { orgId, booksId, homeCurrency, today, days });
    },
  );
};
