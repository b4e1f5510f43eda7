// 流水: the list of bank lines and its file.
import { PassThrough } from "node:stream";
import { exportBankLines } from "../../app/lines/export-bank-lines.ts";
import { listBankAccounts, listBankLines } from "../../app/lines/list-bank-lines.ts";
import {
  bankAccountChoices,
  bankLineExport,
  bankLinePage,
  bankLineQuery,
} from "../../contract/bank-lines.ts";
import { booksPath } from "../../contract/page.ts";
import { actorOf, booksOf, type Routes } from "../api.ts";
import { fileTypes } from "../download.ts";
import { fileBooks, sendList } from "../list-download.ts";

const tags = ["bank lines"];

export const bankLineRoutes: Routes = (api, deps) => {
  api.get(
    "/books/:booksId/bank-lines",
    {
      schema: {
        summary: "Bank lines, newest first, with totals over all that is filtered",
        tags,
        params: booksPath,
        querystring: bankLineQuery,
        response: { 200: bankLinePage },
      },
      config: { access: "view_bank_lines" },
    },
    (request) => listBankLines(deps, fileBooks(request), request.query),
  );
  api.get(
    "/books/:booksId/bank-lines/export",
    {
      schema: {
        summary: "The filtered bank lines as XLSX or CSV",
        produces: [fileTypes.xlsx, fileTypes.csv],
        tags,
        params: booksPath,
        querystring: bankLineExport,
      },
      config: { access: "export_data" },
    },
    (request, reply) => {
      const { format, sort, language, organisation: _, ...filters } = request.query;
      const out = new PassThrough();
      const choice = { format, sort, language: language ?? request.language };
      const books = fileBooks(request);
      const written = exportBankLines(deps, actorOf(request), { books, filters, choice, out });
      return sendList(reply, { written, out, list: "bank-lines", format, today: books.today });
    },
  );
  api.get(
    "/books/:booksId/bank-accounts",
    {
      schema: {
        summary: "Own bank accounts",
        tags,
        params: booksPath,
        response: { 200: bankAccountChoices },
      },
      config: { access: "view_bank_lines" },
    },
    (request) =>
      listBankAccounts(deps, {
        orgId: actorOf(request).orgId,
        booksId: booksOf(request).id,
      }),
  );
};
