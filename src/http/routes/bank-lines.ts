// 流水: the list of bank lines and its file.
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
    (request, reply) =>
      sendList(request, reply, {
        name: "bank-lines",
        query: request.query,
        write: (file) => exportBankLines(deps, actorOf(request), file),
      }),
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
