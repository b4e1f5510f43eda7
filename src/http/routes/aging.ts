// 账龄分析.
import { readAging } from "../../app/reporting/aging-report.ts";
import { exportAging } from "../../app/reporting/export-aging.ts";
import { agingExport, agingQuery, agingReport } from "../../contract/aging.ts";
import { booksPath } from "../../contract/page.ts";
import { actorOf, booksOf, type Routes } from "../api.ts";
import { fileTypes, sendXlsx } from "../download.ts";

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
  api.get(
    "/books/:booksId/reports/aging/export",
    {
      schema: {
        summary: "Aging as a workbook with formulas",
        produces: [fileTypes.xlsx],
        tags: ["reports"],
        params: booksPath,
        querystring: agingExport,
      },
      config: { access: "export_data" },
    },
    async (request, reply) => {
      const { id: booksId, today, timeZone } = booksOf(request);
      const { language = request.language, organisation: _, ...query } = request.query;
      const { orgId, name: exportedBy } = actorOf(request);
      const asOf = query.asOf ?? today;
      const input = { ...query, asOf, orgId, booksId, timeZone, language, exportedBy };
      const name = `${language === "zh" ? "账龄分析" : "aging"}-${asOf}`;
      return sendXlsx(reply, name, await exportAging(deps, input));
    },
  );
};
