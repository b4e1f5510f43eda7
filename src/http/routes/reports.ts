// Reports: the list of them, one as a table, as a file.
import type { FastifyRequest } from "fastify";
import { exportReport } from "../../app/reporting/export-report.ts";
import { listReports } from "../../app/reporting/list-reports.ts";
import { readReport } from "../../app/reporting/read-report.ts";
import { booksPath } from "../../contract/page.ts";
import {
  reportCatalogue,
  reportExport,
  reportPath,
  reportQuery,
  reportTable,
} from "../../contract/reports.ts";
import { actorOf, booksOf, type Routes } from "../api.ts";
import { fileTypes, sendAttachment } from "../download.ts";
import { valueOrRefuse } from "../refusal.ts";

const tags = ["reports"];

export function reportBooks(request: FastifyRequest) {
  const { id: booksId, today, homeCurrency, timeZone } = booksOf(request);
  return { orgId: actorOf(request).orgId, booksId, today, homeCurrency, timeZone };
}

export const reportRoutes: Routes = (api, deps) => {
  api.get(
    "/books/:booksId/reports",
    {
      schema: {
        summary: "The reports there are and what may be chosen of each",
        tags,
        params: booksPath,
        response: { 200: reportCatalogue },
      },
      config: { access: "view_bank_lines" },
    },
    (request) => listReports(deps, reportBooks(request)),
  );
  api.get(
    "/books/:booksId/reports/:code",
    {
      schema: {
        summary: "A report as of a date, as known at an instant",
        tags,
        params: reportPath,
        querystring: reportQuery,
        response: { 200: reportTable },
      },
      config: { access: "view_bank_lines" },
    },
    async (request) =>
      valueOrRefuse(
        await readReport(deps, {
          ...reportBooks(request),
          code: request.params.code,
          query: request.query,
        }),
      ),
  );
  api.get(
    "/books/:booksId/reports/:code/export",
    {
      schema: {
        summary: "A report as XLSX, CSV or PDF",
        produces: [fileTypes.xlsx, fileTypes.csv, fileTypes.pdf],
        tags,
        params: reportPath,
        querystring: reportExport,
      },
      config: { access: "export_data" },
    },
    async (request, reply) => {
      const { format, language = request.language, organisation: _, ...query } = request.query;
      const written = await exportReport(deps, {
        ...reportBooks(request),
        code: request.params.code,
        query,
        format,
        language,
        booksName: booksOf(request).name,
        exportedBy: actorOf(request).name,
        exportedAt: deps.clock.now(),
      });
      return sendAttachment(reply, valueOrRefuse(written));
    },
  );
};
